"""The result of a check-up: what changed since the first one, then each question explained."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from trainer.core.changes import Topic
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.checkup.state import (
    CheckupState,
    ComparedCard,
    ComparedRow,
    checkup_state,
    saving_state,
)
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.closing import ClosingBar
from trainer.ui.widgets.frames import Card, ScrollColumn, Turning, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.shares import show_shares


class CheckupPage(Page):
    """What came of one finished check-up."""

    topics = frozenset({Topic.ANSWERS, Topic.LEARNERS, Topic.SAVING})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._state: CheckupState | None = None
        self.headline, self.lead, self.next_words = (
            Label(role="title"),
            Label(role="soft"),
            Label(role="soft"),
        )
        self._turning = Turning(desk.dress, turn_at=760, shares=(1, 1))
        scroll = ScrollColumn(desk.dress)
        for widget in (self.headline, self.lead, self._turning, self.next_words):
            scroll.column.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self._build_bar())
        for keys in ("Return", "Enter"):
            self.on_key(keys, self._look)
        self.on_key("Esc", self._done)

    def _build_bar(self) -> ClosingBar:
        self.all_checkups = Button(t("All check-ups"))
        self.all_checkups.clicked.connect(self._all)
        bar = ClosingBar(self._desk.dress, self.all_checkups, t("Each question explained"))
        self.look = bar.onward
        bar.done.clicked.connect(self._done)
        bar.onward.clicked.connect(self._look)
        return bar

    def arrive(self, place: Place) -> None:
        """Show the check-up that `place` names."""
        super().arrive(place)
        self._state = None

    def refresh(self) -> None:
        """Ask what came of the check-up; while its last answers are being saved, say so."""
        checkups = self._desk.services.checkups
        result = checkups.result(self._place.session)
        if result is None:
            self.show_state(saving_state())
        else:
            self.show_state(checkup_state(result, checkups.standing(), self._desk.clock.now()))

    def show_state(self, state: CheckupState) -> None:
        """Write the state to the widgets."""
        self._state = state
        self.headline.setText(state.headline)
        self.lead.setText(state.lead)
        self.next_words.setText(state.next_words)
        self.next_words.setVisible(bool(state.next_words))
        self.look.setEnabled(bool(state.session))
        clear(self._turning.left)
        clear(self._turning.right)
        sides = (self._turning.left, self._turning.right)
        for side, card in zip(sides, state.cards, strict=False):
            side.addWidget(self._card(card))
            side.addStretch(1)

    def _card(self, shown: ComparedCard) -> Card:
        card = Card(self._desk.dress, gap=14)
        card.column.addWidget(Label(shown.title, role="heading"))
        for row in shown.rows:
            card.column.addLayout(self._row(row))
        card.column.addWidget(Label(shown.about, role="small"))
        return card

    def _row(self, row: ComparedRow) -> QVBoxLayout:
        part, top = QVBoxLayout(), QHBoxLayout()
        part.setSpacing(self._desk.dress.px(2))
        top.addWidget(Label(row.label, role="bold"), 1)
        top.addWidget(Label(row.figures, wraps=False))
        part.addLayout(top)
        if row.bars:
            bars = QGridLayout()
            show_shares(bars, row.bars, self._desk.dress, role="soft")
            part.addLayout(bars)
        if row.says:
            part.addWidget(Label(row.says, role="small"))
        return part

    @Slot()
    def _look(self) -> None:
        if self._state is not None and self._state.session:
            self.go.emit(Place(Where.SESSION, session=self._state.session))

    @Slot()
    def _all(self) -> None:
        if self.perform(self._desk.services.practice.leave):
            self.go.emit(Place(Where.CHECKUPS))

    @Slot()
    def _done(self) -> None:
        if self.perform(self._desk.services.practice.leave):
            self.go.emit(Place(Where.TODAY))
