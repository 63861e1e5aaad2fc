"""Who comes into a room: by which token they are known, and under which name they are shown."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from trainer.core.classroom import Pupil
from trainer.core.errors import UserError
from trainer.core.names import folded, proper_name
from trainer.core.nicknames import nickname
from trainer.core.room import Names, Player, Refusal, Room, Way
from trainer.core.words import t
from trainer.live.host import Wish

LONGEST_PLAYER = 40
"""Characters of a player's name."""

MOST_PLAYERS = 1000

_TOO_LONG = 400
"""Characters that no honest name has; longer ones are not even looked at."""


class Reception:
    """The way into one room. It decides and remembers tokens; the room is handed in and out.

    The caller sees to it that one thread at a time is inside.
    """

    def __init__(
        self,
        names: Names,
        roster: Sequence[Pupil],
        tokens: Mapping[str, int],
        chance: random.Random | None,
    ) -> None:
        self._names = names
        self.roster = {pupil.id: pupil for pupil in roster}
        self._tokens = dict(tokens)
        self._freed: dict[str, int] = {}
        self._chance = chance or random.Random()  # noqa: S311  it makes names, no secrets

    def known(self, token: str) -> int | None:
        """The number of the player with this token's hash, None for a stranger."""
        return self._tokens.get(token)

    def forget(self, token: str) -> None:
        """Know a token as before, since its player could not be kept."""
        self._tokens.pop(token, None)
        if token in self._freed:
            self._tokens[token] = self._freed.pop(token)

    def let_in(self, room: Room, wish: Wish) -> tuple[Room, Player] | Refusal:
        """The room with somebody new in it and who that is, or why not."""
        if len(room.players) >= MOST_PLAYERS:
            return Refusal.FULL
        named = self._name_for(room, wish)
        if isinstance(named, Refusal):
            return named
        player = replace(
            newcomer(room, named, Way.PHONE),
            pupil=wish.pupil if self._names is Names.ROSTER else None,
            admitted=self._names is not Names.FREE,
        )
        after = room.join(player)
        if isinstance(after, Refusal):
            return after
        if wish.token in self._tokens:
            self._freed[wish.token] = self._tokens[wish.token]
        self._tokens[wish.token] = player.number
        return after, player

    def _name_for(self, room: Room, wish: Wish) -> str | Refusal:
        match self._names:
            case Names.NICKNAMES:
                return self.nickname(room)
            case Names.ROSTER:
                pupil = self.roster.get(wish.pupil or 0)
                if pupil is None:
                    return Refusal.NAME_BAD
                if not wish.sure and _is_picked(room, pupil):
                    return Refusal.NAME_PICKED
                return _told_apart(room, pupil.name)
            case Names.FREE:
                return free_name(room, wish.name)

    def nickname(self, room: Room) -> str:
        """A made-up name that nobody in the room has."""
        return nickname((player.name for player in room.players.values()), self._chance)


def newcomer(room: Room, name: str, way: Way) -> Player:
    """Somebody new, with the next number, in the smallest team."""
    number = max(room.players, default=0) + 1
    return Player(number, name, way, team=room.smallest_team())


def free_name(room: Room, text: str, *, besides: int = 0) -> str | Refusal:
    """What somebody typed as a name, or why it cannot be one; `besides` is who has it now."""
    if len(text) > _TOO_LONG:
        return Refusal.NAME_BAD
    name = proper_name(text, LONGEST_PLAYER)
    if not any(character.isalnum() for character in name):
        return Refusal.NAME_BAD
    return Refusal.NAME_TAKEN if folded(name) in _taken(room, besides) else name


def bad_name(refusal: Refusal) -> UserError:
    """The refusal of a name in words, for the teacher."""
    if refusal is Refusal.NAME_TAKEN:
        return UserError(
            t("Somebody in the room has this name already."), t("Choose one that looks different.")
        )
    return UserError(t("This is no name that can be shown."), t("Write one of 1 to 40 letters."))


def doubles(room: Room) -> frozenset[int]:
    """The players who picked a pupil that another one picked too."""
    active = [player for player in room.players.values() if not player.removed]
    picked = Counter(player.pupil for player in active if player.pupil is not None)
    return frozenset(p.number for p in active if p.pupil is not None and picked[p.pupil] > 1)


def _is_picked(room: Room, pupil: Pupil) -> bool:
    """Whether somebody in the room has picked a pupil."""
    return any(one.pupil == pupil.id and not one.removed for one in room.players.values())


def _told_apart(room: Room, name: str) -> str:
    """The name, with a number behind it where another player has it."""
    taken = _taken(room, besides=0)
    if folded(name) not in taken:
        return name
    return next(
        told
        for told in (f"{name} {number}" for number in range(2, len(taken) + 3))
        if folded(told) not in taken
    )


def _taken(room: Room, besides: int) -> set[str]:
    return {
        folded(player.name)
        for player in room.players.values()
        if not player.removed and player.number != besides
    }
