"""The charts of the review on paper, each as it is shown on the screen."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen, QPolygonF

from trainer.core.words import t
from trainer.ui.figures import ShareFigure
from trainer.ui.paper import Sheet, font, height_in
from trainer.ui.plots import BarLine, Bars, Curve, Dot, Exhibit, Matrix, Plot
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD

_LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
_BAND = 0.16
_TALL, _EDGE = 132.0, 24.0
"""The height of a curve's frame, and the room for the figures beside it."""

_LABEL, _TRACK, _SHARE, _COUNT = 210.0, 180.0, 48.0, 40.0
"""The parts of a line with a bar."""

_HEAD, _CELL, _LINE = 96.0, 96.0, 24.0
"""The parts of a matrix."""

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignCenter


def draw_exhibit(sheet: Sheet, exhibit: Exhibit) -> None:
    """Title, then the drawing or the table, whichever is shown, then the sentence."""
    chart = exhibit.chart
    sheet.heading(chart.title)
    if exhibit.is_table:
        sheet.table(chart.grid.columns, chart.grid.rows)
    elif not exhibit.is_drawn:
        pass
    elif isinstance(chart, Plot):
        _draw_plot(sheet, chart)
    elif isinstance(chart, Matrix):
        _draw_matrix(sheet, chart)
    else:
        _draw_bars(sheet, chart)
    sheet.gap(3)
    sheet.text(chart.says)


def _draw_plot(sheet: Sheet, plot: Plot) -> None:
    for figure in plot.figures:
        _draw_line(sheet, BarLine(figure, ""))
    if plot.curves:
        if len(plot.curves) > 1:
            _draw_key(sheet, plot)
        sheet.make_room(_TALL + _EDGE)
        frame = QRectF(
            sheet.room.left() + 4, sheet.y + 6, sheet.room.width() - 4 - _EDGE, _TALL - 12
        )
        _Frame(sheet, plot, frame).draw()
        sheet.gap(_TALL + 14)


def _draw_key(sheet: Sheet, plot: Plot) -> None:
    """Which line is which, each with a piece of it."""
    face, left = font(SANS, 9), sheet.room.left()
    for curve in plot.curves:
        sheet.painter.setPen(_pen(sheet, curve))
        sheet.painter.drawLine(QLineF(left, sheet.y + 7, left + 26, sheet.y + 7))
        wide = QFontMetricsF(face).horizontalAdvance(curve.label) + 6
        sheet.write(QRectF(left + 32, sheet.y, wide, 14), curve.label, face, sheet.soft)
        left += 32 + wide + 18
    sheet.gap(14)


def _pen(sheet: Sheet, curve: Curve) -> QPen:
    pen = QPen(QColor(getattr(sheet.tokens, curve.colour)), 1.4)
    pen.setStyle(Qt.PenStyle.DashLine if curve.dashed else Qt.PenStyle.SolidLine)
    return pen


class _Frame:
    """The frame of some curves: days from left to right, shares from 0 at its foot to 1."""

    def __init__(self, sheet: Sheet, plot: Plot, at: QRectF) -> None:
        self._sheet, self._plot, self._at = sheet, plot, at
        places = [dot.at for curve in plot.curves for dot in curve.dots]
        places += [day for day, _ in plot.ticks]
        self._first, self._days = min(places), (max(places) - min(places)) or 1.0

    def draw(self) -> None:
        """Lines of the levels and of guessing, bands, curves, and words at the edges."""
        sheet, at = self._sheet, self._at
        for level in _LEVELS:
            self._level(level, QPen(QColor(sheet.tokens.line), 0.6))
            y = self._y(level)
            sheet.write(
                QRectF(at.right(), y - 6, _EDGE, 12),
                str(round(level * 100)),
                font(SANS, 9),
                sheet.soft,
                _RIGHT,
            )
        if self._plot.chance is not None:
            pen = QPen(QColor(sheet.tokens.edge), 0.8)
            pen.setStyle(Qt.PenStyle.DashLine)
            self._level(self._plot.chance, pen)
        for curve in self._plot.curves:
            self._draw_band(curve)
        for curve in self._plot.curves:
            self._draw_curve(curve)
        for day, words in self._plot.ticks:
            place = QRectF(self._x(day) - 50, at.bottom() + 5, 100, 14)
            sheet.write(place, words, font(SANS, 9), sheet.soft, Qt.AlignmentFlag.AlignHCenter)

    def _x(self, day: float) -> float:
        pad = 22.0
        return (
            self._at.left() + pad + (self._at.width() - 2 * pad) * (day - self._first) / self._days
        )

    def _y(self, share: float) -> float:
        return self._at.bottom() - self._at.height() * share

    def _point(self, dot: Dot, share: float) -> QPointF:
        return QPointF(self._x(dot.at), self._y(share))

    def _level(self, share: float, pen: QPen) -> None:
        self._sheet.painter.setPen(pen)
        y = self._y(share)
        self._sheet.painter.drawLine(QLineF(self._at.left(), y, self._at.right() - 4, y))

    def _draw_band(self, curve: Curve) -> None:
        colour = QColor(getattr(self._sheet.tokens, curve.colour))
        colour.setAlphaF(_BAND)
        over = [self._point(dot, dot.high) for dot in curve.dots]
        under = [self._point(dot, dot.low) for dot in reversed(curve.dots)]
        painter = self._sheet.painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([*over, *under]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_curve(self, curve: Curve) -> None:
        painter, points = (
            self._sheet.painter,
            [self._point(dot, dot.value) for dot in curve.dots],
        )
        painter.setPen(_pen(self._sheet, curve))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(self._sheet.tokens, curve.colour)))
        for point in points:
            painter.drawEllipse(point, 2.2, 2.2)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_bars(sheet: Sheet, bars: Bars) -> None:
    face, left = font(SANS_SEMIBOLD, 9), sheet.room.left()
    label, share, count = bars.heads
    sheet.write(QRectF(left, sheet.y, _LABEL, 13), label, face, sheet.soft)
    share_at, count_at = _figures_at(sheet, 13)
    sheet.write(share_at, share, face, sheet.soft, _RIGHT)
    sheet.write(count_at, count, face, sheet.soft, _RIGHT)
    sheet.gap(14)
    for line in bars.lines:
        _draw_line(sheet, line)


