"""Buttons: plain ones with the key that presses them, and the three verdicts."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from trainer.core.glossary import verdict_meaning, verdict_name
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.sheet import SANS_SEMIBOLD


class Button(QPushButton):
    """A push button that a click does not focus, so that Enter keeps meaning "go on".

    Once Tab has come to it, Enter presses it, and the page does not hear of that.

    `role` names its look: plain, primary, quiet, place, choice or row. `key` is told beside the
    label; the page connects the key itself, since a shortcut of a button swallows fast presses.
    """

    def __init__(
        self, text: str, *, role: str = "plain", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._key = key
        self._told = True
        self._words = ""
        self.say(text)

    def say(self, text: str) -> None:
        """Set the label."""
        self._words = text
        self._write()
        self.setAccessibleName(text)

    def tell_key(self, told: bool) -> None:  # noqa: FBT001  it is what is told
        """Show the key beside the label, or leave it out where room is short."""
        if told != self._told:
            self._told = told
            self._write()

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Space, which press it, from the shortcuts of the page."""
        if event.type() is QEvent.Type.ShortcutOverride and _presses(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Enter too; a key held down counts once."""
        if not _is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def _write(self) -> None:
        shown = f"{self._words}  ({self._key})" if self._key and self._told else self._words
        self.setText(shown.replace("&", "&&"))

    def set_role(self, role: str) -> None:
        """Change the look."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


def _presses(event: QEvent) -> bool:
    return _is_enter(event) or (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space)


def _is_enter(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


_TIGHT = 1.5
"""The text size from which on a verdict is one line tall, to leave room for the excerpt."""


class VerdictButton(QAbstractButton):
    """One of the three verdicts: its shape, word, meaning and key."""

    def __init__(self, verdict: Verdict, key: str, dress: Dress) -> None:
        super().__init__()
        self.verdict = verdict
        self._key = key
        self._dress = dress
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(verdict_name(verdict))
        self.setAccessibleDescription(
            t("{meaning}. Key {key}.", meaning=verdict_meaning(verdict), key=key)
        )

    def nextCheckState(self) -> None:
        """Leave the check mark to the page: it shows what was chosen, not what was pressed."""

    def sizeHint(self) -> QSize:
        """As wide as its words, tall enough for two lines."""
        px = self._dress.px
        words = QFontMetrics(self._dress.sans(14.5)).horizontalAdvance(
            verdict_meaning(self.verdict)
        )
        return QSize(words + px(130), px(76) if self._dress.scale < _TIGHT else px(56))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for shape and word alone."""
        px = self._dress.px
        name = QFontMetrics(self._dress.sans(19)).horizontalAdvance(verdict_name(self.verdict))
        return QSize(name + px(56), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the shape, the word, and as much of the rest as there is room for."""
        tokens, px = self._dress.tokens, self._dress.px
        color = self._dress.color(tokens.verdict(self.verdict))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ground = tokens.tint(self.verdict) if chosen or self.underMouse() else tokens.card
        painter.setBrush(self._dress.color(ground))
        painter.setPen(QPen(color, 4 if chosen else 2))
        margin = 4
        frame = self.rect().adjusted(margin, margin, -margin, -margin)
        painter.drawRoundedRect(frame, px(10), px(10))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._dress.color(tokens.ink), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(12), px(12))
        self._paint_words(painter, frame)
        painter.end()

    def _paint_words(self, painter: QPainter, frame: QRect) -> None:
        if self._must_stack(frame.width()):
            self._paint_stacked(painter, frame)
            return
        tokens, px = self._dress.tokens, self._dress.px
        side = px(28)
        roomy = frame.width() > px(220)
        edge, gap = (px(14), px(12)) if roomy else (px(7), px(6))
        icon = QRect(frame.left() + edge, frame.center().y() - side // 2, side, side)
        self._dress.verdict_icon(self.verdict).paint(painter, icon)
        words = frame.adjusted(edge + side + gap, 0, -gap, 0)
        name_font = self._name_font(words.width())
        meaning_font = self._dress.sans(14.5)
        meaning = verdict_meaning(self.verdict)
        cap = px(20)
        room = words.width() - cap - px(8)
        has_key = QFontMetrics(name_font).horizontalAdvance(verdict_name(self.verdict)) <= room
        has_meaning = (
            self._dress.scale < _TIGHT
            and QFontMetrics(meaning_font).horizontalAdvance(meaning) <= room
        )
        if has_key:
            self._paint_key(
                painter, QRect(words.right() - cap, words.center().y() - cap // 2, cap, cap)
            )
        painter.setFont(name_font)
        painter.setPen(self._dress.color(tokens.verdict(self.verdict)))
        line = QFontMetrics(name_font).height()
        top = (
            words.center().y()
            - (line + (QFontMetrics(meaning_font).height() if has_meaning else 0)) // 2
        )
        painter.drawText(
            QRect(words.left(), top, words.width(), line),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            verdict_name(self.verdict),
        )
        if has_meaning:
            painter.setFont(meaning_font)
            painter.setPen(self._dress.color(tokens.soft))
            painter.drawText(
                QRect(words.left(), top + line, words.width(), line),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
                meaning,
            )

    def _must_stack(self, room: int) -> bool:
        px = self._dress.px
        word = QFontMetrics(self._name_font(0)).horizontalAdvance(verdict_name(self.verdict))
        return word + px(28 + 7 + 6 + 6) > room

    def _paint_stacked(self, painter: QPainter, frame: QRect) -> None:
        """Draw the shape above the word, where they do not fit beside each other."""
        font = self._name_font(0)
        line = QFontMetrics(font).height()
        side = min(self._dress.px(28), frame.height() - line)
        top = frame.center().y() - (side + line) // 2
        icon = QRect(frame.center().x() - side // 2, top, side, side)
        self._dress.verdict_icon(self.verdict).paint(painter, icon)
        painter.setFont(font)
        painter.setPen(self._dress.color(self._dress.tokens.verdict(self.verdict)))
        words = QRect(frame.left(), top + side, frame.width(), line)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, verdict_name(self.verdict))

    def _name_font(self, room: int) -> QFont:
        """The font of the word, smaller where it would not fit."""
        for size in (19, 17.5, 16, 14.5):
            font = self._dress.sans(size)
            font.setFamily(SANS_SEMIBOLD)
            if QFontMetrics(font).horizontalAdvance(verdict_name(self.verdict)) <= room:
                break
        return font

    def _paint_key(self, painter: QPainter, cap: QRect) -> None:
        tokens = self._dress.tokens
        painter.setPen(QPen(self._dress.color(tokens.edge), 1))
        painter.setBrush(self._dress.color(tokens.card))
        painter.drawRoundedRect(cap, self._dress.px(4), self._dress.px(4))
        font = self._dress.sans(13)
        font.setFamily(SANS_SEMIBOLD)
        painter.setFont(font)
        painter.setPen(self._dress.color(tokens.soft))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
