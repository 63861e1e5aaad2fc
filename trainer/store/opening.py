"""How a history is found, looked over and made ready before anybody reads or writes it."""

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial

from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.core.words import t
from trainer.store.backup import make_backup
from trainer.store.connection import companions, open_writer, row
from trainer.store.damage import check_database, check_files, has_traces, missing
from trainer.store.readers import Opener, looking_only, nothing_to_read, plain_reader
from trainer.store.schema import VERSION, create
from trainer.store.trouble import in_words


@dataclass(frozen=True, slots=True)
class Place:
    """A history that passed its first checks.

    `opener` makes reading connections, `leave` is closed when nobody reads or writes any more.
    """

    opener: Opener
    writable: bool
    leave: ExitStack


_OLDEST_SQLITE = (3, 37, 0)
_LOCK_PATIENCE = 1.0

_open_here: Counter[str] = Counter()
"""Files that this process has open, and must therefore not open past SQLite."""
_opening = threading.Lock()


def look_over(paths: DataPaths, clock: Clock) -> Place:
    """Check the history in a data folder, or make it where there never was one.

    Raises `Damaged`, `TooNew`, or another `UserError`; the files are then as they were.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise UserError(
            t(
                "This Python brings SQLite {version}; 3.37 or newer is needed.",
                version=sqlite3.sqlite_version,
            ),
            t("Use a newer Python."),
        )
    with _opening, _out_of_reach():
        paths.root.mkdir(parents=True, exist_ok=True)
        writable = _writable(paths)
        if paths.database.exists():
            return _look_over_existing(paths, clock, writable=writable)
        if has_traces(paths):
            raise missing(paths)
        if not writable:
            return Place(partial(nothing_to_read, clock), writable=False, leave=ExitStack())
        create(paths.database, clock)
        return _look_over_existing(paths, clock, writable=True)


def _look_over_existing(paths: DataPaths, clock: Clock, *, writable: bool) -> Place:
    if not _open_here[str(paths.database.resolve())]:
        check_files(paths)
    with ExitStack() as stack:
        opener = (
            partial(plain_reader, paths.database)
            if writable
            else stack.enter_context(looking_only(paths.database))
        )
        with closing(opener()) as connection:
            version = check_database(connection, paths)
            logged = row(connection, "PRAGMA journal_mode") == ("wal",)
            if version < VERSION and writable:
                make_backup(connection, paths.backups, clock)
        if writable and not logged:
            # A new or restored file. It is locked while this lasts, so nobody may read yet.
            open_writer(paths.database, _LOCK_PATIENCE).close()
        if version < VERSION:
            _bring_up_to_date(paths, writable=writable)
        stack.enter_context(_counted(str(paths.database.resolve())))
        return Place(opener, writable, stack.pop_all())


def _bring_up_to_date(paths: DataPaths, *, writable: bool) -> None:
    if not writable:
        raise UserError(
            t("The history is of an earlier release and its folder cannot be written."),
            t("Open it once from a folder that can be written."),
        )
    # Here and not above, since importing sqlite-utils takes longer than a whole start.
    from trainer.store.migrations import migrate  # noqa: PLC0415 -- see above

    migrate(paths.database)


@contextmanager
def _counted(path: str) -> Iterator[None]:
    _open_here[path] += 1
    try:
        yield
    finally:
        _open_here[path] -= 1


@contextmanager
def _out_of_reach() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise in_words(error) from error
    except OSError as error:
        raise UserError(
            t("The folder for your answers cannot be used."),
            t("Choose another one with --data-dir."),
            str(error),
        ) from error


def _writable(paths: DataPaths) -> bool:
    files = (paths.database, *companions(paths.database))
    return os.access(paths.root, os.W_OK) and all(
        os.access(file, os.W_OK) for file in files if file.exists()
    )
