"""The goal of a day, and a quiet streak of days that forgives one missed day a week."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GOAL = 10
"""Answers that make a day's goal: one session, about eight minutes."""

FORGIVEN_EVERY = 7
"""Days from one forgiven day to the next."""

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Practised:
    """Answers given within one quarter of an hour, which begins at `begin` (aware, UTC)."""

    begin: dt.datetime
    answers: int


@dataclass(frozen=True, slots=True)
class Diligence:
    """How far today has come, and how many days of practice there were in a row.

    `streak` counts the days with at least one answer, forgiven days not among them; a day without
    an answer yet takes nothing away before it is over.
    """

    today: int
    streak: int
    goal: int = GOAL

    @property
    def reached(self) -> bool:
        """Whether the day's goal is reached."""
        return self.today >= self.goal


def diligence(
    practised: Sequence[Practised], now: dt.datetime, zone: dt.tzinfo | None, goal: int = GOAL
) -> Diligence:
    """Where somebody stands at `now`, with days as in `zone` (None: the computer's own).

    `practised` is in the order in which the answers were given, whatever the clock said. A clock
    that was set back takes no day away: while it is behind, the streak stands as it stood, and a
    day of practice then is credited behind the latest day there was, so that setting the clock
    right again leaves no gap. Days in the future, left by a clock that ran ahead, do not break the
    streak of today either.
    """
    today = now.astimezone(zone).date()
    days = [(one.begin.astimezone(zone).date(), one.answers) for one in practised]
    met = _credited(day for day, _ in days)
    anchors = [today, *(day for day in met if day > today)]
    return Diligence(
        today=sum(answers for day, answers in days if day == today),
        streak=max(_streak(met, anchor) for anchor in anchors),
        goal=goal,
    )


def _credited(days: Iterable[dt.date]) -> frozenset[dt.date]:
    """The days of practice, and for each new one met behind the latest a day after that."""
    met: set[dt.date] = set()
    credited: set[dt.date] = set()
    latest = dt.date.min
    for day in days:
        if day > latest:
            latest = day
        elif day not in met and latest < dt.date.max:
            latest += _DAY
            credited.add(latest)
        met.add(day)
    return frozenset(met | credited)


def _streak(met: frozenset[dt.date], last: dt.date) -> int:
    """Days met in a row that ends on `last`, or on the day before where `last` is not met."""
    count = 0
    day = last
    forgiven: dt.date | None = None
    if day not in met and day > dt.date.min:
        day -= _DAY
    while day > dt.date.min:
        if day in met:
            count += 1
        elif day - _DAY in met and (forgiven is None or (forgiven - day).days >= FORGIVEN_EVERY):
            forgiven = day
        else:
            break
        day -= _DAY
    return count
