"""Which questions a practice session asks: fresh ones first, balanced over the verdicts."""

import random
from collections import Counter, defaultdict
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

    `sights` tells when each question was answered last (a sequence number). Of each verdict,
    questions never seen come before seen ones; among the unseen, easy packs and easy questions come
    first; among the seen, the longest unseen. Two questions on one excerpt stand apart where that
    is possible, since the first may give away the second. Fewer than `size` come back when there
    are no more.
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
    used = set(map(_excerpt, chosen))
    best = waiting[-1]
    for place in range(len(waiting) - 1, -1, -1):
        entry = waiting[place]
        if sights.get(entry.ref, 0) != sights.get(best.ref, 0):
            break
        if _excerpt(entry) not in used:
            return waiting.pop(place)
    return waiting.pop()


def _interleaved(chosen: Sequence[Entry], chance: random.Random) -> tuple[Entry, ...]:
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
