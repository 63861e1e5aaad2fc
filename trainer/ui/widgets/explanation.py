"""The explanation, its quotations in the colour of the cue they repeat and linked to it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from trainer.core.reveals import Link
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.sheet import SANS_SEMIBOLD

_SCHEME = "cue"


class ExplanationView(QTextBrowser):
    """Plain text with links that lead to lit words, by mouse and by Tab and Enter.

    `cue_pressed` carries the number of the cue that a quotation repeats.
    """

    cue_pressed = Signal(int)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._text = ""
        self._links: tuple[Link, ...] = ()
        self._heights: dict[int, int] = {}
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._on_anchor)
        dress.changed.connect(self._lay_out)

    def explain(self, text: str, links: Sequence[Link]) -> None:
        """Show `text` with these of its spans as links."""
        self._text, self._links = text, tuple(links)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Keep Enter from the page while it belongs to a quotation."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.textCursor().charFormat().isAnchor()
        ):
            event.accept()
            return True
        return super().event(event)

    def heightForWidth(self, width: int) -> int:
        """As tall as the text: it is never scrolled inside itself."""
        # A layout asks for the same few widths again and again, and each answer wraps the text.
        if width not in self._heights:
            self._heights[width] = self._wrapped_height(width)
        return self._heights[width]

    def _wrapped_height(self, width: int) -> int:
        document = self.document()
        before = document.textWidth()
        document.setTextWidth(width)
        height = int(document.size().height()) + 1
        document.setTextWidth(before)
        return height

    def sizeHint(self) -> QSize:
        """As tall as the text."""
        width = self._dress.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A line: the height for the real width comes from the wrapping."""
        return QSize(self._dress.px(120), self._dress.px(20))

    @Slot(QUrl)
    def _on_anchor(self, url: QUrl) -> None:
        self.cue_pressed.emit(int(url.path()))

    @Slot()
    def _lay_out(self) -> None:
        self.document().setDefaultFont(self._dress.sans(16))
        self.clear()
        cursor = QTextCursor(self.document())
        form = cursor.blockFormat()
        form.setLineHeight(118, form.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(form)
        plain = QTextCharFormat()
        plain.setForeground(QColor(self._dress.tokens.ink))
        done = 0
        for link in sorted(self._links, key=lambda link: link.span):
            cursor.insertText(self._text[done : link.span.start], plain)
            cursor.insertText(self._text[link.span.start : link.span.end], self._format(link))
            done = link.span.end
        cursor.insertText(self._text[done:], plain)
        self._heights.clear()
        self.updateGeometry()

    def _format(self, link: Link) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setAnchor(True)
        form.setAnchorHref(f"{_SCHEME}:{link.number}")
        form.setForeground(QColor(self._dress.tokens.verdict(link.verdict)))
        form.setFontFamilies([SANS_SEMIBOLD])
        form.setFontWeight(QFont.Weight.DemiBold)
        return form
