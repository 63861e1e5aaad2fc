"""Somebody in front of a window: what a person can see and press in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from trainer.services.opening import Opened
from trainer.ui.places import Where
from trainer.ui.window import Window


class Person:
    """Somebody in front of a window: sees what is visible, presses what is enabled."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    @property
    def opened(self) -> Opened:
        """The services behind the window."""
        assert self.window.opened is not None
        return self.window.opened

    @property
    def where(self) -> Where:
        """The page in front."""
        return self.window.place.where

    def sees(self) -> str:
        """All words that are visible now, one line a widget."""
        words = []
        for widget in self.window.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QLabel):
                words.append(widget.text())
            elif isinstance(widget, QAbstractButton):
                words.append(widget.text().replace("&&", "&") or widget.accessibleName())
            elif hasattr(widget, "toPlainText"):
                words.append(widget.toPlainText())
        return "\n".join(words)

    def button(self, name: str) -> QAbstractButton:
        """The visible, enabled button with this accessible name."""
        for button in self.window.findChildren(QAbstractButton):
            if button.isVisible() and button.accessibleName() == name:
                assert button.isEnabled(), f"{name!r} cannot be pressed"
                return button
        raise AssertionError(f"no button {name!r} in sight:\n{self.sees()}")

    def presses(self, name: str) -> None:
        """Click a button with the mouse."""
        button = self.button(name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def types(self, *keys: Qt.Key) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            QTest.keyClick(self.window, key)

    def waits_until(self, seen: Callable[[], bool], milliseconds: int = 5000) -> None:
        """Wait for something, and fail where it does not come."""
        self._qtbot.waitUntil(seen, timeout=milliseconds)
