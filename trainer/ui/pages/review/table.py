"""Past sessions as a table that fetches more as one scrolls."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trainer.core.history import SessionLine
from trainer.core.words import t
from trainer.services.review import PAGE
from trainer.ui.pages.review.state import SessionRow

_Index = QModelIndex | QPersistentModelIndex


class SessionTable(QAbstractTableModel):
    """Rows newest first. `fetch` brings the lines before one, or the newest for None."""

    def __init__(
        self,
        fetch: Callable[[SessionLine | None], tuple[SessionLine, ...]],
        as_row: Callable[[SessionLine], SessionRow],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch, self._as_row = fetch, as_row
        self._lines: list[SessionLine] = []
        self._rows: list[SessionRow] = []
        self._all = True

    def begin(self) -> None:
        """Start again from the newest session."""
        self.beginResetModel()
        self._lines = list(self._fetch(None))
        self._rows = [self._as_row(line) for line in self._lines]
        self._all = len(self._lines) < PAGE
        self.endResetModel()

    def row_at(self, index: _Index) -> SessionRow:
        """The session in the row of `index`."""
        return self._rows[index.row()]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Rows fetched so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """When, what, packs, score, standing."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The columns' names."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (t("When"), t("Session"), t("Packs"), t("Right"), t("Standing"))[section]

    def data(self, index: _Index, role: int = 0) -> object:
        """The words of a cell, read alike by eyes and by screen readers."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self._rows[index.row()]
            return (row.when, row.title, row.packs, row.score, row.standing)[index.column()]
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether there may be older sessions."""
        return not parent.isValid() and not self._all

    def fetchMore(self, parent: _Index) -> None:
        """Fetch the next older ones."""
        older = self._fetch(self._lines[-1] if self._lines else None)
        self._all = len(older) < PAGE
        if not older:
            return
        first = len(self._rows)
        self.beginInsertRows(parent, first, first + len(older) - 1)
        self._lines.extend(older)
        self._rows.extend(self._as_row(line) for line in older)
        self.endInsertRows()
