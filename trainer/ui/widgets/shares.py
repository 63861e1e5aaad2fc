"""A share on a scale from 0 to 100 %, with its interval: an honest small figure."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from trainer.ui.figures import ShareFigure
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.frames import clear
from trainer.ui.widgets.label import Label


class ShareBar(QWidget):
    """A track with a point for the share and a band for its 95 % interval."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._figure = ShareFigure("", "", None, None, None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)

    def show_figure(self, figure: ShareFigure) -> None:
        """Show this share."""
        self._figure = figure
        self.setAccessibleName(figure.spoken or f"{figure.label}: {figure.words}")
        self.update()

    def sizeHint(self) -> QSize:
        """A flat bar."""
        return QSize(self._dress.px(160), self._dress.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, chance, band, point."""
        tokens, px = self._dress.tokens, self._dress.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, thick, pad = self.height() / 2, px(5), px(8)
        room = self.width() - 2 * pad
        painter.setBrush(QColor(tokens.track))
        painter.drawRoundedRect(QRectF(pad, middle - thick / 2, room, thick), thick / 2, thick / 2)
        figure, color = self._figure, QColor(getattr(tokens, self._figure.colour))
        if figure.chance is not None:
            painter.setPen(QPen(QColor(tokens.edge), 1.5))
            x = pad + room * figure.chance
            painter.drawLine(QPointF(x, middle - px(8)), QPointF(x, middle + px(8)))
        if figure.low is not None and figure.high is not None:
            band = QColor(color)
            band.setAlphaF(0.45)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(band)
            left, right = pad + room * figure.low, pad + room * figure.high
            painter.drawRoundedRect(
                QRectF(left, middle - thick / 2, right - left, thick), thick / 2, thick / 2
            )
        if figure.value is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(QPointF(pad + room * figure.value, middle), px(5.5), px(5.5))
        painter.end()


def show_shares(
    rows: QGridLayout, figures: Sequence[ShareFigure], dress: Dress, *, role: str = "body"
) -> None:
    """Show a line for each share: label, bar and figures; of one without a label the bar alone."""
    clear(rows)
    rows.setColumnStretch(1, 1)
    for line, figure in enumerate(figures):
        bar = ShareBar(dress)
        bar.show_figure(figure)
        if figure.label:
            rows.addWidget(Label(figure.label, role=role, wraps=False), line, 0)
            rows.addWidget(bar, line, 1)
            rows.addWidget(Label(figure.words, wraps=False), line, 2)
        else:
            rows.addWidget(bar, line, 0, 1, 3)
