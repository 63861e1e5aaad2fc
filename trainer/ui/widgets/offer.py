"""A calm card that offers a check-up, which can be put off."""

from PySide6.QtCore import Signal, Slot

from trainer.core.words import t
from trainer.ui.checkups import OfferState
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label


class OfferCard(Card):
    """Says what is offered and why. `begun` carries the session to go on with, 0 for a new one."""

    begun = Signal(int)
    put_off = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self._waiting = 0
        self.title, self.words = Label(role="heading"), Label(role="soft")
        self.begin, self.later = Button(""), Button(t("Not today"))
        self.begin.clicked.connect(self._begin)
        self.later.clicked.connect(self.put_off)
        self._actions = FlowRow(dress)
        self._actions.show_buttons([self.begin, self.later])
        self.column.addWidget(self.title)
        self.column.addWidget(self.words)
        self.column.addWidget(self._actions)
        self.hide()

    def show_offer(self, offer: OfferState | None) -> None:
        """Show this offer, or nothing at all."""
        self.setVisible(offer is not None)
        if offer is None:
            return
        self._waiting = offer.waiting
        self.title.setText(offer.title)
        self.words.setText(offer.words)
        self.begin.say(offer.begin)
        self.later.setVisible(offer.may_put_off)
        self._actions.updateGeometry()

    @Slot()
    def _begin(self) -> None:
        self.begun.emit(self._waiting)
