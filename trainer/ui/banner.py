"""A calm strip at the top of the window: what happened, and what to do next."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from trainer.core.words import t
from trainer.ui.speech import announce
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.label import Label


class Banner(QFrame):
    """Shows one message at a time until it is closed or taken back.

    A lasting one comes back whenever no other is shown.
    """

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.words = Label()
        self._lasting = ""
        self.close_button = Button(t("Close"), role="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(dress.px(16), dress.px(8), dress.px(8), dress.px(8))
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button)
        self.close_button.clicked.connect(self.take_back)
        self.hide()

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words`; a lasting message cannot be closed."""
        if lasting:
            self._lasting = words
        self.words.setText(words)
        self.close_button.setVisible(not lasting)
        self.show()
        announce(self, words)

    @Slot()
    def take_back(self) -> None:
        """Hide the message, or show the lasting one again."""
        if self._lasting:
            self.words.setText(self._lasting)
            self.close_button.hide()
        else:
            self.hide()

    def end_lasting(self) -> None:
        """Show nothing for longer than it is news."""
        self._lasting = ""
        self.hide()
