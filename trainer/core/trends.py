"""How well somebody judged in the course of time, in periods that each hold enough answers."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.core.measures import VERDICTS, Tally

ENOUGH = 20
"""Answers that a period holds at the least; with fewer its interval says nothing."""

FEWEST = 4
"""Periods from which on there is a curve: one through two or three points tells of chance."""

MOST = 12
"""Periods that a curve is cut into at the most."""


@dataclass(frozen=True, slots=True)
class Period:
    """The answers from one day to another, both included."""

    first: dt.date
    last: dt.date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Trend:
    """Periods in the order of time, or none while there is too little for a curve.

    `missing` is how many more answers a curve needs at the least, 0 once there is one. It may be 1
    or more although there are many, where too many fell on one day or a verdict is rare.
    """

    periods: tuple[Period, ...]
    missing: int


def trend(days: Iterable[tuple[dt.date, Tally]]) -> Trend:
    """The trend of answers counted by days, in any order; a day may come up more than once.

    Each period takes in whole days until it holds an even part of all answers, at least `ENOUGH`,
    and each of the three verdicts; what is left over at the end goes with the last one.
    """
    by_day: dict[dt.date, Tally] = {}
    for day, tally in days:
        by_day[day] = by_day.get(day, Tally()) + tally
    total = sum(tally.total for tally in by_day.values())
    enough = max(ENOUGH, -(-total // MOST))
    periods: list[Period] = []
    begun: Period | None = None
    for day in sorted(by_day):
        tally = by_day[day]
        begun = Period(begun.first if begun else day, day, begun.tally + tally if begun else tally)
        if _is_full(begun.tally, enough):
            periods.append(begun)
            begun = None
    if len(periods) < FEWEST:
        left = begun.tally.total if begun else 0
        missing = max(FEWEST * ENOUGH - total, (FEWEST - len(periods)) * enough - left, 1)
        return Trend((), missing)
    if begun:
        last = periods.pop()
        periods.append(Period(last.first, begun.last, last.tally + begun.tally))
    return Trend(tuple(periods), 0)


def _is_full(tally: Tally, enough: int) -> bool:
    met = all(tally.recognised(verdict).whole for verdict in VERDICTS)
    return met and tally.total >= enough
