"""Warnings over a whole pack: whether it is balanced, and whether anything but reading helps."""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from trainer.core.rubric import Verdict
from trainer.core.words import t, tn
from trainer.packs.file_checks import text_of
from trainer.packs.written import WrittenFile, WrittenQuestion

_ENOUGH_FOR_BALANCE = 12
_ENOUGH_FOR_TELLS = 24
_ENOUGH_FOR_SKILLS = 18
_ENOUGH_OF_A_SIDE = 6
_FEWEST_OF_A_SKILL = 2
_POINTS = 0.10
"""How far a share may lie from a third, and how much a surface feature may help, as a share."""
_Z_AT_1_PER_CENT = 2.3263478740408408
_SMALL_GROUP = 5
_DIGIT = re.compile(r"\d")
_QUOTE_MARKS = frozenset('“”„«»"‘')


@dataclass(frozen=True, slots=True)
class Advice:
    """A warning about the pack as a whole."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What shows of a scored question without reading it, and its verdict."""

    verdict: str
    words: int
    has_quotes: bool
    has_digits: bool
    side: str
    topic: str
    position: float
    """Where the statement begins, 0 to 1 of the excerpt; -1 where it is not quoted."""


def advice_on(files: Sequence[WrittenFile]) -> tuple[Advice, ...]:
    """All warnings about the pack as a whole."""
    seen = tuple(_seen(files))
    return (
        *_verdicts(seen),
        *_tells(seen),
        *_one_sided(seen),
        *_rare_skills(files),
    )


def _questions(files: Iterable[WrittenFile]) -> Iterator[tuple[WrittenQuestion, str, str]]:
    """Each question with the text of its excerpt and the topic of its article."""
    for file in files:
        topic = file.article.topic or "" if file.article else ""
        for excerpt in file.excerpt or ():
            for question in excerpt.question or ():
                yield question, text_of(excerpt) or "", topic


def _seen(files: Iterable[WrittenFile]) -> Iterator[Seen]:
    for question, text, topic in _questions(files):
        statement = question.statement or ""
        if question.verdict is None:
            continue
        start = text.find(statement)
        yield Seen(
            verdict=question.verdict.value,
            words=len(statement.split()),
            has_quotes=not _QUOTE_MARKS.isdisjoint(statement),
            has_digits=_DIGIT.search(statement) is not None,
            side=question.side or "",
            topic=topic,
            position=start / len(text) if start >= 0 and text else -1.0,
        )


def _verdicts(seen: Sequence[Seen]) -> Iterator[Advice]:
    if len(seen) < _ENOUGH_FOR_BALANCE:
        return
    counts = Counter(one.verdict for one in seen)
    if all(abs(counts[verdict.value] / len(seen) - 1 / 3) <= _POINTS for verdict in Verdict):
        return
    told = ", ".join(f"{counts[verdict.value]} {verdict.value}" for verdict in Verdict)
    yield Advice(
        t("The verdicts are unbalanced: {counts}.", counts=told),
        t("Each should be a third of the scored questions, give or take ten points in a hundred."),
    )


def _tells(seen: Sequence[Seen]) -> Iterator[Advice]:
    if len(seen) < _ENOUGH_FOR_TELLS:
        return
    features: tuple[tuple[str, Callable[[Seen], str]], ...] = (
        (
            t("The length of the statement gives the verdict away."),
            _thirds([one.words for one in seen], lambda one: one.words),
        ),
        (
            t("Quotation marks in the statement give the verdict away."),
            lambda one: str(one.has_quotes),
        ),
        (
            t("Digits in the statement give the verdict away."),
            lambda one: str(one.has_digits),
        ),
        (t("The side gives the verdict away."), lambda one: one.side),
        (
            t("The position of the statement gives the verdict away."),
            _thirds([one.position for one in seen], lambda one: one.position),
        ),
    )
    totals = Counter(one.verdict for one in seen)
    known = max(totals.values()) / len(seen)
    for tell, group_of in features:
        table = _table(seen, group_of)
        guessed = sum(max(counts.values()) for counts in table) / len(seen)
        if guessed - known >= _POINTS and _depends(table, totals):
            yield Advice(
                t(
                    "{tell} Whoever looks at that alone is right in {guessed} of the questions, "
                    "instead of {known}.",
                    tell=tell,
                    guessed=f"{guessed:.0%}",
                    known=f"{known:.0%}",
                ),
                t("Mix it, so that only reading helps."),
            )


