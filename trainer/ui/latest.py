"""Questions that take long, asked off the GUI thread; of several only the latest is answered."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from trainer.core.errors import UserError
from trainer.ui.tasks import Task

_CALM_MS = 200
"""How long something may take before it is worth a word."""


class Latest(QObject):
    """Asks one thing at a time. A newer question takes the place of those not yet answered.

    `answered` carries what the question returned and `failed` its `UserError`. `slow` says that it
    takes a while.
    """

    answered = Signal(object)
    failed = Signal(object)
    slow = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running: Task | None = None
        self._next: Callable[[], object] | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_CALM_MS)
        self._patience.timeout.connect(self.slow)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running is not None

    def ask(self, question: Callable[[], object]) -> None:
        """Have `question` called on another thread, after the one that is being asked now."""
        self._next = question
        if self._running is None:
            self._patience.start()
            self._go_on()

    def finish(self, seconds: float) -> None:
        """Ask nothing more, and wait so long for what is being asked; its answer is not told."""
        self._next = None
        running, self._running = self._running, None
        self._patience.stop()
        if running is not None:
            running.done.disconnect(self._on_done)
            running.wait(seconds)

    def _go_on(self) -> None:
        question, self._next = self._next, None
        if question is None:
            return

        def asked() -> object:
            try:
                return question()
            except UserError as error:
                return error

        # The application owns it: this object may be gone before the answer comes.
        self._running = Task(asked, QCoreApplication.instance())
        self._running.done.connect(self._on_done)
        self._running.done.connect(self._running.deleteLater)
        self._running.start()

    @Slot(object)
    def _on_done(self, outcome: object) -> None:
        self._running = None
        if self._next is not None:
            self._go_on()
            return
        self._patience.stop()
        if isinstance(outcome, UserError):
            self.failed.emit(outcome)
        else:
            self.answered.emit(outcome)
