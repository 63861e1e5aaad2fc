"""The summary: the score with its interval, doubt beside trust, the wrong ones to look at."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.words import t
from trainer.services.practice import Selection
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.summary.state import MissedRow, SummaryState, summary_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.closing import ClosingBar
from trainer.ui.widgets.frames import Card, ScrollColumn, Turning, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.shares import show_shares


class SummaryPage(Page):
    """What came of the session that just ended."""

    topics = frozenset({Topic.SESSION})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._state: SummaryState | None = None
        dress = desk.dress
        self.headline, self.interval = Label(role="title"), Label(role="soft")
        turning = Turning(dress, turn_at=760, shares=(1, 1))
        verdict_card, doubt_card, self._missed_card = Card(dress), Card(dress), Card(dress, gap=10)
        verdict_card.column.addWidget(Label(t("Recognised"), role="heading"))
        doubt_card.column.addWidget(Label(t("Doubt and trust"), role="heading"))
        self._verdict_rows, self._doubt_rows = QGridLayout(), QGridLayout()
        verdict_card.column.addLayout(self._verdict_rows)
        doubt_card.column.addLayout(self._doubt_rows)
        self.doubt_says = Label(role="small")
        doubt_card.column.addWidget(self.doubt_says)
        doubt_card.column.addWidget(
            Label(
                t(
                    "False doubt: of the verified statements, those you did not call so. "
                    "False trust: of the others, those you called verified."
                ),
                role="small",
            )
        )
        doubt_card.column.addStretch(1)
        verdict_card.column.addStretch(1)
        turning.left.addWidget(verdict_card)
        turning.right.addWidget(doubt_card)
        self.missed_title = Label(role="heading")
        self._missed_rows = QVBoxLayout()
        self._missed_card.column.addWidget(self.missed_title)
        self._missed_card.column.addLayout(self._missed_rows)
        scroll = ScrollColumn(dress)
        for widget in (self.headline, self.interval, turning, self._missed_card):
            scroll.column.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self._build_bar())
        for keys in ("Return", "Enter"):
            self.on_key(keys, self._more)
        self.on_key("Esc", self._done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is no room for all words."""
        super().resizeEvent(event)
        cramped = self._desk.dress.cramped(self.width())
        self.look.say(t("All answers") if cramped else t("Look at every answer"))

    def _build_bar(self) -> ClosingBar:
        self.look = Button(t("Look at every answer"))
        self.look.clicked.connect(self._look)
        bar = ClosingBar(self._desk.dress, self.look, t("Ten more"))
        bar.done.clicked.connect(self._done)
        bar.onward.clicked.connect(self._more)
        return bar

    def refresh(self) -> None:
        """Show the session that just ended."""
        session = self._desk.services.practice.session
        if session is not None:
            self.show_state(summary_state(session, self._desk.services.practice.statements))

    def show_state(self, state: SummaryState) -> None:
        """Write the state to the widgets."""
        self._state = state
        self.headline.setText(state.headline)
        self.interval.setText(state.interval)
        show_shares(self._verdict_rows, state.by_verdict, self._desk.dress)
        show_shares(self._doubt_rows, state.doubt_and_trust, self._desk.dress)
        self.doubt_says.setText(state.doubt_says)
        self.doubt_says.setVisible(bool(state.doubt_says))
        self.missed_title.setText(state.missed_title)
        clear(self._missed_rows)
        for missed in state.missed:
            self._missed_rows.addWidget(self._missed_row(missed))

    def _missed_row(self, missed: MissedRow) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(missed.statement))
        cramped = self._desk.dress.cramped(self.width())
        was = QVBoxLayout() if cramped else QHBoxLayout()
        was.setSpacing(0 if cramped else self._desk.dress.px(8))
        was.addWidget(Label(missed.was, role=missed.verdict.value, wraps=False))
        was.addWidget(Label(missed.said, role="small"), 1)
        words.addLayout(was)
        again = Button(t("Look again"))
        again.setAccessibleName(t("Look again: {statement}", statement=missed.statement))
        again.setProperty("position", missed.position)
        again.clicked.connect(self._look_again)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    @Slot()
    def _more(self) -> None:
        if self.perform(
            lambda: self._desk.services.practice.start(Selection(title=t("Ten questions")))
        ):
            self.go.emit(Place(Where.PRACTICE))

    @Slot()
    def _done(self) -> None:
        if self.perform(self._desk.services.practice.leave):
            self.go.emit(Place(Where.TODAY))

    @Slot()
    def _look(self) -> None:
        if self._state is not None:
            self.go.emit(Place(Where.SESSION, session=self._state.session))

    @Slot()
    def _look_again(self) -> None:
        button = self.sender()
        if self._state is not None and isinstance(button, QWidget):
            position = int(button.property("position"))
            self.go.emit(Place(Where.SESSION, self._state.session, position))
