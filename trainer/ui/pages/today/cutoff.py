"""A calm card about a quiz that was cut off."""

from PySide6.QtCore import Signal, Slot

from trainer.core.words import t
from trainer.ui.pages.today.state import CutOffState
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label


class CutOffCard(Card):
    """Offers to go on with the quiz or to end it; both signals carry the room's number."""

    resumed = Signal(int)
    ended = Signal(int)

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self._room = 0
        self.title, self.words = Label(role="heading"), Label(role="soft")
        self.go_on, self.end = Button(t("Go on with the quiz")), Button(t("End it"))
        self.go_on.clicked.connect(self._go_on)
        self.end.clicked.connect(self._end)
        ways = FlowRow(dress)
        ways.show_buttons([self.go_on, self.end])
        for widget in (self.title, self.words, ways):
            self.column.addWidget(widget)
        self.hide()

    def show_room(self, state: CutOffState | None) -> None:
        """Show this room, or nothing at all."""
        self.setVisible(state is not None)
        if state is None:
            return
        self._room = state.room
        self.title.setText(state.title)
        self.words.setText(state.words)

    @Slot()
    def _go_on(self) -> None:
        self.resumed.emit(self._room)

    @Slot()
    def _end(self) -> None:
        self.ended.emit(self._room)
