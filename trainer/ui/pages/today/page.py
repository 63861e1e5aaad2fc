"""The start page: go on, begin ten questions, choose a pack, look back."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.choosing import Mix
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.services.practice import Selection
from trainer.ui.checkups import todays_offer
from trainer.ui.desk import Desk
from trainer.ui.doubt import doubt_state
from trainer.ui.page import Page
from trainer.ui.pages.today.cutoff import CutOffCard
from trainer.ui.pages.today.state import DueRow, TodayState, cut_off_state, today_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.doubt import DoubtCard
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, Rule, ScrollColumn, Turning, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.offer import OfferCard
from trainer.ui.widgets.shares import show_shares
from trainer.ui.widgets.titles import TitleButton
from trainer.ui.widgets.verdicts import VerdictMeaning


class TodayPage(Page):
    """One thing to do first; beside it what is unfinished, lately done, and how it stands."""

    topics = frozenset({Topic.ANSWERS, Topic.LIBRARY, Topic.LEARNERS, Topic.CLASSES})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._state: TodayState | None = None
        self.greeting, self.lead = Label(role="title"), Label(role="soft")
        self._turning = Turning(desk.dress, turn_at=820, shares=(5, 4))
        self._build_cut_off()
        self._build_start()
        self._build_unfinished()
        self._build_offer()
        self._build_lately()
        self._build_verdicts()
        self._build_figures()
        self._build_due()
        scroll = ScrollColumn(desk.dress)
        scroll.column.addWidget(self.greeting)
        scroll.column.addWidget(self.lead)
        self.lead.setMaximumWidth(desk.dress.px(720))
        scroll.column.addWidget(self._turning)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.on_key("Return", self._enter)
        self.on_key("Enter", self._enter)

    def _build_cut_off(self) -> None:
        self.cut_off = CutOffCard(self._desk.dress)
        self.cut_off.resumed.connect(self._resume_quiz)
        self.cut_off.ended.connect(self._end_quiz)
        self._desk.keeper.opened.connect(self._on_quiz)
        self._turning.left.addWidget(self.cut_off)

    def _build_start(self) -> None:
        card = Card(self._desk.dress, pad=30, gap=12)
        self.start_title, self.start_words = Label(role="lead"), Label(role="soft")
        self.start = Button(t("Start"), role="primary", key=t("Enter"))
        self.straight = Button(t("Straight to ten questions"))
        self.choose = Button(t("Choose a pack"))
        self.start.clicked.connect(self._start)
        self.straight.clicked.connect(self._start_ten)
        self.choose.clicked.connect(self._choose)
        self._ways = FlowRow(self._desk.dress)
        self._ways.show_buttons([self.start, self.straight, self.choose])
        card.column.addWidget(self.start_title)
        card.column.addWidget(self.start_words)
        card.column.addWidget(self._ways)
        self.day = Label(role="small")
        card.column.addWidget(self.day)
        self._start_card = card

    def _build_unfinished(self) -> None:
        card = Card(self._desk.dress)
        self.unfinished_title, self.unfinished_words = Label(role="heading"), Label(role="soft")
        self.go_on = Button(t("Continue"))
        self.go_on.clicked.connect(self._go_on)
        words = QVBoxLayout()
        words.addWidget(self.unfinished_title)
        words.addWidget(self.unfinished_words)
        self._go_on_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._go_on_row.addLayout(words, 1)
        self._go_on_row.addWidget(self.go_on)
        card.column.addLayout(self._go_on_row)
        self._unfinished_card = card
        for part in (self._start_card, card):
            self._turning.left.addWidget(part)

    def _build_offer(self) -> None:
        self.checkup = OfferCard(self._desk.dress)
        self.checkup.begun.connect(self._check_up)
        self.checkup.put_off.connect(self._put_off)
        self.doubt = DoubtCard(self._desk.dress)
        self.doubt.opened.connect(self._open_doubted)
        self.doubt.begun.connect(self._start_real_life)
        self.doubt.put_away.connect(self._put_away_doubt)
        self._turning.left.addWidget(self.doubt)
        self._turning.left.addWidget(self.checkup)

    def _build_lately(self) -> None:
        card = Card(self._desk.dress, gap=4)
        card.column.addWidget(Label(t("Lately"), role="heading"))
        self._lately_rows = QGridLayout()
        self._lately_rows.setColumnStretch(1, 1)
        card.column.addLayout(self._lately_rows)
        self.all_sessions = Button(t("All past sessions"), role="quiet")
        self.all_sessions.clicked.connect(self._all_sessions)
        card.column.addWidget(self.all_sessions, 0, Qt.AlignmentFlag.AlignLeft)
        self._lately_card = card
        self._turning.left.addWidget(card)
        self._turning.left.addStretch(1)

    def _build_verdicts(self) -> None:
        card = Card(self._desk.dress, gap=14)
        card.column.addWidget(Label(t("Three verdicts"), role="heading"))
        for verdict in Verdict:
            card.column.addWidget(VerdictMeaning(verdict, self._desk.dress))
        self._verdicts_card = card
        self._turning.right.addWidget(card)

    def _build_figures(self) -> None:
        card = Card(self._desk.dress)
        card.column.addWidget(Label(t("Your reading"), role="heading"))
        self.figures_from = Label(role="small")
        self.figures_say = Label(role="small")
        self._figure_rows = QGridLayout()
        self._figure_rows.setColumnStretch(1, 1)
        card.column.addWidget(self.figures_from)
        card.column.addLayout(self._figure_rows)
        card.column.addWidget(self.figures_say)
        self._figures_card = card
        self._turning.right.addWidget(card)

    def _build_due(self) -> None:
        card = Card(self._desk.dress, gap=10)
        card.column.addWidget(Label(t("Due"), role="heading"))
        self._due_rows = QGridLayout()
        self._due_rows.setColumnStretch(0, 1)
        card.column.addLayout(self._due_rows)
        self.more_due = Label(role="soft")
        card.column.addWidget(self.more_due)
        self._due_card = card
        self._turning.right.addWidget(card)
        self._turning.right.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button below the words where there is no room beside them, and say less."""
        super().resizeEvent(event)
        self._fit_ways()
        self._go_on_row.setDirection(
            QBoxLayout.Direction.TopToBottom
            if self._desk.dress.cramped(self.width())
            else QBoxLayout.Direction.LeftToRight
        )

    def refresh(self) -> None:
        """Ask how things stand and show it."""
        questions = sum(entry.practicable for entry in self._desk.services.library.entries)
        standing = self._desk.services.review.standing()
        cut_off = self._desk.services.classroom.unfinished()
        self.cut_off.show_room(cut_off_state(cut_off, self._desk.clock.now()))
        # Only somebody new is led into the lessons, and reading them takes a moment.
        lessons = standing.sessions == 0 and self._desk.services.lessons.offered
        day, now = self._desk.services.today.day(), self._desk.clock.now()
        self.show_state(today_state(standing, day, questions, now, lessons=lessons))
        self.doubt.show_notice(doubt_state(self._desk.services.notices.doubt()))
        unfinished = standing.unfinished.id if standing.unfinished else 0
        self.checkup.show_offer(todays_offer(self._desk.services.checkups.standing(), unfinished))

    def show_state(self, state: TodayState) -> None:
        """Write the state to the widgets."""
        self._state = state
        self.greeting.setText(state.greeting)
        self.lead.setText(state.lead)
        self.start_title.setText(state.start_title)
        self.start_words.setText(state.start_words)
        self.start.setEnabled(state.may_start)
        self.straight.setVisible(state.start_teaches)
        self._fit_ways()
        self._unfinished_card.setVisible(bool(state.unfinished))
        self.unfinished_title.setText(state.unfinished_title)
        self.unfinished_words.setText(state.unfinished_words)
        self._render_lately(state)
        self._lately_card.setVisible(bool(state.lately))
        self._figures_card.setVisible(bool(state.lately))
        self._verdicts_card.setVisible(state.teach_verdicts)
        self.figures_from.setText(state.figures_from)
        self.figures_say.setText(state.figures_say)
        self.figures_say.setVisible(bool(state.figures_say))
        show_shares(self._figure_rows, state.figures, self._desk.dress)
        self.day.setText(state.day)
        self.day.setVisible(bool(state.day))
        self._due_card.setVisible(bool(state.due))
        self._render_due(state.due)
        self.more_due.setText(state.more_due)
        self.more_due.setVisible(bool(state.more_due))

    def _fit_ways(self) -> None:
        """Say less where there is little room."""
        words = self.straight.accessibleName()
        self.straight.setText(
            t("Ten questions") if self._desk.dress.cramped(self.width()) else words
        )
        self._ways.flow_again()

    def _render_lately(self, state: TodayState) -> None:
        clear(self._lately_rows)
        self._lately_rows.setVerticalSpacing(self._desk.dress.px(2))
        cramped = self._desk.dress.cramped(self.width())
        for n, row in enumerate(state.lately):
            title = TitleButton(row.title)
            title.setProperty("session", row.session)
            title.setAccessibleName(f"{row.when}: {row.title}, {row.score}")
            title.clicked.connect(self._open_session)
            when, score = Label(row.when, role="soft", wraps=False), Label(row.score, wraps=False)
            line, first = (3 * n + 1, 0) if cramped else (3 * n, 1)
            self._lately_rows.addWidget(when, 3 * n, 0, 1, 3 if cramped else 1)
            self._lately_rows.addWidget(title, line, first, 1, 2 - first)
            self._lately_rows.addWidget(score, line, 2)
            self._lately_rows.addWidget(Rule(), 3 * n + 2, 0, 1, 3)

    def _render_due(self, due: tuple[DueRow, ...]) -> None:
        clear(self._due_rows)
        self._due_rows.setVerticalSpacing(self._desk.dress.px(8))
        self._due_rows.setHorizontalSpacing(self._desk.dress.px(8))
        for n, row in enumerate(due):
            self._due_rows.addWidget(Label(row.skill), 2 * n, 0)
            self._due_rows.addWidget(Label(row.when, role="soft"), 2 * n, 1)
            self._due_rows.addWidget(Rule(), 2 * n + 1, 0, 1, 2)

    @Slot()
    def _start(self) -> None:
        if self._state is None or not self._state.start_teaches:
            self._start_ten()
        elif self.perform(self._desk.services.lessons.start):
            self.go.emit(Place(Where.LESSON))

    @Slot()
    def _start_ten(self) -> None:
        if self.perform(
            lambda: self._desk.services.practice.start(Selection(title=t("Ten questions")))
        ):
            self.go.emit(Place(Where.PRACTICE))

    @Slot()
    def _start_real_life(self) -> None:
        mix = Selection(title=t("Real-life mix"), mix=Mix.REAL_LIFE)
        if self.perform(lambda: self._desk.services.practice.start(mix)):
            self.perform(self._desk.services.notices.put_away_doubt)
            self.go.emit(Place(Where.PRACTICE))

    @Slot()
    def _put_away_doubt(self) -> None:
        self.perform(self._desk.services.notices.put_away_doubt)

    @Slot(int, int)
    def _open_doubted(self, session: int, position: int) -> None:
        self.go.emit(Place(Where.SESSION, session=session, position=position))

    @Slot()
    def _go_on(self) -> None:
        if self._state is None:
            return
        session = self._state.unfinished
        if self.perform(lambda: self._desk.services.practice.go_on_with(session)):
            self.go.emit(Place(Where.PRACTICE))

    @Slot(int)
    def _check_up(self, waiting: int) -> None:
        if self.perform(lambda: self._desk.services.checkups.start(waiting)):
            self.go.emit(Place(Where.PRACTICE))

    @Slot()
    def _put_off(self) -> None:
        self.perform(self._desk.services.checkups.put_off)

    @Slot(int)
    def _resume_quiz(self, room: int) -> None:
        classroom = self._desk.services.classroom
        self._desk.keeper.open(lambda: classroom.resume(room))

    @Slot(int)
    def _end_quiz(self, room: int) -> None:
        self.perform(lambda: self._desk.services.classroom.leave(room))

    @Slot()
    def _on_quiz(self) -> None:
        if self.isVisible():
            self.go.emit(Place(Where.ROOM))

    @Slot()
    def _enter(self) -> None:
        if self._state is not None and self._state.may_start:
            self._start()

    @Slot()
    def _choose(self) -> None:
        self.go.emit(Place(Where.LIBRARY))

    @Slot()
    def _all_sessions(self) -> None:
        self.go.emit(Place(Where.REVIEW, part="sessions"))

    @Slot()
    def _open_session(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.go.emit(Place(Where.SESSION, session=int(button.property("session"))))
