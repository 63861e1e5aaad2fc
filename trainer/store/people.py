"""Those who practise here: named, given a PIN, taken out, brought in, erased."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import Enum
from pathlib import Path

from trainer.core.paths import DataPaths
from trainer.core.progress import Advance
from trainer.core.records import Added, Record
from trainer.core.words import t
from trainer.store.connection import Executor, row, rows
from trainer.store.damage import set_aside_files
from trainer.store.erasing import (
    Eraser,
    Holds,
    Person,
    erase_rows,
    holds_person,
    learner_count,
    person,
)
from trainer.store.records import read_record
from trainer.store.statements import Refused, add_learner
from trainer.store.taking_in import add_record, holder
from trainer.store.writer import Job, Receipt

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]

_PATIENCE = 5.0
_LONG_PATIENCE = 600.0


class SetAside(Enum):
    """What becomes of the damaged histories that were set aside when a learner is erased."""

    KEPT = "kept"
    DELETED = "deleted"


class People:
    """All learners of one history. Calls may come from any thread and raise a `UserError`.

    Each call returns once it is on the disk, or raises where that takes too long.
    """

    def __init__(
        self,
        paths: DataPaths,
        reading: Reading,
        save: Callable[[Job], Receipt],
        eraser: Eraser,
    ) -> None:
        self._paths = paths
        self._reading = reading
        self._save = save
        self._eraser = eraser

    def add(self, name: str, now: dt.datetime) -> int:
        """A new learner; the number."""
        numbers: list[int] = []

        def job(executor: Executor) -> None:
            add_learner(executor, name, now)
            numbers[:] = [row(executor, "SELECT last_insert_rowid()")[0]]

        self._do(job)
        return numbers[0]

    def rename(self, learner: int, name: str) -> None:
        """Give a learner another name."""
        self._change(learner, "name", name)

    def set_pin(self, learner: int, kept: str) -> None:
        """Keep a PIN in the form in which it is to be kept, "" for none."""
        self._change(learner, "pin", kept)

    def _change(self, learner: int, column: str, value: str) -> None:
        def job(executor: Executor) -> None:
            if row(executor, "SELECT 1 FROM learners WHERE id = ?", learner) is None:
                raise Refused(t("This learner is not in the history."), "", f"learner {learner}")
            rows(executor, f"UPDATE learners SET {column} = ? WHERE id = ?", value, learner)  # noqa: S608 -- our own names

        self._do(job)

    def record(self, learner: int) -> Record:
        """Everything that is kept about a learner; it may take seconds with many answers."""
        with self._reading() as connection:
            return read_record(connection, learner)

    def take_in(self, record: Record, learner: int | None, advance: Advance) -> Added:
        """Add to a learner what the record has and the learner lacks; None makes a new learner.

        All of it or nothing, in one transaction.
        """
        added: list[Added] = []

        def job(executor: Executor) -> None:
            added[:] = [add_record(executor, record, learner, advance)]

        self._do(job, _LONG_PATIENCE)
        return added[0]

    def holder(self, record: Record) -> int | None:
        """The learner here who has sessions of the record already, None where nobody has."""
        with self._reading() as connection:
            return holder(connection, record)

    def set_aside(self) -> tuple[Path, ...]:
        """The damaged histories that were set aside; they may hold anybody's answers."""
        return tuple(set_aside_files(self._paths))

    def erase(self, learner: int, set_aside: SetAside, now: dt.datetime) -> None:
        """Let everything about a learner go; where it was the last one, a nameless one is made.

        First out of the backups, then out of the history, and at last out of what lies in free
        pages and in the log: a kill in between leaves the learner in the history, to be erased
        again. Damaged histories that were set aside are deleted where `set_aside` says so.
        """

        def find(executor: Executor) -> Holds:
            who: Person = person(executor, learner)
            return lambda source: holds_person(source, who)

        def see_to_one(executor: Executor) -> None:
            if not learner_count(executor):
                add_learner(executor, "", now)

        self._eraser.erase(
            find,
            lambda executor: erase_rows(executor, learner),
            see_to_one,
            set_aside=set_aside is SetAside.DELETED,
        )

    def _do(self, job: Job, patience: float = _PATIENCE) -> None:
        self._save(job).expect(patience)
