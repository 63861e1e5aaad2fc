"""Where somebody writes down that they see a question differently."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.label import Label

LONGEST = 2000
"""The most characters that a note may have."""


class Paper(QPlainTextEdit):
    """Where the note is written. `dropped` tells of Esc, which the page then does not hear."""

    dropped = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the shortcuts of the page: two on one key would cancel each other."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Esc; everything else is typing."""
        if _is_escape(event):
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


class NoteBox(QWidget):
    """A small box for a note. `written` carries its text; `left` says that it was put away."""

    written = Signal(str)
    left = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.box = Paper()
        self.box.setAccessibleName(t("Your note"))
        self.box.setPlaceholderText(t("Which words decide for you?"))
        self.box.setTabChangesFocus(True)
        self.keep = Button(t("Keep note"), role="primary", key=t("Ctrl+Enter"))
        self.drop = Button(t("Cancel"), role="quiet", key=t("Esc"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.words = Label(
            t("Say how you see it. Your note is kept with this answer, on this computer."),
            role="soft",
        )
        column.addWidget(self.words)
        column.addWidget(self.box)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.drop)
        row.addStretch(1)
        column.addLayout(row)
        self.keep.clicked.connect(self._on_keep)
        self.drop.clicked.connect(self._on_drop)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self.box).activated.connect(self._on_keep)
        self.box.dropped.connect(self._on_drop)

    def open(self) -> None:
        """Show the box and let the person type; a note half written stays as it is."""
        if self.isHidden():
            self.box.clear()
        cramped = self._dress.cramped(self.window().width())
        self.words.setVisible(not cramped)
        self.box.setFixedHeight(self._dress.px(44 if cramped else 76))
        self.show()
        self.box.setFocus()

    @Slot()
    def _on_keep(self) -> None:
        text = self.box.toPlainText().strip()[:LONGEST]
        self.hide()
        if text:
            self.written.emit(text)
        self.left.emit()

    @Slot()
    def _on_drop(self) -> None:
        self.hide()
        self.left.emit()
