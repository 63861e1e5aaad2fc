"""The row above a text that has the window to itself: the way out, how far one is, and help."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.label import plain_tip


class TopLine(QWidget):
    """The button `out` at the left, what is told in the middle, and the button `guide`.

    `told` are widgets with their shares of the room, 0 for what they need.
    """

    def __init__(self, dress: Dress, out: Button, *told: tuple[QWidget, int]) -> None:
        super().__init__()
        self._dress, self.out = dress, out
        self.guide = Button(t("?"), role="quiet")
        self.guide.setAccessibleName(t("How to decide"))
        plain_tip(self.guide, t("How to decide: the path, the cues and the keys"))
        self._row = QHBoxLayout(self)
        for widget, share in ((out, 0), *told, (self.guide, 0)):
            self._row.addWidget(widget, share)
        self._space()
        dress.changed.connect(self._space)

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        side = min(px(44), 48)
        self.out.setIcon(self._dress.icon("x", self._dress.tokens.soft))
        self.out.setIconSize(QSize(px(15), px(15)))
        self._row.setContentsMargins(side - px(10), px(14), side - px(8), px(4))
        self._row.setSpacing(px(14))
