"""The check-ups: the one to take now, those that were taken, or what is missing for them."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.checkups.state import CheckupsState, TakenRow, checkups_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import Card, Rule, ScrollColumn, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.offer import OfferCard


class CheckupsPage(Page):
    """All check-ups of the present learner."""

    topics = frozenset({Topic.ANSWERS, Topic.LEARNERS, Topic.LIBRARY, Topic.SAVING})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self.about, self.says = Label(role="soft"), Label(role="bold")
        self.offer = OfferCard(desk.dress)
        self.offer.begun.connect(self._begin)
        self.offer.put_off.connect(self._put_off)
        self.back = Button(t("Review"), role="quiet", key=t("Esc"))
        self.back.clicked.connect(self._back)
        self._taken_card = Card(desk.dress, gap=4)
        self._taken_card.column.addWidget(Label(t("Taken so far"), role="heading"))
        self._rows = QGridLayout()
        self._rows.setColumnStretch(0, 1)
        self._taken_card.column.addLayout(self._rows)
        scroll = ScrollColumn(desk.dress, widest=860)
        top = QHBoxLayout()
        top.addWidget(Label(t("Check-ups"), role="title"), 1)
        top.addWidget(self.back)
        scroll.column.addLayout(top)
        for widget in (self.about, self.says, self.offer, self._taken_card):
            scroll.column.addWidget(widget)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.on_key("Esc", self._back)

    def refresh(self) -> None:
        """Ask how the learner stands with check-ups."""
        self.show_state(
            checkups_state(self._desk.services.checkups.standing(), self._desk.clock.now())
        )

    def show_state(self, state: CheckupsState) -> None:
        """Write the state to the widgets."""
        self.about.setText(state.about)
        self.says.setText(state.says)
        self.says.setVisible(bool(state.says))
        self.offer.show_offer(state.offer)
        self._taken_card.setVisible(bool(state.rows))
        clear(self._rows)
        self._rows.setVerticalSpacing(self._desk.dress.px(2))
        self._rows.setHorizontalSpacing(self._desk.dress.px(20))
        for n, row in enumerate(state.rows):
            self._show_row(2 * n, row)

    def _show_row(self, line: int, row: TakenRow) -> None:
        title = Button(row.title, role="row")
        title.setProperty("session", row.session)
        title.setAccessibleName(f"{row.title}, {row.when}: {row.score}")
        title.clicked.connect(self._open)
        self._rows.addWidget(title, line, 0)
        self._rows.addWidget(Label(row.when, role="soft", wraps=False), line, 1)
        self._rows.addWidget(Label(row.score, wraps=False), line, 2)
        self._rows.addWidget(Rule(), line + 1, 0, 1, 3)

    @Slot(int)
    def _begin(self, waiting: int) -> None:
        if self.perform(lambda: self._desk.services.checkups.start(waiting)):
            self.go.emit(Place(Where.PRACTICE))

    @Slot()
    def _put_off(self) -> None:
        self.perform(self._desk.services.checkups.put_off)

    @Slot()
    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.go.emit(Place(Where.CHECKUP, session=int(button.property("session"))))

    @Slot()
    def _back(self) -> None:
        self.go.emit(Place(Where.REVIEW))
