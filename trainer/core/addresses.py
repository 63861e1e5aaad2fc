"""The addresses under which phones may find this computer, the likely one first."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Link(Enum):
    """What kind of connection an address belongs to."""

    WIRELESS = "wireless"
    WIRED = "wired"
    OTHER = "other"
    """A tunnel, or something inside this computer."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address of this computer, in digits, and the connection that it belongs to."""

    digits: str
    interface: str
    link: Link


_INSIDE = (
    *("docker", "veth", "virbr", "vboxnet", "vmnet", "br-", "lxc", "lxd", "podman", "cni", "vnet"),
    *("tun", "tap", "utun", "wg", "ppp", "zt", "tailscale", "ham", "awdl", "llw", "anpi"),
    *("vethernet", "virtualbox", "vmware", "hyper-v", "wsl", "nordlynx", "proton", "zerotier"),
)
"""How interfaces begin that lead to virtual machines, other offices, or nowhere."""

_HOTSPOTS = tuple(
    ipaddress.ip_network(network)
    for network in ("192.168.137.0/24", "10.42.0.0/24", "192.168.2.0/24", "172.20.10.0/28")
)
"""What Windows, NetworkManager, macOS and a phone give to those who share their connection."""

_USUAL = ipaddress.ip_network("192.168.0.0/16")


def link_of(interface: str, link: Link) -> Link:
    """The kind of a connection, told by its name where the system takes it for a real one."""
    name = interface.lower()
    return Link.OTHER if name.startswith(_INSIDE) else link


def likely_first(addresses: Iterable[Address]) -> tuple[Address, ...]:
    """Those that a phone could reach, the most likely one first.

    Addresses of this computer alone, and of no network, are left out. IPv6 comes last: it is long
    to type, and phones do not always have one.
    """
    usable = sorted((one for one in addresses if _reachable(one.digits)), key=_unlikelihood)
    return tuple({one.digits: one for one in reversed(usable)}.values())[::-1]


def _reachable(digits: str) -> bool:
    try:
        address = ipaddress.ip_address(digits)
    except ValueError:
        # One with a zone is good on its own wire alone, and no browser takes it.
        return False
    return not (
        address.is_loopback or address.is_link_local or address.is_multicast
        or address.is_unspecified
    )  # fmt: skip


def _unlikelihood(one: Address) -> tuple[int, int, int, str]:
    address = ipaddress.ip_address(one.digits)
    link = link_of(one.interface, one.link)
    if isinstance(address, ipaddress.IPv6Address):
        return 3, _RANK[link], 0, one.digits
    if not address.is_private:
        # A public address is seldom that of a classroom, and the whole world could knock.
        return 2, _RANK[link], 0, one.digits
    near = 0 if any(address in hotspot for hotspot in _HOTSPOTS) else 1
    return (
        1 if link is Link.OTHER else 0,
        _RANK[link],
        near if address in _USUAL or near == 0 else 2,
        one.digits,
    )


_RANK = {Link.WIRELESS: 0, Link.WIRED: 1, Link.OTHER: 2}
