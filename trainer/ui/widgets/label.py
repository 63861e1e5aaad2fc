"""Text on the screen that is never taken for markup, whoever wrote it."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_NEVER_TOO_LONG = 8
"""Letters of a word that fit into the narrowest of labels, so that nothing need be measured."""


class Label(QLabel):
    """A plain-text label that wraps. `role` names its look in the style sheet.

    A word that is wider than the label, such as the path of a file, goes on in the next line.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "body",
        wraps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._longest = ""
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setProperty("role", role)
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text` to the letter."""
        self._longest = max(text.split(), key=len, default="")
        self._heights.clear()
        super().setText(text)

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        # A layout asks for the same few widths again and again, and each answer wraps the text.
        if width not in self._heights:
            self._heights[width] = self._wrapped_height(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font or style."""
        self._heights.clear()
        super().changeEvent(event)

    def _wrapped_height(self, width: int) -> int:
        if not self._must_break(width):
            return super().heightForWidth(width)
        frame = self.height() - self.contentsRect().height()
        return round(self._broken(width).boundingRect().height()) + frame

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let Qt draw the words, unless one must be broken, which it does not do in a label."""
        if not self._must_break(self.width()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        left = self.contentsRect().left() + max(self.indent(), 0)
        self._broken(self.width()).draw(painter, QPointF(left, self.contentsRect().top()))
        painter.end()

    def _room(self, width: int) -> int:
        frame = self.width() - self.contentsRect().width()
        return width - frame - max(self.indent(), 0)

    def _must_break(self, width: int) -> bool:
        if not self.wordWrap() or len(self._longest) <= _NEVER_TOO_LONG:
            return False
        return self.fontMetrics().horizontalAdvance(self._longest) > self._room(width)

    def _broken(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(self._room(width), 1))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def minimumSizeHint(self) -> QSize:
        """One short line: the height for the real width comes from the wrapping."""
        if self.wordWrap():
            return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())
        return super().minimumSizeHint()

    def set_role(self, role: str) -> None:
        """Change the look."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self._polish_again()

    def set_lead(self, lead: str) -> None:
        """Give the text a verdict's colour, "" for none."""
        if self.property("lead") != lead:
            self.setProperty("lead", lead)
            self._polish_again()

    def _polish_again(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)


def plain_tip(widget: QWidget, text: str) -> None:
    """Give `widget` a tooltip that shows `text` to the letter: Qt guesses markup in tooltips."""
    widget.setToolTip(as_tip(text))


def as_tip(text: str) -> str:
    """`text` as a tooltip's markup, every special character escaped."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>" if text else ""
