"""The guide: how to decide, to look up at any time."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from trainer.core.changes import Topic
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.guide.state import GuideState, guide_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import Card, ScrollColumn, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.path import StepBadge


class GuidePage(Page):
    """What the verdicts mean, the path that leads to them, the cues, and the keys."""

    topics = frozenset({Topic.SETTINGS})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self.back = Button(t("Back"), role="quiet", key=t("Esc"))
        self._scroll = ScrollColumn(desk.dress, widest=860)
        top = QHBoxLayout()
        top.setContentsMargins(34, 14, 40, 0)
        top.addWidget(self.back)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        self.back.clicked.connect(self._back)
        for keys in ("Esc", "?"):
            self.on_key(keys, self._back)

    def refresh(self) -> None:
        """Show the guide."""
        self.show_state(guide_state())

    def show_state(self, state: GuideState) -> None:
        """Write the state to the widgets."""
        column = self._scroll.column
        clear(column)
        column.addWidget(Label(t("How to decide"), role="title"))
        for verdict, word, meaning in state.verdicts:
            card = Card(self._desk.dress, pad=20, gap=2)
            card.column.addWidget(Label(word, role=verdict.value))
            card.column.addWidget(Label(meaning))
            column.addWidget(card)
        column.addWidget(Label(t("The path"), role="heading"))
        path = Card(self._desk.dress, pad=20, gap=12)
        for step, word, question in state.steps:
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(word, role="bold"))
            words.addWidget(Label(question, role="soft"))
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(StepBadge(step.value, "", self._desk.dress), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            path.column.addLayout(row)
        column.addWidget(path)
        column.addWidget(Label(t("Words that decide"), role="heading"))
        column.addWidget(self._table(state.cues))
        column.addWidget(Label(t("Keys"), role="heading"))
        column.addWidget(self._table(state.keys))
        column.addStretch(1)

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
    def _back(self) -> None:
        self.go.emit(Place(Where.BACK))
