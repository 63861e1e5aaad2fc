"""The page for a history that cannot be opened: what happened, and the ways on."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.services.trouble import Trouble
from trainer.ui.pages.trouble.state import TroubleState, trouble_state
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import Card, ScrollColumn
from trainer.ui.widgets.label import Label


class TroublePage(QWidget):
    """It stands alone, since no service is there yet; its signals say which way was chosen."""

    restore_asked = Signal()
    salvage_asked = Signal()
    empty_asked = Signal()
    again_asked = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.message = Label(role="title"), Label()
        self.safe, self.backup = Label(role="soft"), Label(role="bold")
        self.details = Label(role="small")
        self.restore = Button(t("Go back to the backup"), role="primary")
        self.salvage = Button(t("Save what can still be read"))
        self.empty = Button(t("Start a new history"))
        self.again = Button(t("Try again"))
        card = Card(dress, pad=28, gap=12)
        for label in (self.title, self.message, self.safe, self.backup):
            card.column.addWidget(label)
        for button in (self.restore, self.salvage, self.empty, self.again):
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            card.column.addLayout(row)
        card.column.addWidget(self.details)
        scroll = ScrollColumn(dress, widest=720)
        scroll.column.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.restore.clicked.connect(self._restore)
        self.salvage.clicked.connect(self._salvage)
        self.empty.clicked.connect(self._empty)
        self.again.clicked.connect(self._again)

    def show_trouble(self, trouble: Trouble) -> None:
        """Show what happened."""
        self.show_state(trouble_state(trouble))

    def show_state(self, state: TroubleState) -> None:
        """Write the state to the widgets."""
        self.title.setText(state.title)
        self.message.setText(state.message)
        self.safe.setText(state.safe)
        self.backup.setText(state.backup)
        self.backup.setVisible(bool(state.backup))
        self.details.setText(state.details)
        self.details.setVisible(bool(state.details))
        self.restore.setVisible(state.may_restore)
        self.salvage.setVisible(state.may_salvage)
        self.empty.setVisible(state.may_start_empty)

    @Slot()
    def _restore(self) -> None:
        self.restore_asked.emit()

    @Slot()
    def _salvage(self) -> None:
        self.salvage_asked.emit()

    @Slot()
    def _empty(self) -> None:
        self.empty_asked.emit()

    @Slot()
    def _again(self) -> None:
        self.again_asked.emit()
