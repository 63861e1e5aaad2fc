"""Work off the GUI thread, with its outcome handed back on it."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from trainer.core.errors import UserError
from trainer.core.records import Cancelled, Watch


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


class LongTask(QObject):
    """One piece of work that tells how far it is and can be called off.

    Exactly one of `done` (what it returned), `failed` (a `UserError`) and `cancelled` is emitted,
    on the GUI thread, unless the work raises something else, which goes to `threading.excepthook`.
    It is gone afterwards. `progressed` carries the steps done and all steps.
    """

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int)

    def __init__(self, work: Callable[[Watch], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._called_off = threading.Event()
        self._task = Task(self._outcome, self)
        self._task.done.connect(self._tell)

    def start(self) -> None:
        """Begin."""
        self._task.start()

    @Slot()
    def cancel(self) -> None:
        """Call it off at its next step."""
        self._called_off.set()

    def going(self, done: int, whole: int) -> None:
        """Hear from the work, on its thread."""
        if self._called_off.is_set():
            raise Cancelled
        self.progressed.emit(done, whole)

    def _outcome(self) -> object:
        try:
            return self._work(self)
        except (UserError, Cancelled) as error:
            return error

    @Slot(object)
    def _tell(self, outcome: object) -> None:
        if isinstance(outcome, Cancelled):
            self.cancelled.emit()
        elif isinstance(outcome, UserError):
            self.failed.emit(outcome)
        else:
            self.done.emit(outcome)
        self.deleteLater()
