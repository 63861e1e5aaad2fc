"""How phones come in, as the teacher's page tells it: where, whether it works, and what else."""

from dataclasses import dataclass
from enum import Enum

from trainer.core.addresses import Address, Link
from trainer.core.words import t, tn
from trainer.services.classroom.views import RoomView


class DoorStand(Enum):
    """How it stands with the way in for phones."""

    NONE = "none"
    """This quiz is answered without phones."""
    SHUT = "shut"
    OPENING = "opening"
    OPEN = "open"
    LOST = "lost"
    """The computer has left the network that the doors are on."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """What is known of the way in besides the room.

    `addresses` are those that phones could reach, the likely one first, `chosen` the one that the
    doors are on or will be on. `trouble` says in words why they could not be opened, `news` what
    happened by itself. `shared` says that all phones may come from one address.
    """

    addresses: tuple[Address, ...] = ()
    chosen: str = ""
    busy: bool = False
    trouble: str = ""
    news: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class DoorState:
    """The card about the way in. `choices` are addresses with words, to choose from."""

    stand: DoorStand
    says: str
    advice: str
    check: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    shared: bool
    open_label: str
    troubled: bool


def stand_of(view: RoomView, entrance: Entrance) -> DoorStand:
    """How it stands with the way in."""
    if not view.setting.phones:
        return DoorStand.NONE
    if entrance.busy:
        return DoorStand.OPENING
    if not view.url:
        return DoorStand.SHUT
    return DoorStand.OPEN if view.reach.here else DoorStand.LOST


def door_state(view: RoomView, entrance: Entrance) -> DoorState:
    """The card about the way in for a room as it is now."""
    stand = stand_of(view, entrance)
    return DoorState(
        stand=stand,
        says=_says(stand, view, entrance),
        advice=_advice(stand, view, entrance),
        check=f"{view.url}/check" if stand is DoorStand.OPEN else "",
        choices=tuple((one.digits, _choice(one)) for one in entrance.addresses),
        chosen=entrance.chosen,
        shared=entrance.shared,
        open_label=t("Open the doors") if not view.url else t("Open the doors there"),
        troubled=stand is DoorStand.LOST
        or (stand is DoorStand.OPEN and view.elsewhere)
        or (stand is DoorStand.SHUT and bool(entrance.trouble or not entrance.addresses)),
    )


def _choice(one: Address) -> str:
    link = {
        Link.WIRELESS: t("wireless"),
        Link.WIRED: t("cable"),
        Link.OTHER: t("other"),
    }[one.link]
    return t("{address} ({link}, {interface})", address=one.digits, link=link,
             interface=one.interface)  # fmt: skip


def _says(stand: DoorStand, view: RoomView, entrance: Entrance) -> str:
    match stand:
        case DoorStand.NONE:
            return ""
        case DoorStand.OPENING:
            return t("The doors are being opened…")
        case DoorStand.LOST:
            return t("This computer has left the network that the phones come in by.")
        case DoorStand.OPEN if view.elsewhere:
            return t(
                "Another program has taken the port of before, so phones come in at {place} now.",
                place=view.url,
            )
        case DoorStand.OPEN:
            return entrance.news or t("Phones come in at {place}.", place=view.url)
        case DoorStand.SHUT:
            return _says_when_shut(view, entrance)


def _says_when_shut(view: RoomView, entrance: Entrance) -> str:
    if entrance.trouble or view.reach.failed:
        return entrance.trouble or t("The doors fell shut: the program made a mistake.")
    if not entrance.addresses:
        return t("This computer is in no network, so that phones cannot find it.")
    return t("The doors are closed.")


def _advice(stand: DoorStand, view: RoomView, entrance: Entrance) -> str:
    if stand is DoorStand.LOST:
        return _advice_when_lost(entrance)
    if stand is DoorStand.SHUT and not entrance.addresses:
        return t(
            "Join the school’s network, or share a hotspot from this computer or from a phone. "
            "Without any, go on by hands, hot seat or paper."
        )
    return _advice_when_open(view, entrance) if stand is DoorStand.OPEN else ""


def _advice_when_lost(entrance: Entrance) -> str:
    if any(one.digits != entrance.chosen for one in entrance.addresses):
        return t(
            "Connect to it again and the phones come back by themselves. Or open the doors on "
            "another network; then every phone scans the new code."
        )
    return t("Connect to it again and the phones come back by themselves.")


def _advice_when_open(view: RoomView, entrance: Entrance) -> str:
    if view.elsewhere:
        return t(
            "Phones that were here do not find it by themselves. Let every pupil scan the code "
            "again, or during a question type the address and code at the top of the board; each "
            "is who they were before."
        )
    if view.reach.turned_away and not entrance.shared:
        return t(
            "Some phones were turned away: too many come from one address. If the school’s network "
            "gives all of them the same one, say so below."
        )
    if view.reach.checked:
        return tn(
            "{number} phone has opened the test page: the network lets phones through.",
            "{number} phones have opened the test page: the network lets phones through.",
            view.reach.checked,
        )
    return t(
        "Open the test page on one phone first. If it does not come although the phone is in the "
        "same network, the network keeps devices apart: share a hotspot from this computer or "
        "from a phone, or go on by hands, hot seat or paper."
    )
