"""Cards, rules and scrolling columns: the furniture of every page."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trainer.ui.theme.dress import Dress


class Card(QFrame):
    """A bordered sheet with a column inside, `column`."""

    def __init__(self, dress: Dress, *, pad: float = 24, gap: float = 8) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self._dress, self._pad, self._gap = dress, pad, gap
        self._space()
        dress.changed.connect(self._space)

    def _space(self) -> None:
        pad = round(min(self._dress.px(self._pad), self._pad * 1.2))
        self.column.setContentsMargins(pad, round(pad * 0.8), pad, round(pad * 0.8))
        self.column.setSpacing(self._dress.px(self._gap))


class Rule(QFrame):
    """A hairline."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rule")
        self.setFixedHeight(1)


class ScrollColumn(QScrollArea):
    """A column that scrolls when it must and is never wider than `widest` drawing pixels."""

    def __init__(self, dress: Dress, *, widest: float = 980, pad: float = 44) -> None:
        super().__init__()
        self._dress, self._widest, self._pad = dress, widest, pad
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setProperty("role", "page")
        self._row = QHBoxLayout(ground)
        self.inside = QWidget()
        self.inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.inside, 1)
        self.setWidget(ground)
        self._space()
        dress.changed.connect(self._space)

    def _space(self) -> None:
        px = self._dress.px
        side = min(px(self._pad), self._pad * 1.2, self.width() / 16)
        self._row.setContentsMargins(int(side), px(32), int(side), px(28))
        self.inside.setMaximumWidth(px(self._widest))
        self._row.setAlignment(self.inside, Qt.AlignmentFlag.AlignTop)
        self.column.setSpacing(px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave less room at the sides of a narrow window."""
        super().resizeEvent(event)
        self._space()

    def minimumSizeHint(self) -> QSize:
        """Small: what does not fit is scrolled to."""
        return QSize(self._dress.px(240), self._dress.px(120))


class Turning(QWidget):
    """Two columns side by side while there is room, else one above the other.

    `left` and `right` are the columns; `turn_at` is the narrowest width, in drawing pixels, at
    which they stand side by side.
    """

    def __init__(
        self, dress: Dress, *, turn_at: float, shares: tuple[int, int], gap: float = 18
    ) -> None:
        super().__init__()
        self._dress, self._turn_at, self._gap = dress, turn_at, gap
        self._apart = False
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self._box.addLayout(self.left, shares[0])
        self._box.addLayout(self.right, shares[1])
        dress.changed.connect(self._turn)
        self._turn()

    @property
    def side_by_side(self) -> bool:
        """Whether there is room for both columns in a row."""
        return not self._apart and self.width() >= self._dress.px(self._turn_at)

    def keep_apart(self, *, apart: bool) -> None:
        """Put one column above the other whatever the room, or only where it is short."""
        self._apart = apart
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the room changes."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        self._box.setSpacing(self._dress.px(self._gap))
        self.left.setSpacing(self._dress.px(self._gap))
        self.right.setSpacing(self._dress.px(self._gap))
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight
            if self.side_by_side
            else QBoxLayout.Direction.TopToBottom
        )


def clear(layout: QLayout) -> None:
    """Take every widget and inner layout out of `layout` and let it go."""
    while (part := layout.takeAt(0)) is not None:
        widget, inner = part.widget(), part.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def at_left(*widgets: QWidget) -> QWidget:
    """Widgets one below the other, each no wider than it needs to be, at the left."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    return inside


def row(*widgets: QWidget | None, spacing: int = 10) -> QHBoxLayout:
    """Widgets beside each other; None is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout
