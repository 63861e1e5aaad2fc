"""The real program as a process of its own, moved from its standard input.

For each line it presses the keys named in it and answers with one line of JSON: what can be seen.
The data folder is its first argument; the second is the address where phones find it.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.person import words_of
from tests.window import ALONE
from trainer import app
from trainer.core.addresses import Address, Link
from trainer.core.command import Command
from trainer.ui.keeper import Surroundings
from trainer.ui.start import application
from trainer.ui.window import Window


class Remote(QObject):
    """Reads lines beside the event loop, so that the program runs as it always does."""

    def __init__(self) -> None:
        super().__init__()
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_line)

    @Slot()
    def _on_line(self) -> None:
        line = os.read(0, 4096).decode()
        window = _window()
        if line.strip() == "close" and window is not None:
            window.close()
        for name in line.split():
            glass = window.windowHandle() if window is not None else None
            if name.startswith("Key_") and glass is not None:
                QTest.keyClick(glass, Qt.Key[name])
        sys.stdout.write(json.dumps(_seen(_window())) + "\n")
        sys.stdout.flush()


def _window() -> Window | None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Window) and widget.isVisible():
            return widget
    return None


def _seen(window: Window | None) -> dict[str, str]:
    """What can be seen, and the name of what the keyboard works on."""
    if window is None:
        return {"words": "", "focus": ""}
    visible = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    focus = QApplication.focusWidget()
    return {
        "words": "\n".join(words for widget in visible if (words := words_of(widget))),
        "focus": "" if focus is None else focus.accessibleName(),
    }


if __name__ == "__main__":
    qt = application()
    remote = Remote()
    address = Address(sys.argv[2], "lo", Link.OTHER)
    sys.exit(
        app.run(
            Command(data_folder=Path(sys.argv[1])), Surroundings(lambda: (address,), ALONE.ways)
        )
    )
