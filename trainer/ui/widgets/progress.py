"""How far a session has come, as a line."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.theme.dress import Dress


class ProgressLine(QWidget):
    """A thin line that fills from left to right."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._done = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, done: float, words: str) -> None:
        """Fill to the share `done`, 0 to 1; `words` say the same."""
        self._done = done
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(self._dress.px(200), self._dress.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The track and what is done of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(QColor(self._dress.tokens.track))
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.setBrush(QColor(self._dress.tokens.accent))
        painter.drawRoundedRect(
            QRectF(0, 0, self.width() * self._done, self.height()), radius, radius
        )
        painter.end()
