"""The page of a worked example: a rule, a short text, and words that light up step by step."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.words import t
from trainer.services.practice import Selection
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.lesson.state import LessonState, SaidStep, lesson_state
from trainer.ui.places import Place, Where
from trainer.ui.speech import announce
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import Rule, ScrollColumn, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.path import StepBadge
from trainer.ui.widgets.progress import ProgressLine
from trainer.ui.widgets.reading import BLEED, MEASURE, ReadingView
from trainer.ui.widgets.topline import TopLine
from trainer.ui.widgets.verdicts import VerdictMeaning


class LessonPage(Page):
    """Shows the worked example that is due; leads on to the questions when it is over."""

    topics = frozenset({Topic.SESSION})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk, self._dress = desk, desk.dress
        self._state: LessonState | None = None
        self._follows = False
        self._build_top()
        self._build_text()
        self._build_bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._bar)
        for keys in ("Return", "Enter", "Space", "Right"):
            self.on_key(keys, self._go_on)
        for keys in ("Backspace", "Left"):
            self.on_key(keys, self._go_back)
        self.on_key("Esc", self._skip)
        self.on_key("?", self._guide)
        self._space()
        desk.dress.changed.connect(self._space)

    def _build_top(self) -> None:
        self.skip = Button(t("Skip the lessons"), role="quiet", key=t("Esc"))
        self.progress = ProgressLine(self._dress)
        self.counted = Label(role="soft", wraps=False)
        self._top = TopLine(self._dress, self.skip, (self.progress, 1), (self.counted, 0))
        self.skip.clicked.connect(self._skip)
        self._top.guide.clicked.connect(self._guide)

    def _build_text(self) -> None:
        self._scroll = ScrollColumn(self._dress, widest=MEASURE + 8)
        self.title, self.rule = Label(role="title"), Label(role="strong")
        self.credit = Label(role="small")
        self.reading = ReadingView(self._dress)
        self.reading.setAccessibleName(t("Example"))
        # A new step has its place only after the layout was done, which changes this range.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._follow)
        self._steps = QVBoxLayout()
        self._ending = QVBoxLayout()
        for label in (self.title, self.rule, self.credit):
            label.setIndent(BLEED)
        column = self._scroll.column
        column.addWidget(self.title)
        column.addWidget(self.rule)
        column.addWidget(Rule())
        column.addWidget(self.credit)
        column.addWidget(self.reading)
        column.addLayout(self._steps)
        column.addLayout(self._ending)
        column.addStretch(1)

    def _build_bar(self) -> None:
        self._bar = QWidget()
        self._bar.setProperty("role", "bar")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = Button(t("Back"), key="←")
        self.next = Button(t("Next"), role="primary", key=t("Enter"))
        self._foot = QHBoxLayout(self._bar)
        self._foot.addWidget(self.back)
        self._foot.addStretch(1)
        self._foot.addWidget(self.next)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)

    def refresh(self) -> None:
        """Show the example as far as it has come, or lead to the question that is due."""
        example = self._desk.services.lessons.example
        if example is not None:
            self.show_state(lesson_state(example))
        elif self._desk.services.practice.session is not None:
            self.go.emit(Place(Where.PRACTICE))

    def show_state(self, state: LessonState) -> None:
        """Write the state to the widgets."""
        before, self._state = self._state, state
        self.counted.setText(state.counted)
        self.progress.show_progress(state.done, state.counted)
        self.title.setText(state.title)
        self.rule.setText(state.rule)
        self.credit.setText(state.credit)
        self.reading.show_excerpt(state.text, state.statement)
        self.reading.light_up(state.marks)
        self._show_steps(state)
        cramped = self._dress.cramped(self.width())
        for button in (self.skip, self.back, self.next):
            button.tell_key(not cramped)
        self.back.setEnabled(state.may_go_back)
        self.next.say(state.next_label)
        self._follows = bool(state.steps)
        if before is None or before.title != state.title:
            self._scroll.verticalScrollBar().setValue(0)
        announce(self, state.latest)

    def _show_steps(self, state: LessonState) -> None:
        clear(self._steps)
        clear(self._ending)
        self._steps.setSpacing(self._dress.px(10))
        for step in state.steps:
            self._steps.addLayout(self._step_row(step))
        if state.verdict is not None:
            self._ending.addWidget(VerdictMeaning(state.verdict, self._dress))

    def _step_row(self, step: SaidStep) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(BLEED, 0, 0, 0)
        row.setSpacing(self._dress.px(12))
        if step.verdict is None:
            row.addSpacing(self._dress.px(22) + row.spacing())
        else:
            fill = self._dress.tokens.verdict(step.verdict)
            badge = StepBadge(step.number, fill, self._dress)
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(step.words), 1)
        return row

    def take_focus(self) -> None:
        """Begin at the text."""
        self.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _follow(self) -> None:
        """Keep the newest step in sight."""
        bar = self._scroll.verticalScrollBar()
        if self._follows:
            bar.setValue(bar.maximum())

    @Slot()
    def _go_on(self) -> None:
        self.perform(self._desk.services.lessons.go_on)

    @Slot()
    def _go_back(self) -> None:
        self.perform(self._desk.services.lessons.go_back)

    @Slot()
    def _skip(self) -> None:
        ten = Selection(title=t("Ten questions"))
        if self.perform(self._desk.services.lessons.skip) and self.perform(
            lambda: self._desk.services.practice.start(ten)
        ):
            self.go.emit(Place(Where.PRACTICE))

    @Slot()
    def _guide(self) -> None:
        self.go.emit(Place(Where.GUIDE))

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        side = min(px(44), 48)
        self._foot.setContentsMargins(side, px(14), side, px(14))
