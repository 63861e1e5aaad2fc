"""The bar at the foot of a page that tells how something went."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button


class ClosingBar(QWidget):
    """Something else to see at the left; at the right Done (Esc) and the next step (Enter)."""

    def __init__(self, dress: Dress, aside: Button, onward: str) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress = dress
        self.done = Button(t("Done"), role="quiet", key=t("Esc"))
        self.onward = Button(onward, role="primary", key=t("Enter"))
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 14, 44, 14)
        row.addWidget(aside)
        row.addStretch(1)
        row.addWidget(self.done)
        row.addWidget(self.onward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where there is no room for them."""
        super().resizeEvent(event)
        cramped = self._dress.cramped(self.width())
        for button in (self.done, self.onward):
            button.tell_key(not cramped)
