"""The decision path as a list: each step on the way, the one that decided standing out."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.core.reveals import PathRow
from trainer.core.rubric import StepState, Verdict
from trainer.core.words import t
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.sheet import SANS_SEMIBOLD
from trainer.ui.widgets.frames import clear
from trainer.ui.widgets.label import Label


class StepBadge(QWidget):
    """The number of a step in a ring, filled where it decided."""

    def __init__(self, number: int, fill: str, dress: Dress) -> None:
        super().__init__()
        self._number, self._fill, self._dress = number, fill, dress
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A circle."""
        side = self._dress.px(22)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring and the number."""
        tokens, px = self._dress.tokens, self._dress.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._fill or tokens.edge), 1))
        painter.setBrush(QColor(self._fill or tokens.card))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        font = self._dress.sans(12.5)
        font.setFamily(SANS_SEMIBOLD)
        painter.setFont(font)
        painter.setPen(QColor(tokens.card if self._fill else tokens.soft))
        painter.drawText(
            QRect(0, 0, px(22), px(22)), Qt.AlignmentFlag.AlignCenter, str(self._number)
        )
        painter.end()


class PathList(QWidget):
    """The steps that were asked, in their order."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_path(self, rows: Sequence[PathRow], verdict: Verdict) -> None:
        """Show these steps, the deciding one in the colour of `verdict`."""
        clear(self._column)
        self._column.setSpacing(self._dress.px(8))
        for step in rows:
            decided = step.state is StepState.DECIDED
            fill = self._dress.tokens.verdict(verdict) if decided else ""
            line = QHBoxLayout()
            line.setSpacing(self._dress.px(12))
            badge = StepBadge(step.step.value, fill, self._dress)
            words = Label(step.words, role="bold" if decided else "soft")
            if decided:
                words.setAccessibleName(t("This step decided: {words}", words=step.words))
            line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words, 1)
            self._column.addLayout(line)
