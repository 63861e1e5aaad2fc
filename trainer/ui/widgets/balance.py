"""How many questions of each verdict there are, as a small bar; the words stand beside it."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.core.rubric import Verdict
from trainer.ui.theme.dress import Dress

_GAP = 3
"""Pixels of ground between two verdicts, so that they are told apart without their colours."""


class BalanceBar(QWidget):
    """One length for each verdict, in its colour and in the order of the verdicts."""

    def __init__(self, counts: Mapping[Verdict, int], words: str, dress: Dress) -> None:
        super().__init__()
        self._counts, self._dress = counts, dress
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(dress.px(320))

    def sizeHint(self) -> QSize:
        """A flat bar."""
        return QSize(self._dress.px(240), self._dress.px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a length for each verdict that there is."""
        there = [(verdict, count) for verdict, count in self._counts.items() if count]
        whole = sum(count for _, count in there)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = self.width() - _GAP * (len(there) - 1)
        left = 0.0
        for verdict, count in there:
            wide = room * count / whole
            painter.setBrush(QColor(self._dress.tokens.verdict(verdict)))
            painter.drawRoundedRect(QRectF(left, 0, wide, self.height()), 3, 3)
            left += wide + _GAP
        painter.end()
