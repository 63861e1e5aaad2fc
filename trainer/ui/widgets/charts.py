"""Curves over time. Import this when there is one to draw: its library takes a third of a second.

The library's own mouse and menu are off: a chart is walked through by arrows or by pointing, and
the words of each point are said below it.
"""

import pyqtgraph
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from trainer.core.words import t
from trainer.ui.plots import Curve, Dot, Plot
from trainer.ui.speech import announce
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.label import Label

_LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
_BAND = 0.16
_HEIGHT = 190


class BandChart(QFrame):
    """One or two shares over time with the bands that chance could explain.

    Left and right walk from point to point; the words of the present one stand below.
    """

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._plot = Plot("", "")
        self._at = -1
        self.setProperty("role", "chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._drawing = pyqtgraph.PlotWidget(background=None)
        self._drawing.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._drawing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._drawing.setFrameShape(QFrame.Shape.NoFrame)
        self._drawing.setStyleSheet("background: transparent; border: none;")
        self._drawing.hideButtons()
        self._drawing.setMenuEnabled(False)
        self._drawing.setMouseEnabled(x=False, y=False)
        self.key, self.readout = Label(role="small"), Label(role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(self.key)
        column.addWidget(self._drawing)
        column.addWidget(self.readout)
        dress.changed.connect(self._draw)

    def show_plot(self, plot: Plot) -> None:
        """Draw these curves."""
        self._plot, self._at = plot, -1
        self.setAccessibleName(plot.title)
        self.setAccessibleDescription(
            " ".join(
                (
                    plot.says,
                    *(f"{one.label}, {dot.words}." for one in plot.curves for dot in one.dots),
                )
            )
        )
        self._draw()

    @property
    def _points(self) -> int:
        return len(self._plot.curves[0].dots) if self._plot.curves else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk to another point, or leave the key to the page."""
        last = self._points - 1
        aims = {
            Qt.Key.Key_Left: max(0, self._at - 1) if self._at >= 0 else last,
            Qt.Key.Key_Right: min(last, self._at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        aim = aims.get(Qt.Key(event.key()))
        if aim is None or last < 0:
            super().keyPressEvent(event)
        else:
            self._point_at(aim)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is nearest."""
        if not self._points:
            return
        inside = self._drawing.mapFrom(self, event.position().toPoint())
        box = self._drawing.getViewBox()
        at = box.mapSceneToView(self._drawing.mapToScene(inside)).x()
        dots = self._plot.curves[0].dots
        self._point_at(min(range(len(dots)), key=lambda n: abs(dots[n].at - at)))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._point_at(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words of the axis for which there is no room."""
        super().resizeEvent(event)
        self._write_axes()

    def _point_at(self, at: int) -> None:
        if at == self._at:
            return
        self._at = at
        self._draw()
        if at >= 0:
            announce(self, self.readout.text())

    def _draw(self) -> None:
        """Draw everything anew: it is little, and happens when somebody points at something."""
        tokens = self._dress.tokens
        drawing = self._drawing
        drawing.clear()
        drawing.setFixedHeight(self._dress.px(_HEIGHT))
        for level in _LEVELS:
            self._line(level, tokens.line, Qt.PenStyle.SolidLine)
        if self._plot.chance is not None:
            self._line(self._plot.chance, tokens.edge, Qt.PenStyle.DashLine)
        for curve in self._plot.curves:
            self._draw_band(curve)
        for curve in self._plot.curves:
            self._draw_curve(curve)
        drawing.setYRange(0, 1, padding=0.04)
        self._write_axes()
        several = len(self._plot.curves) > 1
        self.key.setText(
            " · ".join(
                t("{line} {label}", line="╌╌" if one.dashed else "──", label=one.label)
                for one in self._plot.curves
            )
        )
        self.key.setVisible(several)
        self.readout.setText(self._told())

    def _told(self) -> str:
        if self._at < 0:
            return t("Arrow keys or pointing tell the points.")
        curves = self._plot.curves
        if len(curves) == 1:
            return curves[0].dots[self._at].words
        return "\n".join(
            t("{label}, {words}", label=one.label, words=one.dots[self._at].words) for one in curves
        )

    def _line(self, level: float, color: str, style: Qt.PenStyle) -> None:
        pen = QPen(QColor(color), 1, style)
        pen.setCosmetic(True)
        self._drawing.addItem(pyqtgraph.InfiniteLine(pos=level, angle=0, pen=pen))

    def _draw_band(self, curve: Curve) -> None:
        color = QColor(getattr(self._dress.tokens, curve.colour))
        color.setAlphaF(_BAND)
        places = [dot.at for dot in curve.dots]
        invisible = QPen(Qt.PenStyle.NoPen)
        ends = [
            pyqtgraph.PlotCurveItem(places, [end(dot) for dot in curve.dots], pen=invisible)
            for end in (_low, _high)
        ]
        self._drawing.addItem(pyqtgraph.FillBetweenItem(*ends, brush=color))

    def _draw_curve(self, curve: Curve) -> None:
        color = QColor(getattr(self._dress.tokens, curve.colour))
        style = Qt.PenStyle.DashLine if curve.dashed else Qt.PenStyle.SolidLine
        pen = QPen(color, 2, style)
        pen.setCosmetic(True)
        at, values = [dot.at for dot in curve.dots], [dot.value for dot in curve.dots]
        self._drawing.addItem(pyqtgraph.PlotCurveItem(at, values, pen=pen, antialias=True))
        small, large = self._dress.px(5), self._dress.px(10)
        sizes = [large if n == self._at else small for n in range(len(at))]
        self._drawing.addItem(
            pyqtgraph.ScatterPlotItem(
                at, values, size=sizes, brush=color, pen=QPen(Qt.PenStyle.NoPen), antialias=True
            )
        )

    def _write_axes(self) -> None:
        font = self._dress.sans(13)
        soft = QColor(self._dress.tokens.soft)
        days, shares = self._drawing.getAxis("bottom"), self._drawing.getAxis("right")
        self._drawing.showAxis("right")
        self._drawing.hideAxis("left")
        shares.setTicks([[(level, str(round(level * 100))) for level in _LEVELS]])
        days.setTicks([self._fitting_ticks(font)])
        for axis in (days, shares):
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setTextPen(soft)
            axis.setStyle(tickFont=font, tickLength=0, tickAlpha=0)
        shares.setWidth(QFontMetrics(font).horizontalAdvance("100") + self._dress.px(10))
        days.setHeight(QFontMetrics(font).height() + self._dress.px(6))

    def _fitting_ticks(self, font: QFont) -> list[tuple[float, str]]:
        """Every tick, or every second or third one where their words would touch."""
        ticks = self._plot.ticks
        if not ticks:
            return []
        room = max(1, self.width() - self._dress.px(50))
        widest = max(QFontMetrics(font).horizontalAdvance(word) for _, word in ticks)
        fitting = max(1, room // (widest + self._dress.px(14)))
        return list(ticks[:: -(-len(ticks) // fitting)])


def _low(dot: Dot) -> float:
    return dot.low


def _high(dot: Dot) -> float:
    return dot.high
