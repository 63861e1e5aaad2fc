"""Which questions a practice session asks: fresh ones first, balanced over the verdicts."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from trainer.core.catalogue import Entry
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Verdict

SESSION_SIZE = 10


def choose(
    entries: Iterable[Entry],
    sights: Mapping[QuestionRef, int],
    pack_levels: Mapping[str, int],
    size: int,
    chance: random.Random,
) -> tuple[Entry, ...]:
    """Up to `size` questions, a third of each verdict as far as there are any.

    `sights` tells when each question was answered last (a sequence number). A question never seen
    comes before any seen one; among the unseen, easy packs and easy questions come first; among
    the seen, the longest unseen. Two questions on one excerpt stand apart where that is possible,
    since the first may give away the second. Fewer than `size` come back when there are no more.
    """
    by_verdict: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.practicable:
            by_verdict[entry.verdict].append(entry)
    for waiting in by_verdict.values():
        chance.shuffle(waiting)
        waiting.sort(key=lambda entry: _urgency(entry, sights, pack_levels), reverse=True)
    turns = [verdict.value for verdict in Verdict]
    chance.shuffle(turns)
    chosen: list[Entry] = []
    while len(chosen) < size and any(by_verdict.values()):
        for verdict in turns:
            if by_verdict[verdict] and len(chosen) < size:
                chosen.append(_take(by_verdict[verdict], chosen, sights))
    return _interleaved(chosen, chance)


def _urgency(
    entry: Entry, sights: Mapping[QuestionRef, int], pack_levels: Mapping[str, int]
) -> tuple[int, int, int]:
    """What to serve first; the smallest comes first."""
    return (sights.get(entry.ref, 0), pack_levels.get(entry.pack, 1), entry.level)


def _take(
    waiting: list[Entry], chosen: Sequence[Entry], sights: Mapping[QuestionRef, int]
) -> Entry:
    """The most urgent entry; of equally fresh ones the first from an excerpt not yet used."""
    used = {(entry.pack, entry.excerpt) for entry in chosen}
    best = waiting[-1]
    for place in range(len(waiting) - 1, -1, -1):
        entry = waiting[place]
        if sights.get(entry.ref, 0) != sights.get(best.ref, 0):
            break
        if (entry.pack, entry.excerpt) not in used:
            return waiting.pop(place)
    return waiting.pop()


def _interleaved(chosen: Sequence[Entry], chance: random.Random) -> tuple[Entry, ...]:
    """The chosen in an order that shows no pattern: no excerpt twice running where avoidable."""
    left = list(chosen)
    chance.shuffle(left)
    order: list[Entry] = []
    while left:
        place = next((n for n, entry in enumerate(left) if _fits(entry, order)), 0)
        order.append(left.pop(place))
    return tuple(order)


def _fits(entry: Entry, order: Sequence[Entry]) -> bool:
    if order and (order[-1].pack, order[-1].excerpt) == (entry.pack, entry.excerpt):
        return False
    return len(order) < 2 or {order[-1].verdict, order[-2].verdict} != {entry.verdict}  # noqa: PLR2004  the last two
