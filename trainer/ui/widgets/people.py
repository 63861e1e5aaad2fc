"""Who is in the room, in a grid to walk through by keys: hundreds cost no more than a few."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.ui.attendance import PersonRow, Standing
from trainer.ui.theme.dress import Dress

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_CELL = 172
"""The least width of a cell in drawing pixels: a made-up name and its sign."""

_SIGNS = {
    Standing.IN: ("user", "soft"),
    Standing.ANSWERED: ("check-circle-fill", "accent"),
    Standing.MISSING: ("circle-dashed", "soft"),
    Standing.GONE: ("wifi-slash", "soft"),
    Standing.WAITING: ("hourglass-medium", "ink"),
}


class PeopleModel(QAbstractListModel):
    """The people in a list; those who change are told apart from those who stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PersonRow, ...] = ()

    def show_people(self, rows: tuple[PersonRow, ...]) -> bool:
        """Show these; whether others are in it than before, so that the places are new."""
        before = self.rows
        if [row.number for row in before] != [row.number for row in rows]:
            kept = len(before)
            if [row.number for row in rows[:kept]] == [row.number for row in before]:
                self.beginInsertRows(QModelIndex(), kept, len(rows) - 1)
                self.rows = rows
                self.endInsertRows()
                self._tell_changed(before)
                return False
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return True
        self.rows = rows
        self._tell_changed(before)
        return False

    def _tell_changed(self, before: tuple[PersonRow, ...]) -> None:
        changed = [
            n for n, (old, new) in enumerate(zip(before, self.rows, strict=False)) if old != new
        ]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = 0) -> object:
        """The name, the same in words for screen readers, or the whole row."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.says
        return row if role == _ROW else None


class PersonCell(QStyledItemDelegate):
    """Draws one person: a sign, the name, and the verdict where it may be seen."""

    def __init__(self, dress: Dress, parent: QObject) -> None:
        super().__init__(parent)
        self._dress = dress
        self._icons: dict[tuple[str, str], QIcon] = {}

    def forget(self) -> None:
        """Draw the signs anew in another look."""
        self._icons.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Sign, name, verdict, and a frame around the chosen one."""
        row = index.data(_ROW)
        if not isinstance(row, PersonRow):
            return
        px, tokens = self._dress.px, self._dress.tokens
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        box = box.adjusted(px(2), px(2), -px(2), -px(2))
        if row.double:
            painter.fillRect(box, QColor(tokens.marker))
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        side = px(18)
        sign = QRect(box.left() + px(7), box.center().y() - side // 2, side, side)
        self._sign(row).paint(painter, sign)
        right = box.right() - px(6)
        if row.chosen is not None:
            right -= side + px(4)
            self._verdict(row.chosen).paint(painter, QRect(right + px(4), sign.top(), side, side))
        elif row.seat:
            right -= side + px(4)
            seat = self._icon("armchair", "soft")
            seat.paint(painter, QRect(right + px(4), sign.top(), side, side))
        left = sign.right() + px(7)
        painter.setFont(self._dress.sans(16))
        quiet = row.standing in (Standing.GONE, Standing.MISSING)
        painter.setPen(QColor(tokens.soft if quiet else tokens.ink))
        place = QRect(left, box.top(), right - left, box.height())
        name = QFontMetrics(painter.font()).elidedText(
            row.name, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All alike."""
        return QSize(self._dress.px(_CELL), self._dress.px(34))

    def _sign(self, row: PersonRow) -> QIcon:
        return self._icon(*_SIGNS[row.standing])

    def _icon(self, name: str, colour: str) -> QIcon:
        key = (name, colour)
        if key not in self._icons:
            self._icons[key] = self._dress.icon(name, getattr(self._dress.tokens, colour))
        return self._icons[key]

    def _verdict(self, verdict: Verdict) -> QIcon:
        key = ("verdict", verdict.value)
        if key not in self._icons:
            self._icons[key] = self._dress.verdict_icon(verdict)
        return self._icons[key]


class PeopleGrid(QListView):
    """The people in columns. `picked` says that another one was chosen, by arrows or by pointing.

    Who is chosen stays chosen while others come and go.
    """

    picked = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._columns = 1
        self.model_ = PeopleModel(self)
        self._cell = PersonCell(dress, self)
        self.setModel(self.model_)
        self.setItemDelegate(self._cell)
        self.setAccessibleName(t("Who is in the room"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._on_picked)
        dress.changed.connect(self._redress)

    @property
    def chosen(self) -> PersonRow | None:
        """Who is chosen."""
        row = self.currentIndex().row()
        return self.model_.rows[row] if 0 <= row < len(self.model_.rows) else None

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Show these people."""
        if tuple(rows) == self.model_.rows:
            return
        chosen = self.chosen
        if self.model_.show_people(tuple(rows)) and chosen is not None:
            self.choose(chosen.number)

    def choose(self, number: int) -> None:
        """Choose somebody by number; nobody where they are not there."""
        for n, row in enumerate(self.model_.rows):
            if row.number == number:
                self.setCurrentIndex(self.model_.index(n))
                return
        self.selectionModel().setCurrentIndex(
            QModelIndex(), QItemSelectionModel.SelectionFlag.Clear
        )

    def step(self, by: int) -> None:
        """Choose somebody so many places on."""
        if self.model_.rows:
            row = self.currentIndex().row()
            at = row + by if row >= 0 else 0
            self.setCurrentIndex(self.model_.index(max(0, min(at, len(self.model_.rows) - 1))))

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        return self._columns

    def minimumSizeHint(self) -> QSize:
        """Three lines."""
        return QSize(self._dress.px(_CELL), self._dress.px(3 * 34))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out among the columns; who is chosen stays in sight."""
        self._fit()
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        # Qt keeps the room of a scroll bar free, whether there is one or not.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        width = max(1, self.width() - 2 * self.frameWidth() - bar - 2)
        columns = self._columns = max(1, width // self._dress.px(_CELL))
        grid = QSize(width // columns, self._dress.px(34))
        if grid != self.gridSize():
            self.setGridSize(grid)

    @Slot()
    def _redress(self) -> None:
        self._cell.forget()
        self._fit()
        self.viewport().update()

    @Slot()
    def _on_picked(self) -> None:
        self.picked.emit()
