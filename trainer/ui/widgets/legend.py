"""The legend under the excerpt: each lit cue with its number, kind and note."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from trainer.core.reveals import CueRow
from trainer.core.words import t
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.sheet import SANS_SEMIBOLD
from trainer.ui.widgets.frames import clear
from trainer.ui.widgets.reading import draw_line

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class CueButton(QAbstractButton):
    """One cue: number, kind with its colour and underline, note. Focus or a press points at it."""

    def __init__(self, cue: CueRow, dress: Dress) -> None:
        super().__init__()
        self.cue = cue
        self._dress = dress
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(
            t(
                "{number} {kind}, “{quote}”: {note}",
                number=cue.number,
                kind=cue.kind,
                quote=cue.quote,
                note=cue.note,
            )
        )

    def heightForWidth(self, width: int) -> int:
        """As tall as the note wraps."""
        return self._note_rect(width).height() + self._dress.px(14)

    def sizeHint(self) -> QSize:
        """One line."""
        width = self._indent() + self._dress.px(240)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Number, kind and note; a frame when focused."""
        px, tokens = self._dress.px, self._dress.tokens
        color = QColor(tokens.verdict(self.cue.verdict))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(6), px(6))
        line = QFontMetrics(self._bold()).height()
        top = px(4)
        painter.setFont(self._bold())
        painter.setPen(color)
        painter.drawText(QRect(px(6), top, px(18), line), _WRAP, str(self.cue.number))
        kind_width = QFontMetrics(self._dress.sans(15)).horizontalAdvance(self.cue.kind)
        kind = QRect(px(26), top, kind_width + px(4), line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.tint(self.cue.verdict)))
        painter.drawRoundedRect(kind, 3, 3)
        painter.setFont(self._dress.sans(15))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(kind.adjusted(px(2), 0, 0, 0), _WRAP, self.cue.kind)
        y = kind.bottom() + px(1)
        draw_line(
            painter,
            self.cue.line,
            color,
            at=QLineF(kind.left(), y, kind.right(), y),
            scale=self._dress.scale * 0.9,
        )
        painter.setFont(self._dress.sans(15))
        painter.setPen(QColor(tokens.soft))
        painter.drawText(self._note_rect(self.width()).translated(0, top), _WRAP, self.cue.note)
        painter.end()

    def _bold(self) -> QFont:
        font = self._dress.sans(15)
        font.setFamily(SANS_SEMIBOLD)
        return font

    def _indent(self) -> int:
        width = QFontMetrics(self._dress.sans(15)).horizontalAdvance(self.cue.kind)
        return self._dress.px(26 + 12) + width

    def _note_rect(self, width: int) -> QRect:
        metrics = QFontMetrics(self._dress.sans(15))
        left = self._indent()
        room = max(width - left - self._dress.px(6), self._dress.px(80))
        needed = metrics.boundingRect(QRect(0, 0, room, 100_000), int(_WRAP), self.cue.note)
        return QRect(left, 0, room, max(needed.height(), metrics.height()))


class Legend(QWidget):
    """All lit cues in the order of the text. `pointed` carries a number, 0 when focus leaves."""

    pointed = Signal(int)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._buttons: list[CueButton] = []

    @property
    def buttons(self) -> tuple[CueButton, ...]:
        """The lines of the legend."""
        return tuple(self._buttons)

    def show_cues(self, cues: Sequence[CueRow]) -> None:
        """Show these cues."""
        if tuple(button.cue for button in self._buttons) == tuple(cues):
            return
        clear(self._column)
        self._buttons = []
        for cue in cues:
            button = CueButton(cue, self._dress)
            button.clicked.connect(self._on_pressed)
            button.installEventFilter(self)
            self._column.addWidget(button)
            self._buttons.append(button)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Point at the cue whose line takes the focus."""
        if isinstance(event, QFocusEvent) and isinstance(watched, CueButton):
            self.pointed.emit(watched.cue.number if event.gotFocus() else 0)
        return False

    @Slot()
    def _on_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, CueButton):
            self.pointed.emit(button.cue.number)
