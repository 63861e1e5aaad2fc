"""Typed codes: at once while few are wrong, one after the other once many were; never locked."""

import asyncio
from collections import deque
from dataclasses import dataclass, field

from trainer.live.limits import Limits

_REMEMBERED = 2_000
"""Addresses that are kept in mind; more than any classroom has."""


@dataclass(slots=True)
class _Client:
    """What is known of one address. `wrong` are moments of the loop's clock."""

    wrong: deque[float]
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Guesses:
    """Counts wrong codes by address and makes codes take turns where there were too many.

    A whole school may share one address, so that nobody is refused for what others do: the turns
    are in the order of coming, and whoever stays in the queue gets theirs.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._clients: dict[str, _Client] = {}

    async def turn(self, address: str, now: float) -> bool:
        """Wait until a code from this address may be looked at; False where too many wait."""
        client = self._clients.get(address)
        if client is None or not self._slowed(client, now):
            return True
        if client.waiting >= self._limits.waiting:
            return False
        client.waiting += 1
        try:
            # Those who leave give up their place, so that nobody can fill the queue and go.
            async with client.turn:
                await asyncio.sleep(self._limits.turn)
        finally:
            client.waiting -= 1
        return True

    def wrong(self, address: str, now: float) -> None:
        """Note a wrong code."""
        if len(self._clients) >= _REMEMBERED:
            self._forget(now)
        client = self._clients.setdefault(address, _Client(deque(maxlen=self._limits.wrong_codes)))
        client.wrong.append(now)

    def _slowed(self, client: _Client, now: float) -> bool:
        full = len(client.wrong) == self._limits.wrong_codes
        return full and now - client.wrong[0] < self._limits.wrong_for

    def _forget(self, now: float) -> None:
        self._clients = {
            address: client
            for address, client in self._clients.items()
            if client.waiting or now - client.wrong[-1] < self._limits.wrong_for
        }
