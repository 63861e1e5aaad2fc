"""The practice page: nothing but the text and the question, then the reveal."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout

from trainer.core.changes import Topic
from trainer.core.questions import Span
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import SessionKind, Stage
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.practice.bars import JudgingBar, RevealBar, UnderlineBar
from trainer.ui.pages.practice.state import PracticeState, practice_state
from trainer.ui.places import Place, Where
from trainer.ui.speech import announce
from trainer.ui.widgets.buttons import Button, VerdictButton
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.progress import ProgressLine
from trainer.ui.widgets.reveal import QuestionSheet
from trainer.ui.widgets.topline import TopLine


class PracticePage(Page):
    """Shows the running session; every slot is one call to the practice service."""

    topics = frozenset({Topic.SESSION, Topic.SAVING})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._practice, self._lessons = desk.services.practice, desk.services.lessons
        self._dress = desk.dress
        self._state: PracticeState | None = None
        self.sheet = QuestionSheet(desk.dress)
        self.judging = JudgingBar(desk.dress)
        self.underlining = UnderlineBar(desk.dress)
        self.revealed = RevealBar(desk.dress)
        self._lay_out()
        self._connect()
        self._space()
        desk.dress.changed.connect(self._space)

    def _lay_out(self) -> None:
        self.leave = Button(t("Leave"), role="quiet")
        self.manner = Label(role="soft")
        self.rule = Label(role="soft", wraps=False)
        self.progress = ProgressLine(self._dress)
        self.counted = Label(role="soft", wraps=False)
        self.waiting = Label(role="soft")
        told = (self.manner, 3), (self.rule, 0), (self.progress, 2), (self.counted, 0)
        self._top = TopLine(self._dress, self.leave, *told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.waiting)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.judging)
        column.addWidget(self.underlining)
        column.addWidget(self.revealed)

    def _connect(self) -> None:
        verdicts = {
            Verdict.VERIFIED: ("1", self._verified),
            Verdict.CLAIM: ("2", self._claim),
            Verdict.PROPAGANDA: ("3", self._propaganda),
        }
        for verdict, (key, choose) in verdicts.items():
            self.judging.verdicts[verdict].clicked.connect(choose)
            self.on_key(key, choose)
        sureness = {
            Confidence.GUESS: ("G", self._guess),
            Confidence.FAIRLY_SURE: ("F", self._fairly_sure),
            Confidence.SURE: ("S", self._sure),
        }
        for confidence, (key, rate) in sureness.items():
            self.judging.sureness[confidence].clicked.connect(rate)
            self.on_key(key, rate)
        self.judging.take_back.clicked.connect(self._take_back)
        self.judging.answer.clicked.connect(self._proceed)
        self.judging.pencil.clicked.connect(self._toggle_pencil)
        self.underlining.back.clicked.connect(self._take_back)
        self.underlining.without.clicked.connect(self._toggle_pencil)
        self.underlining.answer.clicked.connect(self._proceed)
        self.sheet.reading.underlined.connect(self._underline)
        self.revealed.next.clicked.connect(self._go_on)
        self.revealed.differ.clicked.connect(self._differ)
        self.revealed.note_box.written.connect(self._note)
        self.revealed.note_box.left.connect(self._rest_focus)
        self.leave.clicked.connect(self._leave)
        self._top.guide.clicked.connect(self._guide)
        keys = {
            "Backspace": self._take_back,
            "Return": self._enter,
            "Enter": self._enter,
            "D": self._differ,
            "U": self._toggle_pencil,
            "Esc": self._leave,
            "?": self._guide,
        }
        for key, slot in keys.items():
            self.on_key(key, slot)
        self.on_key("Right", self._next_cue, repeats=True)
        self.on_key("Left", self._cue_before, repeats=True)

    def refresh(self) -> None:
        """Show the running session, or the summary when it is over."""
        session, revision = self._practice.session, self._practice.revision
        if session is None:
            return
        if session.stage is Stage.FINISHED or revision is None:
            checkup = session.kind is SessionKind.CHECKUP
            self.go.emit(Place(Where.CHECKUP if checkup else Where.SUMMARY, session=session.id))
            return
        if self._lessons.example is not None:
            self.go.emit(Place(Where.LESSON))
            return
        self.show_state(
            practice_state(
                session,
                revision,
                self._practice.notes,
                saved=self._practice.saved,
                asks_to_underline=self._practice.asks_to_underline,
                way=self._lessons.way,
            )
        )

    def show_state(self, state: PracticeState) -> None:
        """Write the state to the widgets."""
        before, self._state = self._state, state
        self.manner.setText(state.manner)
        self.manner.setVisible(bool(state.manner))
        self.rule.setText(state.rule)
        self.rule.setVisible(bool(state.rule) and not self._dress.cramped(self.width()))
        self.counted.setText(state.progress)
        self.progress.show_progress(state.done, state.progress)
        self.waiting.setText(state.waiting)
        self.waiting.setVisible(bool(state.waiting))
        self.sheet.show_question(state.shown, state.reveal, state.notes, state.pencil)
        self.judging.show_state(state)
        self.underlining.show_state(state)
        self.revealed.show_state(state)
        self.judging.setVisible(state.reveal is None and state.pencil is None)
        self.revealed.setVisible(state.reveal is not None)
        if before is None or before.stage is not state.stage:
            self._say(state)

    def _say(self, state: PracticeState) -> None:
        if state.stage in (Stage.JUDGING, Stage.UNDERLINING, Stage.REVEALED):
            self._rest_focus()
        if state.reveal is not None:
            announce(self, f"{state.reveal.headline}. {state.reveal.said}")
        elif state.stage is Stage.JUDGING:
            announce(self, f"{state.progress}. {state.shown.asked} {state.shown.scope}")
        elif state.pencil is not None:
            announce(self, f"{state.shown.asked} {self.underlining.hint.text()}")

    def take_focus(self) -> None:
        """Begin at the excerpt."""
        self._rest_focus()

    @Slot()
    def _rest_focus(self) -> None:
        self.sheet.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _verified(self) -> None:
        self.perform(lambda: self._practice.choose(Verdict.VERIFIED))

    @Slot()
    def _claim(self) -> None:
        self.perform(lambda: self._practice.choose(Verdict.CLAIM))

    @Slot()
    def _propaganda(self) -> None:
        self.perform(lambda: self._practice.choose(Verdict.PROPAGANDA))

    @Slot()
    def _guess(self) -> None:
        self.perform(lambda: self._practice.rate(Confidence.GUESS))

    @Slot()
    def _fairly_sure(self) -> None:
        self.perform(lambda: self._practice.rate(Confidence.FAIRLY_SURE))

    @Slot()
    def _sure(self) -> None:
        self.perform(lambda: self._practice.rate(Confidence.SURE))

    @Slot()
    def _take_back(self) -> None:
        self.perform(self._practice.take_back)

    @Slot()
    def _proceed(self) -> None:
        self.perform(self._practice.proceed)

    @Slot()
    def _toggle_pencil(self) -> None:
        self.perform(self._practice.toggle_pencil)

    @Slot(object)
    def _underline(self, spans: tuple[Span, ...]) -> None:
        self.perform(lambda: self._practice.underline(spans))

    @Slot()
    def _go_on(self) -> None:
        self.perform(self._practice.go_on)

    @Slot(str)
    def _note(self, text: str) -> None:
        self.perform(lambda: self._practice.note(text))

    @Slot()
    def _enter(self) -> None:
        """Choose the verdict that Tab came to; else answer, or go on."""
        focused = self.focusWidget()
        if isinstance(focused, VerdictButton) and focused.hasFocus() and not focused.isChecked():
            focused.click()
            return
        if self._state is not None and self._state.reveal is not None:
            self._go_on()
        else:
            self._proceed()

    @Slot()
    def _differ(self) -> None:
        if self._state is not None and self._state.reveal is not None:
            self.revealed.open_note()

    @Slot()
    def _next_cue(self) -> None:
        self.sheet.step_cue(1)

    @Slot()
    def _cue_before(self) -> None:
        self.sheet.step_cue(-1)

    @Slot()
    def _leave(self) -> None:
        if self.perform(self._practice.leave):
            self.go.emit(Place(Where.TODAY))

    @Slot()
    def _guide(self) -> None:
        self.go.emit(Place(Where.GUIDE))

    @Slot()
    def _space(self) -> None:
        side = min(self._dress.px(44), 48)
        self.waiting.setContentsMargins(side, 0, side, 0)
