"""Check-ups: parallel forms of held-back questions, when one is due, and what has changed."""

import datetime as dt
import hashlib
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import cycle
from statistics import NormalDist
from typing import NamedTuple

from trainer.core.catalogue import Entry
from trainer.core.detection import detection
from trainer.core.measures import Share, Tally
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Verdict

A_VERDICT = 4
"""Questions of each verdict in a form."""

FORM_SIZE = A_VERDICT * len(Verdict)
AFTER_ANSWERS = 60
"""Answers in practice after which the second check-up is offered."""

_STANDARD = NormalDist()
_NO_ANSWERS = Tally()
_FORMS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NAMED = "checkup-"
"""What stands before the name of the form in `reserved`, where a pack's author chose one."""


class Occasion(Enum):
    """Why a check-up is offered."""

    START = "start"
    AFTER_PRACTICE = "after-practice"
    AFTER_7_DAYS = "after-7-days"
    AFTER_30_DAYS = "after-30-days"


@dataclass(frozen=True, slots=True)
class Form:
    """Twelve held-back questions, four of each verdict. Forms share no question."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A check-up that was finished: its form, when, and the answers in practice before it.

    `session` is its number in the history, `tally` how it was answered.
    """

    form: str
    finished_at: dt.datetime
    answers_before: int
    session: int = 0
    tally: Tally = _NO_ANSWERS


