"""Check-ups in the history: the finished ones, the one that waits, and the practice beside them."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

from trainer.core.checkups import Taken
from trainer.core.history import SessionLine
from trainer.core.measures import Tally
from trainer.core.rubric import Verdict
from trainer.core.sessions import SessionKind
from trainer.store.connection import Executor, number, rows
from trainer.store.queries import LINE, as_lines
from trainer.store.rows import to_time

_KIND = SessionKind.CHECKUP.value


class Checkups:
    """What the services ask about check-ups. Calls come from any thread and raise as `History`."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._reading = reading

    def finished(self, learner: int) -> tuple[Taken, ...]:
        """The check-ups that a learner finished, in the order in which that was."""
        with self._reading() as connection:
            return tuple(
                Taken(
                    form=form,
                    finished_at=to_time(last_at),
                    answers_before=_practised_before(connection, learner, session, sequence),
                    session=session,
                    tally=_tally(connection, session),
                )
                for session, form, last_at, sequence in rows(
                    connection,
                    """
                    SELECT id, form, last_at, last_sequence FROM sessions
                    WHERE learner = ? AND kind = ? AND answered > 0 AND answered = planned
                    ORDER BY last_sequence
                    """,
                    learner,
                    _KIND,
                )
            )

    def unfinished(self, learner: int) -> SessionLine | None:
        """The check-up that waits to be gone on with."""
        with self._reading() as connection:
            lines = as_lines(
                connection,
                rows(
                    connection,
                    f"{LINE} WHERE learner = ? AND kind = ? AND abandoned = 0"
                    " AND answered < planned ORDER BY id DESC LIMIT 1",
                    learner,
                    _KIND,
                ),
            )
            return lines[0] if lines else None

    def practised(self, learner: int) -> int:
        """How many answers a learner gave outside check-ups."""
        with self._reading() as connection:
            return number(
                connection,
                "SELECT sum(answered) FROM sessions"
                " WHERE learner = ? AND answered > 0 AND kind <> ?",
                learner,
                _KIND,
            )


def _practised_before(executor: Executor, learner: int, session: int, sequence: int) -> int:
    """The answers outside check-ups before a check-up, which ended with answer `sequence`.

    Whole sessions are summed up; single answers are counted only in those that were begun before
    the check-up and gone on with after it.
    """
    whole = number(
        executor,
        """
        SELECT sum(answered) FROM sessions
        WHERE learner = ? AND answered > 0 AND last_sequence < ? AND kind <> ?
        """,
        learner,
        sequence,
        _KIND,
    )
    begun = number(
        executor,
        """
        SELECT count(*) FROM sessions s JOIN answers a ON a.session = s.id
        WHERE s.learner = ? AND s.answered > 0 AND s.last_sequence > ? AND s.id < ?
            AND s.kind <> ? AND a.sequence < ?
        """,
        learner,
        sequence,
        session,
        _KIND,
        sequence,
    )
    return whole + begun


def _tally(executor: Executor, session: int) -> Tally:
    return Tally.of(
        (Verdict(truth), Verdict(chosen))
        for truth, chosen in rows(
            executor, "SELECT truth, chosen FROM answers WHERE session = ?", session
        )
    )
