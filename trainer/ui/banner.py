"""A calm strip at the top of the window: what happened, and what to do next."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from trainer.core.words import t
from trainer.ui.speech import announce
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.label import Label


class Banner(QFrame):
    """Shows one message at a time until it is closed or taken back."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.words = Label()
        self.close_button = Button(t("Close"), role="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(dress.px(16), dress.px(8), dress.px(8), dress.px(8))
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button)
        self.close_button.clicked.connect(self.take_back)
        self.hide()

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words`; a lasting message cannot be closed."""
        self.words.setText(words)
        self.close_button.setVisible(not lasting)
        self.show()
        announce(self, words)

    @Slot()
    def take_back(self) -> None:
        """Hide the message."""
        self.hide()
