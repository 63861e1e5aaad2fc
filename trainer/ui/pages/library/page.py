"""The library: every pack with what is in it, and what is wrong with a broken one."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QPushButton, QVBoxLayout, QWidget

from trainer.core.changes import Changes, Topic
from trainer.core.words import t
from trainer.services.practice import Selection
from trainer.ui.checkups import lacking_words
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.library.state import LibraryState, PackRow, library_state
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
        self._rows = QVBoxLayout()
        self._dialog: QFileDialog | None = None
        scroll = ScrollColumn(desk.dress, widest=860)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(Label(t("Library"), role="title"), 1)
        self._top.addWidget(self.add_zip)
        scroll.column.addLayout(self._top)
        scroll.column.addWidget(self.empty)
        scroll.column.addLayout(self._rows)
        scroll.column.addWidget(self.lacking)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button below the title where there is no room beside it."""
        super().resizeEvent(event)
        self._top.setDirection(
            QBoxLayout.Direction.TopToBottom
            if self._desk.dress.cramped(self.width())
            else QBoxLayout.Direction.LeftToRight
        )

    def refresh(self) -> None:
        """Ask what packs there are and how much of them is new to the learner."""
        library = self._desk.services.library
        lacking = lacking_words(self._desk.services.checkups.standing())
        self.show_state(
            library_state(
                library.cards, library.entries, self._desk.services.review.sights(), lacking
            )
        )

    def show_state(self, state: LibraryState) -> None:
        """Write the state to the widgets."""
        self.empty.setText(state.empty)
        self.empty.setVisible(bool(state.empty))
        self.lacking.setText(state.lacking)
        self.lacking.setVisible(bool(state.lacking))
        clear(self._rows)
        self._rows.setSpacing(self._desk.dress.px(16))
        for row in state.rows:
            self._rows.addWidget(self._card(row))

    def _card(self, row: PackRow) -> Card:
        card = Card(self._desk.dress, gap=6)
        card.column.addWidget(Label(row.title, role="heading"))
        for words, role in (
            (row.about, "body"),
            (row.facts, "soft"),
            (row.balance, "small"),
            (row.seen, "small"),
            (row.problems_title, "bold"),
        ):
            if words:
                card.column.addWidget(Label(words, role=role))
        for problem in row.problems:
            card.column.addWidget(Label(problem, role="small"))
        if row.licence:
            card.column.addWidget(Label(row.licence, role="small"))
        if row.may_practise or row.removable:
            card.column.addWidget(self._actions(row))
        return card

    def _actions(self, row: PackRow) -> FlowRow:
        actions: list[QPushButton] = []
        if row.may_practise:
            practise = Button(t("Ten questions"), role="primary")
            practise.setAccessibleName(t("Ten questions from {title}", title=row.title))
            _tie(practise, row)
            practise.clicked.connect(self._practise)
            actions.append(practise)
        if row.discussions:
            argue = Button(t("Argue about it"))
            argue.setAccessibleName(t("Questions to argue about in {title}", title=row.title))
            _tie(argue, row)
            argue.clicked.connect(self._argue)
            actions.append(argue)
        if row.removable:
            remove = Button(t("Remove"), role="quiet")
            remove.setAccessibleName(t("Remove {title}", title=row.title))
            _tie(remove, row)
            remove.clicked.connect(self._remove)
            actions.append(remove)
        flow = FlowRow(self._desk.dress)
        flow.show_buttons(actions)
        return flow

    @Slot()
    def _practise(self) -> None:
        pack, title = _tied(self.sender())
        if self.perform(lambda: self._desk.services.practice.start(Selection((pack,), title))):
            self.go.emit(Place(Where.PRACTICE))

    @Slot()
    def _argue(self) -> None:
        pack, _ = _tied(self.sender())
        self.go.emit(Place(Where.DISCUSSION, pack=pack))

    @Slot()
    def _remove(self) -> None:
        pack, _ = _tied(self.sender())

        def remove() -> Changes:
            self._desk.services.library.remove(pack)
            return Changes.of(Topic.LIBRARY)

        self.perform(remove)

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
        place = file.parent if file.name == "pack.toml" else file

        def add() -> Changes:
            self._desk.services.library.add(place, replace=True)
            return Changes.of(Topic.LIBRARY)

        self.perform(add)


def _tie(button: Button, row: PackRow) -> None:
    button.setProperty("pack", row.id)
    button.setProperty("title", row.title)


def _tied(button: object) -> tuple[str, str]:
    if not isinstance(button, QWidget):
        return "", ""
    return str(button.property("pack")), str(button.property("title"))
