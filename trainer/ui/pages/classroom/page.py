"""The page of the classroom: a quiz is prepared and started here, and past ones are listed."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from trainer.core.changes import Topic
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.classroom.fields import card
from trainer.ui.pages.classroom.preparing import PreparePart
from trainer.ui.pages.classroom.state import past_grid, past_words
from trainer.ui.places import Place, Where
from trainer.ui.widgets.frames import ScrollColumn
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.tables import GridTable


class ClassroomPage(Page):
    """Prepares a quiz, starts it, and lists past ones."""

    topics = frozenset({Topic.ROOM, Topic.CLASSES, Topic.LIBRARY})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self.prepare = PreparePart(desk)
        self.prepare.failed.connect(self.failed)
        self.past_words = Label(role="soft")
        self.past = GridTable(desk.dress, t("Past quizzes"), wide=(1,), whole=True)
        sheet = ScrollColumn(desk.dress, widest=1000)
        sheet.column.addWidget(Label(t("Classroom"), role="title"))
        sheet.column.addWidget(self.prepare)
        sheet.column.addWidget(card(desk.dress, t("Past quizzes"), self.past_words, self.past))
        sheet.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)
        for keys, slot in {
            "Alt+Up": self.prepare.move_up,
            "Alt+Down": self.prepare.move_down,
            "Del": self.prepare.take_out,
            "Ctrl+Return": self.prepare.begin,
            "Ctrl+Enter": self.prepare.begin,
        }.items():
            self.on_key(keys, slot)
        desk.keeper.opened.connect(self._on_opened)
        desk.keeper.failed.connect(self.prepare.show_draft)

    def refresh(self) -> None:
        """Ask what there is to prepare from, and what was held."""
        self.prepare.refresh()
        lines = self._desk.services.classroom.past()
        self.past_words.setText(past_words(lines))
        self.past.show_grid(past_grid(lines, self._desk.clock.now()))
        self.past.setVisible(bool(lines))

    def take_focus(self) -> None:
        """Begin with the quiz."""
        super().take_focus()
        self.prepare.take_focus()

    @Slot()
    def _on_opened(self) -> None:
        if self.isVisible():
            self.go.emit(Place(Where.ROOM))
