"""The way in for phones: which addresses there are, and the doors opened off the GUI thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QNetworkInterface

from trainer.core.addresses import Address, Link, likely_first, link_of
from trainer.core.changes import Changes
from trainer.core.errors import UserError
from trainer.core.words import t
from trainer.live.reach import Reach
from trainer.services.classroom.running import Running
from trainer.ui.entrance import Entrance
from trainer.ui.hub import Hub
from trainer.ui.latest import Latest

_LOOK_MS = 3_000
"""How often the addresses are looked at while a room with phones is open."""


class Doors(QObject):
    """Opens and closes the doors of one room at a time, and watches the network meanwhile.

    `changed` says that `entrance` says something else.
    """

    changed = Signal()

    def __init__(
        self,
        hub: Hub,
        parent: QObject,
        addresses: Callable[[], tuple[Address, ...]],
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._ask_addresses = addresses
        self._running: Running | None = None
        self._addresses: tuple[Address, ...] = ()
        self._chosen = self._trouble = self._news = ""
        self._busy = False
        self._reach = Reach()
        self._work, self._looking = Latest(self), Latest(self)
        self._work.answered.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self._looking.answered.connect(self._on_addresses)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def entrance(self) -> Entrance:
        """What is known of the way in now."""
        shared = self._running is not None and self._running.shared_address
        return Entrance(
            self._addresses, self._chosen, self._busy, self._trouble, self._news, shared
        )

    def attend(self, running: Running | None) -> None:
        """Look after this room, or after none. Its doors are opened where they are likely right."""
        if running is self._running:
            return
        self._running = running
        self._chosen = self._trouble = self._news = ""
        self._reach = Reach()
        with_phones = self._busy = running is not None and running.view().setting.phones
        self._timer.start() if with_phones else self._timer.stop()
        if with_phones:
            self.look()

    @Slot()
    def look(self) -> None:
        """Ask for the addresses; a system may take its time to tell."""
        if not self._looking.busy:
            self._looking.ask(self._ask_addresses)

    def open(self, address: str) -> None:
        """Open the doors at this address, in place of where they are."""
        running = self._running
        if running is None:
            return
        self._chosen, self._trouble, self._busy = address, "", True
        self._work.ask(lambda: running.open_doors(address))
        self.changed.emit()

    def share(self, *, shared: bool) -> None:
        """Say whether all phones come from one address; open doors are opened anew for it."""
        running = self._running
        if running is None or shared == running.shared_address:
            return
        running.share_address(shared=shared)
        if self._chosen and running.view().url:
            self.open(self._chosen)
        self.changed.emit()

    def hear(self, reach: Reach) -> None:
        """Hear how the phones are reached; after a sleep or a failure the doors open anew."""
        before, self._reach = self._reach, reach
        if not self._chosen or self._busy:
            return
        if reach.slept > before.slept:
            self._news = t("The computer slept. The doors were opened anew; phones come back.")
            self.open(self._chosen)
        elif reach.failed and not before.failed:
            self._news = t("The doors fell shut and were opened anew; phones come back.")
            self.open(self._chosen)
        elif before.here and not reach.here:
            self.look()

    def let_go(self, work: Callable[[], object]) -> None:
        """Do what ends the room, after what is being done to its doors."""
        self._running = None
        self._timer.stop()
        self._work.ask(work)

    def finish(self, seconds: float) -> None:
        """Wait until nothing is being done to the doors any more."""
        self._running = None
        self._timer.stop()
        self._work.finish(seconds)
        self._looking.finish(seconds)

    @Slot(object)
    def _on_addresses(self, found: tuple[Address, ...]) -> None:
        news, self._addresses = found != self._addresses, found
        if self._running is None:
            return
        if found and not self._chosen:
            # Nobody has chosen yet; a network may also come after the room.
            self.open(found[0].digits)
            return
        waited = self._busy and not self._chosen
        self._busy = self._busy and not waited
        if news or waited:
            self.changed.emit()

    @Slot(object)
    def _on_done(self, changes: object) -> None:
        self._busy = False
        if isinstance(changes, Changes):
            self._hub.publish(changes)
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        self._busy, self._trouble, self._news = False, str(error), ""
        self.changed.emit()


def addresses_here() -> tuple[Address, ...]:
    """The addresses of this computer that phones could reach, the likely one first."""
    found = []
    for interface in QNetworkInterface.allInterfaces():
        flags = interface.flags()
        wanted = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning
        if flags & wanted != wanted or flags & QNetworkInterface.InterfaceFlag.IsLoopBack:
            continue
        name = interface.humanReadableName() or interface.name()
        link = link_of(name, _LINKS.get(interface.type(), Link.OTHER))
        found += [
            Address(entry.ip().toString(), name, link) for entry in interface.addressEntries()
        ]
    return likely_first(found)


_LINKS = {
    QNetworkInterface.InterfaceType.Wifi: Link.WIRELESS,
    QNetworkInterface.InterfaceType.Ethernet: Link.WIRED,
}