def _thirds(values: Sequence[float], value_of: Callable[[Seen], float]) -> Callable[[Seen], str]:
    """Sorts questions into low, middle and high by a value."""
    ranked = sorted(values)
    return lambda one: str(3 * bisect_left(ranked, value_of(one)) // len(ranked))


def _table(seen: Sequence[Seen], group_of: Callable[[Seen], str]) -> list[Counter[str]]:
    """Counts of verdicts for each group, with the groups too small to tell anything as one.

    Guessing the commonest verdict of its group is the best that one can do without reading.
    """
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, verdict), count in Counter((group_of(one), one.verdict) for one in seen).items():
        groups[name][verdict] = count
    big = [counts for counts in groups.values() if counts.total() >= _SMALL_GROUP]
    small = [counts for counts in groups.values() if counts.total() < _SMALL_GROUP]
    return [*big, sum(small, start=Counter[str]())] if small else big


def _depends(table: Sequence[Counter[str]], totals: Counter[str]) -> bool:
    """Whether verdict and group depend on each other, by Pearson's chi² test at 1 %."""
    chi2 = 0.0
    for counts in table:
        for verdict, total in totals.items():
            expected = counts.total() * total / totals.total()
            chi2 += (counts[verdict] - expected) ** 2 / expected
    freedom = (len(table) - 1) * (len(totals) - 1)
    return freedom > 0 and chi2 > chi2_limit(freedom)


def chi2_limit(freedom: int) -> float:
    """The 99 % point of chi² with `freedom` degrees, within 2 % of the exact value.

    Source: Wilson and Hilferty 1931, "The distribution of chi-square".
    """
    part = 2 / (9 * freedom)
    return float(freedom * (1 - part + _Z_AT_1_PER_CENT * math.sqrt(part)) ** 3)


def _one_sided(seen: Sequence[Seen]) -> Iterator[Advice]:
    for name_of, told in ((_side, _one_verdict_of_side), (_topic, _one_verdict_of_topic)):
        groups: dict[str, list[str]] = defaultdict(list)
        for one in seen:
            groups[name_of(one)].append(one.verdict)
        for name, verdicts in sorted(groups.items()):
            if name and len(verdicts) >= _ENOUGH_OF_A_SIDE and len(set(verdicts)) == 1:
                yield told(name, len(verdicts), verdicts[0])


def _one_verdict_of_side(side: str, count: int, verdict: str) -> Advice:
    return Advice(
        tn(
            "The {number} question of the side “{side}” is {verdict}.",
            "All {number} questions of the side “{side}” are {verdict}.",
            count,
            side=side,
            verdict=verdict,
        ),
        t("Give each side more than one verdict, so that it tells nothing."),
    )


def _one_verdict_of_topic(topic: str, count: int, verdict: str) -> Advice:
    return Advice(
        tn(
            "The {number} question of the topic “{topic}” is {verdict}.",
            "All {number} questions of the topic “{topic}” are {verdict}.",
            count,
            topic=topic,
            verdict=verdict,
        ),
        t("Give each topic more than one verdict, so that it tells nothing."),
    )


def _side(one: Seen) -> str:
    return one.side


def _topic(one: Seen) -> str:
    return one.topic


def _rare_skills(files: Iterable[WrittenFile]) -> Iterator[Advice]:
    questions = [question for question, *_ in _questions(files)]
    if len(questions) < _ENOUGH_FOR_SKILLS:
        return
    counts = Counter(skill.value for question in questions for skill in question.skills or ())
    rare = sorted(skill for skill, count in counts.items() if count < _FEWEST_OF_A_SKILL)
    if rare:
        yield Advice(
            t(
                "These skills have a single question: {skills}.",
                skills=", ".join(f"`{skill}`" for skill in rare),
            ),
            t("A skill is practised again and again: give it a second question, or leave it out."),
        )
