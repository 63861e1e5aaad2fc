"""The preparing page: pick questions, say how the class takes part, and start."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from trainer.core.changes import Changes, Topic
from trainer.core.names import LONGEST_NAME
from trainer.core.room import Names
from trainer.core.words import t
from trainer.services.classroom.classes import read_names
from trainer.ui.desk import Desk
from trainer.ui.latest import Latest
from trainer.ui.page import Page
from trainer.ui.pages.classroom.lists import NameField
from trainer.ui.pages.classroom.state import ClassroomState, Draft, classroom_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, ScrollColumn
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.pickers import Picker
from trainer.ui.widgets.tables import GridTable


class PickedTable(GridTable):
    """The picked questions: Delete takes the one at hand out, Alt with an arrow moves it."""

    def __init__(self, desk: Desk, page: "ClassroomPage") -> None:
        super().__init__(desk.dress, t("Picked questions"), wide=(1,), whole=True)
        self._page = page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the list by keys."""
        row = self.currentIndex().row()
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if row >= 0 and key is Qt.Key.Key_Delete:
            self._page.take_out(row)
        elif row >= 0 and event.modifiers() & Qt.KeyboardModifier.AltModifier and key in moves:
            self._page.shift(row, moves[key])
        else:
            super().keyPressEvent(event)


