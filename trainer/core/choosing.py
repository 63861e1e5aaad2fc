"""Which questions a practice session asks: for the skills that are due, on texts never seen."""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain, islice, takewhile
from typing import cast

from trainer.core.catalogue import Entry
from trainer.core.progress import Progress
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Skill, Verdict

SESSION_SIZE = 10

_COMPARED = 100
"""How many of the most urgent questions are compared; more would cost time and change little."""


class Mix(Enum):
    """How often each verdict comes up in a session."""

    EVEN = "even"
    """A third each."""
    REAL_LIFE = "real-life"
    """Three of four are verified, as in the news that most people read."""

    @property
    def shares(self) -> Mapping[Verdict, float]:
        """The share of each verdict; they add up to 1."""
        return _SHARES[self]


_SHARES = {
    Mix.EVEN: dict.fromkeys(Verdict, 1 / 3),
    Mix.REAL_LIFE: {Verdict.VERIFIED: 3 / 4, Verdict.CLAIM: 1 / 8, Verdict.PROPAGANDA: 1 / 8},
}


@dataclass(frozen=True, slots=True)
class Aim:
    """What a session should do for one learner.

    `due` are the skills to practise, the most urgent first; `resting` those that were practised and
    may wait. `levels` are all levels, the fitting one first.
    """

    due: tuple[Skill, ...] = ()
    resting: frozenset[Skill] = frozenset()
    levels: tuple[int, ...] = (1, 2, 3)
    mix: Mix = Mix.EVEN


BEGIN = Aim()
"""The aim for somebody of whom nothing is known yet."""


def aim_for(progress: Progress, now: dt.datetime, mix: Mix = Mix.EVEN) -> Aim:
    """What a session at `now` should do for somebody who has come so far."""
    due = tuple(state.skill for state in progress.due(now))
    return Aim(due, frozenset(progress.states) - set(due), progress.ability.levels, mix)


def choose(
    entries: Iterable[Entry],
    sights: Mapping[QuestionRef, int],
    pack_levels: Mapping[str, int],
    size: int,
    chance: random.Random,
    *,
    aim: Aim = BEGIN,
) -> tuple[Entry, ...]:
    """Up to `size` questions in the mix of verdicts that is aimed at, as far as there are any.

    `sights` tells when each question was answered last (a sequence number). First each due skill
    gets a question never seen, or the longest unseen one where none of its questions is left, as
    far as the mix has room for its verdict. Then, of each verdict, questions never seen come before
    seen ones; among the unseen those of a fitting pack and level, then those of skills that do not
    rest, sides and packs used least; among the seen, the longest unseen. Two questions on one
    excerpt are avoided, and stand apart where there are no others, since the first may give away
    the second. Fewer than `size` come back when there are no more. Reserved ones never do.
    """
    # A system's chance asks the system each time, which takes too long for thousands of questions.
    quick = random.Random(chance.getrandbits(64))  # noqa: S311  it picks questions, no secrets
    shelf = _Shelf(entries, sights, pack_levels, aim, quick)
    shelf.serve_due(size)
    shelf.fill_up(size)
    return in_good_order(shelf.chosen, quick)


_Urgency = tuple[int, int, int]
"""When it was seen last, how far its pack and how far itself is from the fitting level."""


