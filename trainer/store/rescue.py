"""The ways on from a damaged history: set it aside, go back to a backup, save what can be read."""

import datetime as dt
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.core.words import t
from trainer.store.backup import Backup, newest_sound
from trainer.store.connection import Access, companions, connect, number, rows, sync_folder
from trainer.store.describing import describe_revisions
from trainer.store.room_tables import MENDING_ROOMS
from trainer.store.schema import KEPT, VERSION, built_beside, create, fill
from trainer.store.soundness import content_fault, file_fault
from trainer.store.statements import derive

_STRETCH = 4096
"""How many rows are read at once; only where that fails it is tried with fewer."""

_LAST_KEY_AT_MOST = 4_000_000
"""Where to stop looking in a table whose end cannot be read."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of reading a damaged history: where that is kept, and the answers of the new one.

    `from_backup` of the `answers` could not be read any more and came out of the newest backup.
    """

    aside: Path
    answers: int
    from_backup: int


def set_aside(paths: DataPaths, clock: Clock) -> Path:
    """Move the history with what lies beside it to `history.damaged-DATE-TIME.sqlite3`.

    Returns where it is now. Nothing is deleted. No history may be open on it. Raises a `UserError`.
    """
    aside = _free_name(paths, clock.now())
    with _in_words(t("The damaged history could not be set aside.")):
        _move(paths.database, aside)
        for companion, kept in zip(companions(paths.database), companions(aside), strict=True):
            _move(companion, kept)
        sync_folder(paths.root)
    return aside


def _free_name(paths: DataPaths, now: dt.datetime) -> Path:
    stem = f"{paths.database.stem}.damaged-{now:%Y%m%d-%H%M%S}"
    count = 1
    while True:
        suffix = "" if count == 1 else f"-{count}"
        aside = paths.root / f"{stem}{suffix}.sqlite3"
        if not any(path.exists() for path in (aside, *companions(aside))):
            return aside
        count += 1


def _move(path: Path, target: Path) -> None:
    if path.exists():
        path.rename(target)


def restore(paths: DataPaths, backup: Backup, clock: Clock) -> Path:
    """Set the history aside and put a copy of `backup` in its place; where the old one is now.

    Raises a `UserError`, before anything is moved, where the backup is not sound.
    """
    fault = file_fault(backup.path)
    if fault:
        raise UserError(
            t("This backup cannot be used."),
            t("Choose an older one, or start a new history."),
            fault,
        )
    aside = set_aside(paths, clock)
    with (
        _in_words(t("The backup could not be copied back.")),
        built_beside(paths.database) as unfinished,
    ):
        shutil.copyfile(backup.path, unfinished)
    return aside


def start_empty(paths: DataPaths, clock: Clock) -> Path:
    """Set the history aside and begin a new one; where the old one is now. Raises a `UserError`."""
    aside = set_aside(paths, clock)
    with _in_words(t("A new history could not be made.")):
        create(paths.database, clock)
    return aside


def salvage(paths: DataPaths, clock: Clock) -> Salvaged:
    """Set the history aside and make a new one of all that can still be read.

    What a bad page swallowed comes out of the newest sound backup, as far as that goes. Sessions
    with a hole are kept and not offered to go on with. Raises a `UserError`.
    """
    aside = set_aside(paths, clock)
    backup = newest_sound(paths.backups)
    with (
        _in_words(t("The damaged history could not be read, and is kept as it is.")),
        built_beside(paths.database) as unfinished,
    ):
        target = connect(unfinished, Access.CREATE, 0)
        try:
            return _gather(target, aside, backup, clock)
        finally:
            target.close()


def _gather(
    target: sqlite3.Connection, aside: Path, backup: Backup | None, clock: Clock
) -> Salvaged:
    fill(target, clock)
    target.execute("BEGIN")
    target.execute("DELETE FROM learners")
    with tempfile.TemporaryDirectory(dir=aside.parent, prefix="salvage-") as folder:
        _copy_readable(target, _copied(aside, Path(folder)), Access.WRITE)
    readable = number(target, "SELECT count(*) FROM answers")
    if backup is not None:
        _copy_readable(target, backup.path, Access.READ_FROZEN)
    for statement in _MENDING:
        target.execute(statement)
    describe_revisions(target)
    derive(target)
    target.execute(_LEAVE_SESSIONS_WITH_HOLES)
    target.execute("COMMIT")
    fault = content_fault(target)
    if fault:
        raise sqlite3.DatabaseError(fault)
    answers = number(target, "SELECT count(*) FROM answers")
    return Salvaged(aside, answers, max(0, answers - readable))


