"""The excerpt in the reading face: the statement as by a marker pen, the deciding words lit."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip, QWidget

from trainer.core.marks import Line, Mark
from trainer.core.questions import Span
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.sheet import SANS_SEMIBOLD
from trainer.ui.widgets.label import as_tip

READING_SIZE = 21
LEADING = 1.62
MEASURE = 660
"""The widest line of the excerpt in drawing pixels: 60 to 75 characters at `READING_SIZE`."""

BLEED = 4
"""Room left of the text, in pixels, for grounds that reach a little over it."""


class _Stretch(NamedTuple):
    """A piece of a span on one line: where it begins and ends, and the line's top, foot, base."""

    left: float
    right: float
    top: float
    base: float


class ReadingView(QTextEdit):
    """Shows one excerpt to the letter. It can be selected and copied, never changed.

    `cue_pressed` carries the number of a lit cue that was clicked.
    """

    cue_pressed = Signal(int)

    def __init__(self, dress: Dress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dress = dress
        self._excerpt = ""
        self._statement: Span | None = None
        self._marks: tuple[Mark, ...] = ()
        self._current = 0
        self._size, self._leading = float(READING_SIZE), LEADING
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setCursorWidth(0)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(BLEED)
        dress.changed.connect(self._on_dress)

    def show_excerpt(self, text: str, statement: Span | None) -> None:
        """Show `text` with the statement marked, and nothing lit."""
        self._marks = ()
        self._current = 0
        if (text, statement) == (self._excerpt, self._statement):
            self.viewport().update()
            return
        self._excerpt, self._statement = text, statement
        self._lay_out()

    def set_size(self, size: float, leading: float = LEADING) -> None:
        """Set the text at `size` drawing pixels, its lines `leading` times that apart."""
        if (size, leading) != (self._size, self._leading):
            self._size, self._leading = size, leading
            self._lay_out()

    def light_up(self, marks: Sequence[Mark]) -> None:
        """Light these cues; the text does not move."""
        self._marks = tuple(marks)
        self.viewport().update()

    def point_at(self, number: int) -> None:
        """Make the cue with this number stand out; 0 for none."""
        self._current = number
        self.viewport().update()

    def place_of(self, number: int) -> QRectF | None:
        """Where the cue begins, in the coordinates of this widget; None when it is not lit."""
        for mark in self._marks:
            if mark.number == number:
                stretch = self._stretches(mark.span)[0]
                return QRectF(stretch.left, stretch.top, 1, stretch.base - stretch.top)
        return None

    def sizeHint(self) -> QSize:
        """As tall as the text at the present width."""
        return QSize(self._dress.px(MEASURE), int(self.document().size().height()) + 1)

    def minimumSizeHint(self) -> QSize:
        """As tall as the text: it is never scrolled inside itself."""
        return QSize(self._dress.px(200), int(self.document().size().height()) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the new width needs."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds, then the text, then lines and numbers."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grounds(painter)
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lines(painter)
        self._paint_numbers(painter)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the note of a lit cue under the pointer."""
        if isinstance(event, QHelpEvent):
            mark = self._mark_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), as_tip(mark.tip) if mark else "", self)
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Report a pressed cue, unless words were being selected."""
        super().mouseReleaseEvent(event)
        mark = self._mark_at(event.position().x(), event.position().y())
        if mark is not None and not self.textCursor().hasSelection():
            self.cue_pressed.emit(mark.number)

    def _on_dress(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        self.setFont(self._dress.serif(self._size))
        self.document().setDefaultFont(self._dress.serif(self._size))
        self.setPlainText(self._excerpt)
        leading = self._dress.px(self._size * self._leading)
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            height = leading if block.text() else self._px(14)
            form = QTextBlockFormat()
            form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            cursor.setBlockFormat(form)
            block = block.next()
        self._fit()

    def _px(self, size: float) -> int:
        """A size beside text at `READING_SIZE`, in pixels beside the text as it is set."""
        return self._dress.px(size * self._size / READING_SIZE)

    def _fit(self) -> None:
        height = int(self.document().size().height()) + 1
        if height != self.height():
            self.setFixedHeight(height)
            self.updateGeometry()

    def _stretches(self, span: Span) -> list[_Stretch]:
        start = _utf16(self._excerpt, span.start)
        end = _utf16(self._excerpt, span.end)
        document = self.document()
        layout = document.documentLayout()
        stretches = []
        block = document.findBlock(start)
        while block.isValid() and block.position() < end:
            origin = layout.blockBoundingRect(block).topLeft()
            text = block.layout()
            for n in range(text.lineCount()):
                line = text.lineAt(n)
                first = max(start - block.position(), line.textStart())
                last = min(end - block.position(), line.textStart() + line.textLength())
                if first >= last:
                    continue
                while last > first and block.text()[last - 1 : last] == " ":
                    last -= 1
                left = origin.x() + _x(line, first)
                right = origin.x() + _x(line, last)
                base = origin.y() + line.y() + line.ascent()
                stretches.append(_Stretch(left, right, origin.y() + line.y(), base))
            block = block.next()
        return stretches

    def _ground(self, stretch: _Stretch) -> QRectF:
        metrics = QFontMetricsF(self._dress.serif(self._size))
        top = stretch.base - metrics.ascent() + 1
        return QRectF(
            stretch.left - 2,
            top,
            stretch.right - stretch.left + 4,
            metrics.ascent() + metrics.descent() + self._px(2),
        )

    def _paint_grounds(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self._statement is not None:
            painter.setBrush(QColor(self._dress.tokens.marker))
            for stretch in self._stretches(self._statement):
                painter.drawRoundedRect(self._ground(stretch), 3, 3)
        for mark in self._marks:
            painter.setBrush(QColor(self._dress.tokens.tint(mark.verdict)))
            painter.setPen(Qt.PenStyle.NoPen)
            if mark.number == self._current:
                painter.setPen(QPen(QColor(self._dress.tokens.verdict(mark.verdict)), 2))
            for stretch in self._stretches(mark.span):
                painter.drawRoundedRect(self._ground(stretch), 3, 3)

    def _paint_lines(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for mark in self._marks:
            depth = sum(
                1
                for other in self._marks
                if other.number < mark.number
                and other.span.start < mark.span.end
                and mark.span.start < other.span.end
            )
            color = QColor(self._dress.tokens.verdict(mark.verdict))
            for stretch in self._stretches(mark.span):
                y = stretch.base + self._px(5 + 5 * depth)
                draw_line(
                    painter,
                    mark.line,
                    color,
                    at=QLineF(stretch.left, y, stretch.right, y),
                    scale=self._dress.scale * self._size / READING_SIZE,
                )

    def _paint_numbers(self, painter: QPainter) -> None:
        font = self._dress.sans(12 * self._size / READING_SIZE)
        font.setFamily(SANS_SEMIBOLD)
        painter.setFont(font)
        metrics = QFontMetricsF(self._dress.serif(self._size))
        ends: dict[tuple[float, float], float] = {}
        for mark in self._marks:
            stretches = self._stretches(mark.span)
            if not stretches:
                continue
            end = stretches[-1]
            place = (round(end.right), round(end.base))
            x = ends.get(place, end.right + self._px(2))
            label = str(mark.number)
            painter.setPen(QColor(self._dress.tokens.verdict(mark.verdict)))
            painter.drawText(QPointF(x, end.base - metrics.capHeight() + self._px(1)), label)
            ends[place] = x + painter.fontMetrics().horizontalAdvance(label) + self._px(3)

    def _mark_at(self, x: float, y: float) -> Mark | None:
        inner_first = sorted(self._marks, key=lambda mark: mark.span.end - mark.span.start)
        for mark in inner_first:
            if any(self._ground(stretch).contains(x, y) for stretch in self._stretches(mark.span)):
                return mark
        return None


def draw_line(painter: QPainter, line: Line, color: QColor, *, at: QLineF, scale: float) -> None:
    """Draw an underline of this kind along the level line `at`, in pixels."""
    left, right, y = at.x1(), at.x2(), at.y1()
    pen = QPen(color, 1.8 * scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if line is Line.DASHED:
        pen.setDashPattern([4, 2.4])
    elif line is Line.DOTTED:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.2])
        pen.setWidthF(2.4 * scale)
    elif line is Line.DOUBLE:
        pen.setWidthF(1.3 * scale)
    painter.setPen(pen)
    if line is Line.WAVY:
        painter.drawPath(_wave(left, right, y, 2.2 * scale))
        return
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    if line is Line.DOUBLE:
        painter.drawLine(QPointF(left, y + 3 * scale), QPointF(right, y + 3 * scale))


def _wave(left: float, right: float, y: float, height: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        step = min(height * 2, right - x)
        path.quadTo(QPointF(x + step / 2, y - height if up else y + height), QPointF(x + step, y))
        x, up = x + height * 2, not up
    return path


def _utf16(text: str, position: int) -> int:
    """A position in code points as one in UTF-16 units, which Qt counts in."""
    return len(text[:position].encode("utf-16-le")) // 2


def _x(line: QTextLine, position: int) -> float:
    """Where a position in the block stands on its line; Qt gives it with the position."""
    x, _ = cast("tuple[float, int]", line.cursorToX(position))
    return x