class _Shelf:
    """The questions at hand while a session is put together of them."""

    def __init__(
        self,
        entries: Iterable[Entry],
        sights: Mapping[QuestionRef, int],
        pack_levels: Mapping[str, int],
        aim: Aim,
        chance: random.Random,
    ) -> None:
        self.chosen: list[Entry] = []
        self._aim = aim
        self._chance = chance
        self._resting = {skill.value for skill in aim.resting}
        self._ranks = {level: rank for rank, level in enumerate(aim.levels)}
        self._pack_ranks = {pack: self._rank(level) for pack, level in pack_levels.items()}
        # A plain pair is found as the name of its question is, and is made in a third of the time.
        self._sights = cast("Mapping[tuple[str, str], int]", sights)
        self._taken: set[int] = set()
        self._excerpts: set[tuple[str, str]] = set()
        self._uses: Counter[tuple[str, str]] = Counter()
        self._verdicts: Counter[str] = Counter()
        self._left: Counter[str] = Counter()
        self._turns = list(Verdict)
        chance.shuffle(self._turns)
        self._fresh: dict[str, list[Entry]] = {skill.value: [] for skill in aim.due}
        self._met: dict[str, list[Entry]] = {skill.value: [] for skill in aim.due}
        self._by_verdict: dict[str, defaultdict[_Urgency, list[Entry]]] = {
            verdict.value: defaultdict(list) for verdict in Verdict
        }
        self._orders: dict[str, list[list[Entry]]] = {}
        self._sort(entries)

    def _sort(self, entries: Iterable[Entry]) -> None:
        due = self._fresh.keys()
        for entry in entries:
            if not entry.practicable:
                continue
            urgency = self._urgency(entry)
            self._by_verdict[entry.verdict][urgency].append(entry)
            for skill in entry.skills:
                if skill in due:
                    (self._met if urgency[0] else self._fresh)[skill].append(entry)
        for verdict, found in self._by_verdict.items():
            self._left[verdict] = sum(map(len, found.values()))
            self._orders[verdict] = [found[urgency] for urgency in sorted(found)]
            for alike in self._orders[verdict]:
                if len(alike) > 1:
                    self._chance.shuffle(alike)
        for fresh in self._fresh.values():
            self._chance.shuffle(fresh)

    def _rank(self, level: int) -> int:
        return self._ranks.get(level, len(self._ranks))

    def _seen(self, entry: Entry) -> int:
        return self._sights.get((entry.pack, entry.question), 0)

    def _urgency(self, entry: Entry) -> _Urgency:
        pack = self._pack_ranks.get(entry.pack)
        return (
            self._seen(entry),
            self._rank(1) if pack is None else pack,
            self._rank(entry.level),
        )

    def serve_due(self, size: int) -> None:
        """Choose a question for each due skill that has room in the mix."""
        room = Counter(self._planned(size))
        for skill in self._aim.due:
            if len(self.chosen) == size:
                return
            if any(skill.value in entry.skills for entry in self.chosen):
                continue
            entry = self._best_for(skill, room)
            if entry is not None:
                room[entry.verdict] -= 1
                self._take(entry)

    def _planned(self, size: int) -> Iterator[str]:
        """The verdicts of a session as the mix has them, where there are enough of each."""
        counts: Counter[str] = Counter()
        for _ in range(size):
            verdict = min(self._turns, key=lambda one: self._filled(one, counts))
            counts[verdict.value] += 1
            yield verdict.value

    def _filled(self, verdict: Verdict, counts: Mapping[str, int]) -> float:
        """How full the share of a verdict is; the smallest has the next turn (Sainte-Laguë)."""
        return (counts.get(verdict.value, 0) + 0.5) / self._aim.mix.shares[verdict]

    def _best_for(self, skill: Skill, room: Mapping[str, int]) -> Entry | None:
        fresh = [entry for entry in self._fresh[skill.value] if id(entry) not in self._taken]
        if fresh:
            fitting = (entry for entry in fresh if room[entry.verdict] > 0)
            return min(islice(fitting, _COMPARED), key=self._preference, default=None)
        met = (entry for entry in self._met[skill.value] if room[entry.verdict] > 0)
        return min(met, key=self._seen, default=None)

    def fill_up(self, size: int) -> None:
        """Choose the rest, each time of the verdict that lacks most."""
        while len(self.chosen) < size and (
            open_to := [v for v in self._turns if self._left[v.value]]
        ):
            verdict = min(open_to, key=lambda one: self._filled(one, self._verdicts))
            self._take(self._most_urgent(verdict.value))

    def _most_urgent(self, verdict: str) -> Entry:
        """The best of the equally fresh questions at the head, from an excerpt not yet used."""
        waiting = self._waiting(verdict)
        first = next(waiting)
        seen = self._seen(first)
        alike = takewhile(lambda entry: self._seen(entry) == seen, chain((first,), waiting))
        unused = (entry for entry in alike if _excerpt(entry) not in self._excerpts)
        return min(islice(unused, _COMPARED), key=self._preference, default=first)

    def _waiting(self, verdict: str) -> Iterator[Entry]:
        return (
            entry
            for alike in self._orders[verdict]
            for entry in alike
            if id(entry) not in self._taken
        )

    def _preference(self, entry: Entry) -> tuple[bool | int, ...]:
        """What to serve first of two; the smaller one."""
        seen, pack, level = self._urgency(entry)
        return (
            seen,
            _excerpt(entry) in self._excerpts,
            pack,
            level,
            all(skill in self._resting for skill in entry.skills),
            self._uses["side", entry.side] if entry.side else 0,
            self._uses["pack", entry.pack],
        )

    def _take(self, entry: Entry) -> None:
        self.chosen.append(entry)
        self._taken.add(id(entry))
        self._left[entry.verdict] -= 1
        self._verdicts[entry.verdict] += 1
        self._excerpts.add(_excerpt(entry))
        self._uses.update((("side", entry.side), ("pack", entry.pack)))


def in_good_order(chosen: Sequence[Entry], chance: random.Random) -> tuple[Entry, ...]:
    """The chosen in an order that shows no pattern: no excerpt twice running where avoidable."""
    left = list(chosen)
    chance.shuffle(left)
    order: list[Entry] = []
    while left:
        apart = _apart(left, order)
        order.append(next((entry for entry in apart if _varies(entry, order)), apart[0]))
        left.remove(order[-1])
    return tuple(order)


def _apart(left: Sequence[Entry], order: Sequence[Entry]) -> list[Entry]:
    """Those that may come next, so that the fewest neighbours are from one excerpt; never none."""
    last = _excerpt(order[-1]) if order else None
    counts = Counter(map(_excerpt, left))
    others = [entry for entry in left if _excerpt(entry) != last]
    # An excerpt with more than half of the others has to be used whenever it can be.
    pressing = [entry for entry in others if 2 * counts[_excerpt(entry)] > len(left)]
    return pressing or others or list(left)


def _excerpt(entry: Entry) -> tuple[str, str]:
    return entry.pack, entry.excerpt


def _varies(entry: Entry, order: Sequence[Entry]) -> bool:
    """Whether no verdict would stand three times running."""
    return len(order) < 2 or {order[-1].verdict, order[-2].verdict} != {entry.verdict}  # noqa: PLR2004  the last two
