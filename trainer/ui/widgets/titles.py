"""A title that can be pressed and gives way to what stands beside it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.label import plain_tip


class TitleButton(Button):
    """A row's title, cut short with an ellipsis where it does not fit; its tip is the whole."""

    def __init__(self, title: str) -> None:
        super().__init__(title, role="row")
        self._title = title
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the whole title."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        shown = metrics.horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(hint.width() + metrics.horizontalAdvance(self._title) - shown, hint.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters wide."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().height() * 4), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the title as there is room for."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        lost = self.sizeHint().width() - self.width()
        shown = self._title
        if lost > 0:
            room = metrics.horizontalAdvance(self._title) - lost
            shown = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, max(room, 0))
        self.setText(shown.replace("&", "&&"))
        plain_tip(self, self._title if lost > 0 else "")
