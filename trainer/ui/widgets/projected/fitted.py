"""Words as large as their place allows: for the back row of a classroom."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.core.words import tn
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD, SERIF, SERIF_SEMIBOLD

_LEAST = 9
"""Pixels under which nothing is set, however small the window."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one face and colour; `colour` names a token."""

    words: str
    colour: str = "ink"
    strong: bool = False
    serif: bool = False
    italic: bool = False

    @property
    def family(self) -> str:
        """The font family."""
        if self.serif:
            return SERIF_SEMIBOLD if self.strong else SERIF
        return SANS_SEMIBOLD if self.strong else SANS


class FittedText(QWidget):
    """Plain words, wrapped, in the largest size up to `most` that fits their place.

    `most` and `least` are pixels at `unit` 1. Where even the least size is too large, the end is
    cut off.
    """

    def __init__(
        self,
        dress: Dress,
        *,
        most: float,
        least: float = 12,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        at_foot: bool = False,
    ) -> None:
        super().__init__()
        self._dress, self._most, self._least = dress, most, least
        self._at_foot = at_foot
        self.unit = 1.0
        self.runs: tuple[Run, ...] = ()
        self._size = 0
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        dress.changed.connect(self._write)

    def say(self, *runs: Run | str) -> None:
        """Show these words."""
        shown = tuple(Run(run) if isinstance(run, str) else run for run in runs)
        if shown == self.runs:
            return
        self.runs = shown
        self.setAccessibleName(self.toPlainText().strip())
        self._write()

    def toPlainText(self) -> str:
        """The words that are shown."""
        return "".join(run.words for run in self.runs)

    def set_unit(self, unit: float) -> None:
        """Set the scale of the picture."""
        if unit != self.unit:
            self.unit = unit
            self._fit()

    @property
    def size_now(self) -> int:
        """The size of the words in pixels."""
        return self._size

    @property
    def whole(self) -> bool:
        """Whether all words fit."""
        return self._document.size().height() <= self.height() + 1

    def sizeHint(self) -> QSize:
        """Whatever it is given."""
        return QSize(10, 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the size that the new place allows."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, at the top of their place or at its foot."""
        if not self.runs:
            return
        painter = QPainter(self)
        painter.setClipRect(self.rect())
        spare = self.height() - self._document.size().height()
        if self._at_foot and spare > 0:
            painter.translate(0, spare)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(self._dress.tokens.ink))
        context.palette = palette
        context.clip = QRectF(0, 0, self.width(), self._document.size().height())
        self._document.documentLayout().draw(painter, context)
        painter.end()

    def _write(self) -> None:
        self._document.clear()
        cursor = QTextCursor(self._document)
        for run in self.runs:
            form = QTextCharFormat()
            form.setFontFamilies([run.family])
            form.setFontItalic(run.italic)
            form.setForeground(QColor(getattr(self._dress.tokens, run.colour)))
            cursor.insertText(run.words, form)
        self._size = 0
        self._fit()

    def _fit(self) -> None:
        """Find the largest size that fits, by halving."""
        if not self.runs or self.width() < 1 or self.height() < 1:
            return
        low = max(_LEAST, round(self._least * self.unit))
        high = max(low, round(self._most * self.unit))
        while low < high:
            middle = (low + high + 1) // 2
            if self._height_at(middle) <= self.height():
                low = middle
            else:
                high = middle - 1
        self._height_at(low)
        self.update()

    def _height_at(self, size: int) -> float:
        """The height of the words at a size, at which they then stand."""
        if size != self._size:
            self._size = size
            font = QFont(SANS)
            font.setPixelSize(size)
            self._document.setDefaultFont(font)
        if self._document.textWidth() != self.width():
            self._document.setTextWidth(self.width())
        return float(self._document.size().height())


class NamesText(FittedText):
    """Names, one after the other; where not all of them fit, it says how many more there are."""

    def __init__(self, dress: Dress, *, most: float, least: float) -> None:
        super().__init__(dress, most=most, least=least)
        self._names: tuple[str, ...] = ()

    def show_names(self, names: Sequence[str]) -> None:
        """Show these names."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        self._tell(len(names))
        self._leave_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as the new place has room for."""
        super().resizeEvent(event)
        self._tell(len(self._names))
        self._leave_out()

    def _leave_out(self) -> None:
        low, high = 0, len(self._names)
        if self.whole:
            return
        while low < high:
            middle = (low + high + 1) // 2
            self._tell(middle)
            if self.whole:
                low = middle
            else:
                high = middle - 1
        self._tell(low)

    def _tell(self, number: int) -> None:
        # Each name keeps its own direction and stays on one line.
        joined = (name.replace(" ", "\u00a0") for name in self._names[:number])
        shown = [f"\u2068{name}\u2069" for name in joined]
        words = "   ".join(shown)
        left = len(self._names) - number
        if left:
            words += "   " + tn("and {number} more", "and {number} more", left)
        self.say(words) if words else self.say()
