"""Which votes are on their way to the disk, and what stands there until they arrive."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from trainer.core.classroom import Vote
from trainer.core.room import Room, Round
from trainer.core.rubric import Verdict

_Place = tuple[int, int, Round]
"""Whose vote it is, on which question, in which round."""


class Unsaved:
    """The votes of one room that nobody may call saved yet.

    The caller sees to it that one thread at a time is inside, and that votes settle in the order in
    which they were taken.
    """

    def __init__(self) -> None:
        self._coming: Counter[_Place] = Counter()
        self._there: dict[_Place, Verdict | None] = {}

    def take(self, vote: Vote, before: Verdict | None) -> None:
        """A vote sets out, in place of `before`."""
        place = _place(vote)
        if not self._coming[place]:
            self._there[place] = before
        self._coming[place] += 1

    def settle(self, vote: Vote, *, kept: bool) -> Verdict | None:
        """A vote has arrived, or could not be kept; what stands on the disk in its place now."""
        place = _place(vote)
        there = self._there[place] = vote.chosen if kept else self._there[place]
        self._coming[place] -= 1
        if not self._coming[place]:
            del self._coming[place], self._there[place]
        return there

    def without(self, room: Room, player: int) -> tuple[Room, bool]:
        """The room with what is on the disk alone of a player, and whether more is on its way.

        Only votes on the present question are told apart.
        """
        present: _Place = (player, room.position, room.round)
        first: _Place = (player, room.position, Round.FIRST)
        coming = self._there.keys() & {present, first}
        if present in coming:
            room = replace(room, votes=_said(room.votes, player, self._there[present]))
        if first in coming - {present}:
            room = replace(room, first_votes=_said(room.first_votes, player, self._there[first]))
        return room, bool(coming)


def _said(
    votes: Mapping[int, Verdict], player: int, there: Verdict | None
) -> Mapping[int, Verdict]:
    """The votes with this one of a player, or with none."""
    others = {number: chosen for number, chosen in votes.items() if number != player}
    return others if there is None else {**others, player: there}


def _place(vote: Vote) -> _Place:
    return vote.player, vote.position, vote.round
