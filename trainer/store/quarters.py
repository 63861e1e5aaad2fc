"""When somebody practised, by quarters of an hour: the days of any time zone are made of these."""

import datetime as dt

from trainer.core.streaks import Practised
from trainer.store.connection import Executor, rows
from trainer.store.rows import from_time, to_time

QUARTER = 15 * 60 * 1_000_000
"""Microseconds of a quarter of an hour."""


def count_quarter(executor: Executor, learner: int, moment: dt.datetime, sequence: int) -> None:
    """Count an answer in its quarter of an hour."""
    rows(
        executor,
        """
        INSERT INTO quarters (learner, quarter, answers, sequence) VALUES (?, ?, 1, ?)
        ON CONFLICT DO UPDATE SET answers = answers + 1
        """,
        learner,
        from_time(moment) // QUARTER,
        sequence,
    )


def derive_quarters(executor: Executor) -> None:
    """Count all answers again. Times before 1970 round down, as they do when counted singly."""
    rows(executor, "DELETE FROM quarters")
    rows(
        executor,
        """
        INSERT INTO quarters (learner, quarter, answers, sequence)
        SELECT s.learner,
            a.answered_at / ?1 - (a.answered_at < 0 AND a.answered_at % ?1 <> 0) AS quarter,
            count(*), min(a.sequence)
        FROM answers a JOIN sessions s ON s.id = a.session
        GROUP BY s.learner, quarter
        """,
        QUARTER,
    )


def practised(executor: Executor, learner: int) -> tuple[Practised, ...]:
    """The quarters in which a learner answered, in the order in which they came up."""
    found = rows(
        executor,
        "SELECT quarter, answers FROM quarters WHERE learner = ? ORDER BY sequence",
        learner,
    )
    return tuple(Practised(to_time(quarter * QUARTER), answers) for quarter, answers in found)
