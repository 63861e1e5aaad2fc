"""A field for many names, one a line."""

from PySide6.QtCore import QMimeData, QSize
from PySide6.QtWidgets import QPlainTextEdit

from trainer.ui.theme.dress import Dress


class NameField(QPlainTextEdit):
    """Takes typed and pasted lines as plain text; Tab leaves it."""

    def __init__(self, dress: Dress, told: str) -> None:
        super().__init__()
        self._dress = dress
        self.setPlaceholderText(told)
        self.setAccessibleName(told)
        self.setTabChangesFocus(True)
        self.setFixedHeight(dress.px(120))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the words alone."""
        self.insertPlainText(source.text())

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(self._dress.px(300), self._dress.px(120))
