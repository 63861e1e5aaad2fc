"""How a learner, a class or a quiz goes: out of the history, its backups and its free pages."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.core.words import t
from trainer.store.backup import dated
from trainer.store.connection import (
    Access,
    Executor,
    companions,
    connect,
    number,
    open_writer,
    row,
    rows,
    sync_file,
    sync_folder,
)
from trainer.store.damage import set_aside_files
from trainer.store.soundness import file_fault, page_fault
from trainer.store.statements import Refused
from trainer.store.trouble import in_words
from trainer.store.writer import Job, Receipt

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]
Holds = Callable[[sqlite3.Connection], bool]
"""Whether a copy of the history holds what is to go."""

_PATIENCE = 5.0
_LONG_PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Person:
    """Who is to go: the learner's number and what tells the same person in an older copy.

    A number alone does not, since a history may have begun anew. `began` holds number and start of
    each session.
    """

    learner: int
    created_at: int
    began: frozenset[tuple[int, int]]


def person(executor: Executor, learner: int) -> Person:
    """Whom a number means; `Refused` where there is no such learner."""
    found = row(executor, "SELECT created_at FROM learners WHERE id = ?", learner)
    if found is None:
        raise Refused(t("This learner is not in the history."), "", f"learner {learner}")
    began = rows(executor, "SELECT id, started_at FROM sessions WHERE learner = ?", learner)
    return Person(learner, found[0], frozenset(began))


def erase_rows(executor: Executor, learner: int) -> None:
    """Delete everything about a learner, questions included that nobody else was asked.

    What is deleted is overwritten at once, so that a kill leaves none of it in free pages. It is
    the inside of one transaction.
    """
    rows(executor, "PRAGMA secure_delete = ON")
    mine = "(SELECT id FROM sessions WHERE learner = ?)"
    for table in ("notes", "answers", "session_items"):
        rows(executor, f"DELETE FROM {table} WHERE session IN {mine}", learner)  # noqa: S608 -- our own names
    for table in _tables_by_learner(executor):
        rows(executor, f"DELETE FROM {table} WHERE learner = ?", learner)  # noqa: S608 -- our own names
    rows(executor, "DELETE FROM learners WHERE id = ?", learner)
    rows(
        executor,
        "DELETE FROM revisions WHERE id NOT IN (SELECT revision FROM session_items)",
    )


def _tables_by_learner(executor: Executor) -> list[str]:
    """Every table that has a learner in its rows, whatever the release that made it."""
    return [
        table
        for (table,) in rows(
            executor,
            """
            SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND c.name = 'learner' ORDER BY m.name = 'sessions', m.name
            """,
        )
    ]


def sweep(paths: DataPaths) -> None:
    """Build the history's file anew and empty its log, so that nothing deleted is left in them.

    Raises a `UserError` where another program keeps it from that; the rows are gone all the same.
    """
    try:
        with closing(open_writer(paths.database, _PATIENCE)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            busy, *_ = row(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise _not_swept(in_words(error).message) from error
    if busy:
        raise _not_swept("the log is in use")
    _remove_unfinished(paths)


def _not_swept(details: str) -> UserError:
    return UserError(
        t("The answers are erased, but traces may be left in the file until it is tidied up."),
        t("Close every window of this program; the next start and close tidies up."),
        details,
    )


def _remove_unfinished(paths: DataPaths) -> None:
    """Remove what a kill in the middle of making or repairing a history left."""
    for leftover in paths.root.glob(f"{paths.database.name}.*.new*"):
        leftover.unlink(missing_ok=True)
    for folder in paths.root.glob("salvage-*"):
        rmtree(folder, ignore_errors=True)


class Eraser:
    """Lets a learner, a class or a quiz go from one history. Calls may come from any thread.

    `let_go` ends what else reads the file: it would keep the log from being emptied.
    """

    def __init__(
        self,
        paths: DataPaths,
        reading: Reading,
        save: Callable[[Job], Receipt],
        let_go: Callable[[], None],
    ) -> None:
        self._paths = paths
        self._reading = reading
        self._save = save
        self._let_go = let_go

    def erase(
        self,
        find: Callable[[Executor], Holds],
        delete: Job,
        then: Job | None = None,
        *,
        set_aside: bool = False,
    ) -> None:
        """Let it go first out of the backups, then out of the history and its free pages.

        A kill in between leaves it in the history, to be erased again. `find` tells what it is
        known by in older copies, `delete` is the inside of one transaction, `then` what follows in
        that of the history alone. A backup that cannot be read is deleted, since nobody can tell
        what it holds; damaged histories that were set aside are where `set_aside` says so. Raises
        a `UserError`.
        """

        def here(executor: Executor) -> None:
            delete(executor)
            if then is not None:
                then(executor)

        # Nothing is touched where nothing can be saved, and what waits to be saved comes first.
        self._save(lambda _: None).expect(_PATIENCE)
        with self._reading() as connection:
            holds = find(connection)
        self._let_go()
        rewrite_backups(self._paths, holds, delete)
        if set_aside:
            delete_set_aside(self._paths)
        self._save(here).expect(_LONG_PATIENCE)
        sweep(self._paths)


def rewrite_backups(
    paths: DataPaths,
    holds: Holds,
    erase: Callable[[Executor], None],
) -> None:
    """Rewrite each backup of which `holds` is true without what `erase` deletes in it.

    A backup that cannot be read is deleted, since nobody can tell what it holds. Each is replaced
    at one stroke. Raises a `UserError` where one can be neither rewritten nor deleted.
    """
    try:
        for leftover in paths.backups.glob("history-*.new*"):
            leftover.unlink(missing_ok=True)
        for _, path in dated(paths.backups):
            _rewrite_backup(path, holds, erase)
        if paths.backups.is_dir():
            sync_folder(paths.backups)
    except (sqlite3.Error, OSError) as error:
        raise UserError(
            t("A backup could not be written anew, so nothing was erased from the history."),
            t("See whether the disk has room and you may write there, then try again."),
            f"{type(error).__name__}: {error}",
        ) from error


def _rewrite_backup(
    path: Path,
    holds: Holds,
    erase: Callable[[Executor], None],
) -> None:
    if file_fault(path):
        path.unlink()
        return
    with closing(connect(path, Access.READ_FROZEN, 0)) as source:
        if not holds(source):
            return
        with _beside(path) as unfinished:
            with closing(connect(unfinished, Access.CREATE, 0)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
                target.execute("BEGIN")
                erase(target)
                target.execute("COMMIT")
                target.execute("VACUUM")
                fault = page_fault(target)
            if fault:
                raise sqlite3.DatabaseError(f"the copy is not sound: {fault}")
            sync_file(unfinished)
            unfinished.replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        yield unfinished
    finally:
        for left in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            with suppress(OSError):
                left.unlink()


def holds_person(source: sqlite3.Connection, who: Person) -> bool:
    """Whether a copy holds this person: by number, and by the day of joining or by sessions."""
    joined = row(source, "SELECT created_at FROM learners WHERE id = ?", who.learner)
    if joined == (who.created_at,):
        return True
    began = rows(source, "SELECT id, started_at FROM sessions WHERE learner = ?", who.learner)
    return not who.began.isdisjoint(began)


def delete_set_aside(paths: DataPaths) -> None:
    """Delete the damaged histories that were kept, with what lies beside them.

    Raises a `UserError` where one cannot be deleted.
    """
    try:
        for path in set_aside_files(paths):
            for file in (path, *companions(path)):
                file.unlink(missing_ok=True)
        sync_folder(paths.root)
    except OSError as error:
        raise UserError(
            t("A damaged history that was set aside could not be deleted."),
            t("Delete it by hand."),
            str(error),
        ) from error


def learner_count(executor: Executor) -> int:
    """How many learners there are."""
    return number(executor, "SELECT count(*) FROM learners")
