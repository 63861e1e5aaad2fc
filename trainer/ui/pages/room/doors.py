"""The card about the way in for phones: where, whether it works, the test, the other networks."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from trainer.core.words import t
from trainer.ui.entrance import DoorStand, DoorState
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.pickers import Picker


class DoorCard(Card):
    """Says how it stands with the doors. `opened` carries the address to open them on.

    `shared` tells whether all phones of the school come from one address.
    """

    opened = Signal(str)
    shared = Signal(bool)

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress, pad=18, gap=6)
        self.says, self.advice = Label(role="bold"), Label(role="small")
        self.check = Label(role="body")
        self.check.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._wanted = ""
        self.address = Picker(dress, t("Network"))
        self.address.picked.connect(self._on_picked)
        self.open = Button(t("Open the doors"))
        self.open.clicked.connect(self._on_open)
        self.one_address = Button(t("The school gives all phones one address"), role="choice")
        self.one_address.setCheckable(True)
        self.one_address.clicked.connect(self.shared)
        self._row = FlowRow(dress)
        self._row.show_fields([self.address, self.open])
        below = FlowRow(dress)
        below.show_fields([self.one_address])
        column = QVBoxLayout()
        for widget in (self.says, self.check, self.advice, self._row, below):
            column.addWidget(widget)
        self.column.addLayout(column)

    def show_state(self, state: DoorState) -> None:
        """Write the state to the widgets."""
        self.says.setText(state.says)
        self.advice.setText(state.advice)
        self.advice.setVisible(bool(state.advice))
        self.check.setText(t("Test page: {place}", place=state.check) if state.check else "")
        self.check.setVisible(bool(state.check))
        # What she has picked and not yet opened is not taken from her by the next redraw.
        offered = {address for address, _ in state.choices}
        self._wanted = self._wanted if self._wanted in offered else ""
        self.address.show_choices(state.choices, self._wanted or state.chosen)
        several = len(state.choices) > 1
        shut = state.stand is DoorStand.SHUT and bool(state.choices)
        self.address.setVisible(several)
        self.open.setVisible(shut or several)
        self.open.setEnabled(state.stand is not DoorStand.OPENING)
        self.open.say(state.open_label)
        self.one_address.setChecked(state.shared)
        self._row.setVisible(shut or several)
        self._row.flow_again()

    @Slot(object)
    def _on_picked(self, address: object) -> None:
        self._wanted = str(address)

    @Slot()
    def _on_open(self) -> None:
        self._wanted = ""
        if isinstance(self.address.chosen, str):
            self.opened.emit(self.address.chosen)
