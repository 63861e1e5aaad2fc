"""The QR code that leads phones in, drawn square by square."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.core.words import t
from trainer.ui.theme.dress import Dress

_QUIET = 4
"""Light squares around a code, as its standard wants them."""


class CodeView(QWidget):
    """A QR code as large as its place allows, dark on light in every look, as scanners want it."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.content = ""
        self._rows: tuple[bytes, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        dress.changed.connect(self.update)

    def show_code(self, content: str) -> None:
        """Show a code that holds `content`; nothing where that is empty."""
        if content == self.content:
            return
        self.content = content
        self._rows = _squares(content) if content else ()
        self.setAccessibleName(t("QR code of the address") if content else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Whatever it is given."""
        return QSize(10, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A light card with the dark squares on whole pixels, so that no seam shows."""
        if not self._rows:
            return
        count = len(self._rows) + 2 * _QUIET
        side = min(self.width(), self.height()) // count
        left, top = (self.width() - side * count) // 2, (self.height() - side * count) // 2
        paper = self._dress.paper
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(QRect(left, top, side * count, side * count), QColor(paper.card))
        ink = QColor(paper.ink)
        for y, row in enumerate(self._rows, _QUIET):
            for x, dark in enumerate(row, _QUIET):
                if dark:
                    painter.fillRect(QRect(left + x * side, top + y * side, side, side), ink)
        painter.end()


def _squares(content: str) -> tuple[bytes, ...]:
    """The rows of the code, 1 for dark. Level M stands a scratched or dim projector."""
    import segno  # noqa: PLC0415  most starts of the program need no code

    return tuple(bytes(row) for row in segno.make_qr(content, error="m").matrix)
