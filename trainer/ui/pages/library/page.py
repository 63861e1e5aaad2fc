"""The library: every pack with what is in it, and what is wrong with a broken one."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from trainer.core.changes import Changes, Topic
from trainer.core.words import t
from trainer.services.library import AlreadyThereError
from trainer.services.practice import Selection
from trainer.ui.checkups import lacking_words
from trainer.ui.desk import Desk
from trainer.ui.latest import Latest
from trainer.ui.page import Page
from trainer.ui.pages.library.sheet import PackSheet
from trainer.ui.pages.library.state import LibraryState, PackRow, Replacing, library_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, ScrollColumn, clear
from trainer.ui.widgets.label import Label


class LibraryPage(Page):
    """The packs at hand; a button on each begins ten questions from it."""

    topics = frozenset({Topic.LIBRARY, Topic.ANSWERS, Topic.LEARNERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self.empty, self.lacking = Label(role="soft"), Label(role="soft")
        self.add_zip = Button(t("Add a pack…"))
        self.add_zip.clicked.connect(self._ask_for_zip)
        self.open_folder = Button(t("Open a folder…"))
        self.open_folder.setAccessibleName(t("Open a folder while writing…"))
        self.writing = Label(
            t("Writing a pack? Open its folder: each save is checked and shown at once."),
            role="small",
        )
        self.open_folder.clicked.connect(self._ask_for_folder)
        self._ways = FlowRow(desk.dress)
        self._ways.show_buttons([self.add_zip, self.open_folder])
        self._rows = QVBoxLayout()
        self._sheets: list[PackSheet] = []
        self._dialog: QFileDialog | None = None
        # A folder may be large, or on a drive that takes its time.
        self._folders = Latest(self)
        self._folders.answered.connect(self._on_folders)
        self._folders.failed.connect(self.failed)
        self._there: AlreadyThereError | None = None
        self._chosen = Path()
        self._question = self._made_question()
        scroll = ScrollColumn(desk.dress, widest=860)
        scroll.column.addWidget(Label(t("Library"), role="title"))
        scroll.column.addWidget(self._ways)
        scroll.column.addWidget(self.writing)
        scroll.column.addWidget(self._question)
        scroll.column.addWidget(self.empty)
        scroll.column.addLayout(self._rows)
        scroll.column.addWidget(self.lacking)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _made_question(self) -> Card:
        """The card that asks whether a pack takes the place of another one."""
        self.asked, self.explained = Label(role="heading"), Label()
        self.replace, self.keep = Button(""), Button("", role="primary")
        self.replace.clicked.connect(self._replace)
        self.keep.clicked.connect(self._keep)
        answers = FlowRow(self._desk.dress)
        answers.show_buttons([self.keep, self.replace])
        card = Card(self._desk.dress, gap=10)
        for part in (self.asked, self.explained, answers):
            card.column.addWidget(part)
        return card

    def arrive(self, place: Place) -> None:
        """Begin afresh: what was asked before is left as it is."""
        super().arrive(place)
        self._there = None

    def refresh(self) -> None:
        """Ask what packs there are and how much of them is new to the learner."""
        library = self._desk.services.library
        lacking = lacking_words(self._desk.services.checkups.standing())
        self.show_state(
            library_state(
                library.cards,
                library.entries,
                self._desk.services.review.sights(),
                lacking,
                self._there,
            )
        )

    def show_state(self, state: LibraryState) -> None:
        """Write the state to the widgets."""
        self._show_question(state.replacing)
        self.empty.setText(state.empty)
        self.empty.setVisible(bool(state.empty))
        self.lacking.setText(state.lacking)
        self.lacking.setVisible(bool(state.lacking))
        focused = self._focused()
        clear(self._rows)
        self._rows.setSpacing(self._desk.dress.px(16))
        self._sheets = [self._sheet(row) for row in state.rows]
        for sheet in self._sheets:
            self._rows.addWidget(sheet)
            # A layout shows it later, and what is hidden cannot be given the keyboard.
            sheet.show()
        self._focus_again(focused)

    def _show_question(self, replacing: Replacing | None) -> None:
        self._question.setVisible(replacing is not None)
        if replacing is not None:
            self.asked.setText(replacing.title)
            self.explained.setText(replacing.words)
            self.replace.say(replacing.replace)
            self.keep.say(replacing.keep)

    def _focused(self) -> str:
        """The name of the button that has the keyboard, where it is one of a pack's."""
        buttons = (button for sheet in self._sheets for button in sheet.ways.buttons)
        return next((button.accessibleName() for button in buttons if button.hasFocus()), "")

    def _focus_again(self, name: str) -> None:
        """Let the keyboard stay where it was, though the page was drawn anew by a save."""
        if not name:
            return
        for sheet in self._sheets:
            for button in sheet.ways.buttons:
                if button.accessibleName() == name:
                    button.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
        self.take_focus()

    def _sheet(self, row: PackRow) -> PackSheet:
        sheet = PackSheet(row, self._desk.dress)
        sheet.practise.connect(self._practise)
        sheet.browse.connect(self._browse)
        sheet.argue.connect(self._argue)
        sheet.remove.connect(self._remove)
        sheet.close_folder.connect(self._close_folder)
        return sheet

    @Slot(object)
    def _practise(self, row: PackRow) -> None:
        selection = Selection((row.id,), row.title)
        if self.perform(lambda: self._desk.services.practice.start(selection)):
            self.go.emit(Place(Where.PRACTICE))

    @Slot(object)
    def _browse(self, row: PackRow) -> None:
        self.go.emit(Place(Where.BROWSE, pack=row.id))

    @Slot(object)
    def _argue(self, row: PackRow) -> None:
        self.go.emit(Place(Where.DISCUSSION, pack=row.id))

    @Slot(object)
    def _remove(self, row: PackRow) -> None:
        def remove() -> Changes:
            self._desk.services.library.remove(row.id)
            return Changes.of(Topic.LIBRARY)

        self.perform(remove)

    @Slot(object)
    def _close_folder(self, row: PackRow) -> None:
        library, place = self._desk.services.library, Path(row.place)
        self._folders.ask(lambda: library.close_folder(place))

    @Slot()
    def _ask_for_folder(self) -> None:
        self._dialog = QFileDialog(self, t("Open a folder while writing"))
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._dialog.fileSelected.connect(self._open_folder)
        self._dialog.open()

    @Slot(str)
    def _open_folder(self, chosen: str) -> None:
        library, place = self._desk.services.library, Path(chosen)
        self._folders.ask(lambda: library.open_folder(place))

    @Slot()
    def _on_folders(self) -> None:
        self._hub.publish(Changes.of(Topic.LIBRARY))

    @Slot()
    def _ask_for_zip(self) -> None:
        self._dialog = QFileDialog(self, t("Add a pack"))
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.setNameFilters([t("Packs (*.zip pack.toml)")])
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.fileSelected.connect(self._add)
        self._dialog.open()

    @Slot(str)
    def _add(self, chosen: str) -> None:
        file = Path(chosen)
        self._chosen = file.parent if file.name == "pack.toml" else file
        self._there = None

        def add() -> Changes:
            try:
                return self._taken_in(replace=False)
            except AlreadyThereError as there:
                self._there = there
                return Changes()

        self.perform(add)
        self.redraw()
        if self._there is not None:
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken_in(self, *, replace: bool) -> Changes:
        self._desk.services.library.add(self._chosen, replace=replace)
        return Changes.of(Topic.LIBRARY)

    @Slot()
    def _replace(self) -> None:
        self._there = None
        self.perform(lambda: self._taken_in(replace=True))
        self.redraw()
        self.take_focus()

    @Slot()
    def _keep(self) -> None:
        self._there = None
        self.redraw()
        self.take_focus()
