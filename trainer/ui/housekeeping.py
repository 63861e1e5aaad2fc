"""How what is not needed any more ends: on the GUI thread, and once."""

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


def let_end(part: QObject) -> None:
    """Have a part of a window end by itself, soon.

    It must not belong to the window any more: where the window was dropped meanwhile, something
    that the part knows may be the last to hold it. The window would then end in the midst of the
    part's end, and end the part once more.
    """
    part.setParent(None)
    part.deleteLater()
