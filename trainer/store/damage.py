"""How a hurt history is noticed before anything is built on it, and in the background after."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.core.words import t
from trainer.store.backup import Backup, dated, newest_sound
from trainer.store.connection import companions, number
from trainer.store.schema import VERSION
from trainer.store.soundness import content_fault, identity_fault, page_fault
from trainer.store.trouble import Damaged, Harm, TooNew, in_words
from trainer.store.wal import log_fault

SMALL = 16 * 1024 * 1024
"""Bytes up to which all pages are looked at before a file is used, which then takes 40 ms."""


def set_aside_files(paths: DataPaths) -> list[Path]:
    """The damaged histories that were kept."""
    return sorted(paths.root.glob(f"{paths.database.stem}.damaged-*.sqlite3"))


def has_traces(paths: DataPaths) -> bool:
    """Whether there was a history here, although its file is missing."""
    log, _ = companions(paths.database)
    return bool(dated(paths.backups)) or bool(set_aside_files(paths)) or _size(log) > 0


def missing(paths: DataPaths) -> Damaged:
    """The fault of a history that is gone."""
    return Damaged(Harm.GONE, f"no file {paths.database.name}", _newest(paths))


def check_files(paths: DataPaths) -> None:
    """Raise `Damaged` for what is seen in the files alone, before SQLite touches them.

    No connection of this process may be open on the history.
    """
    if _size(paths.database) == 0:
        raise Damaged(Harm.EMPTY, "0 bytes", _newest(paths))
    try:
        fault = log_fault(paths.database)
    except OSError as error:
        raise UserError(
            t("The history of your answers cannot be read."),
            t("See whether its folder may be read by you."),
            str(error),
        ) from error
    if fault:
        raise Damaged(Harm.LOG, fault, _newest(paths))


def check_database(connection: sqlite3.Connection, paths: DataPaths) -> int:
    """The data format of an open history.

    Raises `TooNew` for one of a later release, `Damaged` for what a first look tells (at all
    pages, where the file is small), and another `UserError` where it is locked or cannot be read.
    """
    try:
        found = identity_fault(connection)
        if found:
            raise Damaged(Harm.NO_DATABASE, found, _newest(paths))
        version = number(connection, "PRAGMA user_version")
        if version > VERSION:
            raise TooNew(version, VERSION)
        if _size(paths.database) <= SMALL and (found := page_fault(connection)):
            raise Damaged(Harm.PAGES, found, _newest(paths))
    except sqlite3.Error as error:
        raise with_backup(in_words(error), paths) from error
    return version


def with_backup(error: UserError, paths: DataPaths) -> UserError:
    """The same error, and for a damage the newest sound backup with it."""
    if isinstance(error, Damaged) and error.backup is None:
        return Damaged(error.harm, error.found, _newest(paths))
    return error


class BackgroundCheck:
    """A thread that reads a whole history through and tells if it is damaged."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        paths: DataPaths,
        listener: Callable[[Damaged], None],
    ) -> None:
        self._connection = connection
        self._paths = paths
        self._listener = listener
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="history check", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the check at once and wait for its thread."""
        self._stopped.set()
        while self._thread.is_alive():
            # An interrupt between two statements does nothing, so it is repeated.
            self._connection.interrupt()
            self._thread.join(0.02)
        self._connection.close()

    def _run(self) -> None:
        damage = self._damage()
        if damage is not None and not self._stopped.is_set():
            self._listener(damage)

    def _damage(self) -> Damaged | None:
        try:
            found = content_fault(self._connection)
            return Damaged(Harm.PAGES, found, _newest(self._paths)) if found else None
        except sqlite3.Error as error:
            # A lock or an interrupt says nothing about the pages.
            trouble = with_backup(in_words(error), self._paths)
            return trouble if isinstance(trouble, Damaged) else None


def _newest(paths: DataPaths) -> Backup | None:
    return newest_sound(paths.backups)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
