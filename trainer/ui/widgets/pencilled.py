"""The excerpt with a pencil: words are underlined by mouse, touch and keys, and shown again."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from trainer.core.questions import Span
from trainer.core.underlining import Pencil
from trainer.core.words import t
from trainer.ui.speech import announce
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.reading import LEADING, READING_SIZE, ReadingView

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}
_OURS = {*_STEPS, *_LINES, *_ENDS, Qt.Key.Key_Space}
_NEAR = 6
"""How far beside a word, in drawing pixels, a finger still means it."""


class PencilView(ReadingView):
    """The excerpt, with the learner's own words outlined.

    While the pencil is out, arrows go from word to word, Space marks, Shift and arrows draw; a
    click or tap marks a word, dragging marks a stretch. `underlined` carries the spans after each
    change; whoever hears it shows them again.
    """

    underlined = Signal(object)
    # Qt sends events before the constructor is done, so these have to be there by then.
    _own: tuple[Span, ...] = ()
    _pencil: Pencil | None = None
    _drawing = False

    @property
    def pencil(self) -> Pencil | None:
        """The pencil, None while it is put away."""
        return self._pencil

    def show_own(self, spans: Sequence[Span]) -> None:
        """Outline these words as the learner's own, and put the pencil away."""
        self._pencil = None
        self._drawing = False
        self._own = tuple(spans)
        self.setAccessibleDescription("")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().update()

    def take_pencil(self, spans: Sequence[Span]) -> None:
        """Let words be underlined, with these underlined so far."""
        self._own = tuple(spans)
        if self._pencil is None:
            self._pencil = Pencil.on(self._excerpt, spans)
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            self._tell_word()
        elif self._pencil.underlined != self._own:
            self._pencil = Pencil.on(self._excerpt, spans, self._pencil.at)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep the pencil's keys from the shortcuts of the page."""
        if (
            self._pencil is not None
            and event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OURS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the pencil."""
        key = Qt.Key(event.key())
        if self._pencil is None or key not in _OURS:
            super().keyPressEvent(event)
        elif key is Qt.Key.Key_Space:
            self._move(self._pencil.mark())
        else:
            target = self._target(self._pencil, key)
            drawing = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._move(self._pencil.draw_to(target) if drawing else self._pencil.go_to(target))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark the word under the pointer, or take its mark away."""
        if self._pencil is None:
            super().mousePressEvent(event)
            return
        number = self._word_at(event.position())
        if number is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        put = self._pencil.go_to(number)
        self._drawing = not put.on_marked
        self._move(put.draw_to(number) if self._drawing else put.mark())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Be two clicks while the pencil is out."""
        if self._pencil is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on to the word under the pointer."""
        if self._pencil is None:
            super().mouseMoveEvent(event)
        elif self._drawing and event.buttons() & Qt.MouseButton.LeftButton:
            number = self._pencil.nearest(self._position_at(event.position().toPoint()))
            if number != self._pencil.at:
                self._move(self._pencil.draw_to(number))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a stretch."""
        if self._pencil is None:
            super().mouseReleaseEvent(event)
        elif self._drawing:
            self._drawing = False
            self._pencil = self._pencil.go_to(self._pencil.at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say which word the pencil is at."""
        super().focusInEvent(event)
        self.viewport().update()
        if self._pencil is not None:
            self._tell_word()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the frame around the present word go."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The excerpt, then the outlines of the learner's words."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(own_pen(self._dress))
        for rect in self._own_rects():
            painter.drawRoundedRect(rect, 3, 3)
        if self._pencil is not None and self._pencil.word is not None and self.hasFocus():
            painter.setPen(QPen(QColor(self._dress.tokens.accent), 2.4))
            for stretch in self._stretches(self._pencil.word):
                painter.drawRoundedRect(self._ground(stretch).adjusted(-1, -1, 1, 1), 4, 4)
        painter.end()

    def _paint_grounds(self, painter: QPainter) -> None:
        super()._paint_grounds(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(own_hatch(self._dress))
        for rect in self._own_rects():
            painter.drawRoundedRect(rect, 3, 3)

    def _own_rects(self) -> list[QRectF]:
        return [self._ground(stretch) for span in self._own for stretch in self._stretches(span)]

    def _move(self, pencil: Pencil) -> None:
        self._pencil = pencil
        self.viewport().update()
        self._tell_word()
        if pencil.underlined != self._own:
            self.underlined.emit(pencil.underlined)

    def _target(self, pencil: Pencil, key: Qt.Key) -> int:
        if key in _STEPS:
            return pencil.at + _STEPS[key]
        if key in _ENDS:
            return 0 if key is Qt.Key.Key_Home else len(pencil.words) - 1
        stretch = self._stretches(pencil.word)[0] if pencil.word else None
        if stretch is None:
            return 0
        middle = (stretch.left + stretch.right) / 2
        leading = self._dress.px(READING_SIZE * LEADING)
        y = (stretch.top + stretch.base) / 2 + _LINES[key] * leading
        return pencil.nearest(self._position_at(QPoint(int(middle), int(y))))

    def _word_at(self, point: QPointF) -> int | None:
        if self._pencil is None or not self._pencil.words:
            return None
        number = self._pencil.nearest(self._position_at(point.toPoint()))
        near = self._dress.px(_NEAR)
        meant = any(
            self._ground(stretch).adjusted(-near, -near, near, near).contains(point)
            for stretch in self._stretches(self._pencil.words[number])
        )
        return number if meant else None

    def _position_at(self, point: QPoint) -> int:
        """The character nearest to a point, counted in code points as spans are."""
        units = 2 * self.cursorForPosition(point).position()
        return len(self._excerpt.encode("utf-16-le")[:units].decode("utf-16-le", "ignore"))

    def _tell_word(self) -> None:
        if self._pencil is None or self._pencil.word is None:
            return
        word = self._excerpt[self._pencil.word.start : self._pencil.word.end]
        told = t("{word}, underlined", word=word) if self._pencil.on_marked else word
        self.setAccessibleDescription(told)
        announce(self, told)


def own_pen(dress: Dress) -> QPen:
    """The outline of the learner's own words: thin and dashed, in no verdict's colour."""
    pen = QPen(QColor(dress.tokens.ink), 1.2)
    pen.setDashPattern([3, 2])
    return pen


def own_hatch(dress: Dress) -> QBrush:
    """The ground of the learner's own words: a faint hatch."""
    color = QColor(dress.tokens.soft)
    color.setAlphaF(0.32)
    return QBrush(color, Qt.BrushStyle.BDiagPattern)


class _Swatch(QWidget):
    """A small piece of the outline, for the legend."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As tall as a word of the legend."""
        return QSize(self._dress.px(26), self._dress.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hatch and outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(own_hatch(self._dress))
        painter.setPen(own_pen(self._dress))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 3, 3)
        painter.end()


class OwnWordsLine(QWidget):
    """The line of the legend that tells of the learner's own words."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._said = Label(role="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(dress.px(6), dress.px(4), 0, dress.px(4))
        row.setSpacing(dress.px(10))
        row.addWidget(_Swatch(dress), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(t("your words"), wraps=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._said, 1)

    def show_words(self, said: str) -> None:
        """Say how the learner's words meet the deciding ones; hidden where there is nothing."""
        self._said.setText(said)
        self.setVisible(bool(said))
