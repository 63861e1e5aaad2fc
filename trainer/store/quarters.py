"""When somebody practised, by quarters of an hour: the days of any time zone are made of these."""

import datetime as dt
from collections.abc import Iterable, Iterator

from trainer.core.streaks import Practised
from trainer.store.connection import Executor, rows
from trainer.store.rows import to_time

QUARTER = 15 * 60 * 1_000_000
"""Microseconds of a quarter of an hour."""

QUARTER_OF = f"(a.answered_at / {QUARTER} - (a.answered_at < 0 AND a.answered_at % {QUARTER} <> 0))"
"""The same of an answer `a` in SQL, whose division rounds towards 1970."""


def quarter_of(moment: int) -> int:
    """The quarter since 1970 that a moment in microseconds falls into; before, it is negative."""
    return moment // QUARTER


def local_days(quarters: Iterable[int]) -> Iterator[dt.date]:
    """The day in the computer's time zone that each quarter begins on; in order it goes fastest."""
    offset, since, until = _NO_TIME, 0, 0
    for quarter in quarters:
        if not since <= quarter < until:
            # No zone changes its clocks twice a day: the same tomorrow is the same until then.
            offset, since = _offset(quarter), quarter
            until = quarter + (_A_DAY if _offset(quarter + _A_DAY) == offset else 1)
        yield (_EPOCH + quarter * _QUARTER + offset).date()


def _offset(quarter: int) -> dt.timedelta:
    return to_time(quarter * QUARTER).astimezone().utcoffset() or _NO_TIME


_NO_TIME = dt.timedelta()
_QUARTER = dt.timedelta(minutes=15)
_A_DAY = dt.timedelta(days=1) // _QUARTER
_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001  a wall clock, to which offsets are added


def practised(executor: Executor, learner: int) -> tuple[Practised, ...]:
    """The quarters in which a learner answered, in the order in which they came up."""
    found = rows(
        executor,
        """
        SELECT quarter, sum(answers) FROM quarters WHERE learner = ?
        GROUP BY quarter ORDER BY min(sequence)
        """,
        learner,
    )
    return tuple(Practised(to_time(quarter * QUARTER), answers) for quarter, answers in found)
