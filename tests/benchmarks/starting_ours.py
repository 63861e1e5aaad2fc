"""Our window in a process of its own: started with a data folder and how many to answer."""

import gc
import sys

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest

import trainer.ui.window
from tests.benchmarks.starting import NOTED, megabytes, note_now, write_noted
from trainer.bootstrap import start
from trainer.ui.places import Where
from trainer.ui.window import Window


def ours(folder: str, answers: int) -> int:
    """The program as `main.py` starts it; closed when the start page is painted, or later."""

    class Watched(Window):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if "first paint" not in NOTED:
                _watch(self, answers)

    trainer.ui.window.Window = Watched  # type: ignore[misc]  # what the program opens
    return start(["--data-dir", folder])


def _watch(window: Window, answers: int) -> None:
    """Note what happens from the first paint on."""

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


def _answer(window: Window, answers: int) -> None:
    """Judge so many statements by keys, and paint after each key; then close."""

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


def _end(window: Window, timer: object) -> None:

    assert isinstance(timer, QTimer)
    timer.stop()
    NOTED["memory after the answers"] = megabytes()
    gc.collect()
    NOTED["memory after collecting"] = megabytes()
    window.close()


if __name__ == "__main__":
    code = ours(sys.argv[1], int(sys.argv[2]))
    write_noted()
    sys.exit(code)
