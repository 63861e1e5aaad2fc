"""The page of the classroom: quizzes to prepare and start, classes, and past quizzes."""

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.revisions import Revision
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.classroom.classes import ClassesPart
from trainer.ui.pages.classroom.fields import card, flow
from trainer.ui.pages.classroom.preparing import PreparePart
from trainer.ui.pages.classroom.state import Part, part_names, past_grid, past_words
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import ScrollColumn
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.tables import GridTable

_ABOVE = 110
"""What is left to see above a widget that one is led to, in drawing pixels."""


class ClassroomPage(Page):
    """Three parts, shown one at a time; each keeps what was set in it."""

    topics = frozenset({Topic.ROOM, Topic.CLASSES, Topic.LIBRARY})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._part = Part.PREPARE
        self._seen: QWidget = self
        self.prepare, self.classes = PreparePart(desk), ClassesPart(desk)
        self.prepare.failed.connect(self.failed)
        self.classes.failed.connect(self.failed)
        self.prepare.seen.connect(self._see)
        self.prepare.papers.connect(self._on_papers)
        self.prepare.rehearsed.connect(self._on_rehearsed)
        self.past_words = Label(role="soft")
        self.past = GridTable(desk.dress, t("Past quizzes"), wide=(1,), whole=True)
        self._past_rooms: tuple[int, ...] = ()
        self.past.chosen.connect(self._on_past)
        self.parts: dict[Part, QWidget] = {
            Part.PREPARE: self.prepare,
            Part.CLASSES: self.classes,
            Part.PAST: card(desk.dress, t("Past quizzes"), self.past_words, self.past),
        }
        self._lay_out()
        for keys, slot in {
            "Alt+Up": self.prepare.move_up,
            "Alt+Down": self.prepare.move_down,
            "Del": self.prepare.take_out,
            "F5": self.prepare.preview,
            "Ctrl+Return": self.prepare.begin,
            "Ctrl+Enter": self.prepare.begin,
        }.items():
            self.on_key(keys, slot)
        desk.keeper.opened.connect(self._on_opened)
        desk.keeper.failed.connect(self.prepare.show_draft)

    def _lay_out(self) -> None:
        self.tabs: dict[Part, Button] = {}
        for part, name in part_names():
            tab = Button(name, role="choice")
            tab.setCheckable(True)
            tab.setProperty("part", part.value)
            tab.clicked.connect(self._on_tab)
            self.tabs[part] = tab
        self._tab_row = flow(self._desk.dress, *self.tabs.values())
        self.sheet = sheet = ScrollColumn(self._desk.dress, widest=1000)
        sheet.column.addWidget(Label(t("Classroom"), role="title"))
        sheet.column.addWidget(self._tab_row)
        for body in self.parts.values():
            sheet.column.addWidget(body)
        sheet.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def arrive(self, place: Place) -> None:
        """Be led to the part that `place` names."""
        super().arrive(place)
        if place.part:
            self._part = Part(place.part)

    def refresh(self) -> None:
        """Ask what there is to prepare from, and what was held."""
        services = self._desk.services
        if services.guest or services.read_only:
            self._part = Part.PREPARE
        self._tab_row.setVisible(not (services.guest or services.read_only))
        self._show_part()
        self.prepare.refresh()
        self.classes.refresh()
        lines = services.classroom.past()
        self._past_rooms = tuple(line.id for line in lines)
        self.past_words.setText(past_words(lines))
        self.past.show_grid(past_grid(lines, self._desk.clock.now()))
        self.past.setVisible(bool(lines))

    def take_focus(self) -> None:
        """Begin in the part that is shown."""
        super().take_focus()
        match self._part:
            case Part.PREPARE:
                self.prepare.take_focus()
            case Part.CLASSES:
                self.classes.take_focus()
            case Part.PAST if not self.past.isHidden():
                self.past.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_part(self) -> None:
        focused = self.focusWidget()
        hiding = [body for part, body in self.parts.items() if part is not self._part]
        if focused is not None and any(body.isAncestorOf(focused) for body in hiding):
            # Left to itself, Qt would pass the focus on to the sidebar.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for part, body in self.parts.items():
            self.tabs[part].setChecked(part is self._part)
            body.setVisible(part is self._part)
        self._tab_row.flow_again()

    @Slot()
    def _on_tab(self) -> None:
        tab = self.sender()
        if isinstance(tab, QWidget):
            self._part = Part(tab.property("part"))
            self._show_part()

    @Slot(object)
    def _see(self, widget: QWidget) -> None:
        """Scroll to a widget, once it has its place."""
        self._seen = widget
        QTimer.singleShot(0, self._scroll)

    @Slot()
    def _scroll(self) -> None:
        ground = self.sheet.widget()
        layout = ground.layout() if ground is not None else None
        if ground is None or layout is None:
            return
        # The bar knows how far it reaches only once everything has its place.
        layout.activate()
        ground.adjustSize()
        top = self._seen.mapTo(ground, QPoint()).y()
        self.sheet.verticalScrollBar().setValue(top - self._desk.dress.px(_ABOVE))

    @Slot(int)
    def _on_past(self, row: int) -> None:
        self.go.emit(Place(Where.CLASS_REPORT, session=self._past_rooms[row]))

    @Slot(object)
    def _on_papers(self, room: int) -> None:
        self.go.emit(Place(Where.PAPER, session=room))

    @Slot(str, object, int)
    def _on_rehearsed(self, title: str, questions: tuple[Revision, ...], position: int) -> None:
        place = Place(Where.PREVIEW, position=position, title=title, questions=questions)
        self.go.emit(place)

    @Slot()
    def _on_opened(self) -> None:
        if self.isVisible():
            self.go.emit(Place(Where.ROOM))
