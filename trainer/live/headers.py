"""What is asked of a request's headers, and what every answer carries."""

from collections.abc import Iterable, Sequence
from enum import Enum

from trainer.live.binding import Bound

SAFE = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "Who Says",
}
"""No script, style or request of another origin; nothing is guessed, told on or kept."""


class Foreign(Enum):
    """Why a request is not answered: it was meant for another place, or sent by one."""

    HOST = 421
    ORIGIN = 403


class Allowed:
    """The exact names that this server goes by.

    A page of another site could make a phone's browser call here under a name of its own (DNS
    rebinding), so that any other `Host` is refused, and any other `Origin`.
    """

    def __init__(self, bound: Bound, names: Iterable[str] = ()) -> None:
        hosts = [bound.url.removeprefix("http://"), *(f"{name}:{bound.port}" for name in names)]
        self._hosts = frozenset(host.lower() for host in hosts)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    def refuses(self, hosts: Sequence[str], origins: Sequence[str]) -> Foreign | None:
        """Why these `Host` and `Origin` headers are refused, None where they are not.

        Old browsers send no origin with what a page sends home, and that is answered.
        """
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return Foreign.HOST
        if len(origins) > 1 or any(origin not in self._origins for origin in origins):
            return Foreign.ORIGIN
        return None