def reserved(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The scored questions that are held back for check-ups."""
    return tuple(entry for entry in entries if entry.reserved and entry.verdict)


def missing(entries: Iterable[Entry]) -> int:
    """How many more reserved questions are needed before two parallel forms exist; 0 when they do.

    One form measures nothing by itself: what counts is the change between two.
    """
    counts = {verdict.value: 0 for verdict in Verdict}
    for entry in reserved(entries):
        counts[entry.verdict] += 1
    return sum(max(0, 2 * A_VERDICT - count) for count in counts.values())


def forms(entries: Iterable[Entry], used: Collection[str] = ()) -> tuple[Form, ...]:
    """As many parallel forms as the reserved questions fill, alike in verdict, skill and level.

    Where an author put a whole form together (`reserved = "checkup-a"`), that form comes first, as
    it is. All others are dealt out: per verdict in order of skill and level, in turn, to and fro,
    so that neighbours (the most alike) go to different forms and no form gets the harder one each
    time. The same questions give the same forms. No form gets a name in `used`.
    """
    authored, waiting = _authored(reserved(entries), used)
    names = [name for name in _FORMS if name not in used and name not in authored]
    count = min(_rarest(waiting) // A_VERDICT, len(names))
    dealt: list[list[Entry]] = [[] for _ in range(count)]
    for verdict in Verdict if count else ():
        for form, entry in zip(
            _to_and_fro(count), _thinned(_alike(waiting, verdict), count), strict=False
        ):
            dealt[form].append(entry)
    return tuple(
        Form(name, tuple(sorted(form, key=_shuffled)))
        for name, form in (*sorted(authored.items()), *zip(names, dealt, strict=False))
    )


def _authored(
    held: Iterable[Entry], used: Collection[str]
) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """The forms that authors put together, and all questions that are in none of them."""
    named: defaultdict[str, list[Entry]] = defaultdict(list)
    waiting: list[Entry] = []
    for entry in held:
        name = entry.reserved.removeprefix(_NAMED).upper()
        chosen = entry.reserved.startswith(_NAMED) and name and name not in used
        (named[name] if chosen else waiting).append(entry)
    whole: dict[str, list[Entry]] = {}
    for name, group in named.items():
        if _rarest(group) >= A_VERDICT:
            picked = [e for verdict in Verdict for e in _thinned(_alike(group, verdict), 1)]
            whole[name] = picked
            group = [entry for entry in group if entry not in picked]  # noqa: PLW2901  the rest
        waiting += group
    return whole, waiting


def _rarest(entries: Iterable[Entry]) -> int:
    """How many questions there are of the verdict with the fewest."""
    verdicts = [entry.verdict for entry in entries]
    return min(verdicts.count(verdict.value) for verdict in Verdict)


def _alike(entries: Iterable[Entry], verdict: Verdict) -> list[Entry]:
    """The questions of a verdict, those most alike side by side."""
    return sorted((entry for entry in entries if entry.verdict == verdict.value), key=_likeness)


def _likeness(entry: Entry) -> tuple[tuple[str, ...], int, str, str]:
    return (entry.skills, entry.level, entry.pack, entry.question)


def _thinned(alike: Sequence[Entry], count: int) -> list[Entry]:
    """As many as the forms need, spread evenly over the order."""
    needed = count * A_VERDICT
    return [alike[index * len(alike) // needed] for index in range(needed)]


def _to_and_fro(count: int) -> Iterable[int]:
    return cycle([*range(count), *reversed(range(count))])


def _shuffled(entry: Entry) -> str:
    """A place in the form that tells nothing of the verdict and is the same each time."""
    return hashlib.sha256(f"{entry.pack}/{entry.question}".encode()).hexdigest()


def due(taken: Sequence[Taken], answers: int, now: dt.datetime) -> Occasion | None:
    """The check-up to offer now, None for none.

    `taken` are the finished ones in their order, `answers` those given in practice so far. The
    first is offered at the start, the second after `AFTER_ANSWERS` more answers, then 7 and 30 days
    after the second. A clock set back offers nothing early.
    """
    if not taken:
        return Occasion.START
    if len(taken) == 1:
        enough = answers - taken[0].answers_before >= AFTER_ANSWERS
        return Occasion.AFTER_PRACTICE if enough else None
    days = (now - taken[1].finished_at) / dt.timedelta(days=1)
    if len(taken) == 2:  # noqa: PLR2004  the two that were counted out above
        return Occasion.AFTER_7_DAYS if days >= 7 else None  # noqa: PLR2004  its name says it
    if len(taken) == 3:  # noqa: PLR2004  and the one after a week
        return Occasion.AFTER_30_DAYS if days >= 30 else None  # noqa: PLR2004  its name says it
    return None


def next_form(
    entries: Iterable[Entry], taken: Iterable[Taken], met: Collection[QuestionRef]
) -> Form | None:
    """A form of questions never `met`, with a name not yet `taken`; None when there is none left.

    What was met is left out question by question, since a pack that comes or goes deals the others
    out anew.
    """
    fresh = (entry for entry in entries if entry.ref not in met)
    return next(iter(forms(fresh, {one.form for one in taken})), None)


class Change(NamedTuple):
    """A figure before and after, their difference, and the 95 % interval of the difference."""

    before: float
    after: float
    difference: float
    low: float
    high: float

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval leaves out no change at all."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two check-ups. The d′ and c are of verified against the rest."""

    balanced_accuracy: Change
    false_doubt: Change
    false_trust: Change
    sensitivity: Change
    criterion: Change


def changes(before: Tally, after: Tally) -> Changes:
    """What changed from one tally to the other; each verdict must occur in both.

    Raises `ValueError` where a verdict has no answers.
    """
    return Changes(
        balanced_accuracy=_mean_change(
            [before.recognised(verdict) for verdict in Verdict],
            [after.recognised(verdict) for verdict in Verdict],
        ),
        false_doubt=_mean_change([before.false_doubt], [after.false_doubt]),
        false_trust=_mean_change([before.false_trust], [after.false_trust]),
        sensitivity=_detection_change(before, after, sensitivity=True),
        criterion=_detection_change(before, after, sensitivity=False),
    )


def _mean_change(before: Sequence[Share], after: Sequence[Share]) -> Change:
    """The change of a mean of independent shares, interval by the square-and-add method.

    Source: Newcombe 1998, "Interval estimation for the difference between independent
    proportions", method 10; for means of shares as Zou and Donner 2008 (MOVER).
    """
    first, first_low, first_high = _mean(before)
    second, second_low, second_high = _mean(after)
    difference = second - first
    return Change(
        before=first,
        after=second,
        difference=difference,
        low=difference - math.hypot(second - second_low, first_high - first),
        high=difference + math.hypot(second_high - second, first - first_low),
    )


def _mean(shares: Sequence[Share]) -> tuple[float, float, float]:
    """The mean of shares and the ends of its interval."""
    values, below, above = [], [], []
    for share in shares:
        value, interval = share.value, share.interval
        if value is None or interval is None:
            raise ValueError("a verdict without answers has no share")
        values.append(value)
        below.append(value - interval[0])
        above.append(interval[1] - value)
    mean = sum(values) / len(values)
    return mean, mean - math.hypot(*below) / len(below), mean + math.hypot(*above) / len(above)


def _detection_change(before: Tally, after: Tally, *, sensitivity: bool) -> Change:
    """The change of d′ or c, with a normal interval.

    Source of the variances: Gourevitch and Galanter 1967, "A significance test for one parameter
    isosensitivity functions"; that of c is a quarter of d′'s.
    """
    figures = []
    for tally in (before, after):
        found = detection(tally, Verdict.VERIFIED)
        if found is None:
            raise ValueError("verified and the rest must both have answers")
        variance = _variance(tally)
        figures.append(
            (found.sensitivity, variance) if sensitivity else (found.criterion, variance / 4)
        )
    (first, first_variance), (second, second_variance) = figures
    spread = 1.96 * math.sqrt(first_variance + second_variance)
    difference = second - first
    return Change(first, second, difference, difference - spread, difference + spread)


def _variance(tally: Tally) -> float:
    verified = tally.recognised(Verdict.VERIFIED)
    rest = tally.false_trust
    a = verified.whole / tally.total
    hits = (verified.part + a) / (verified.whole + 2 * a)
    alarms = (rest.part + 1 - a) / (rest.whole + 2 * (1 - a))
    return _probit_variance(hits, verified.whole) + _probit_variance(alarms, rest.whole)


def _probit_variance(share: float, count: int) -> float:
    z = _STANDARD.inv_cdf(share)
    density = _STANDARD.pdf(z)
    return share * (1 - share) / (count * density * density)
