"""The classroom server: phones on one side of a thread, the quiz on the other."""

import asyncio
import importlib
import logging
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.live.binding import PORTS, Bound, allow_files, listen
from trainer.live.headers import Allowed
from trainer.live.host import Host
from trainer.live.limits import Limits
from trainer.live.page import PageFile, read_page
from trainer.live.reach import Reach

if TYPE_CHECKING:
    from trainer.live.serving import Serving

_log = logging.getLogger(__name__)
_PATIENCE = 5.0
"""Seconds that the thread may take to end; it takes a few tenths."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What one start hands to the thread."""

    page: Mapping[str, PageFile]
    allowed: Allowed
    listening: socket.socket
    bound: Bound
    shared_address: bool


def _hear_nothing(_reach: Reach) -> None:
    """For those who do not listen."""


class Server:
    """A server for one room. It starts, it is pushed and it stops, from any thread but its own.

    `host` is the quiz, `page` the folder of the phone page. `listener` hears how the phones are
    reached whenever that changes; it is called on the server's thread. Nothing that is called here
    waits for a phone, for the network or for the disk; `stop` waits for the thread, less than a
    second.
    """

    def __init__(
        self,
        host: Host,
        page: Path,
        *,
        limits: Limits | None = None,
        listener: Callable[[Reach], None] = _hear_nothing,
    ) -> None:
        self._host = host
        self._page = page
        self._limits = limits or Limits()
        self._listener = listener
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._serving: Serving | None = None
        self._stopped = threading.Event()
        self._push_is_due = threading.Event()

    def start(
        self,
        address: str,
        ports: Sequence[int] = PORTS,
        *,
        names: Sequence[str] = (),
        shared_address: bool = False,
    ) -> Bound:
        """Let phones in at `address`, on the first free port, and say where.

        `names` are further names of this computer that may be typed instead of the address.
        `shared_address` says that all phones may come from one address, so that the cap for one is
        lifted. For a room that is opened again, let `ports` begin with the one it had: phones come
        back there. `UserError` says why it cannot be, and what to do; a server starts once.
        """
        if self._thread is not None:
            raise RuntimeError("a server is started once")
        page = read_page(self._page)
        allow_files(self._limits.open_files)
        bound, listening = listen(address, ports)
        # Phones wait in the socket's queue until the thread has imported what it needs.
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._run,
            args=(
                self._loop,
                _Start(page, Allowed(bound, names), listening, bound, shared_address),
            ),
            name="classroom server",
            daemon=True,
        )
        self._thread.start()
        return bound

    def push(self) -> None:
        """Send the present board to every phone, at once. Called again meanwhile it is one."""
        if not self._push_is_due.is_set():
            self._push_is_due.set()
            self._soon(self._push)

    def drop(self, player: int) -> None:
        """Tell a player who was removed, and close their streams."""
        self._soon(self._drop, player)

    def stop(self) -> None:
        """Close every connection and end the thread. More than once is the same as once."""
        self._stopped.set()
        self._soon(self._stop)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(_PATIENCE)
            if self._thread.is_alive():
                _log.error("the server's thread does not end")

    def _run(self, loop: asyncio.AbstractEventLoop, start: _Start) -> None:
        """Be the server's thread."""
        try:
            with asyncio.Runner(loop_factory=lambda: loop) as runner:
                runner.run(self._serve(start))
        except Exception as fault:  # noqa: BLE001 - nobody above the thread could tell the teacher
            _log.exception("the classroom server failed")
            self._listener(Reach(here=False, failed=repr(fault)))
        finally:
            start.listening.close()

    async def _serve(self, start: _Start) -> None:
        # The library takes longer to import than a screen may stand still.
        made = importlib.import_module("trainer.live.serving").Serving
        serving: Serving = made(
            self._host,
            start.page,
            self._limits,
            start.allowed,
            self._listener,
            shared_address=start.shared_address,
        )
        self._serving = serving
        if not self._stopped.is_set():
            await serving.run(start.listening, start.bound)

    def _soon(self, call: Callable[..., None], *arguments: int) -> None:
        """Have this called on the server's thread; not at all where it has ended."""
        if self._loop is None:
            return
        try:
            self._loop.call_soon_threadsafe(call, *arguments)
        except RuntimeError:
            # The loop is closed.
            return

    def _push(self) -> None:
        # Before the board is read: what changes from here on asks for a push of its own.
        self._push_is_due.clear()
        if self._serving is not None:
            self._serving.push()

    def _drop(self, player: int) -> None:
        if self._serving is not None:
            self._serving.drop(player)

    def _stop(self) -> None:
        if self._serving is not None:
            self._serving.stop()
