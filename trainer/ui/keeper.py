"""What goes on around a quiz that runs, whichever page is in front."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from trainer.core.addresses import Address
from trainer.core.changes import Changes, Topic
from trainer.core.room import Phase
from trainer.services.classroom.rooms import Classroom
from trainer.services.classroom.running import Running
from trainer.ui.awake import Awake, Way, ways_of
from trainer.ui.doors import Doors, addresses_here
from trainer.ui.hub import Hub
from trainer.ui.latest import Latest
from trainer.ui.projector import Projector
from trainer.ui.steps import NextStep, next_step
from trainer.ui.theme.dress import Dress

_TICK_MS = 200
_PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the computer offers a room: its addresses at the moment, and ways to stay awake."""

    addresses: Callable[[], tuple[Address, ...]]
    ways: Sequence[Way]


def surroundings_here() -> Surroundings:
    """What this computer offers."""
    return Surroundings(addresses_here, ways_of(sys.platform))


class Keeper(QObject):
    """Looks after the room that is open: its clock, its doors, its projector, a waking computer.

    `moved` says that what the room's pages show may have changed besides the room itself; `ticked`
    that some of the present timer has passed. `opened` and `failed` tell how opening a room went,
    `end_asked` that the next step would be the end, `was_put_away` that the room was closed.
    """

    moved = Signal()
    ticked = Signal()
    opened = Signal()
    failed = Signal(object)
    end_asked = Signal()
    was_put_away = Signal()

    def __init__(
        self,
        classroom: Classroom,
        hub: Hub,
        dress: Dress,
        parent: QWidget,
        surroundings: Surroundings | None = None,
    ) -> None:
        super().__init__(parent)
        self._classroom, self._hub, self._window = classroom, hub, parent
        self._running: Running | None = None
        here = surroundings or surroundings_here()
        self.doors, self.awake = Doors(hub, self, here.addresses), Awake(self, here.ways)
        self.projector = Projector(dress)
        self.projector.stepped.connect(self.step)
        self._opening = Latest(self)
        self._opening.answered.connect(self._on_opened)
        self._opening.failed.connect(self.failed)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.doors.changed.connect(self.moved)
        self.awake.changed.connect(self.moved)
        self.projector.turned.connect(self.moved)
        hub.changed.connect(self._on_changed)

    @property
    def open_room(self) -> bool:
        """Whether a quiz runs that has not come to its end."""
        running = self._classroom.running
        return running is not None and running.view().room.phase is not Phase.ENDED

    def open(self, work: Callable[[], Running]) -> None:
        """Open a room off the GUI thread, or one that was cut off again."""
        self._opening.ask(work)

    def close_room(self) -> None:
        """Put the room away, off the GUI thread; the phones lose their connection."""
        self.projector.close()
        self.doors.let_go(self._classroom.put_away)

    def show_projector(self) -> None:
        """Show what the class sees: on another screen where there is one, filling it."""
        # Not `screen()` of the window: in Python the screen belongs to the window from then on, and
        # would end with it, though the next window needs it too.
        own = QGuiApplication.screenAt(self._window.frameGeometry().center())
        own = own or QGuiApplication.primaryScreen()
        others = [one for one in QGuiApplication.screens() if one is not own]
        self.projector.show_on(others[0] if others else None)
        self._show()
        # The keys go on working on the teacher's page.
        self._window.activateWindow()

    def stop(self) -> None:
        """Let go of everything. The room itself is left as it is, to be gone on with."""
        self._hub.changed.disconnect(self._on_changed)
        self._timer.stop()
        self.projector.close()
        self.projector.deleteLater()
        self._opening.finish(_PATIENCE)
        self.doors.finish(_PATIENCE)
        self.awake.finish(_PATIENCE)

    @Slot()
    def step(self) -> None:
        """Make the next step of the lesson; what would end it is asked about instead."""
        running = self._running
        if running is None:
            return
        match next_step(running.view().room):
            case NextStep.PUT_AWAY:
                return
            case NextStep.END:
                self.end_asked.emit()
            case _:
                self._hub.publish(running.step())

    @Slot(object)
    def _on_opened(self, _running: object) -> None:
        self._hub.publish(Changes.of(Topic.ROOM, Topic.CLASSES))
        self.opened.emit()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.ROOM in changes:
            self._attend()

    def _attend(self) -> None:
        running = self._classroom.running
        if running is not self._running:
            self._running = running
            if running is not None:
                running.listen(self._hub.publish_from_thread)
                self.awake.hold()
            else:
                self.awake.release()
                self.projector.close()
                self.was_put_away.emit()
            self.doors.attend(running)
        self._show()

    def _show(self) -> None:
        """Show the class what it may see now."""
        if self._running is None:
            self._timer.stop()
            return
        view = self._running.view()
        self.doors.hear(view.reach)
        runs = view.seconds_left is not None and not view.room.paused
        if runs != self._timer.isActive():
            self._timer.start() if runs else self._timer.stop()
        if self.projector.isVisible():
            self.projector.show_view(view)

    @Slot()
    def _tick(self) -> None:
        if self._running is None:
            return
        changes = self._running.tick()
        if changes:
            self._hub.publish(changes)
            return
        self.ticked.emit()
        if self.projector.isVisible():
            self.projector.show_seconds(self._running.view().seconds_left)