class ClassroomPage(Page):
    """Prepares one quiz at a time; what is chosen stays while the program runs."""

    topics = frozenset({Topic.LIBRARY, Topic.CLASSES, Topic.ROOM})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._draft = Draft()
        self._state: ClassroomState | None = None
        self.pack, self.level = self._picker(t("Pack")), self._picker(t("Level"))
        self.size_ = self._picker(t("How many questions"))
        self.names, self.class_ = self._picker(t("Names")), self._picker(t("Class"))
        self.timer, self.teams = self._picker(t("Timer")), self._picker(t("Teams"))
        self.phones = self._picker(t("Phones"))
        self.title = self._field(t("Title of the quiz"))
        self.again = Button(t("Pick again"))
        self.start = Button(t("Open the room"), role="primary")
        self.on_paper = Button(t("On paper…"))
        self.picked = PickedTable(desk, self)
        self.picked_said, self.obstacle = Label(role="soft"), Label(role="soft")
        self.past = GridTable(desk.dress, t("Past quizzes"), whole=True)
        self.past_said = Label(role="soft")
        self.new_class = self._field(t("Name of the class"))
        self.pupils = NameField(desk.dress, t("Names of the pupils, one a line"))
        self.keep_class = Button(t("Keep this list"))
        self.list_said = Label(role="soft")
        self._lay_out()
        self._connect()

    def _picker(self, name: str) -> Picker:
        return Picker(self._desk.dress, name)

    def _field(self, told: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(told)
        field.setAccessibleName(told)
        field.setMaxLength(LONGEST_NAME)
        return field

    def _lay_out(self) -> None:
        scroll = ScrollColumn(self._desk.dress, widest=980)
        scroll.column.addWidget(Label(t("Classroom"), role="title"))
        scroll.column.addWidget(
            self._card(
                t("What is asked"),
                self._row(self.pack, self.level, self.size_, self.again),
                self.picked_said,
                self.picked,
            )
        )
        scroll.column.addWidget(
            self._card(
                t("How the class takes part"),
                self._row(self.phones, self.names, self.class_, self.timer, self.teams),
                self.obstacle,
                self.title,
                self._row(self.start, self.on_paper),
            )
        )
        scroll.column.addWidget(self._card(t("Past quizzes"), self.past_said, self.past))
        scroll.column.addWidget(
            self._card(
                t("A class list"),
                Label(
                    t(
                        "Paste names, or the columns of a sheet. A list of the same name is "
                        "replaced."
                    )
                ),
                self.new_class,
                self.pupils,
                self.list_said,
                self._row(self.keep_class),
            )
        )
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _card(self, title: str, *parts: QWidget) -> Card:
        card = Card(self._desk.dress, gap=10)
        card.column.addWidget(Label(title, role="heading"))
        for part in parts:
            card.column.addWidget(part)
        return card

    def _row(self, *fields: QWidget) -> FlowRow:
        row = FlowRow(self._desk.dress)
        row.show_fields(fields)
        return row

    def _connect(self) -> None:
        for picker, slot in (
            (self.pack, self._on_pack),
            (self.level, self._on_level),
            (self.size_, self._on_size),
            (self.names, self._on_names),
            (self.class_, self._on_class),
            (self.timer, self._on_timer),
            (self.teams, self._on_teams),
            (self.phones, self._on_phones),
        ):
            picker.picked.connect(slot)
        self.title.textChanged.connect(self._on_title)
        self.again.clicked.connect(self._pick)
        self.start.clicked.connect(self._start)
        self.on_paper.clicked.connect(self._start_on_paper)
        self._papers = Latest(self)
        self._papers.answered.connect(self._on_papers)
        self._papers.failed.connect(self.failed)
        self.past.chosen.connect(self._on_past)
        self.keep_class.clicked.connect(self._keep_class)
        self._desk.keeper.opened.connect(self._on_opened)

    def refresh(self) -> None:
        """Pick questions where none are picked, and look for classes and past quizzes."""
        classroom = self._desk.services.classroom
        if not self._draft.entries:
            self._draw()
        at_hand = {entry.revision for entry in self._desk.services.library.entries}
        entries = tuple(e for e in self._draft.entries if e.revision in at_hand)
        self._draft = replace(self._draft, entries=entries)
        self.show_state(
            classroom_state(
                self._draft,
                self._desk.services.library.cards,
                {e.revision: self._desk.services.library.revision(e.revision) for e in entries},
                classes=classroom.classes.all(),
                past=classroom.past(),
                now=self._desk.clock.now(),
                keeps=not self._desk.services.guest,
            )
        )

    def show_state(self, state: ClassroomState) -> None:
        """Write the state to the widgets."""
        self._state = state
        draft = self._draft
        self.pack.show_choices(state.packs, draft.pack)
        self.level.show_choices(state.levels, draft.level)
        self.size_.show_choices(state.sizes, draft.size)
        self.names.show_choices(state.names, draft.names)
        self.class_.show_choices(state.classes, draft.school_class)
        self.class_.setVisible(bool(state.classes))
        self.timer.show_choices(state.timers, draft.seconds)
        self.teams.show_choices(state.teams, draft.teams)
        self.phones.show_choices(state.phones, draft.phones)
        self.picked_said.setText(state.picked_said)
        self.picked.show_grid(state.picked)
        self.picked.setVisible(bool(state.picked.rows))
        self.obstacle.setText(state.obstacle)
        self.obstacle.setVisible(bool(state.obstacle))
        self.start.setEnabled(state.may_start)
        self.on_paper.setEnabled(state.may_start)
        self.past_said.setText(state.past_said)
        self.past_said.setVisible(bool(state.past_said))
        self.past.show_grid(state.past)
        self.past.setVisible(bool(state.past.rows))

    def take_out(self, row: int) -> None:
        """Leave a picked question out."""
        entries = self._draft.entries
        self._draft = replace(self._draft, entries=(*entries[:row], *entries[row + 1 :]))
        self._show_again(min(row, len(self._draft.entries) - 1))

    def shift(self, row: int, step: int) -> None:
        """Move a picked question up or down."""
        entries = list(self._draft.entries)
        target = row + step
        if not 0 <= target < len(entries):
            return
        entries[row], entries[target] = entries[target], entries[row]
        self._draft = replace(self._draft, entries=tuple(entries))
        self._show_again(target)

    def _show_again(self, row: int) -> None:
        self.refresh()
        if row >= 0:
            self.picked.setCurrentIndex(self.picked.rows.index(row, 0))

    def _draw(self) -> None:
        draft = self._draft
        entries = self._desk.services.classroom.quizzes.pick(draft.choice, draft.size)
        self._draft = replace(draft, entries=entries)

    def _choose(self, change: Callable[[Draft], Draft], *, draw: bool = False) -> None:
        self._draft = change(self._draft)
        if draw:
            self._draw()
        self.refresh()

    @Slot()
    def _pick(self) -> None:
        self._choose(lambda draft: draft, draw=True)

    @Slot(object)
    def _on_pack(self, pack: str) -> None:
        self._choose(lambda draft: replace(draft, pack=pack), draw=True)

    @Slot(object)
    def _on_level(self, level: int) -> None:
        self._choose(lambda draft: replace(draft, level=level), draw=True)

    @Slot(object)
    def _on_size(self, size: int) -> None:
        self._choose(lambda draft: replace(draft, size=size), draw=True)

    @Slot(object)
    def _on_names(self, names: Names) -> None:
        classes = self._desk.services.classroom.classes.all()
        first = classes[0].id if classes else None
        chosen = self._draft.school_class or (first if names is Names.ROSTER else None)
        self._choose(lambda draft: replace(draft, names=names, school_class=chosen))

    @Slot(object)
    def _on_class(self, school_class: int) -> None:
        self._choose(lambda draft: replace(draft, school_class=school_class))

    @Slot(object)
    def _on_timer(self, seconds: int) -> None:
        self._choose(lambda draft: replace(draft, seconds=seconds))

    @Slot(object)
    def _on_teams(self, teams: int) -> None:
        self._choose(lambda draft: replace(draft, teams=teams))

    @Slot(object)
    def _on_phones(self, phones: bool) -> None:  # noqa: FBT001  the picker's key
        self._choose(lambda draft: replace(draft, phones=phones))

    @Slot(str)
    def _on_title(self, title: str) -> None:
        self._draft = replace(self._draft, title=title.strip())

    @Slot()
    def _start(self) -> None:
        classroom, plan = self._desk.services.classroom, self._draft.plan
        self.start.setEnabled(False)
        self._desk.keeper.open(lambda: classroom.open(plan))

    @Slot()
    def _start_on_paper(self) -> None:
        classroom, plan = self._desk.services.classroom, self._draft.plan
        self._papers.ask(lambda: classroom.open_on_paper(plan))

    @Slot(object)
    def _on_papers(self, room: int) -> None:
        self._draft = replace(self._draft, entries=())
        self._desk.hub.publish(Changes.of(Topic.CLASSES))
        self.go.emit(Place(Where.PAPER, session=room))

    @Slot()
    def _on_opened(self) -> None:
        if self.isVisible():
            self._draft = replace(self._draft, entries=())
            self.go.emit(Place(Where.ROOM))

    @Slot(int)
    def _on_past(self, row: int) -> None:
        if self._state is not None:
            room = self._state.past_rooms[row]
            self.go.emit(Place(Where.CLASS_REPORT, session=room))

    @Slot()
    def _keep_class(self) -> None:
        found = read_names(self.pupils.toPlainText())
        classes = self._desk.services.classroom.classes
        if self.perform(lambda: classes.keep(self.new_class.text(), found.names)):
            self.list_said.setText("\n".join(found.left_out))
            self.new_class.clear()
            self.pupils.clear()
