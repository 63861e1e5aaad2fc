"""Made-up learners whose skills are known and fade, and ways to decide what they practise."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from trainer.core.progress import Judged, Progress
from trainer.core.rubric import Confidence, Skill
from trainer.services.skills import advance

DAYS = 60
A_DAY = 10
"""Questions that a learner sits down for at most."""

NEW_A_DAY = 3
"""Skills that are met for the first time, until all are."""

BEGIN = dt.datetime(2026, 1, 1, 17, tzinfo=dt.UTC)
SKILLS = tuple(Skill)

Fading = Callable[[float, float], float]
"""What is left of a skill after so many days, by its strength in days: half, at as many."""


def exponential(days: float, strength: float) -> float:
    """Forgetting that goes on at one pace (Ebbinghaus)."""
    return float(2 ** (-days / strength))


def power(days: float, strength: float) -> float:
    """Forgetting that is quick at first and slow later (Wickelgren)."""
    return 1 / (1 + days / strength)


@dataclass
class Learner:
    """Somebody whose mind is an open book.

    A skill has a strength, the days after which half of it is left. A right answer multiplies it,
    the more so the more had been forgotten; being told after a wrong one helps as well.
    """

    fading: Fading
    chance: random.Random
    strengths: dict[Skill, float] = field(default_factory=dict)
    last_met: dict[Skill, int] = field(default_factory=dict)
    reviews: int = 0

    def __post_init__(self) -> None:
        self._first = {skill: self.chance.lognormvariate(0.7, 0.6) for skill in SKILLS}
        self._gain = self.chance.uniform(1.5, 4.0)

    def left_of(self, skill: Skill, day: int) -> float:
        """How much of a skill is there on a day, 0 to 1; 0 before it was met."""
        if skill not in self.strengths:
            return 0.0
        return self.fading(day - self.last_met[skill], self.strengths[skill])

    def kept(self, day: int) -> float:
        """How much of all skills is there on a day."""
        return fmean(self.left_of(skill, day) for skill in SKILLS)

    def answer(self, skill: Skill, day: int) -> tuple[bool, Confidence]:
        """Judge one question on a skill and learn from the reveal: right or not, and how sure."""
        left = self.left_of(skill, day)
        right = self.chance.random() < 1 / 3 + 2 / 3 * left
        sure = _sureness(left + self.chance.gauss(0, 0.1))
        strength = self.strengths.get(skill)
        if strength is None:
            self.strengths[skill] = self._first[skill]
        elif right:
            self.strengths[skill] = strength * (1 + self._gain * (1 - left))
        else:
            self.strengths[skill] = max(self._first[skill], strength * 0.5)
        self.last_met[skill] = day
        self.reviews += 1
        return right, sure


def _sureness(feeling: float) -> Confidence:
    if feeling > 0.8:
        return Confidence.SURE
    return Confidence.FAIRLY_SURE if feeling > 0.5 else Confidence.GUESS


@dataclass(frozen=True)
class Met:
    """One question that was answered on a day."""

    skill: Skill
    day: int
    right: bool
    sure: Confidence


class Fsrs:
    """The schedule of the program."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._progress = Progress()

    def today(self, day: int, room: int) -> Sequence[Skill]:
        """The due skills."""
        return [state.skill for state in self._progress.due(_at(day))][:room]

    def note(self, met: Met) -> None:
        """Move the schedule on by an answer."""
        judged = Judged(
            learner=self._number,
            sequence=self._progress.sequence + 1,
            skills=(met.skill,),
            level=2,
            right=met.right,
            confidence=met.sure,
            first_sight=True,
            answered_at=_at(met.day),
        )
        self._progress = advance(self._progress, judged)


class FixedIntervals:
    """Every skill again after 1, 7 and 30 days, whatever was answered."""

    def __init__(self, _number: int) -> None:
        self._due: dict[Skill, int] = {}
        self._times: Counter[Skill] = Counter()

    def today(self, day: int, room: int) -> Sequence[Skill]:
        """The skills whose interval is over, the longest waiting first."""
        waiting = sorted((due, skill.value) for skill, due in self._due.items() if due <= day)
        return [Skill(value) for _, value in waiting][:room]

    def note(self, met: Met) -> None:
        """Take the next interval."""
        self._due[met.skill] = met.day + (1, 7, 30)[min(self._times[met.skill], 2)]
        self._times[met.skill] += 1


class FixedFromStart(FixedIntervals):
    """The same intervals, from the start again after a wrong answer."""

    def note(self, met: Met) -> None:
        """Take the next interval, or the first one."""
        if not met.right:
            self._times[met.skill] = 0
        super().note(met)


class AnySkill:
    """Skills by chance, on each day as many as somebody else has reviewed on it."""

    def __init__(self, number: int, spend: Sequence[int]) -> None:
        self._chance = random.Random(number)
        self._spend = spend
        self._met: list[Skill] = []

    def today(self, day: int, room: int) -> Sequence[Skill]:
        """So many skills by chance."""
        return self._chance.sample(self._met, min(room, self._spend[day], len(self._met)))

    def note(self, met: Met) -> None:
        """Remember that it was met."""
        if met.skill not in self._met:
            self._met.append(met.skill)


Way = Fsrs | FixedIntervals | AnySkill


@dataclass(frozen=True)
class Outcome:
    """One learner's two months: reviews beyond the first meetings, by day, and the skill kept.

    `kept_on_average` is over all days after the last skill was met, `kept_at_end` on day 60 and
    `kept_later` a month after that without practice; each 0 to 1.
    """

    spent: tuple[int, ...]
    kept_on_average: float
    kept_at_end: float
    kept_later: float

    @property
    def reviews(self) -> int:
        """All reviews."""
        return sum(self.spent)


def live(way: Way, fading: Fading, number: int) -> Outcome:
    """Two months of learner `number`, the same person under every way to decide."""
    learner = Learner(fading, random.Random(number))
    new = list(SKILLS)
    random.Random(-number - 1).shuffle(new)
    spent, kept = [], []
    for day in range(DAYS):
        if not new:
            kept.append(learner.kept(day))
        first_meetings = [new.pop() for _ in range(min(NEW_A_DAY, len(new)))]
        again = way.today(day, A_DAY - len(first_meetings))
        for skill in (*again, *first_meetings):
            right, sure = learner.answer(skill, day)
            way.note(Met(skill, day, right, sure))
        spent.append(len(again))
    return Outcome(tuple(spent), fmean(kept), learner.kept(DAYS), learner.kept(DAYS + 30))


def _at(day: int) -> dt.datetime:
    return BEGIN + dt.timedelta(days=day)
