"""Measures on cards: a drawing with the sentence that says what it shows, and its twin in words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.plots import BarLine, Bars, Chart, Exhibit, Matrix, Plot
from trainer.ui.speech import announce
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.sheet import SANS_SEMIBOLD
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import Card, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.shares import ShareBar
from trainer.ui.widgets.tables import GridTable

if TYPE_CHECKING:
    from trainer.ui.widgets.charts import BandChart


_NARROW = 300
"""The width, in drawing pixels, below which nothing has room beside a name."""

_SIZES = (16, 14.5, 13, 12)
"""Sizes, in drawing pixels, of the words around a matrix."""


class MeasureCard(Card):
    """One measure. What is drawn can be shown as a table instead.

    `exhibit` is what it shows now; `save_asked` carries it when somebody wants it as a file.
    """

    save_asked = Signal(object)

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self.dress = dress
        self.title, self.says = Label(role="heading"), Label(role="soft")
        self.drawn = QVBoxLayout()
        self.drawn.setSpacing(dress.px(6))
        self._drawing = QWidget()
        self._drawing.setLayout(self.drawn)
        self.drawn.setContentsMargins(0, 0, 0, 0)
        self.table = GridTable(dress, "", whole=True)
        self.exhibit = Exhibit(Bars("", ""), in_words=False)
        self.save = Button(t("Save…"), role="quiet")
        self.save.clicked.connect(self._ask_to_save)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self._head)
        self.column.addWidget(self._drawing)
        self.column.addWidget(self.table)
        self.column.addWidget(self.says)
        self.column.addStretch(1)
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button below the title where there is no room beside it."""
        super().resizeEvent(event)
        self._head.setDirection(
            QBoxLayout.Direction.TopToBottom
            if self.width() < self.dress.px(_NARROW)
            else QBoxLayout.Direction.LeftToRight
        )

    def add(self, widget: QWidget) -> None:
        """Put something below all else."""
        self.column.insertWidget(self.column.count() - 1, widget, 0, Qt.AlignmentFlag.AlignLeft)

    def show_words(self, chart: Chart) -> None:
        """Show title, sentence and table; the drawing is the caller's."""
        self.title.setText(chart.title)
        self.says.setText(chart.says)
        self.save.setAccessibleName(t("Save “{title}” as a file", title=chart.title))
        self.table.setAccessibleName(t("{title}, as a table", title=chart.title))
        self.table.setAccessibleDescription(chart.says)
        self.table.show_grid(chart.grid)
        self.exhibit = Exhibit(chart, self.exhibit.in_words)
        self._choose()

    def show_in_words(self, *, in_words: bool) -> None:
        """Show the table in place of the drawing, or the other way round."""
        self.exhibit = Exhibit(self.exhibit.chart, in_words)
        self._choose()

    def _choose(self) -> None:
        self._drawing.setVisible(self.exhibit.is_drawn)
        self.table.setVisible(self.exhibit.is_table)
        self.save.setVisible(self.exhibit.is_drawn or self.exhibit.is_table)

    @Slot()
    def _ask_to_save(self) -> None:
        self.save_asked.emit(self.exhibit)


class PlotCard(MeasureCard):
    """A share over time; single shares while there is too little for a curve."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self._chart: BandChart | None = None
        self._figures = QVBoxLayout()
        self.drawn.addLayout(self._figures)

    def show_plot(self, plot: Plot) -> None:
        """Draw it."""
        clear(self._figures)
        if plot.curves:
            self._made_chart().show_plot(plot)
        if self._chart is not None:
            self._chart.setVisible(bool(plot.curves))
        for figure in plot.figures:
            bar = ShareBar(self.dress)
            bar.show_figure(figure)
            self._figures.addWidget(Label(f"{figure.label}: {figure.words}"))
            self._figures.addWidget(bar)
        self.show_words(plot)

    def _made_chart(self) -> "BandChart":
        if self._chart is None:
            # Imported here: only a curve needs the library, and it takes a third of a second. Not
            # on another thread either: PySide crashes where it meets a numpy half imported.
            from trainer.ui.widgets.charts import BandChart  # noqa: PLC0415  see above

            self._chart = BandChart(self.dress)
            self.drawn.addWidget(self._chart)
        return self._chart


class BarsCard(MeasureCard):
    """Shares below each other, each with its bar, figure and count."""

    def show_bars(self, bars: Bars) -> None:
        """Draw them."""
        clear(self.drawn)
        if bars.lines:
            self.drawn.addWidget(BarSheet(self.dress, bars))
        self.show_words(bars)


class BarSheet(QWidget):
    """The lines of some bars; where there is little room a bar stands below its name."""

    def __init__(self, dress: Dress, bars: Bars) -> None:
        super().__init__()
        self._dress = dress
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._heads = [Label(words, role="small", wraps=False) for words in bars.heads]
        self._lines = [self._made(line) for line in bars.lines]
        self._narrow: bool | None = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew where the room asks for it."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Narrow: it arranges itself in the room there is."""
        return QSize(self._dress.px(120), super().minimumSizeHint().height())

    def _made(self, line: BarLine) -> tuple[QWidget, ShareBar, Label, Label]:
        name, bar = QWidget(), ShareBar(self._dress)
        bar.show_figure(line.figure)
        column = QVBoxLayout(name)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(line.figure.label))
        if line.note:
            column.addWidget(Label(line.note, role="small"))
        return name, bar, Label(line.figure.words, wraps=False), Label(line.of, wraps=False)

    def _arrange(self) -> None:
        narrow = self.width() < self._dress.px(_NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        grid, px = self._grid, self._dress.px
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 0 if narrow else 4)
        for column, head in zip((0, 2, 3), self._heads, strict=True):
            grid.addWidget(head, 0, column)
        for number, (name, bar, share, count) in enumerate(self._lines):
            row = 2 * number + 1
            grid.addWidget(name, row, 0, 1, 4 if narrow else 1)
            below = row + 1 if narrow else row
            grid.addWidget(bar, below, 0 if narrow else 1)
            grid.addWidget(share, below, 2)
            grid.addWidget(count, below, 3)


