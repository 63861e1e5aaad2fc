"""A part of the review that is a long list: searched, narrowed, fetched as one scrolls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtWidgets import QLineEdit

from trainer.services.lookback import PAGE
from trainer.ui.desk import Desk
from trainer.ui.latest import Latest
from trainer.ui.pages.review.part import ReviewPart
from trainer.ui.places import Place
from trainer.ui.plots import Listing
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.pickers import Picker
from trainer.ui.widgets.tables import GridTable

SEARCH_MS = 250
"""How long after the last letter a search begins."""

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Found(Generic[Line]):
    """The first lines of so many."""

    count: int
    lines: tuple[Line, ...]


class SearchField(QLineEdit):
    """Where words to look for are typed; `told` says where they are looked for."""

    def __init__(self, dress: Dress, told: str) -> None:
        super().__init__()
        self._dress = dress
        self.setPlaceholderText(told)
        self.setAccessibleName(told)
        self.setClearButtonEnabled(True)

    def sizeHint(self) -> QSize:
        """Wide enough to say what it is for."""
        return QSize(self._dress.px(250), super().sizeHint().height())


class ListPart(ReviewPart, Generic[Line]):
    """A list with a search and pickers above it; Enter opens a line."""

    def __init__(self, desk: Desk, name: str, search: str, *, wide: int) -> None:
        super().__init__(desk)
        self._lines: list[Line] = []
        self._more = Latest(self)
        self.search = SearchField(desk.dress, search)
        self.empty = Label(role="soft")
        self.table = GridTable(desk.dress, name, wide=(wide,))
        self.bar = FlowRow(desk.dress)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.table)
        self.column.addStretch(1)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(SEARCH_MS)
        self._typed.timeout.connect(self.ask_again)
        self._more.answered.connect(self._on_more)
        self._more.failed.connect(self.failed)
        self.search.textChanged.connect(self._on_typed)
        self.table.rows.more_wanted.connect(self._on_more_wanted)
        self.table.chosen.connect(self._on_chosen)

    def add_pickers(self, *pickers: Picker) -> None:
        """Put pickers beside the search; a choice in one of them asks anew."""
        for picker in pickers:
            picker.picked.connect(self._on_picked)
        self.bar.show_fields([self.search, *pickers])

    def first(self) -> Callable[[], Found[Line]]:
        """How many lines there are, and the first of them."""
        raise NotImplementedError

    def more(self, lines: Sequence[Line]) -> Callable[[], tuple[Line, ...]]:
        """The next lines after these."""
        raise NotImplementedError

    def state(self, found: Found[Line]) -> Listing:
        """What to show of it."""
        raise NotImplementedError

    def row(self, line: Line) -> tuple[str, ...]:
        """The words of one line."""
        raise NotImplementedError

    def place(self, line: Line) -> Place:
        """Where a line leads."""
        raise NotImplementedError

    def question(self) -> Callable[[], Found[Line]]:
        """The first lines."""
        return self.first()

    def answer(self, found: object) -> None:
        """Show the first lines."""
        if isinstance(found, Found):
            self._lines = list(found.lines)
            self.show_state(self.state(found))

    def show_state(self, state: Listing) -> None:
        """Write the state to the widgets."""
        self.told.emit(state.lead)
        self.empty.setText(state.empty)
        self.empty.setVisible(bool(state.empty))
        self.table.setVisible(not state.empty)
        self.table.show_grid(state.grid, has_more=len(state.grid.rows) == PAGE)

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    def fit(self, height: int) -> None:
        """Give the list the height that the fields above it leave."""
        px = self.desk.dress.px
        self.bar.flow_again()
        above = self.bar.heightForWidth(self.width()) + px(14)
        self.table.setFixedHeight(max(px(220), height - above))

    @Slot()
    def _on_typed(self) -> None:
        self._typed.start()

    @Slot(object)
    def _on_picked(self, _key: object) -> None:
        self.ask_again()

    @Slot()
    def _on_more_wanted(self) -> None:
        self._more.ask(self.more(tuple(self._lines)))

    @Slot(object)
    def _on_more(self, lines: tuple[Line, ...]) -> None:
        # While these were fetched, the list may have begun anew: then they belong to no end of it.
        if self.latest.busy:
            return
        self._lines.extend(lines)
        self.table.rows.add([self.row(line) for line in lines], has_more=len(lines) == PAGE)

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        self.go.emit(self.place(self._lines[row]))
