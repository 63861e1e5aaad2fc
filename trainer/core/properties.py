"""What holds over all packs together: enough questions of each kind, and no verdict favoured.

Scored questions are those that practice serves; those held back for check-ups are counted apart.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from statistics import fmean
from typing import TypeVar

from trainer.core.checkups import FORM_SIZE, Form
from trainer.core.questions import Key
from trainer.core.revisions import Revision
from trainer.core.rubric import Asks, Skill, Technique, Verdict
from trainer.core.words import t, tn

SCORED, EXCERPTS, HELD_BACK, FORMS, DISCUSSED = 200, 70, 48, 4, 20
"""The fewest scored questions, excerpts with one, questions held back, forms, and discussions."""
OF_A_SKILL, OF_A_TECHNIQUE, PAIRS = 10, 3, 25
"""The fewest scored questions of each skill and technique, and pairs of both layers."""
POINTS_OVER_ALL, POINTS_IN_A_PACK = 0.03, 0.10
"""How far a verdict may be from a third of the scored questions."""
ENOUGH_OF_A_SIDE = 6
"""A side or topic with fewer questions need not have all three verdicts."""

Word = TypeVar("Word", bound=Enum)


class State(Enum):
    """Whether a property holds."""

    HOLDS = "holds"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Property:
    """One line of the table: what is asked for, what was found, and whether that holds.

    `lacking` says what to mend, `told` what else is worth knowing; each a line a thing.
    """

    name: str
    asked: str
    found: str
    state: State
    lacking: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def properties_of(revisions: Sequence[Revision], forms: Sequence[Form]) -> tuple[Property, ...]:
    """The properties of these questions, of which `forms` are the check-ups."""
    keyed = [(one, one.question.key) for one in revisions if one.question.key is not None]
    scored = [(one, key) for one, key in keyed if not one.question.reserved]
    skills = Counter(skill for one, _ in scored for skill in one.question.skills)
    techniques = Counter(key.technique for _, key in scored if key.technique is not None)
    return (
        _at_least(t("scored questions"), SCORED, len(scored)),
        _at_least(
            t("excerpts with one"), EXCERPTS, len({(one.pack, one.excerpt) for one, _ in scored})
        ),
        _at_least(t("held back for check-ups"), HELD_BACK, len(keyed) - len(scored)),
        _forms(forms),
        _at_least(t("questions to argue about"), DISCUSSED, len(revisions) - len(keyed)),
        _balance_over_all(scored),
        _balance_in_packs(scored),
        _each(t("questions of each skill"), OF_A_SKILL, {one: skills[one] for one in Skill}),
        _each(
            t("questions of each technique"),
            OF_A_TECHNIQUE,
            {one: techniques[one] for one in Technique},
        ),
        # A learner meets the ones held back as well, so a side is fair only over both.
        _all_three(t("sides with all three verdicts"), keyed, lambda one: one.question.side),
        _all_three(t("topics with all three verdicts"), keyed, lambda one: one.topic),
        _two_layers(keyed),
    )


def _at_least(name: str, fewest: int, found: int) -> Property:
    return Property(
        name,
        t("at least {number}", number=fewest),
        str(found),
        _state(holds=found >= fewest),
        (tn("{number} more is needed.", "{number} more are needed.", fewest - found),)
        if found < fewest
        else (),
    )


def _state(*, holds: bool) -> State:
    return State.HOLDS if holds else State.FAILS


def _forms(forms: Sequence[Form]) -> Property:
    return Property(
        t("parallel forms of check-ups"),
        t("at least {number} of {size}", number=FORMS, size=FORM_SIZE),
        str(len(forms)),
        _state(holds=len(forms) >= FORMS),
        () if len(forms) >= FORMS else (t("Hold more questions back, as many of each verdict."),),
        (*map(_form, forms), *_likeness(forms)),
    )


def _form(form: Form) -> str:
    levels = Counter(entry.level for entry in form.entries)
    return t(
        "Form {name}: mean level {mean}; {levels}.",
        name=form.name,
        mean=f"{fmean(entry.level for entry in form.entries):.2f}",
        levels=", ".join(
            t("{number} of level {level}", number=number, level=level)
            for level, number in sorted(levels.items())
        ),
    )


def _likeness(forms: Sequence[Form]) -> Iterator[str]:
    """How much any two forms have in common: of all mentions of skills in both, those matched."""
    pairs = list(combinations(forms, 2))
    if not pairs:
        return
    skills = {
        form.name: Counter(skill for entry in form.entries for skill in entry.skills)
        for form in forms
    }
    shares = [_common(skills[one.name], skills[other.name]) for one, other in pairs]
    yield t(
        "Any two forms share {least} to {most} of their skills.",
        least=f"{min(shares):.0%}",
        most=f"{max(shares):.0%}",
    )


def _common(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def _balance_over_all(scored: Sequence[tuple[Revision, Key]]) -> Property:
    counts = Counter(key.verdict for _, key in scored)
    off = _furthest_off(counts)
    return Property(
        t("verdicts over all"),
        t("a third each, within {points} points", points=f"{POINTS_OVER_ALL * 100:.0f}"),
        _counted(counts),
        _state(holds=off <= POINTS_OVER_ALL),
        () if off <= POINTS_OVER_ALL else (_off(off),),
    )


def _balance_in_packs(scored: Iterable[tuple[Revision, Key]]) -> Property:
    packs: defaultdict[str, Counter[Verdict]] = defaultdict(Counter)
    for one, key in scored:
        packs[one.pack][key.verdict] += 1
    off = {pack: _furthest_off(counts) for pack, counts in packs.items()}
    uneven = [pack for pack in packs if off[pack] > POINTS_IN_A_PACK]
    return Property(
        t("verdicts in each pack"),
        t("a third each, within {points} points", points=f"{POINTS_IN_A_PACK * 100:.0f}"),
        tn(
            "in {number} of {whole} pack",
            "in {number} of {whole} packs",
            len(packs) - len(uneven),
            whole=len(packs),
        ),
        _state(holds=not uneven),
        tuple(f"{pack}: {_counted(packs[pack])}; {_off(off[pack])}" for pack in uneven),
    )


def _furthest_off(counts: Counter[Verdict]) -> float:
    """How far the verdict that is furthest from a third is, as a share."""
    whole = counts.total()
    return max(abs(counts[one] / whole - 1 / 3) for one in Verdict) if whole else 1.0


def _off(share: float) -> str:
    return t("one is {points} points off a third.", points=f"{share * 100:.1f}")


def _counted(counts: Mapping[Verdict, int]) -> str:
    return ", ".join(f"{counts.get(verdict, 0)} {verdict.value}" for verdict in Verdict)


def _each(name: str, fewest: int, counts: Mapping[Word, int]) -> Property:
    lacking = {word: count for word, count in counts.items() if count < fewest}
    return Property(
        name,
        t("at least {number}", number=fewest),
        t(
            "{number} of {whole} have them; the fewest: {least}",
            number=len(counts) - len(lacking),
            whole=len(counts),
            least=min(counts.values()),
        ),
        _state(holds=not lacking),
        tuple(
            t("`{word}` has {count}.", word=word.value, count=count)
            for word, count in lacking.items()
        ),
    )


def _all_three(
    name: str, keyed: Iterable[tuple[Revision, Key]], group_of: Callable[[Revision], str]
) -> Property:
    groups: defaultdict[tuple[str, str], Counter[Verdict]] = defaultdict(Counter)
    for one, key in keyed:
        if group_of(one):
            groups[one.pack, group_of(one)][key.verdict] += 1
    poor = {group: counts for group, counts in sorted(groups.items()) if len(counts) < len(Verdict)}
    lacking = [group for group in poor if groups[group].total() >= ENOUGH_OF_A_SIDE]
    few = [group for group in poor if group not in lacking]
    return Property(
        name,
        t("each, from {number} questions on", number=ENOUGH_OF_A_SIDE),
        t("{number} of {whole}", number=len(groups) - len(poor), whole=len(groups)),
        _state(holds=not lacking),
        tuple(_group(group, groups[group]) for group in lacking),
        tuple(
            t("{group} (too few to ask it of)", group=_group(group, groups[group])) for group in few
        ),
    )


def _group(group: tuple[str, str], counts: Mapping[Verdict, int]) -> str:
    pack, name = group
    return f"{pack}: “{name}”: {_counted(counts)}"


def _two_layers(keyed: Iterable[tuple[Revision, Key]]) -> Property:
    """A question on whether it was said with one on what was said, from the same excerpt.

    Both in practice or both held back: who meets one alone has no pair.
    """
    excerpts: defaultdict[tuple[str, str, bool], Counter[Asks]] = defaultdict(Counter)
    for one, _ in keyed:
        place = (one.pack, one.excerpt, bool(one.question.reserved))
        excerpts[place][one.question.asks] += 1
    pairs = sum(min(counts[Asks.UTTERANCE], counts[Asks.CONTENT]) for counts in excerpts.values())
    return _at_least(t("two-layer pairs: that it was said, what was said"), PAIRS, pairs)