class MatrixCard(MeasureCard):
    """What was taken for what."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self.drawing = MatrixDrawing(dress)
        self.drawn.addWidget(self.drawing)

    def show_matrix(self, matrix: Matrix) -> None:
        """Draw it."""
        self.drawing.show_matrix(matrix)
        self.show_words(matrix)


class MatrixDrawing(QWidget):
    """Three rows of three counts, shaded by their share. Arrows walk from one to another."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._matrix = Matrix("", "")
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        dress.changed.connect(self._on_dressed)

    def show_matrix(self, matrix: Matrix) -> None:
        """Draw these counts."""
        self._matrix = matrix
        self.setAccessibleName(matrix.title)
        self.setAccessibleDescription(
            " ".join((matrix.says, *(f"{one.words}." for row in matrix.cells for one in row)))
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of heads and three of counts."""
        return QSize(self._dress.px(320), self._line * 5)

    def minimumSizeHint(self) -> QSize:
        """As tall, and narrow."""
        return QSize(self._dress.px(200), self._line * 5)

    @property
    def _line(self) -> int:
        return self._dress.px(36)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk to another count, or leave the key to the page."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._matrix.cells:
            super().keyPressEvent(event)
            return
        row, column = self._at
        self._at = (min(2, max(0, row + step[0])), min(2, max(0, column + step[1])))
        announce(self, self._matrix.cells[self._at[0]][self._at[1]].words)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus where one is pressed."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Heads, counts on shaded ground, and a frame around the one that the keys are at."""
        if not self._matrix.cells:
            return
        tokens = self._dress.tokens
        painter = QPainter(self)
        self._write(painter, self._place(-2, 0), t("you said"), tokens.soft)
        self._write(painter, self._place(-1, -1), t("it was"), tokens.soft)
        for number, (verdict, name) in enumerate(self._matrix.names):
            colour = tokens.verdict(verdict)
            self._write(painter, self._place(-1, number), name, colour)
            self._write(painter, self._place(number, -1), name, colour)
        for row, cells in enumerate(self._matrix.cells):
            for column, cell in enumerate(cells):
                place = self._place(row, column).adjusted(1, 1, -1, -1)
                ground = QColor(tokens.accent)
                ground.setAlphaF(0.04 + 0.5 * cell.shade)
                painter.fillRect(place, ground)
                self._write(painter, place, cell.count, tokens.ink, bold=cell.right, middle=True)
        if self.hasFocus():
            painter.setPen(QColor(tokens.ink))
            painter.drawRect(self._place(*self._at).adjusted(1, 1, -2, -2))
        painter.end()

    def _place(self, row: int, column: int) -> QRect:
        """The place of a count, of a head in row −1 or column −1, or of the word above all."""
        first = min(self._dress.px(130), self.width() // 4)
        wide = min(self._dress.px(130), (self.width() - first) // 3)
        corner = QPoint(0 if column < 0 else first + column * wide, (row + 2) * self._line)
        return QRect(corner, QSize(first if column < 0 else wide, self._line))

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        colour: str,
        *,
        bold: bool = False,
        middle: bool = False,
    ) -> None:
        pad = 0 if middle else self._dress.px(4)
        room = place.adjusted(pad, 0, -pad, 0)
        font = self._font(words, room.width(), bold=bold)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        align = Qt.AlignmentFlag.AlignCenter if middle else Qt.AlignmentFlag.AlignVCenter
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, shown)

    def _font(self, words: str, room: int, *, bold: bool) -> QFont:
        """The font of some words, smaller where they would not fit."""
        for size in _SIZES:
            font = self._dress.sans(size)
            if bold:
                font.setFamily(SANS_SEMIBOLD)
            if QFontMetrics(font).horizontalAdvance(words) <= room:
                break
        return font

    @Slot()
    def _on_dressed(self) -> None:
        self.updateGeometry()
        self.update()
