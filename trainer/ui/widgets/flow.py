"""A row of buttons and fields that goes on in a next line when the window ends."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from trainer.ui.theme.dress import Dress


class FlowRow(QWidget):
    """Lays buttons and other fields out like words of a paragraph; hidden ones take no room."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._fields: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons in their order."""
        return tuple(field for field in self._fields if isinstance(field, QPushButton))

    def show_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Show these buttons in place of what was there before."""
        self.show_fields(buttons)

    def show_fields(self, fields: Sequence[QWidget]) -> None:
        """Show these buttons and fields in place of what was there before."""
        for field in self._fields:
            field.hide()
            field.deleteLater()
        self._fields = list(fields)
        for field in self._fields:
            field.setParent(self)
            field.show()
        self.flow_again()

    def flow_again(self) -> None:
        """Make room after a field was hidden, shown or made wider."""
        self._flow(self.width())
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._flow(width, move=False)

    def sizeHint(self) -> QSize:
        """As tall as the lines need at the present width."""
        return QSize(self._dress.px(300), self._flow(self.width(), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow anew, and ask for more or less height where that gives other lines."""
        super().resizeEvent(event)
        if self._flow(self.width()) != self.height():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Flow anew: what changed while it was hidden was not told."""
        super().showEvent(event)
        self.flow_again()

    def event(self, event: QEvent) -> bool:
        """Flow anew when a field asks for more or less room."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.flow_again()
        return super().event(event)

    def _flow(self, width: int, *, move: bool = True) -> int:
        margins, gap = self.contentsMargins(), self._dress.px(6)
        x, y, tall = margins.left(), margins.top(), 0
        for field in self._fields:
            if field.isHidden():
                continue
            size = field.sizeHint().expandedTo(field.minimumSize())
            size.setWidth(min(size.width(), max(1, width)))
            if x + size.width() > width - margins.right() and x > margins.left():
                x, y, tall = margins.left(), y + tall + gap, 0
            if move:
                field.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + gap
            tall = max(tall, size.height())
        return y + tall + margins.bottom()
