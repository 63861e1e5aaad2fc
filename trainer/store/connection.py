"""How connections to a history file are opened and what each of them must have set."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

SqlValue = int | float | str | None


class Executor(Protocol):
    """Anything that runs one SQL statement and hands out its rows."""

    def execute(self, sql: str, parameters: Sequence[SqlValue] = ..., /) -> Iterator[Any]:
        """Run `sql` with `parameters` in the places of its question marks."""
        ...


class Access(Enum):
    """What a connection may do to its file; the value is the file address that asks for it."""

    READ = "mode=ro"
    READ_FROZEN = "mode=ro&immutable=1"
    """Nothing beside the file can be made, and nobody changes it."""
    WRITE = "mode=rw"
    CREATE = "mode=rwc"


READ_PATIENCE = 0.05
"""Seconds that a read waits for a foreign lock."""

WRITER_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # An answer is on the disk when its commit returns: NORMAL loses answers in a power cut.
    "PRAGMA synchronous = FULL",
    # Without it macOS hands the data to the drive and does not wait for it.
    "PRAGMA fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
"""What every connection that writes to the history is set to."""


def prepare_writer(executor: Executor) -> None:
    """Make a connection one that keeps what it acknowledges."""
    for pragma in WRITER_PRAGMAS:
        rows(executor, pragma)


def connect(path: Path, access: Access, patience: float) -> sqlite3.Connection:
    """A plain connection that waits `patience` seconds for foreign locks; never makes a file.

    (Except for `Access.CREATE`.) The caller sees to it that one thread at a time uses it.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{access.value}",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )


def open_writer(path: Path, patience: float) -> sqlite3.Connection:
    """A connection that may write to the existing file at `path`."""
    connection = connect(path, Access.WRITE, patience)
    try:
        prepare_writer(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def rows(executor: Executor, sql: str, *parameters: SqlValue) -> list[Any]:
    """All rows of a statement, so that it holds no lock afterwards."""
    return list(executor.execute(sql, parameters))


def row(executor: Executor, sql: str, *parameters: SqlValue) -> Any:  # noqa: ANN401 -- a row is as its SQL says
    """The first row of a statement, None without any."""
    found = rows(executor, sql, *parameters)
    return found[0] if found else None


def number(executor: Executor, sql: str, *parameters: SqlValue) -> int:
    """The first value of the first row, as a number; 0 for NULL."""
    return int(rows(executor, sql, *parameters)[0][0] or 0)


def sync_file(path: Path) -> None:
    """Have the disk keep a closed file; no connection of this process may be open on it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def companions(path: Path) -> tuple[Path, Path]:
    """The write-ahead log and its index, which SQLite keeps beside an open file."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")
