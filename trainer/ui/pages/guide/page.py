"""The guide: how to decide, to look up at any time."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollBar, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.guide.state import Entry, GuideState, Section, guide_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.example import ExampleText
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, ScrollColumn, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.path import StepBadge

_EXPERT_INDENT = 24


class GuidePage(Page):
    """Verdicts, path, cues and techniques, each with an example; a search narrows them."""

    topics = frozenset({Topic.SETTINGS})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._state: GuideState | None = None
        self._entries: dict[str, QWidget] = {}
        self._sections: list[tuple[Section, tuple[QWidget, ...]]] = []
        self.back = Button(t("Back"), role="quiet", key=t("Esc"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(t("Search: a word, a cue, a technique"))
        self.search.setAccessibleName(t("Search the guide"))
        self.search.setClearButtonEnabled(True)
        self.expert = Button(t("All techniques"), role="choice")
        self.expert.setCheckable(True)
        self.lessons = Button(t("Go through the lessons"))
        self.nothing = Label(t("Nothing here has these words."), role="soft")
        self._scroll = ScrollColumn(desk.dress, widest=860)
        self._lay_out()
        self.back.clicked.connect(self._back)
        self.search.textChanged.connect(self._narrow)
        self.expert.toggled.connect(self._narrow)
        self.lessons.clicked.connect(self._learn)
        for keys in ("Esc", "?"):
            self.on_key(keys, self._back)
        self.on_key("Ctrl+F", self._look_for)
        self.on_key("/", self._look_for)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(34, 14, 40, 0)
        top.addWidget(self.back)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)

    @property
    def scroll_bar(self) -> QScrollBar:
        """How far down one is."""
        return self._scroll.verticalScrollBar()

    def refresh(self) -> None:
        """Show the guide."""
        self.show_state(guide_state())
        self.lessons.setVisible(self._desk.services.lessons.offered)
        self._ways.flow_again()
        self._narrow()

    def show_state(self, state: GuideState) -> None:
        """Write the state to the widgets."""
        self._state = state
        column, dress = self._scroll.column, self._desk.dress
        for kept in (self.search, self.expert, self.lessons, self.nothing):
            kept.setParent(self)
        clear(column)
        self._entries, self._sections = {}, []
        column.addWidget(Label(t("How to decide"), role="title"))
        column.addWidget(self.search)
        self.search.show()
        self._ways = FlowRow(dress)
        self._ways.show_buttons([self.expert, self.lessons])
        column.addWidget(self._ways)
        column.addWidget(self.nothing)
        for section in state.sections:
            heading = Label(section.heading, role="heading")
            card = Card(dress, pad=20, gap=18)
            for entry in section.entries:
                self._entries[entry.id] = self._entry(entry)
                card.column.addWidget(self._entries[entry.id])
            column.addWidget(heading)
            column.addWidget(card)
            self._sections.append((section, (heading, card)))
        column.addWidget(Label(t("Keys"), role="heading"))
        column.addWidget(self._table(state.keys))
        column.addStretch(1)
        self._narrow()

    def _entry(self, entry: Entry) -> QWidget:
        px = self._desk.dress.px
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(px(_EXPERT_INDENT) if entry.expert else 0, 0, 0, 0)
        row.setSpacing(px(12))
        if entry.number is not None:
            badge = StepBadge(entry.number, "", self._desk.dress)
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        is_verdict = entry.example is None
        words.addWidget(Label(entry.word, role=entry.verdict.value if is_verdict else "bold"))
        words.addWidget(Label(entry.meaning, role="body" if is_verdict else "soft"))
        if entry.example is not None:
            words.addSpacing(px(4))
            words.addWidget(ExampleText(entry.example, entry.verdict, self._desk.dress))
        row.addLayout(words, 1)
        return whole

    def _table(self, rows: tuple[tuple[str, str], ...]) -> Card:
        card = Card(self._desk.dress, pad=20)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(24)
        for n, (word, meaning) in enumerate(rows):
            grid.addWidget(Label(word, role="bold", wraps=False), n, 0)
            grid.addWidget(Label(meaning, role="soft"), n, 1)
        card.column.addLayout(grid)
        return card

    @Slot()
    def _narrow(self) -> None:
        """Show what matches the search and the view."""
        if self._state is None:
            return
        shown = self._state.matching(self.search.text(), expert=self.expert.isChecked())
        for name, widget in self._entries.items():
            widget.setVisible(name in shown)
        for section, widgets in self._sections:
            some = any(entry.id in shown for entry in section.entries)
            heading, card = widgets
            heading.setVisible(some and bool(section.heading))
            card.setVisible(some)
        self.nothing.setVisible(not shown)

    @Slot()
    def _look_for(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def _learn(self) -> None:
        if self.perform(self._desk.services.lessons.start):
            self.go.emit(Place(Where.LESSON))

    @Slot()
    def _back(self) -> None:
        self.go.emit(Place(Where.BACK))
