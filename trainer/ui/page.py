"""What all pages have in common: when they redraw, where they lead, how they fail."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.core.changes import Changes, Topic
from trainer.core.errors import UserError
from trainer.ui.hub import Hub
from trainer.ui.places import Place, Where


class Page(QWidget):
    """One page. It redraws once when something it shows has changed and it can be seen.

    `go` asks to be led to another `Place`; `failed` carries a `UserError` to be shown calmly.
    """

    go = Signal(object)
    failed = Signal(object)

    topics: ClassVar[frozenset[Topic]] = frozenset()
    whole_window: ClassVar[bool] = False
    """Whether the page stands alone, without the sidebar."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hub = hub
        self._dirty = True
        self._place = Place(Where.TODAY)
        hub.changed.connect(self._on_changed)

    def arrive(self, place: Place) -> None:
        """Be led here, to show what `place` says."""
        self._place = place
        self._dirty = True

    def take_focus(self) -> None:
        """Let the keyboard work on this page, with no button pressed by Enter unawares."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask the services, make the state, show it."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show everything anew: now where the page is seen, else when it is seen next."""
        self._dirty = True
        if self.isVisible():
            self._refresh_if_dirty()

    def perform(self, verb: Callable[[], Changes]) -> bool:
        """Do what was asked for and tell what changed; false when it could not be done."""
        try:
            changes = verb()
        except UserError as error:
            self.failed.emit(error)
            return False
        self._hub.publish(changes)
        return True

    def on_key(self, keys: str, slot: Callable[[], None], *, repeats: bool = False) -> None:
        """Call `slot` when `keys` are pressed anywhere on this page."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(repeats)
        shortcut.activated.connect(slot)

    def showEvent(self, event: QShowEvent) -> None:
        """Redraw if something changed while nobody looked."""
        super().showEvent(event)
        self._refresh_if_dirty()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if not self.topics & changes.topics:
            return
        self.redraw()

    def _refresh_if_dirty(self) -> None:
        if not self._dirty:
            return
        self._dirty = False
        try:
            self.refresh()
        except UserError as error:
            self.failed.emit(error)
