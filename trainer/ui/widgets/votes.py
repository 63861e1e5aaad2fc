"""How the votes fell, in rows for the teacher's own page."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.projection import Bar
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.sheet import SANS_SEMIBOLD
from trainer.ui.widgets.projected.bars import bar_words

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LINE = 30


class VoteRows(QWidget):
    """A row a verdict: shape, word, bar, count; below it the first vote, where there were two.

    Once the key is shown, its row stands on its verdict's ground.
    """

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        dress.changed.connect(self.updateGeometry)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        if tuple(bars) != self.bars:
            self.bars = tuple(bars)
            self.setAccessibleName(self.toPlainText().replace("\n", "; "))
            self.updateGeometry()
            self.update()

    def toPlainText(self) -> str:
        """The rows in words, one line each."""
        return bar_words(self.bars)

    def sizeHint(self) -> QSize:
        """As tall as its rows."""
        lines = sum(1 if bar.before is None else 1.75 for bar in self.bars)
        return QSize(self._dress.px(200), self._dress.px(_LINE * lines))

    def minimumSizeHint(self) -> QSize:
        """All rows."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = self._dress.sans(16)
        bold.setFamily(SANS_SEMIBOLD)
        small = self._dress.sans(14.5)
        words, below = QFontMetricsF(bold), QFontMetricsF(small)
        names = max((words.horizontalAdvance(bar.name) for bar in self.bars), default=0)
        counts = max((words.horizontalAdvance(bar.count) for bar in self.bars), default=0)
        befores = max((below.horizontalAdvance(bar.before_words) for bar in self.bars), default=0)
        px, top = self._dress.px, 0.0
        left, right = px(36) + names + px(10), max(counts, befores) + px(10)
        track = max(0.0, self.width() - left - right - px(10))
        for bar in self.bars:
            line = px(_LINE)
            high = line if bar.before is None else px(_LINE * 1.75)
            row = QRectF(0, top, self.width(), line)
            if bar.right:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._dress.tokens.tint(bar.verdict)))
                painter.drawRoundedRect(QRectF(0, top, self.width(), high), px(6), px(6))
            side = px(18)
            spot = QRectF(px(8), row.center().y() - side / 2, side, side)
            self._dress.verdict_icon(bar.verdict).paint(painter, spot.toRect())
            painter.setFont(bold)
            painter.setPen(QColor(self._dress.tokens.verdict(bar.verdict)))
            painter.drawText(row.adjusted(px(34), 0, 0, 0), int(_LEFT), bar.name)
            painter.setPen(QColor(self._dress.tokens.ink))
            painter.drawText(row.adjusted(0, 0, -px(8), 0), int(_RIGHT), bar.count)
            thick = px(10)
            self._paint_share(
                painter, bar, QRectF(left, row.center().y() - thick / 2, track, thick), bar.share
            )
            if bar.before is not None:
                second = QRectF(0, top + line * 0.8, self.width(), line * 0.8)
                thin = px(5)
                place = QRectF(left, second.center().y() - thin / 2, track, thin)
                self._paint_share(painter, bar, place, bar.before)
                painter.setFont(small)
                painter.setPen(QColor(self._dress.tokens.soft))
                painter.drawText(second.adjusted(0, 0, -px(8), 0), int(_RIGHT), bar.before_words)
            top += high
        painter.end()

    def _paint_share(self, painter: QPainter, bar: Bar, track: QRectF, share: float) -> None:
        half = track.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._dress.tokens.track))
        painter.drawRoundedRect(track, half, half)
        if share > 0:
            filled = QRectF(track)
            filled.setWidth(max(track.width() * share, 2 * half))
            painter.setBrush(QColor(self._dress.tokens.verdict(bar.verdict)))
            painter.drawRoundedRect(filled, half, half)
