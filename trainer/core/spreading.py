"""Which questions a quiz on chosen skills asks: even over these skills and the three verdicts."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from trainer.core.catalogue import Entry
from trainer.core.choosing import in_good_order
from trainer.core.rubric import Skill, Verdict

_Kind = tuple[str, tuple[str, ...]]
"""What questions are alike in: the verdict, and those of the chosen skills that they have."""

_LESS = 1e-9
"""What counts as less uneven, beyond what rounding does."""


def spread(
    entries: Iterable[Entry], skills: Sequence[Skill], size: int, chance: random.Random
) -> tuple[Entry, ...]:
    """Up to `size` of these scored questions, each of which has one of the skills.

    No exchange of one question for another would make it more even (see `unevenness`). Of
    questions that are alike in this, those of excerpts, sides and packs used least are taken. All
    come back where there are no more than `size`, in an order that shows no pattern.
    """
    wanted = [skill.value for skill in skills]
    shelf: defaultdict[_Kind, list[Entry]] = defaultdict(list)
    for entry in entries:
        has = tuple(skill for skill in wanted if skill in entry.skills)
        if entry.verdict and has:
            shelf[entry.verdict, has].append(entry)
    kinds = list(shelf)
    chance.shuffle(kinds)
    shares = _even({kind: len(shelf[kind]) for kind in kinds}, len(wanted), size)
    uses: Counter[tuple[str, ...]] = Counter()
    chosen: list[Entry] = []
    # Kinds with little to choose from come first, so that the others can make way for them.
    for kind in sorted(kinds, key=lambda one: len(shelf[one]) - shares[one]):
        left = shelf[kind]
        chance.shuffle(left)
        for _ in range(shares[kind]):
            best = min(left, key=lambda entry: [uses[use] for use in _uses(entry)])
            left.remove(best)
            chosen.append(best)
            uses.update(_uses(best))
    return in_good_order(chosen, chance)


def unevenness(shares: Mapping[_Kind, int], skills: int) -> float:
    """How far the numbers of questions are from even over three verdicts and so many skills.

    Σ (n_v / n)² · 3 over the verdicts and Σ (m_s / n)² · skills over the skills, without the n,
    which is the same for all that are compared: each is least where all its numbers are equal. A
    question of several skills counts for each of them in part.
    """
    verdicts: Counter[str] = Counter()
    parts: defaultdict[str, float] = defaultdict(float)
    for (verdict, has), number in shares.items():
        verdicts[verdict] += number
        for skill in has:
            parts[skill] += number / len(has)
    return len(Verdict) * sum(number**2 for number in verdicts.values()) + skills * sum(
        part**2 for part in parts.values()
    )


def _even(at_hand: Mapping[_Kind, int], skills: int, size: int) -> Counter[_Kind]:
    """How many to take of each kind."""
    shares: Counter[_Kind] = Counter()

    def cost(more: _Kind, less: _Kind | None = None) -> float:
        tried = shares.copy()
        tried[more] += 1
        if less is not None:
            tried[less] -= 1
        return unevenness(tried, skills)

    for _ in range(min(size, sum(at_hand.values()))):
        free = [kind for kind, number in at_hand.items() if shares[kind] < number]
        shares[min(free, key=cost)] += 1
    while True:
        swaps = [
            (cost(more, less), more, less)
            for more, number in at_hand.items()
            if shares[more] < number
            for less in at_hand
            if less != more and shares[less]
        ]
        best = min(swaps, default=None)
        if best is None or best[0] >= unevenness(shares, skills) - _LESS:
            return shares
        shares[best[1]] += 1
        shares[best[2]] -= 1


def _uses(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """What a quiz should not ask twice running, the worst first."""
    side = entry.side or entry.question
    return ("excerpt", entry.pack, entry.excerpt), ("side", side), ("pack", entry.pack)
