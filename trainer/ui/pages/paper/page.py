"""A quiz on paper: print its sheets and its key, then enter what was ticked on them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from trainer.core.changes import Changes, Topic
from trainer.core.errors import UserError
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.services.classroom.paper import Grid
from trainer.ui.desk import Desk
from trainer.ui.filenames import file_name
from trainer.ui.handouts import draw_key, draw_sheet
from trainer.ui.page import Page
from trainer.ui.pages.paper.state import PaperState, paper_state
from trainer.ui.places import Place, Where
from trainer.ui.press import Press
from trainer.ui.tasks import LongTask
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.entry import EntryGrid
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import ScrollColumn
from trainer.ui.widgets.label import Label

_ABOVE_AND_BELOW = 60
"""The margins of the column, in drawing pixels."""

_SOON = 150
"""Milliseconds after which a box that is not saved yet is worth a word."""


class PaperPage(Page):
    """The sheets of one quiz. Boxes are saved in the background, as they are entered."""

    topics = frozenset({Topic.CLASSES, Topic.SAVING})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._grid: Grid | None = None
        self._shown = 0
        self._statements: tuple[str, ...] = ()
        self._wanted = 0
        """The sheet to go to once it is shown, 0 for none."""
        self._adding: LongTask | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._look_again)
        self._overdue = False
        self.press = Press(self)
        self.press.told.connect(self._say)
        self.press.failed.connect(self.failed)
        self._make()
        self._lay_out()
        self._connect()
        desk.dress.changed.connect(self._fit)

    def _make(self) -> None:
        self.title, self.count = Label(role="title"), Label(role="bold")
        self.saving, self.said = Label(role="soft"), Label(role="soft")
        self.statement = Label(role="soft")
        self.back = Button(t("Back"), role="quiet", key=t("Esc"))
        self.print_sheets = Button(t("Print sheets…"), role="primary")
        self.save_sheets = Button(t("Save sheets…"))
        self.save_key = Button(t("Save key…"))
        self.name = NameField(self._desk.dress)
        self.add = Button(t("Add a sheet"))
        self.add_class = Button("")
        self.leave_out = Button(t("Leave a sheet out…"), role="quiet")
        self.strip = LeaveOut(self._desk.dress)
        self.grid = EntryGrid(self._desk.dress, t("What was ticked: sheets and questions"))

    def _lay_out(self) -> None:
        dress = self._desk.dress
        self._scroll = ScrollColumn(dress, widest=1100)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        papers, self._sheets = FlowRow(dress), FlowRow(dress)
        papers.show_buttons([self.print_sheets, self.save_sheets, self.save_key])
        self._sheets.show_fields([self.name, self.add, self.add_class, self.leave_out])
        column = self._scroll.column
        column.addLayout(top)
        column.addWidget(papers)
        column.addWidget(self.said)
        column.addWidget(self._sheets)
        column.addWidget(self.strip)
        column.addWidget(self.count)
        column.addWidget(self.saving)
        column.addWidget(
            Label(
                t(
                    "Keys: 1 verified, 2 claim, 3 propaganda; Backspace for an empty or "
                    "unreadable box, Enter for the next sheet."
                ),
                role="small",
            )
        )
        column.addWidget(self.grid, 1)
        column.addWidget(self.statement)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.said.hide()

    def _connect(self) -> None:
        self.back.clicked.connect(self._back)
        self.print_sheets.clicked.connect(self._print_sheets)
        self.save_sheets.clicked.connect(self._save_sheets)
        self.save_key.clicked.connect(self._save_key)
        self.name.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.add_class.clicked.connect(self._add_class)
        self.leave_out.clicked.connect(self._ask_to_leave_out)
        self.strip.yes.clicked.connect(self._leave_out)
        self.strip.no.clicked.connect(self._back)
        self.grid.ticked.connect(self._tick)
        self.grid.moved.connect(self._tell_statement)
        self.grid.past_end.connect(self._to_name)
        self.on_key("Esc", self._back)

    def arrive(self, place: Place) -> None:
        """Be led to a quiz, whose number is the place's session."""
        super().arrive(place)
        self.strip.hide()
        self._say("")

    def refresh(self) -> None:
        """Read the sheets as they were entered so far."""
        self._shown = self._place.session
        self._grid = self._desk.services.classroom.paper.grid(self._shown)
        if self._grid.saved:
            self._soon.stop()
            self._overdue = False
        elif not self._soon.isActive():
            self._soon.start()
        self.show_state(paper_state(self._grid, overdue=self._overdue))

    def show_state(self, state: PaperState) -> None:
        """Write the state to the widgets."""
        self._statements = state.statements
        self.title.setText(state.title)
        self.count.setText(state.count)
        self.saving.setText(state.saving)
        self.saving.setVisible(bool(state.saving))
        self.add_class.setVisible(bool(state.add_class))
        if state.add_class != self.add_class.accessibleName():
            self.add_class.say(state.add_class)
        self.leave_out.setEnabled(bool(state.rows))
        self.grid.show_rows(state.rows, len(state.statements))
        self._sheets.flow_again()
        if self._wanted and any(row.number == self._wanted for row in state.rows):
            self.grid.choose(self._wanted)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self._wanted = 0
        self._tell_statement()

    def take_focus(self) -> None:
        """Begin in the grid, or with the name of the first sheet."""
        into = self.grid if self.grid.entries.rows else self.name
        into.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the grid take what room the rest leaves."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        room = self.height() - self._desk.dress.px(_ABOVE_AND_BELOW)
        self._scroll.inside.setMinimumHeight(max(room, 0))
        self.back.tell_key(not self._desk.dress.cramped(self.width()))

    @Slot()
    def _look_again(self) -> None:
        """Say that boxes are not saved yet, or stop saying so."""
        self._overdue = True
        self.redraw()

    @Slot(int, int, object)
    def _tick(self, player: int, position: int, verdict: Verdict | None) -> None:
        paper = self._desk.services.classroom.paper
        self.perform(lambda: paper.tick(self._shown, player, position, verdict))

    @Slot()
    def _tell_statement(self) -> None:
        at = self.grid.currentIndex()
        if not 0 <= at.column() < len(self._statements):
            self.statement.setText("")
            return
        self.statement.setText(
            t(
                "Question {number}: {statement}",
                number=at.column() + 1,
                statement=self._statements[at.column()],
            )
        )

    @Slot()
    def _add(self) -> None:
        paper, room, name = self._desk.services.classroom.paper, self._shown, self.name.text()
        self._begin(lambda: paper.add(room, name))

    @Slot()
    def _add_class(self) -> None:
        paper, room = self._desk.services.classroom.paper, self._shown
        self._begin(lambda: paper.add_class(room))

    @Slot()
    def _ask_to_leave_out(self) -> None:
        sheet = self.grid.sheet
        if sheet is not None:
            self.strip.ask(sheet.number, sheet.name)

    @Slot()
    def _leave_out(self) -> None:
        paper, room, player = self._desk.services.classroom.paper, self._shown, self.strip.player
        self.strip.hide()
        self._begin(lambda: paper.remove(room, player))
        self.take_focus()

    def _begin(self, work: Callable[[], object]) -> None:
        """Do what waits for the disk, one after the other and off the GUI thread."""
        if self._adding is not None:
            return
        self._adding = LongTask(lambda _: work(), QCoreApplication.instance())
        self._adding.done.connect(self._on_added)
        self._adding.failed.connect(self._on_refused)
        self._adding.start()

    @Slot(object)
    def _on_added(self, done: object) -> None:
        self._adding = None
        if isinstance(done, int):
            self._wanted = done
            self.name.clear()
        self._hub.publish(Changes.of(Topic.CLASSES))
        if not self._wanted and self.isVisible():
            self.take_focus()

    @Slot(object)
    def _on_refused(self, error: UserError) -> None:
        self._adding = None
        self.failed.emit(error)

    @Slot()
    def _to_name(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _print_sheets(self) -> None:
        if self._grid is not None:
            self.press.print(self._sheet(self._grid), self._file(self._grid, t("sheets")))

    @Slot()
    def _save_sheets(self) -> None:
        if self._grid is not None:
            name = self._file(self._grid, t("sheets"))
            self.press.save(self._sheet(self._grid), self._grid.title, name)

    @Slot()
    def _save_key(self) -> None:
        grid = self._grid
        if grid is not None:
            tokens = self._desk.dress.paper
            draw = partial(draw_key, title=grid.title, revisions=grid.revisions, tokens=tokens)
            title = t("Key to {title}", title=grid.title)
            self.press.save(draw, title, self._file(grid, t("key")))

    def _sheet(self, grid: Grid) -> Callable[..., None]:
        tokens = self._desk.dress.paper
        return partial(draw_sheet, title=grid.title, revisions=grid.revisions, tokens=tokens)

    def _file(self, grid: Grid, kind: str) -> str:
        day = f"{self._desk.clock.now().astimezone():%Y-%m-%d}"
        return file_name(f"{grid.title[:30]} {kind}", day)

    @Slot(str)
    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    @Slot()
    def _back(self) -> None:
        if self.strip.isVisible():
            self.strip.hide()
            self.take_focus()
        else:
            self.go.emit(Place(Where.BACK))


class NameField(QLineEdit):
    """The name on the next sheet."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setAccessibleName(t("Name or number on the sheet"))
        self.setPlaceholderText(t("Name or number"))

    def sizeHint(self) -> QSize:
        """Room for a name."""
        return QSize(self._dress.px(240), super().sizeHint().height())


class LeaveOut(QFrame):
    """The strip that asks whether a sheet should be left out; `player` is whose."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.player = 0
        self.setProperty("role", "banner")
        self.question = Label(role="strong")
        self.yes, self.no = Button(t("Leave it out")), Button(t("Keep it"), key=t("Esc"))
        row = FlowRow(dress)
        row.show_buttons([self.yes, self.no])
        column = QVBoxLayout(self)
        column.addWidget(self.question)
        column.addWidget(row)
        self.hide()

    def ask(self, player: int, name: str) -> None:
        """Ask about a sheet."""
        self.player = player
        self.question.setText(
            t("Leave {name} out? What stands on the sheet will not count.", name=name)
        )
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
