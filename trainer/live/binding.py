"""Where the server listens: a port of the chosen address, or in plain words why there is none."""

import errno
import ipaddress
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.errors import UserError
from trainer.core.words import t

if sys.platform != "win32":
    import resource

PORTS = tuple(range(8765, 8775))
"""The port to try first and those to try after it."""

BACKLOG = 1_024
"""Phones that may knock while the server is busy with others."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Where the server can be reached. `url` is what is typed into a phone."""

    address: str
    port: int
    url: str

    def link(self, secret: str) -> str:
        """What the QR code holds."""
        return f"{self.url}/j/{secret}"


def listen(address: str, ports: Sequence[int] = PORTS) -> tuple[Bound, socket.socket]:
    """Listen on the first port of `ports` that is free.

    `address` is one of this computer's, in digits; `ValueError` for anything else, and for the
    addresses that stand for all. `UserError` where no port is free or the address is gone.
    """
    parsed = ipaddress.ip_address(address)
    if parsed.is_unspecified:
        raise ValueError("the room is opened on one network, never on all")
    for port in ports:
        try:
            taken = _listening(parsed, port)
        except OSError as fault:
            if fault.errno in (errno.EADDRINUSE, errno.EACCES):
                continue
            raise _no_address(address, fault) from fault
        shown = f"[{parsed}]" if parsed.version == 6 else str(parsed)  # noqa: PLR2004 - IPv6
        here = taken.getsockname()[1]
        return Bound(address, here, f"http://{shown}:{here}"), taken
    raise UserError(
        t("The phones’ page cannot be opened: other programs use all of its ports."),
        t("Close other programs that serve pages, or restart the computer, and open it again."),
        f"{address}: {', '.join(map(str, ports))}",
    )


def is_here(address: str) -> bool:
    """Whether the address still belongs to this computer."""
    parsed = ipaddress.ip_address(address)
    with socket.socket(_family(parsed), socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError as fault:
            # Any other trouble, as too many open files, says nothing about the network.
            return fault.errno != errno.EADDRNOTAVAIL
    return True


def allow_files(wanted: int) -> None:
    """Let the process hold so many files open, as far as the system permits.

    macOS starts with 256, which is fewer than the connections of a large class.
    """
    if sys.platform == "win32":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft == resource.RLIM_INFINITY or soft >= most:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    except (OSError, ValueError):
        # Then it goes with what there is; the caps on connections are not reached.
        return


def _listening(address: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int) -> socket.socket:
    taken = socket.socket(_family(address), socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # There the other option would let a second program share the port.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # A room that is opened again finds its port free, though old connections linger.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((str(address), port))
        taken.listen(BACKLOG)
        taken.setblocking(False)
    except OSError:
        taken.close()
        raise
    return taken


def _family(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> socket.AddressFamily:
    return socket.AF_INET if address.version == 4 else socket.AF_INET6  # noqa: PLR2004 - IPv4


def _no_address(address: str, fault: OSError) -> UserError:
    if fault.errno == errno.EADDRNOTAVAIL:
        return UserError(
            t("The network with the address {address} is gone.", address=address),
            t("Connect to it again, or choose another network."),
        )
    return UserError(
        t("The phones’ page cannot be opened on this network."),
        t("Choose another network, or let the class answer by hands or on paper."),
        f"{address}: {fault}",
    )
