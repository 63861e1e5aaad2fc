"""A question on the page before something goes for good."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.pages.classroom.fields import button, flow
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.label import Label


class Asking(QWidget):
    """Asks whether it shall be done; hidden while nothing is asked. `said` tells of a yes."""

    said = Signal()
    left = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.words = Label(role="bold")
        self.keep = button(t("Keep it"), self._leave)
        self.yes = button("", self._say)
        self._row = flow(dress, self.keep, self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self._row)
        self.hide()

    def ask(self, words: str, yes: str) -> None:
        """Ask this, with the keyboard on the answer that does nothing."""
        self.words.setText(words)
        self.yes.say(yes)
        self.show()
        self._row.flow_again()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _say(self) -> None:
        self.hide()
        self.said.emit()

    @Slot()
    def _leave(self) -> None:
        self.hide()
        self.left.emit()
