"""Work off the GUI thread, with its outcome handed back on it."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot


class Task(QObject):
    """One piece of work on a thread of its own.

    `done` carries what the work returned, on the GUI thread. What it raises goes to
    `threading.excepthook`, and `done` is then not emitted.
    """

    done = Signal(object)
    _returned = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._returned.connect(self._pass_on)
        self._thread = threading.Thread(target=self._run, name="task", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Whether the work ended within `seconds`."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._returned.emit(self._work())

    @Slot(object)
    def _pass_on(self, outcome: object) -> None:
        self.done.emit(outcome)
