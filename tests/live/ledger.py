"""What phones have noted of their verdicts, and whether the disk agrees with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from trainer.core.classroom import KeptRoom
from trainer.core.rubric import Verdict

Vote = tuple[int, int]
"""A position and a round."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A verdict on its way: `saved` once it was acknowledged, None where no answer came back."""

    position: int
    round: int
    verdict: Verdict
    saved: bool | None


class Voter(Protocol):
    """A phone that notes what it sends."""

    sent: list[Sent]

    @property
    def number(self) -> int: ...

    @property
    def name(self) -> str: ...


def may_be_kept(sent: Iterable[Sent]) -> dict[Vote, set[Verdict | None]]:
    """What can stand for each vote: the last acknowledged, or what had no answer after that."""
    may: dict[Vote, set[Verdict | None]] = {}
    for one in sent:
        vote = (one.position, one.round)
        before = may.get(vote, {None})
        if one.saved is True:
            may[vote] = {one.verdict}
        elif one.saved is None:
            may[vote] = before | {one.verdict}
    return may


def nothing_lost_or_doubled(kept: KeptRoom, phones: Iterable[Voter]) -> None:
    """Hold what is on the disk against what each phone sent and was told."""
    phones = list(phones)
    votes = {(one.player, one.position, int(one.round)): one.chosen for one in kept.votes}
    assert len(votes) == len(kept.votes), "a vote is kept twice"
    assert sorted(kept.room.players) == sorted(phone.number for phone in phones)
    for phone in phones:
        may = may_be_kept(phone.sent)
        own = {(at, round_): said for (who, at, round_), said in votes.items()
               if who == phone.number}  # fmt: skip
        for vote in may.keys() | own.keys():
            assert own.get(vote) in may.get(vote, {None}), (phone.name, vote, own.get(vote), may)
