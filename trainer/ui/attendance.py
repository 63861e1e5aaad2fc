"""Who is in the room and how it stands with each: never what they answered, unless asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from trainer.core import glossary
from trainer.core.room import Names, Phase, Player, Way
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.services.classroom.views import RoomView


class Standing(Enum):
    """How it stands with somebody in the room."""

    IN = "in"
    """There, and nothing is asked of them now."""
    ANSWERED = "answered"
    MISSING = "missing"
    """There, and has not answered yet."""
    GONE = "gone"
    """The phone is not connected."""
    WAITING = "waiting"
    """The name has not been let in yet."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the room. `says` is all of it in words; `chosen` is None while it is hidden.

    `may_choose` says that their phone can be let choose its name again: any phone with a picked or
    typed name, and where two picked one pupil, these alone.
    """

    number: int
    name: str
    standing: Standing
    double: bool
    seat: bool
    may_choose: bool
    chosen: Verdict | None
    says: str


def people(view: RoomView, *, who: bool) -> tuple[PersonRow, ...]:
    """Everybody who was not removed, in the order of joining; with what they chose if `who`."""
    return tuple(
        _person(player, view, who=who)
        for player in view.room.players.values()
        if not player.removed
    )


def who_chooses(rows: Sequence[PersonRow], chosen: PersonRow | None) -> PersonRow | None:
    """Whom to let choose a name again: the chosen one, or the last who picked one picked before."""
    if chosen is not None and chosen.may_choose:
        return chosen
    return next((row for row in reversed(rows) if row.double and row.may_choose), None)


def _person(player: Player, view: RoomView, *, who: bool) -> PersonRow:
    room = view.room
    standing = _standing(player, view)
    gone = player.way is Way.PHONE and player.number not in view.here
    chosen = room.votes.get(player.number) if who else None
    double = player.number in view.doubles
    parts = [
        {
            Standing.IN: "",
            Standing.ANSWERED: t("has answered"),
            Standing.MISSING: t("has not answered"),
            Standing.GONE: "",
            Standing.WAITING: t("waits to be let in"),
        }[standing],
        t("phone gone") if gone and player.admitted else "",
        t("hot seat") if player.way is Way.SEAT else "",
        t("picked a name that somebody else picked too") if double else "",
        t("team {number}", number=player.team) if player.team else "",
        glossary.verdict_plain(chosen) if chosen else "",
    ]
    said = ", ".join(part for part in parts if part)
    return PersonRow(
        number=player.number,
        name=player.name,
        standing=standing,
        double=double,
        seat=player.way is Way.SEAT,
        may_choose=player.way is Way.PHONE
        and view.setting.names is not Names.NICKNAMES
        and room.phase is not Phase.ENDED
        and (double or not view.doubles),
        chosen=chosen,
        says=f"{player.name}: {said}" if said else player.name,
    )


def _standing(player: Player, view: RoomView) -> Standing:
    room = view.room
    if not player.admitted:
        return Standing.WAITING
    if room.item is not None and player.number in room.votes:
        return Standing.ANSWERED
    if player.way is Way.PHONE and player.number not in view.here:
        return Standing.GONE
    return Standing.MISSING if room.phase is Phase.OPEN else Standing.IN
