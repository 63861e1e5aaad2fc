"""The teacher's moves, each with its key; the next step stands out."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.pages.room.state import RoomState
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow


class RoomBar(QWidget):
    """Shows what the moment allows, and the next step beside it."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setProperty("role", "bar")
        self.again = Button(t("Second vote"), role="choice", key="V")
        self.pause = Button(t("Pause"), role="choice", key="P")
        self.more = Button(t("+30 s"), role="choice", key="E")
        self.light = Button(t("Light all"), role="choice", key="L")
        self.who = Button(t("Who said what"), role="choice", key="W")
        self.who.setCheckable(True)
        self.hands = Button(t("Hands"), role="choice", key="H")
        self.seat = Button(t("Hot seat"), role="choice", key="N")
        self.projector = Button(t("Projector"), role="choice", key="F")
        self.projector.setCheckable(True)
        self.doors = Button(t("Doors"), role="choice", key="D")
        self.skip = Button(t("Skip"), role="choice", key="S")
        self.end = Button(t("End"), role="choice", key="X")
        self.next = Button("", role="primary", key=t("Space"))
        self._moves = FlowRow(dress)
        self._moves.show_buttons(
            [
                self.again, self.pause, self.more, self.light, self.who, self.hands, self.seat,
                self.projector, self.doors, self.skip, self.end,
            ]
        )  # fmt: skip
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._moves, 1)
        self._row.addWidget(self.next)
        self._space()
        dress.changed.connect(self._space)

    def show_state(self, state: RoomState, *, who: bool, projector: bool) -> None:
        """Write the state to the widgets."""
        moves = state.moves
        self.next.say(state.next_label)
        self.pause.say(state.pause_label)
        self.pause.setVisible(moves.pause)
        self.again.setVisible(moves.vote_again)
        self.more.setVisible(moves.extend)
        self.light.setVisible(moves.light_all)
        self.who.setVisible(moves.who)
        self.who.setChecked(who and moves.who)
        self.hands.setVisible(moves.hands)
        self.seat.setVisible(moves.seat)
        self.skip.setVisible(moves.skip)
        self.end.setVisible(moves.end)
        self.projector.setChecked(projector)
        self.doors.setVisible(bool(state.door.says))
        self._moves.flow_again()

    def spread(self, place: QVBoxLayout, *, cramped: bool) -> None:
        """Put the moves beside the next step, or into `place` where there is no room for them."""
        inside = self._row.indexOf(self._moves) >= 0
        if cramped and inside:
            place.addWidget(self._moves)
        elif not cramped and not inside:
            self._row.insertWidget(0, self._moves, 1)

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        side = min(px(32), 40)
        self._row.setContentsMargins(side, px(10), side, px(12))
        self._row.setSpacing(px(14))
