"""What a page has written down or erased, off the GUI thread: the disk may be slow."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from trainer.core.changes import Changes
from trainer.ui.hub import Hub
from trainer.ui.tasks import LongTask


class Errands(QObject):
    """Has one thing done at a time, and tells every page what has changed.

    `done` and `failed` (a `UserError`) tell how it went. What is asked for meanwhile is not done:
    the page lets nobody ask while it is `busy`.
    """

    done = Signal()
    failed = Signal(object)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._then: Callable[[], None] | None = None
        self.busy = False

    def run(self, verb: Callable[[], Changes], then: Callable[[], None] | None = None) -> None:
        """Have `verb` called; once it went well, and before `done`, `then`."""
        if self.busy:
            return
        self.busy, self._then = True, then
        # It may outlive the page, which goes when somebody else takes over.
        task = LongTask(lambda _: verb(), QCoreApplication.instance())
        task.done.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.start()

    @Slot(object)
    def _on_done(self, changes: Changes) -> None:
        self.busy = False
        self._hub.publish(changes)
        if self._then is not None:
            self._then()
        self.done.emit()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.busy = False
        self.failed.emit(error)
