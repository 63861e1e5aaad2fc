"""The grid in which sheets of paper are entered: a row for each sheet, a column for each question.

Keys 1, 2 and 3 set a box and go right, Backspace and Delete empty it, Enter goes to the next sheet.
"""

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
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from trainer.core.glossary import verdict_name
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.ui.entries import EntryRow
from trainer.ui.theme.dress import Dress

_Index = QModelIndex | QPersistentModelIndex
_KEYS = dict(zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), Verdict, strict=True))
_DIGITS = {verdict: str(number) for number, verdict in enumerate(Verdict, 1)}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EMPTIES = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_NARROW, _WIDE, _NAMES = 50, 110, 196
"""In drawing pixels: a column at least and at most, and the names at most."""


class EntryModel(QAbstractTableModel):
    """Sheets and their boxes; only boxes that change are drawn anew."""

    def __init__(self, dress: Dress, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dress = dress
        self.rows: tuple[EntryRow, ...] = ()
        self.questions = 0

    def show_rows(self, rows: tuple[EntryRow, ...], questions: int) -> None:
        """Show these sheets; a place in the grid is kept where the sheets are the same."""
        before = self.rows
        same = [row.number for row in before] == [row.number for row in rows[: len(before)]]
        if questions != self.questions or not same:
            self.beginResetModel()
            self.rows, self.questions = rows, questions
            self.endResetModel()
            return
        if len(rows) > len(before):
            self.beginInsertRows(QModelIndex(), len(before), len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
        self.rows = rows
        for n, (old, new) in enumerate(zip(before, rows, strict=False)):
            if old != new:
                self.dataChanged.emit(self.index(n, 0), self.index(n, questions - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Sheets."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Questions."""
        return 0 if parent.isValid() else self.questions

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The numbers of the questions, the names on the sheets."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return str(section + 1)
        return self.rows[section].name

    def data(self, index: _Index, role: int = 0) -> object:
        """The key that was pressed and the verdict's shape; the whole in words for a reader."""
        row = self.rows[index.row()]
        tick = row.ticks[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = t("empty") if tick is None else verdict_name(tick)
            return t(
                "{name}, question {number}: {said}",
                name=row.name,
                number=index.column() + 1,
                said=said,
            )
        if tick is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _DIGITS[tick]
        return self._dress.verdict_icon(tick) if role == Qt.ItemDataRole.DecorationRole else None


class EntryGrid(QTableView):
    """The grid by keys.

    `ticked` carries a sheet's number, a position and a verdict or None; `moved` says that another
    box is current; `past_end` that Enter was pressed on the last sheet.
    """

    ticked = Signal(int, int, object)
    moved = Signal()
    past_end = Signal()

    def __init__(self, dress: Dress, name: str) -> None:
        super().__init__()
        self._dress, self._names = dress, 0
        self.entries = EntryModel(dress, self)
        self.setModel(self.entries)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
            header.setSectionsClickable(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.entries.modelReset.connect(self._fit)
        self.entries.rowsInserted.connect(self._fit)
        dress.changed.connect(self._fit)
        self._fit()

    @property
    def sheet(self) -> EntryRow | None:
        """The sheet one is on."""
        row = self.currentIndex().row()
        return self.entries.rows[row] if 0 <= row < len(self.entries.rows) else None

    def show_rows(self, rows: tuple[EntryRow, ...], questions: int) -> None:
        """Show these sheets, with some box at hand."""
        at = self.currentIndex()
        place = (at.row(), at.column())
        self.entries.show_rows(rows, questions)
        if rows and not self.currentIndex().isValid():
            self._go(min(max(place[0], 0), len(rows) - 1), max(place[1], 0))

    def choose(self, number: int) -> None:
        """Go to the first box of a sheet."""
        for n, row in enumerate(self.entries.rows):
            if row.number == number:
                self._go(n, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set, empty, or go on; arrows and the rest are Qt's."""
        key, sheet = Qt.Key(event.key()), self.sheet
        if sheet is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        at = self.currentIndex()
        row, column = at.row(), at.column()
        if key in _KEYS:
            self.ticked.emit(sheet.number, column, _KEYS[key])
            self._go(row, min(column + 1, self.entries.questions - 1))
        elif key in _EMPTIES:
            self.ticked.emit(sheet.number, column, None)
        elif key not in _ENTERS:
            super().keyPressEvent(event)
        elif row + 1 < len(self.entries.rows):
            self._go(row + 1, 0)
        else:
            self.past_end.emit()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell that another box is current."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters lead nowhere: boxes hold none."""

    def minimumSizeHint(self) -> QSize:
        """A few sheets: what does not fit is scrolled to."""
        return QSize(self._dress.px(160), self._dress.px(190))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._share_out()

    def _go(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.entries.index(row, column))

    @Slot()
    def _fit(self) -> None:
        px = self._dress.px
        side = min(px(18), px(34))
        self.setIconSize(QSize(side, side))
        header = self.verticalHeader()
        header.setDefaultSectionSize(px(36))
        metrics = QFontMetrics(self._dress.sans(16))
        widest = max((metrics.horizontalAdvance(row.name) for row in self.entries.rows), default=0)
        self._names = widest + px(32)
        self._share_out()

    def _share_out(self) -> None:
        questions = max(1, self.entries.questions)
        px = self._dress.px
        least = max(px(60), self.width() // 3)
        self.verticalHeader().setFixedWidth(min(self._names, px(_NAMES), least))
        share = (self.width() - self.verticalHeader().width() - px(24)) // questions
        self.horizontalHeader().setMinimumSectionSize(px(_NARROW))
        self.horizontalHeader().setDefaultSectionSize(max(px(_NARROW), min(share, px(_WIDE))))
