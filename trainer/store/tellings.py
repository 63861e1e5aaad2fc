"""What a learner was told and when, and the judgements that a word about doubt rests on."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

from trainer.core.doubt import Sight
from trainer.core.history import Telling
from trainer.core.rubric import Verdict
from trainer.store.connection import Executor, row, rows
from trainer.store.rows import from_time, to_time
from trainer.store.writer import Job, Receipt

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]

_SESSIONS_LOOKED_THROUGH = 200
"""The latest sessions that first sights are sought in; in repeats alone one need not look on."""


class Tellings:
    """What learners were told. Calls may come from any thread; reads raise as `History` does."""

    def __init__(self, reading: Reading, save: Callable[[Job], Receipt]) -> None:
        self._reading = reading
        self._save = save

    def tell(self, learner: int, telling: Telling) -> Receipt:
        """Note that a learner was told something; the same at the same moment is noted once."""
        return self._save(lambda executor: _tell(executor, learner, telling))

    def latest(self, learner: int, beginning: str) -> Telling | None:
        """What a learner was told last, of the kinds that begin so."""
        with self._reading() as connection:
            found = row(
                connection,
                """
                SELECT kind, told_at FROM notices
                WHERE learner = ? AND substr(kind, 1, length(?)) = ? ORDER BY rowid DESC LIMIT 1
                """,
                learner,
                beginning,
                beginning,
            )
        return None if found is None else Telling(found[0], to_time(found[1]))

    def first_sights(self, learner: int, limit: int) -> tuple[Sight, ...]:
        """The latest first sights of practice, at most `limit`, the latest one first."""
        with self._reading() as connection:
            found = rows(
                connection,
                """
                SELECT a.session, a.position, a.truth, a.chosen
                FROM (
                    SELECT id FROM sessions
                    WHERE learner = ? AND answered > 0 AND kind <> 'checkup'
                    ORDER BY last_sequence DESC LIMIT ?
                ) AS s
                JOIN answers a ON a.session = s.id
                WHERE a.first_sight = 1 ORDER BY a.sequence DESC LIMIT ?
                """,
                learner,
                _SESSIONS_LOOKED_THROUGH,
                limit,
            )
        return tuple(
            Sight(session, position, Verdict(truth), Verdict(chosen))
            for session, position, truth, chosen in found
        )


def _tell(executor: Executor, learner: int, telling: Telling) -> None:
    rows(
        executor,
        "INSERT OR REPLACE INTO notices (learner, kind, told_at) VALUES (?, ?, ?)",
        learner,
        telling.kind,
        from_time(telling.told_at),
    )
