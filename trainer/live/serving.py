"""The server on its thread: what is set up, what is looked after, and how all of it ends."""

import asyncio
import logging
import secrets
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from trainer.live.answering import Gate, add_headers
from trainer.live.binding import BACKLOG, Bound, is_here
from trainer.live.connections import Keeper
from trainer.live.headers import Allowed
from trainer.live.host import Host
from trainer.live.limits import Limits
from trainer.live.page import PageFile
from trainer.live.reach import Reach
from trainer.live.routes import Routes
from trainer.live.streams import Streams
from trainer.live.telling import Teller

_log = logging.getLogger(__name__)
_TELL_AFTER = 0.1
"""Seconds within which changes of the reach are told as one."""
_ASLEEP = 8.0
"""Seconds that a look may be late before the computer counts as having slept."""


def _is_our_concern(record: logging.LogRecord) -> bool:
    """Whether a line of the library's log tells more than that somebody sent nonsense."""
    return record.exc_info is None or not isinstance(record.exc_info[1], HttpProcessingError)


_LAST_ROUNDS = 5
"""Rounds of the loop until what was accepted last is known, aborted and told so."""


class Serving:
    """The running server. All of it happens on one event loop; `tell` hears of its reach."""

    def __init__(
        self,
        host: Host,
        page: Mapping[str, PageFile],
        limits: Limits,
        allowed: Allowed,
        tell: Callable[[Reach], None],
        *,
        shared_address: bool,
    ) -> None:
        self._host = host
        self._limits = limits
        self._tell = tell
        self._reach = Reach()
        self._telling: asyncio.TimerHandle | None = None
        self._teller = Teller(host, secrets.token_hex(4))
        self._streams = Streams(limits, self._seen)
        self._stopping = asyncio.Event()
        routes = Routes(
            host, page, self._teller, self._streams, limits=limits, checked=self._checked
        )
        gate = Gate(allowed, lambda: host.door().language)
        self._application = web.Application(
            middlewares=[gate.__call__], client_max_size=limits.body_size
        )
        self._application.on_response_prepare.append(add_headers)
        routes.add_to(self._application)
        self._shared_address = shared_address

    async def run(self, listening: socket.socket, bound: Bound) -> None:
        """Serve until `stop`."""
        logger = logging.getLogger("trainer.live.http")
        logger.addFilter(_is_our_concern)
        runner = web.AppRunner(
            self._application,
            access_log=None,
            logger=logger,
            auto_decompress=False,
            handler_cancellation=True,
            keepalive_timeout=self._limits.idle,
            lingering_time=1.0,
            shutdown_timeout=self._limits.stop,
        )
        await runner.setup()
        http = runner.server
        if http is None:
            raise RuntimeError("the runner was set up and has no server")
        keeper = Keeper(
            http, self._limits, shared=self._shared_address, turned_away=self._turned_away
        )
        server = await asyncio.get_running_loop().create_server(
            keeper, sock=listening, backlog=BACKLOG
        )
        watching = asyncio.create_task(self._watch(bound.address, keeper))
        try:
            await self._stopping.wait()
        finally:
            watching.cancel()
            server.close()
            self._streams.end_all()
            await runner.cleanup()
            if self._telling is not None:
                self._telling.cancel()
            # A connection that was accepted in the last moment is known some rounds of the loop
            # later, and is told in the next that it was aborted.
            for _ in range(_LAST_ROUNDS):
                keeper.abort_all()
                await asyncio.sleep(0)

    def stop(self) -> None:
        """End `run`."""
        self._stopping.set()

    def push(self) -> None:
        """Send the present state to every phone; what all see is written once."""
        common = self._teller.common()
        for stream in self._streams:
            state = self._teller.state(stream.player, common)
            if state is not None:
                stream.put(state)

    def drop(self, player: int) -> None:
        """Tell a player's phones how they stand, and close their streams."""
        state = self._teller.state(player, self._teller.common())
        for stream in self._streams.of(player):
            if state is not None:
                stream.put(state)
            stream.end()

    async def _watch(self, address: str, keeper: Keeper) -> None:
        loop = asyncio.get_running_loop()
        looked = time.time()
        while True:
            await asyncio.sleep(self._limits.watch)
            late = time.time() - looked - self._limits.watch
            looked = time.time()
            if late > _ASLEEP:
                self._now(replace(self._reach, slept=self._reach.slept + 1))
                # Whoever is still there hears at once; whoever is not is noticed so.
                self.push()
            self._streams.forget_polls(loop.time())
            keeper.sweep()
            self._now(replace(self._reach, here=is_here(address)))

    def _seen(self, player: int, here: bool) -> None:  # noqa: FBT001  it is a yes or no
        self._host.seen(player, here=here)
        self._now(replace(self._reach, phones=self._streams.players))

    def _checked(self) -> None:
        self._now(replace(self._reach, checked=self._reach.checked + 1))

    def _turned_away(self) -> None:
        self._now(replace(self._reach, turned_away=self._reach.turned_away + 1))

    def _now(self, reach: Reach) -> None:
        if reach == self._reach:
            return
        self._reach = reach
        if self._telling is None:
            loop = asyncio.get_running_loop()
            self._telling = loop.call_later(_TELL_AFTER, self._tell_now)

    def _tell_now(self) -> None:
        self._telling = None
        self._tell(self._reach)
