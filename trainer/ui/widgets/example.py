"""An example in the reading face, with the words that it is about underlined."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.core.examples import Example
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.ui.theme.dress import Dress

_SIZE = 18
_LEADING = 1.4


class ExampleText(QWidget):
    """Plain text that wraps, its words underlined in the colour of a verdict."""

    def __init__(self, example: Example, verdict: Verdict, dress: Dress) -> None:
        super().__init__()
        self._example, self._verdict, self._dress = example, verdict, dress
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = ", ".join(example.text[start:end] for start, end in example.spans)
        self.setAccessibleName(
            t("Example: {example} The words: {words}", example=example.text, words=words)
        )
        dress.changed.connect(self.updateGeometry)

    def heightForWidth(self, width: int) -> int:
        """As tall as the text wraps."""
        return self._laid_out(width)[1]

    def sizeHint(self) -> QSize:
        """A short column."""
        width = self._dress.px(320)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text with its underlines."""
        painter = QPainter(self)
        painter.setPen(QColor(self._dress.tokens.ink))
        layout, _ = self._laid_out(self.width())
        layout.draw(painter, QPointF(0, 0))
        painter.end()

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        """The text in lines of this width, and how tall they are together."""
        layout = QTextLayout(self._example.text, self._dress.serif(_SIZE))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.setFormats(list(map(self._format, self._example.spans)))
        leading, y = self._dress.px(_SIZE * _LEADING), 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, y))
            y += leading
        layout.endLayout()
        return layout, y

    def _format(self, span: tuple[int, int]) -> QTextLayout.FormatRange:
        color = QColor(self._dress.tokens.verdict(self._verdict))
        words = QTextCharFormat()
        words.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        words.setUnderlineColor(color)
        words.setForeground(color)
        piece = QTextLayout.FormatRange()
        text = self._example.text
        # Qt counts in UTF-16 units.
        piece.start = len(text[: span[0]].encode("utf-16-le")) // 2
        piece.length = len(text[span[0] : span[1]].encode("utf-16-le")) // 2
        piece.format = words
        return piece