def _draw_line(sheet: Sheet, line: BarLine) -> None:
    """A name with a word on it, its bar, its share and its count."""
    figure, face, small = line.figure, font(SANS, 11), font(SANS, 9)
    name = height_in(figure.label, face, _LABEL - 8)
    note = height_in(line.note, small, _LABEL - 8) if line.note else 0.0
    tall = max(19.0, name + note + 4)
    sheet.make_room(tall)
    left, top = sheet.room.left(), sheet.y + 2
    sheet.write(QRectF(left, top, _LABEL - 8, name), figure.label, face, sheet.ink)
    if line.note:
        sheet.write(QRectF(left, top + name, _LABEL - 8, note), line.note, small, sheet.soft)
    track = QRectF(left + _LABEL, sheet.y + 1, _TRACK, name)
    sheet.track(track, figure.value, _ends(figure), figure.chance, figure.colour)
    share_at, count_at = _figures_at(sheet, name)
    sheet.write(share_at.translated(0, 2), figure.words, face, sheet.ink, _RIGHT)
    sheet.write(count_at.translated(0, 2), line.of, face, sheet.ink, _RIGHT)
    sheet.gap(tall)


def _ends(figure: ShareFigure) -> tuple[float, float] | None:
    if figure.low is None or figure.high is None:
        return None
    return figure.low, figure.high


def _figures_at(sheet: Sheet, tall: float) -> tuple[QRectF, QRectF]:
    """The places of a share and of its count beside a bar."""
    left = sheet.room.left() + _LABEL + _TRACK
    share = QRectF(left, sheet.y, _SHARE, tall)
    return share, QRectF(left + _SHARE, sheet.y, _COUNT, tall)


def _draw_matrix(sheet: Sheet, matrix: Matrix) -> None:
    """A row for each verdict that it was, a column for each that was said."""
    sheet.make_room(5 * _LINE)
    left, face = sheet.room.left(), font(SANS, 11)
    cells = QRectF(left + _HEAD, sheet.y + 2 * _LINE - 4, _CELL, _LINE)
    sheet.write(
        QRectF(cells.left(), sheet.y, 3 * _CELL, _LINE - 4),
        t("you said"),
        font(SANS, 9),
        sheet.soft,
        _CENTRE,
    )
    sheet.write(
        QRectF(left, cells.top() - _LINE, _HEAD, _LINE), t("it was"), font(SANS, 9), sheet.soft
    )
    for number, (verdict, name) in enumerate(matrix.names):
        colour = QColor(sheet.tokens.verdict(verdict))
        head = cells.translated(number * _CELL, -_LINE)
        sheet.write(head, name, face, colour, _CENTRE)
        beside = QRectF(QPointF(left, cells.top() + number * _LINE), QSizeF(_HEAD, _LINE))
        sheet.write(beside, name, face, colour, Qt.AlignmentFlag.AlignVCenter)
    for row, line in enumerate(matrix.cells):
        for column, cell in enumerate(line):
            place = cells.translated(column * _CELL, row * _LINE).adjusted(1, 1, -1, -1)
            ground = QColor(sheet.tokens.accent)
            ground.setAlphaF(0.04 + 0.5 * cell.shade)
            sheet.painter.fillRect(place, ground)
            bold = font(SANS_SEMIBOLD if cell.right else SANS, 11)
            sheet.write(place, cell.count, bold, sheet.ink, _CENTRE)
    sheet.gap(5 * _LINE - 2)
