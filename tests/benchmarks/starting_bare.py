"""A bare Qt window in a process of its own, to measure ours beside."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.benchmarks.starting import NOTED, megabytes, note_now, write_noted


def bare() -> int:
    """A window with a label, and nothing of ours."""

    class Bare(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
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


if __name__ == "__main__":
    code = bare()
    write_noted()
    sys.exit(code)
