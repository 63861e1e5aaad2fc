"""Carries the word of what changed to every page, from any thread."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from trainer.core.changes import Changes

COALESCE_MS = 60
"""Changes told from other threads are gathered for this long: a 0 ms timer can starve."""


class Hub(QObject):
    """The one place where changes are told and heard. It lives on the GUI thread."""

    changed = Signal(object)
    _told_elsewhere = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._gathered = Changes()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COALESCE_MS)
        self._timer.timeout.connect(self._pass_on)
        self._told_elsewhere.connect(self._gather)

    def publish(self, changes: Changes) -> None:
        """Tell every page at once; from the GUI thread."""
        if changes:
            self.changed.emit(changes)

    def publish_from_thread(self, changes: Changes) -> None:
        """Tell every page soon; from any thread."""
        self._told_elsewhere.emit(changes)

    @Slot(object)
    def _gather(self, changes: Changes) -> None:
        self._gathered |= changes
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _pass_on(self) -> None:
        changes, self._gathered = self._gathered, Changes()
        self.publish(changes)