_MENDING = (
    # A learner whose row is lost has lost the name, not the sessions.
    """
    INSERT INTO learners (id, name, created_at)
    SELECT learner, '', min(started_at) FROM sessions
    WHERE learner NOT IN (SELECT id FROM learners) GROUP BY learner
    """,
    """
    INSERT INTO learners (name, created_at)
    SELECT '', 0 WHERE NOT EXISTS (SELECT 1 FROM learners)
    """,
    """
    DELETE FROM session_items WHERE session NOT IN (SELECT id FROM sessions)
        OR revision NOT IN (SELECT id FROM revisions)
    """,
    """
    DELETE FROM answers
    WHERE (session, position) NOT IN (SELECT session, position FROM session_items)
    """,
    """
    DELETE FROM notes WHERE (session, position) NOT IN (SELECT session, position FROM answers)
    """,
    "DELETE FROM notices WHERE learner NOT IN (SELECT id FROM learners)",
    *MENDING_ROOMS,
)

_LEAVE_SESSIONS_WITH_HOLES = """
    UPDATE sessions SET abandoned = 1
    WHERE planned <> (SELECT count(*) FROM session_items WHERE session = id)
        OR answered <> (SELECT ifnull(max(position) + 1, 0) FROM answers WHERE session = id)
"""


def _copied(aside: Path, folder: Path) -> Path:
    """A copy to read from: reading would tidy up the log of what is to be kept as it is."""
    copy = folder / "damaged.sqlite3"
    for source, target in ((aside, copy), (companions(aside)[0], companions(copy)[0])):
        if source.exists():
            shutil.copyfile(source, target)
    return copy


def _copy_readable(target: sqlite3.Connection, path: Path, access: Access) -> None:
    """Copy the rows that can be read and are not there yet; none where the file is no history."""
    try:
        with closing(connect(path, access, 1.0)) as source:
            if 1 <= number(source, "PRAGMA user_version") <= VERSION:
                for table in KEPT:
                    _copy_table(source, target, table)
    except sqlite3.DatabaseError:
        # Not even its first page can be read. The backup remains, or an empty history.
        return


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    key = "session" if table == "session_items" else "rowid"
    # A file of an earlier format has fewer columns, and perhaps not this table.
    names = [name for _, name, *_ in rows(source, f"PRAGMA table_info({table})")]
    if not names:
        return
    into = f"{table} ({', '.join(names)})"
    marks = ", ".join("?" for _ in names)
    last = _last_key(source, table, key)
    for low in range(0, last + 1, _STRETCH):
        for found in _readable(source, table, key, range(low, low + _STRETCH)):
            with suppress(sqlite3.IntegrityError, sqlite3.ProgrammingError):
                # A row with impossible values is what overwritten bytes look like.
                target.execute(f"INSERT OR IGNORE INTO {into} VALUES ({marks})", found)  # noqa: S608 -- our own names


def _last_key(source: sqlite3.Connection, table: str, key: str) -> int:
    """The last key, or one behind the last that can be reached where the table's end is bad.

    Trying every key up to the highest that is possible would take minutes.
    """
    try:
        return number(source, f"SELECT max({key}) FROM {table}")  # noqa: S608 -- our own names
    except sqlite3.DatabaseError:
        beyond = _LAST_KEY_AT_MOST
        while beyond and not _reachable(source, table, key, beyond // 2):
            beyond //= 2
        return beyond


def _reachable(source: sqlite3.Connection, table: str, key: str, at: int) -> bool:
    """Whether the table can be asked for this key, be there a row or not."""
    try:
        rows(source, f"SELECT {key} FROM {table} WHERE {key} = ?", at)  # noqa: S608 -- our own names
    except sqlite3.DatabaseError:
        return False
    return True


def _readable(
    source: sqlite3.Connection, table: str, key: str, keys: range
) -> list[tuple[Any, ...]]:
    """The rows with these keys, less those on pages that cannot be read."""
    if not keys:
        return []
    try:
        return rows(
            source,
            f"SELECT * FROM {table} WHERE {key} BETWEEN ? AND ?",  # noqa: S608 -- our own names
            keys[0],
            keys[-1],
        )
    except sqlite3.DatabaseError:
        if len(keys) == 1:
            return []
    middle = len(keys) // 2
    return [
        *_readable(source, table, key, keys[:middle]),
        *_readable(source, table, key, keys[middle:]),
    ]


@contextmanager
def _in_words(message: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise UserError(
            message,
            t("See whether the disk has room and the folder may be written by you."),
            f"{type(error).__name__}: {error}",
        ) from error
