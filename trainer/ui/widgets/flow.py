"""A row of buttons that goes on in a next line when the window ends."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from trainer.ui.theme.dress import Dress


class FlowRow(QWidget):
    """Lays buttons out like words of a paragraph."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._buttons: list[QPushButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons in their order."""
        return tuple(self._buttons)

    def show_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Show these buttons in place of the ones before."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = list(buttons)
        for button in self._buttons:
            button.setParent(self)
            button.show()
        self._flow(self.width())
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._flow(width, move=False)

    def sizeHint(self) -> QSize:
        """As tall as the lines need at the present width."""
        return QSize(self._dress.px(300), self._flow(self.width(), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow anew."""
        super().resizeEvent(event)
        if self._flow(self.width()) != self.height():
            self.updateGeometry()

    def _flow(self, width: int, *, move: bool = True) -> int:
        margins, gap = self.contentsMargins(), self._dress.px(6)
        x, y, tall = margins.left(), margins.top(), 0
        for button in self._buttons:
            size = button.sizeHint()
            if x + size.width() > width - margins.right() and x > margins.left():
                x, y, tall = margins.left(), y + tall + gap, 0
            if move:
                button.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + gap
            tall = max(tall, size.height())
        return y + tall + margins.bottom()
