"""When somebody practised, by quarters of an hour: the days of any time zone are made of these."""

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
