"""Tables: a small one that stands beside a chart, and long lists that fetch more as one scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView

from trainer.ui.plots import Grid
from trainer.ui.theme.dress import Dress

_Index = QModelIndex | QPersistentModelIndex

_READABLE = 300
"""The usual least width, in drawing pixels, of a wide column whose words need as much."""


class GridModel(QAbstractTableModel):
    """A grid of words. `more_wanted` is emitted when somebody scrolls to the end of a part of it.

    No rows are asked for a second time before `add` or `show_grid` was called.
    """

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = Grid()
        self._has_more = False

    @property
    def grid(self) -> Grid:
        """The rows so far."""
        return self._grid

    def show_grid(self, grid: Grid, *, has_more: bool = False) -> None:
        """Show these rows in place of those before."""
        self.beginResetModel()
        self._grid, self._has_more = grid, has_more
        self.endResetModel()

    def add(self, rows: Sequence[tuple[str, ...]], *, has_more: bool) -> None:
        """Show more rows below."""
        self._has_more = has_more
        if not rows:
            return
        first = len(self._grid.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._grid = Grid(self._grid.columns, (*self._grid.rows, *rows))
        self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Rows so far."""
        return 0 if parent.isValid() else len(self._grid.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Columns."""
        return 0 if parent.isValid() else len(self._grid.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The columns' names."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._grid.columns[section]

    def data(self, index: _Index, role: int = 0) -> object:
        """The words of a cell, read alike by eyes and by screen readers."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._grid.rows[index.row()][index.column()]
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether there are more rows to ask for."""
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: _Index) -> None:
        """Ask for more rows, once."""
        if self.canFetchMore(parent):
            self._has_more = False
            self.more_wanted.emit()


class GridTable(QTableView):
    """A grid of words to walk through by keys. `chosen` tells the row that was opened.

    `wide` are the columns that share the room that is left; `readable` is the least width, in
    drawing pixels, of one whose words need as much. Where it is `whole`, it is as tall as its rows
    and never scrolls by itself.
    """

    chosen = Signal(int)

    def __init__(
        self,
        dress: Dress,
        name: str,
        *,
        wide: tuple[int, ...] = (0,),
        whole: bool = False,
        readable: int = _READABLE,
    ) -> None:
        super().__init__()
        self._dress, self._wide, self._whole = dress, wide, whole
        self._readable = readable
        self.rows = GridModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(not whole)
        self.verticalHeader().hide()
        self._overflows = False
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)
        self.rows.modelReset.connect(self._fit)
        self.rows.rowsInserted.connect(self._fit)
        dress.changed.connect(self._fit)
        self._fit()

    def show_grid(self, grid: Grid, *, has_more: bool = False) -> None:
        """Show these rows, in a list with the first one at hand."""
        self.rows.show_grid(grid, has_more=has_more)
        if grid.rows and not self._whole:
            self.setCurrentIndex(self.rows.index(0, 0))

    def sizeHint(self) -> QSize:
        """As tall as all rows where it is whole."""
        if not self._whole:
            return super().sizeHint()
        rows = self.rows.rowCount() * self.verticalHeader().defaultSectionSize()
        head = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height() if self._overflows else 0
        return QSize(self._dress.px(240), rows + head + bar + 4)

    def minimumSizeHint(self) -> QSize:
        """All rows where it is whole; narrow, since what does not fit is scrolled to."""
        hint = self.sizeHint()
        return QSize(self._dress.px(160), hint.height() if self._whole else self._dress.px(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._share_out()

    @Slot()
    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._dress.px(34 if self._whole else 38))
        self._share_out()
        self._stand()

    def _stand(self) -> None:
        """Be as tall as is wanted now. A fixed height also reaches layouts that asked before."""
        if self._whole:
            self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()

    def _share_out(self) -> None:
        """Give each column what its words need, and the rest to the wide ones.

        These keep a readable width where there is no rest: then one scrolls sideways.
        """
        header, least = self.horizontalHeader(), self._dress.px(self._readable)
        needed = [
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            for column in range(self.rows.columnCount())
        ]
        wide = [column for column in self._wide if column < len(needed)]
        others = sum(width for column, width in enumerate(needed) if column not in wide)
        rest = (self.viewport().width() - others) // max(1, len(wide))
        for column, width in enumerate(needed):
            header.resizeSection(column, max(rest, min(width, least)) if column in wide else width)
        overflows = sum(map(header.sectionSize, range(len(needed)))) > self.viewport().width()
        if overflows != self._overflows:
            self._overflows = overflows
            self._stand()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())
