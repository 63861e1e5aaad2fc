"""Connections for reading: one for each thread that reads just now, kept for the next."""

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.words import t
from trainer.store.connection import READ_PATIENCE, Access, companions, connect, number
from trainer.store.schema import fill
from trainer.store.trouble import in_words

Opener = Callable[[], sqlite3.Connection]


class Readers:
    """Hands out a connection for the length of one read; SQLite's complaints leave as words."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the history throughout. Raises a `UserError`."""
        try:
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._give_back(connection)
        except sqlite3.Error as error:
            raise in_words(error) from error

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise UserError(t("The history is closed."))
            if self._idle:
                return self._idle.pop()
        return self._opener()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Close what is idle now, and what is in use as soon as it is given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()


def plain_reader(path: Path) -> sqlite3.Connection:
    """A reading connection to a history in a folder that can be written."""
    return connect(path, Access.READ, READ_PATIENCE)


@contextmanager
def looking_only(path: Path) -> Iterator[Opener]:
    """How to read a history in a folder where SQLite cannot make the files that it needs.

    A log with answers in it is read from a copy of both, since without it they would be missing.
    """
    log, _ = companions(path)
    if _readable_in_place(path):
        yield lambda: plain_reader(path)
    elif log.exists() and log.stat().st_size:
        with tempfile.TemporaryDirectory(prefix="who-says-") as folder:
            copy = Path(folder) / path.name
            copyfile(path, copy)
            copyfile(log, companions(copy)[0])
            yield lambda: plain_reader(copy)
    else:
        yield lambda: connect(path, Access.READ_FROZEN, READ_PATIENCE)


def _readable_in_place(path: Path) -> bool:
    connection = plain_reader(path)
    try:
        number(connection, "PRAGMA schema_version")
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return True


def nothing_to_read(clock: Clock) -> sqlite3.Connection:
    """A history without answers in memory alone, where none can be made on the disk."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    fill(connection, clock)
    return connection
