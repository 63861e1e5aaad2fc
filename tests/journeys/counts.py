"""What a report should say, counted from what pupils sent and were told, and from nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.live.classmates import Mate
from trainer.core.rubric import Verdict

FIRST, SECOND = 1, 2


@dataclass(frozen=True)
class Given:
    """What somebody said in the end to the question at a position, in a round of voting on it."""

    name: str
    position: int
    round: int
    verdict: Verdict


def given_by(phones: Iterable[Mate]) -> list[Given]:
    """The last that was acknowledged of each vote, by the phones' own notes."""
    last: dict[tuple[str, int, int], Verdict] = {}
    for phone in phones:
        for one in phone.sent:
            if one.saved:
                last[phone.name, one.position, one.round] = one.verdict
    return [Given(*vote, verdict) for vote, verdict in last.items()]


def told_to(phones: Iterable[Mate]) -> dict[int, Verdict]:
    """The keys as the phones were told them, which all agree on."""
    told: dict[int, Verdict] = {}
    for phone in phones:
        for position, verdict in phone.told.items():
            assert told.setdefault(position, verdict) is verdict
    return told


@dataclass(frozen=True)
class Counts:
    """The votes of a quiz. `hands` are raised ones in the order of `Verdict`, by vote.

    `truths` are the keys that were told, by position: a question without one was skipped.
    """

    given: tuple[Given, ...]
    truths: Mapping[int, Verdict]
    hands: Mapping[tuple[int, int], tuple[int, int, int]] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.given}

    def votes(self, position: int, round_: int = FIRST) -> tuple[int, ...]:
        """How many said each verdict, raised hands among them."""
        said = Counter(
            one.verdict for one in self.given if (one.position, one.round) == (position, round_)
        )
        hands = self.hands.get((position, round_), (0, 0, 0))
        return tuple(said[verdict] + up for verdict, up in zip(Verdict, hands, strict=True))

    def right(self, position: int, round_: int = FIRST) -> tuple[int, int]:
        """How many were right, of how many."""
        votes = dict(zip(Verdict, self.votes(position, round_), strict=True))
        return votes[self.truths[position]], sum(votes.values())

    def moved(self, position: int) -> tuple[int, int]:
        """How many went from wrong to right at the second vote, and from right to wrong."""
        first, second = (
            {
                one.name: one.verdict is self.truths[position]
                for one in self.given
                if (one.position, one.round) == (position, round_)
            }
            for round_ in (FIRST, SECOND)
        )
        both = [(first[name], second[name]) for name in first.keys() & second.keys()]
        return both.count((False, True)), both.count((True, False))

    def of(self, name: str) -> tuple[int, int]:
        """How many first votes of a pupil were right, of how many."""
        right = [
            one.verdict is self.truths[one.position]
            for one in self.given
            if one.name == name and one.round == FIRST and one.position in self.truths
        ]
        return sum(right), len(right)

    @property
    def answers(self) -> int:
        """First votes and raised hands on what was not skipped."""
        return sum(sum(self.votes(position)) for position in self.truths)

    def called(self, truths: Iterable[Verdict], *said: Verdict) -> tuple[int, int]:
        """Of the first votes on statements with these keys, how many were one of `said`."""
        wanted = set(truths)
        part = whole = 0
        for position, truth in self.truths.items():
            if truth in wanted:
                votes = dict(zip(Verdict, self.votes(position), strict=True))
                part += sum(votes[verdict] for verdict in said)
                whole += sum(votes.values())
        return part, whole

    @property
    def doubted(self) -> tuple[int, int]:
        """Verified statements that were called something else."""
        return self.called({Verdict.VERIFIED}, Verdict.CLAIM, Verdict.PROPAGANDA)

    @property
    def trusted(self) -> tuple[int, int]:
        """Others that were called verified."""
        return self.called({Verdict.CLAIM, Verdict.PROPAGANDA}, Verdict.VERIFIED)

    @property
    def balanced(self) -> float:
        """The mean over the three verdicts of the share that was recognised."""
        shares = [self.called({verdict}, verdict) for verdict in Verdict]
        return sum(part / whole for part, whole in shares) / len(shares)
