"""The connections of the server: counted, capped, and closed where no request comes."""

import asyncio
from collections import Counter
from collections.abc import Callable

from trainer.live.limits import Limits


class Connection(asyncio.Protocol):
    """One connection. It stands before the HTTP protocol and gives it time for a header only.

    The library waits for the header of a request as long as a connection lives, so that a thousand
    half-open ones would stay.
    """

    def __init__(self, http: asyncio.Protocol, keeper: "Keeper") -> None:
        self._http = http
        self._keeper = keeper
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._serving = False
        self.address = ""
        self.closing_seen = False

    @property
    def transport(self) -> asyncio.Transport | None:
        """The connection itself; None before it is made and where it was turned away."""
        return self._transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let it in, or turn it away where there are too many."""
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a connection is a stream of bytes")
        peer = transport.get_extra_info("peername")
        self.address = peer[0] if peer else ""
        if not self._keeper.admits(self):
            transport.abort()
            return
        self._transport = transport
        self._http.connection_made(transport)
        self._expect_header()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        if self._transport is None:
            return
        self._transport = None
        self._stop_timer()
        self._keeper.leaves(self)
        self._http.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Hand on what came; the first bytes of a request start its timer."""
        if self._transport is None:
            return
        if not self._serving and self._timer is None:
            self._expect_header()
        self._http.data_received(data)

    def eof_received(self) -> bool | None:
        """Hand on that the phone has no more to say."""
        return self._http.eof_received() if self._transport is not None else False

    def pause_writing(self) -> None:
        """Hand on that the phone reads slowly."""
        self._http.pause_writing()

    def resume_writing(self) -> None:
        """Hand on that it has caught up."""
        self._http.resume_writing()

    def began(self) -> None:
        """A request has come in with its whole header."""
        self._serving = True
        self._stop_timer()

    def ended(self) -> None:
        """It was answered."""
        self._serving = False

    def abort(self) -> None:
        """Close it at once, whatever is still to be sent."""
        if self._transport is not None:
            self._transport.abort()

    def _expect_header(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._keeper.limits.header, self.abort)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class Keeper:
    """Knows every open connection, and how many one address may have.

    `shared` lifts the cap of one address, for networks where a whole school has the same.
    """

    def __init__(
        self,
        http: Callable[[], asyncio.Protocol],
        limits: Limits,
        *,
        shared: bool,
        turned_away: Callable[[], None],
    ) -> None:
        self.limits = limits
        self._http = http
        self._most = limits.connections if shared else limits.connections_of_one
        self._turned_away = turned_away
        self._open: set[Connection] = set()
        self._of_address: Counter[str] = Counter()

    def __call__(self) -> Connection:
        """A new connection; what the event loop asks for."""
        return Connection(self._http(), self)

    def admits(self, connection: Connection) -> bool:
        """Whether there is room for one more, which is counted then."""
        if (
            len(self._open) >= self.limits.connections
            or self._of_address[connection.address] >= self._most
        ):
            self._turned_away()
            return False
        self._open.add(connection)
        self._of_address[connection.address] += 1
        return True

    def leaves(self, connection: Connection) -> None:
        """Count one less."""
        self._open.discard(connection)
        self._of_address[connection.address] -= 1
        if not self._of_address[connection.address]:
            del self._of_address[connection.address]

    def sweep(self) -> None:
        """Abort what was closing at the last sweep already: a phone that reads nothing any more."""
        for connection in tuple(self._open):
            transport = connection.transport
            if transport is None or not transport.is_closing():
                continue
            if connection.closing_seen:
                connection.abort()
            connection.closing_seen = True

    def abort_all(self) -> None:
        """Close every connection at once."""
        for connection in tuple(self._open):
            connection.abort()
