"""Collecting Python's garbage on the GUI thread alone."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 10_000


class Housekeeping(QObject):
    """Collects from a timer: a collection on another thread could destroy widgets there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(_EVERY_MS)

    @Slot()
    def _collect(self) -> None:
        gc.collect()
