"""Whether a database is a sound history: its mark, its tables, its pages and its references."""

import sqlite3
from pathlib import Path

from trainer.store.connection import Access, connect, number, rows
from trainer.store.schema import APPLICATION_ID, TABLES, VERSION


def identity_fault(connection: sqlite3.Connection) -> str:
    """What is wrong with the mark and the tables of a database; "" if it is one of ours.

    Costs well under a millisecond. Raises `sqlite3.Error` where the file cannot be read.
    """
    mark = number(connection, "PRAGMA application_id")
    if mark != APPLICATION_ID:
        return f"application id {mark:#x}"
    if number(connection, "PRAGMA user_version") < 1:
        return "no data format"
    here = {name for (name,) in rows(connection, "SELECT name FROM sqlite_master")}
    missing = [table for table in TABLES if table not in here]
    return f"tables missing: {', '.join(missing)}" if missing else ""


def page_fault(connection: sqlite3.Connection) -> str:
    """What is wrong with the pages of a database; "" if nothing is.

    Reads the whole file, about 400 MB a second. Raises `sqlite3.Error` where it cannot.
    """
    found = [str(said) for (said,) in rows(connection, "PRAGMA quick_check(10)")]
    return "" if found == ["ok"] else "; ".join(found)


def content_fault(connection: sqlite3.Connection) -> str:
    """What is wrong with the pages and the references of a database; "" if nothing is.

    Takes five times as long as the pages alone. Raises `sqlite3.Error` where it cannot.
    """
    found = page_fault(connection)
    if found:
        return found
    orphans = rows(connection, "PRAGMA foreign_key_check")
    if orphans:
        return f"{len(orphans)} rows without their parent, the first in {orphans[0][0]}"
    return ""


def file_fault(path: Path) -> str:
    """What is wrong with a closed, single database file such as a backup; "" if it is sound."""
    try:
        connection = connect(path, Access.READ_FROZEN, 0)
        try:
            fault = identity_fault(connection)
            if not fault and number(connection, "PRAGMA user_version") > VERSION:
                fault = "written by a later release"
            return fault or page_fault(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        return str(error)


def count_answers(path: Path) -> int:
    """How many answers a sound, closed file holds."""
    connection = connect(path, Access.READ_FROZEN, 0)
    try:
        return number(connection, "SELECT count(*) FROM answers")
    finally:
        connection.close()
