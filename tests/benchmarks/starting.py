"""A window in a process of its own that says when it was painted and how much memory it takes.

Started with `bare`, or with `ours`, a data folder and how many statements to answer. It writes one
line of JSON: moments on the system's monotonic clock, in seconds, and memory in megabytes.
"""

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from trainer.ui.window import Window

NOTED: dict[str, float] = {}


def note_now(what: str) -> None:
    """Remember the moment, the first time."""
    NOTED.setdefault(what, time.monotonic())


def megabytes() -> float:
    """The memory that this process has in use now, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def bare() -> int:
    """A window with a label, and nothing of ours."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415  imports are what is timed
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow  # noqa: PLC0415  imports are what is timed

    class Bare(QMainWindow):
        def paintEvent(self, event: "QPaintEvent") -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, self.painted)

        def painted(self) -> None:
            note_now("first paint")
            NOTED["memory at the start"] = megabytes()
            self.close()

    qt = QApplication([])
    window = Bare()
    window.setCentralWidget(QLabel("Who says?"))
    window.resize(1280, 800)
    window.show()
    return qt.exec()  # the loop of the bare window, in a process of its own


def ours(folder: str, answers: int) -> int:
    """The program as `main.py` starts it; closed when the start page is painted, or later."""
    from trainer.bootstrap import start  # noqa: PLC0415  imports are what is timed
    from trainer.ui.window import Window  # noqa: PLC0415  imports are what is timed

    class Watched(Window):
        def paintEvent(self, event: "QPaintEvent") -> None:
            super().paintEvent(event)
            if "first paint" not in NOTED:
                _watch(self, answers)

    import trainer.ui.window  # noqa: PLC0415  imports are what is timed

    trainer.ui.window.Window = Watched  # type: ignore[misc]  # what the program opens
    return start(["--data-dir", folder])


def _watch(window: "Window", answers: int) -> None:
    """Note what happens from the first paint on."""
    from PySide6.QtCore import QCoreApplication, QTimer  # noqa: PLC0415  imports are what is timed

    def at_the_start_page() -> None:
        # What is waiting to be laid out and painted is, and then it is on the screen.
        QCoreApplication.sendPostedEvents()
        window.repaint()
        note_now("start page painted")
        NOTED["memory at the start"] = megabytes()
        if answers:
            _answer(window, answers)
        else:
            window.close()

    QTimer.singleShot(0, lambda: note_now("first paint"))
    window.ready.connect(at_the_start_page)


def _answer(window: "Window", answers: int) -> None:
    """Judge so many statements by keys, and paint after each key; then close."""
    from PySide6.QtCore import Qt, QTimer  # noqa: PLC0415  imports are what is timed
    from PySide6.QtTest import QTest  # noqa: PLC0415  imports are what is timed

    from trainer.ui.places import Where  # noqa: PLC0415  imports are what is timed

    keys = window.windowHandle()
    timer = QTimer(window)
    left = iter(range(answers))
    verdicts = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)

    def one_more() -> None:
        if window.place.where is not Where.PRACTICE:
            QTest.keyClick(keys, Qt.Key.Key_Return)
        elif (number := next(left, None)) is None:
            _end(window, timer)
        else:
            for key in (verdicts[number % 3], Qt.Key.Key_Return, Qt.Key.Key_Return):
                QTest.keyClick(keys, key)
                QTest.qWait(1)

    timer.timeout.connect(one_more)
    timer.start(0)


def _end(window: "Window", timer: object) -> None:
    from PySide6.QtCore import QTimer  # noqa: PLC0415  imports are what is timed

    assert isinstance(timer, QTimer)
    timer.stop()
    NOTED["memory after the answers"] = megabytes()
    gc.collect()
    NOTED["memory after collecting"] = megabytes()
    window.close()


if __name__ == "__main__":
    which, *others = sys.argv[1:]
    code = bare() if which == "bare" else ours(others[0], int(others[1]))
    sys.stdout.write(json.dumps(NOTED) + "\n")
    sys.exit(code)
