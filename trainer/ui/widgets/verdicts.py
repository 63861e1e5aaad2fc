"""A verdict told in a line: its shape, its word, what it means."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.glossary import verdict_meaning, verdict_name
from trainer.core.rubric import Verdict
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.label import Label


class VerdictMeaning(QWidget):
    """One of the three verdicts, to be read."""

    def __init__(self, verdict: Verdict, dress: Dress) -> None:
        super().__init__()
        self._verdict, self._dress = verdict, dress
        self._icon = Label(wraps=False)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(verdict_name(verdict), role=verdict.value))
        words.addWidget(Label(verdict_meaning(verdict), role="small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dress.px(14))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self._draw()
        dress.changed.connect(self._draw)

    @Slot()
    def _draw(self) -> None:
        side = self._dress.px(28)
        self._icon.setPixmap(self._dress.verdict_icon(self._verdict).pixmap(side, side))
