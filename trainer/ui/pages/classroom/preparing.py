"""The part of the classroom where a quiz is prepared and started."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.core.names import LONGEST_NAME
from trainer.core.room import Names
from trainer.core.words import t
from trainer.services.classroom.quizzes import Choice, LoadedQuiz, Worded
from trainer.services.classroom.rooms import Plan
from trainer.ui.desk import Desk
from trainer.ui.errands import Errands
from trainer.ui.latest import Latest
from trainer.ui.pages.classroom.adding import AddingCard
from trainer.ui.pages.classroom.choosing import ChoosingCard
from trainer.ui.pages.classroom.fields import Named, button, card, flow, text_field
from trainer.ui.pages.classroom.kept import KeptCard
from trainer.ui.pages.classroom.state import (
    Draft,
    PrepareState,
    class_choices,
    name_choices,
    names_say,
    phone_choices,
    prepare_state,
    team_choices,
    timer_choices,
)
from trainer.ui.speech import announce
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.pickers import Picker
from trainer.ui.widgets.tables import GridTable


class PreparePart(QWidget):
    """Cards from kept quizzes to how the class takes part, with the quiz in their midst.

    `failed` carries a `UserError`; `seen` the widget that one should see now; `papers` the number
    of a quiz that was made to be answered on paper; `rehearsed` the title of the quiz, its
    questions (a tuple of `Revision`) and where to begin, for a look at it as the class will see it.
    """

    failed = Signal(object)
    seen = Signal(object)
    papers = Signal(object)
    rehearsed = Signal(str, object, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._draft, self._answers = Draft(), False
        self._wanted, self._from = 0, Choice()
        self._picking = Latest(self)
        self._picking.answered.connect(self._on_picked)
        self._picking.failed.connect(self.failed)
        self.blocked, self.says = Label(role="soft"), Label(role="bold")
        self.whole, self.about = Label(role="statement"), Label(role="soft")
        self.start_says, self.names_say = Label(role="soft"), Label(role="soft")
        self.kept_says = Label(role="soft")
        self.kept_says.hide()
        self._errands = Errands(desk.hub, self)
        self._errands.failed.connect(self.failed)
        self.kept = KeptCard(desk)
        self.kept.loaded.connect(self._on_loaded)
        self.kept.failed.connect(self.failed)
        self.adding = AddingCard(desk.dress, desk.services.classroom.quizzes)
        self.adding.added.connect(self._on_added)
        self.adding.failed.connect(self.failed)
        self._printing = Latest(self)
        self._printing.answered.connect(self.papers)
        self._printing.failed.connect(self.failed)
        self._make_choices()
        self._make_quiz()
        self._lay_out()

    def _make_choices(self) -> None:
        dress = self._desk.dress
        self.choosing = ChoosingCard(dress, self._desk.services.classroom.quizzes)
        self.choosing.changed.connect(self._on_ticked)
        self.choosing.asked.connect(self._pick)
        self.pick = self.choosing.pick
        self.names = Picker(dress, t("Names"))
        self.names.show_choices(name_choices(), Names.NICKNAMES)
        self.names.picked.connect(self._on_named)
        self.classes = Picker(dress, t("Class"))
        self.phones = Picker(dress, t("How they answer"))
        self.phones.show_choices(phone_choices(), chosen=True)
        self.teams, self.timer = Picker(dress, t("Teams")), Picker(dress, t("Timer"))
        self.teams.show_choices(team_choices(), 0)
        self.timer.show_choices(timer_choices(), 0)

    def _make_quiz(self) -> None:
        dress = self._desk.dress
        self.title = text_field(t("Title of the quiz"), LONGEST_NAME, dress)
        self.table = GridTable(dress, t("Questions of the quiz"), wide=(1,), whole=True)
        self.table.setWordWrap(False)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.up = button(t("Move up"), self.move_up, key=t("Alt+↑"))
        self.down = button(t("Move down"), self.move_down, key=t("Alt+↓"))
        self.out = button(t("Take out"), self.take_out, key=t("Del"))
        self.answers = button(t("Show the answers"), self._toggle_answers)
        self.rehearse = button(t("Preview"), self.preview, key=t("F5"))
        self.keep = button(t("Keep this quiz"), self._keep)
        self.on_paper = button(t("On paper…"), self.begin_on_paper)
        self.start = button(t("Start"), self.begin, role="primary", key=t("Ctrl+Enter"))

    def _lay_out(self) -> None:
        dress = self._desk.dress
        moves = (self.up, self.down, self.out, self.answers, self.rehearse)
        self._moves = flow(dress, *moves)
        pickers = (self.names, self.classes, self.phones, self.teams, self.timer)
        self._cards: tuple[Card, ...] = (
            self.choosing,
            card(
                dress,
                t("The quiz"),
                self.says,
                self.table,
                self.whole,
                self.about,
                self._moves,
            ),
            self.adding,
            card(
                dress,
                t("How the class takes part"),
                flow(dress, *(Named(one.accessibleName(), one) for one in pickers)),
                self.names_say,
                flow(dress, Named(t("Title"), self.title)),
                flow(dress, self.start, self.on_paper, self.keep),
                self.kept_says,
                self.start_says,
            ),
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.blocked)
        self._column.addWidget(self.kept)
        for one in self._cards:
            self._column.addWidget(one)

    def refresh(self) -> None:
        """Offer the packs and classes that there are by now."""
        services, dress = self._desk.services, self._desk.dress
        self._column.setSpacing(dress.px(14))
        self.choosing.offer(services.library.cards, services.library.entries)
        self.classes.show_choices(
            class_choices(services.classroom.classes.all()), self.classes.chosen
        )
        blocked = services.guest or services.read_only
        self.kept.show_kept(services.classroom.quizzes.saved(), blocked=blocked)
        self._on_named()
        self.show_draft()

    @Slot()
    def show_draft(self) -> None:
        """Show how far the quiz is prepared."""
        self.show_state(self._state())

    def _state(self) -> PrepareState:
        services = self._desk.services
        return prepare_state(
            self._draft,
            wanted=self._wanted,
            choice=self._from,
            answers=self._answers,
            guest=services.guest,
            read_only=services.read_only,
            runs=services.classroom.running is not None,
        )

    def show_state(self, state: PrepareState) -> None:
        """Write the state to the widgets."""
        for one in self._cards:
            one.setVisible(not state.blocked)
        for label, words in (
            (self.blocked, state.blocked),
            (self.says, state.says),
            (self.start_says, state.start_says),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.pick.say(state.pick_label)
        self.answers.say(state.answers_label)
        self.pick.set_role("plain" if state.grid.rows else "primary")
        self.on_paper.setEnabled(state.may_start)
        self.start.setEnabled(state.may_start)
        self.keep.setEnabled(bool(state.grid.rows))
        self.table.setVisible(bool(state.grid.rows))
        self._moves.setVisible(bool(state.grid.rows))
        self.table.show_grid(state.grid)
        self._point()
        self._show_current(state)
        self._moves.flow_again()
        self.choosing.flow_again()

    def _show_current(self, state: PrepareState) -> None:
        for label, words in ((self.whole, state.whole), (self.about, state.about)):
            label.setText(words)
            label.setVisible(bool(words))

    def take_focus(self) -> None:
        """Begin where questions are picked, or in the quiz once there is one."""
        (self.table if self._draft.picked else self.pick).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def move_up(self) -> None:
        """Ask the present question earlier."""
        self._change(self._draft.moved(-1))

    @Slot()
    def move_down(self) -> None:
        """Ask the present question later."""
        self._change(self._draft.moved(1))

    @Slot()
    def take_out(self) -> None:
        """Leave the present question out."""
        self._change(self._draft.without())

    @Slot()
    def begin(self) -> None:
        """Open the room, off the GUI thread."""
        if not self.start.isEnabled() or not self.start.isVisible():
            return
        plan, classroom = self.plan(), self._desk.services.classroom
        self.start.setEnabled(False)
        self._desk.keeper.open(lambda: classroom.open(plan))

    @Slot()
    def begin_on_paper(self) -> None:
        """Keep the quiz to be answered on sheets, off the GUI thread."""
        plan, classroom = self.plan(), self._desk.services.classroom
        self._printing.ask(lambda: classroom.open_on_paper(plan))

    @Slot()
    def preview(self) -> None:
        """Ask to see the quiz from its present question on, as the class will."""
        if self._draft.picked and self.rehearse.isVisible():
            questions = tuple(one.revision for one in self._draft.picked)
            title = self.title.text().strip() or t("Quiz")
            self.rehearsed.emit(title, questions, self._draft.at)

    def plan(self) -> Plan:
        """What was prepared."""
        school_class, names = self.classes.chosen, self.names.chosen
        teams, seconds = self.teams.chosen, self.timer.chosen
        return Plan(
            title=self.title.text().strip(),
            entries=tuple(one.entry for one in self._draft.picked),
            names=names if isinstance(names, Names) else Names.NICKNAMES,
            school_class=school_class if isinstance(school_class, int) and school_class else None,
            teams=teams if isinstance(teams, int) else 0,
            seconds=seconds if isinstance(seconds, int) else 0,
            phones=bool(self.phones.chosen),
        )

    def _change(self, draft: Draft) -> None:
        if draft == self._draft or not self.isVisible():
            return
        self._draft, self._wanted = draft, 0
        self.kept_says.hide()
        self.show_draft()
        if draft.current is not None:
            announce(self, f"{draft.at + 1}: {draft.current.statement}")
        elif self.table.isHidden():
            self.take_focus()

    def _point(self) -> None:
        """Have the table's current row be the one that keys work on."""
        if self._draft.picked:
            self.table.setCurrentIndex(self.table.rows.index(self._draft.at, 0))

    @Slot()
    def _toggle_answers(self) -> None:
        self._answers = not self._answers
        self.show_draft()

    @Slot()
    def _on_ticked(self) -> None:
        self.adding.look_in(replace(self.choosing.choice, arguing=True))

    @Slot()
    def _keep(self) -> None:
        title = self.title.text()
        questions = tuple(one.entry.ref for one in self._draft.picked)
        quizzes = self._desk.services.classroom.quizzes
        choice, size = self.choosing.choice, self.choosing.wanted
        self._errands.run(lambda: quizzes.save(title, questions, choice, size), self._on_kept)

    @Slot()
    def _on_kept(self) -> None:
        self._tell(t("It is kept. It is offered above to load again."))

    def _tell(self, words: str) -> None:
        self.kept_says.setText(words)
        self.kept_says.setVisible(bool(words))
        announce(self, words)

    @Slot(object, object)
    def _on_loaded(self, quiz: LoadedQuiz, questions: tuple[Worded, ...]) -> None:
        self.title.setText(quiz.title)
        if quiz.size:
            self.choosing.take_up(quiz.choice, quiz.size)
        self._wanted = 0
        self._on_picked(questions)

    @Slot(object)
    def _on_added(self, one: Worded) -> None:
        self._change(self._draft.plus(one))

    @Slot()
    def _pick(self) -> None:
        wanted, choice = self.choosing.wanted, self.choosing.choice
        self._wanted, self._from = wanted, choice
        quizzes = self._desk.services.classroom.quizzes
        self._picking.ask(lambda: tuple(quizzes.worded(quizzes.pick(choice, wanted))))

    @Slot(object)
    def _on_picked(self, questions: tuple[Worded, ...]) -> None:
        self._draft = Draft(questions)
        self.show_draft()
        self.take_focus()
        self.seen.emit(self.table if questions else self.pick)
        announce(self, self.says.text())

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and current.row() != self._draft.at:
            self._draft = self._draft.go_to(current.row())
            self._show_current(self._state())

    @Slot()
    def _on_named(self) -> None:
        names = self.names.chosen
        if isinstance(names, Names):
            self.names_say.setText(names_say(names))
