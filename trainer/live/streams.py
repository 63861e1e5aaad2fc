"""The streams to the phones: each holds the newest state alone, so that none waits for another."""

import asyncio
from collections.abc import Callable, Iterator

from trainer.live.limits import Limits

PING = b"event: ping\ndata: 1\n\n"


class Stream:
    """What one phone is about to be sent.

    A phone that reads slowly skips what is out of date by then; nothing queues up for it.
    """

    def __init__(self, player: int) -> None:
        self.player = player
        self._newest: bytes | None = None
        self._last = False
        self._news = asyncio.Event()

    def put(self, state: bytes) -> None:
        """Send this, instead of what was not sent yet."""
        self._newest = state
        self._news.set()

    def end(self) -> None:
        """Close it after what is still to be sent."""
        self._last = True
        self._news.set()

    async def next(self, ping: float) -> bytes | None:
        """What to write next: news, or a sign of life after `ping` seconds; None at the end."""
        try:
            async with asyncio.timeout(ping):
                await self._news.wait()
        except TimeoutError:
            return PING
        newest, self._newest = self._newest, None
        if not self._last:
            self._news.clear()
        return None if newest is None else b"data: %b\n\n" % newest


class Streams:
    """All open streams, by player."""

    def __init__(self, limits: Limits, seen: Callable[[int, bool], None]) -> None:
        self._limits = limits
        self._seen = seen
        self._of_player: dict[int, list[Stream]] = {}
        self._polled: dict[int, float] = {}
        """When a phone without a stream asked for the state last."""

    @property
    def players(self) -> int:
        """How many players have a phone that is connected."""
        return len(self._of_player.keys() | self._polled.keys())

    def open(self, player: int) -> Stream:
        """A new stream to a player's phone, in place of the oldest where there are too many."""
        was_here = self._here(player)
        stream = Stream(player)
        streams = self._of_player.setdefault(player, [])
        streams.append(stream)
        self._polled.pop(player, None)
        for old in streams[: -self._limits.streams_of_one]:
            old.end()
        if not was_here:
            self._seen(player, True)
        return stream

    def close(self, stream: Stream) -> None:
        """The phone is gone, or was told to go."""
        streams = self._of_player.get(stream.player, [])
        if stream in streams:
            streams.remove(stream)
        if not streams and self._of_player.pop(stream.player, None) is not None:
            self._seen(stream.player, False)

    def polled(self, player: int, now: float) -> None:
        """A phone asked for the state; without a stream it counts as here for a while."""
        if player in self._of_player:
            return
        was_here = self._here(player)
        self._polled[player] = now
        if not was_here:
            self._seen(player, True)

    def forget_polls(self, now: float) -> None:
        """Count those as gone who have not asked for long."""
        gone = [p for p, at in self._polled.items() if now - at > self._limits.polled]
        for player in gone:
            del self._polled[player]
            self._seen(player, False)

    def of(self, player: int) -> tuple[Stream, ...]:
        """A player's streams."""
        return tuple(self._of_player.get(player, ()))

    def __iter__(self) -> Iterator[Stream]:
        return iter([stream for streams in self._of_player.values() for stream in streams])

    def end_all(self) -> None:
        """Let every stream end."""
        for stream in self:
            stream.end()

    def _here(self, player: int) -> bool:
        return player in self._of_player or player in self._polled
