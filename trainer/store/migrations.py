"""How an older history becomes one of this release, step by step.

Import this only where a step is due: sqlite-utils takes longer to import than a start may last.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database, Migrations

from trainer.store.connection import open_writer
from trainer.store.describing import describe_revisions
from trainer.store.room_tables import FIFTH_TABLES, ROOM_TABLES
from trainer.store.schema import (
    APPLICATION_ID,
    FIRST_TABLES,
    MIGRATION_SET,
    SECOND_TABLES,
    THIRD_TABLES,
)
from trainer.store.statements import derive

Change = Callable[[Database], None]

STEPS = Migrations(MIGRATION_SET)
"""All steps there ever were, oldest first. A released step is never edited."""

_LOCK_PATIENCE = 1.0


def step(version: int, steps: Migrations = STEPS) -> Callable[[Change], Change]:
    """Register a change that leads to data format `version`, both in one transaction."""

    def register(change: Change) -> Change:
        def numbered(database: Database) -> None:
            change(database)
            database.execute(f"PRAGMA user_version = {version}")

        steps(name=f"{version:04d}_{change.__name__}")(numbered)
        return change

    return register


@step(1)
def first_tables(database: Database) -> None:
    """Learners, sessions, answers, notes, revisions and what is counted from them."""
    for statement in FIRST_TABLES:
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@step(2)
def skills_and_kinds(database: Database) -> None:
    """Kinds of sessions, what each question is about, and the places for what is worked out.

    Skill states and abilities are worked out when the history is used next.
    """
    for statement in SECOND_TABLES:
        database.execute(statement)
    describe_revisions(database.conn)
    database.execute(_COUNT_QUARTERS)


_COUNT_QUARTERS = """
    INSERT INTO quarters (learner, quarter, answers, sequence)
    SELECT s.learner,
        a.answered_at / 900000000 - (a.answered_at < 0 AND a.answered_at % 900000000 <> 0) AS q,
        count(*), min(a.sequence)
    FROM answers a JOIN sessions s ON s.id = a.session
    GROUP BY s.learner, q
"""
"""As data format 2 had them."""


@step(3)
def rollups(database: Database) -> None:
    """Counts that answer for the answers when somebody looks back.

    They are worked out as this release does it: a later step that changes them brings its own way.
    """
    for statement in THIRD_TABLES:
        database.execute(statement)
    derive(database.conn)


@step(4)
def classroom(database: Database) -> None:
    """Classes, quizzes and rooms."""
    for statement in ROOM_TABLES:
        database.execute(statement)


@step(5)
def ways_back(database: Database) -> None:
    """Where the phones of a room come in, and what a kept quiz was drawn from."""
    for statement in FIFTH_TABLES:
        database.execute(statement)


def migrate(path: Path, steps: Migrations = STEPS) -> None:
    """Take the steps that the file at `path` lacks; one that fails leaves no trace of itself.

    Raises `sqlite3.Error`.
    """
    connection = open_writer(path, _LOCK_PATIENCE)
    try:
        migrate_open(connection, steps)
    finally:
        connection.close()


def migrate_open(connection: sqlite3.Connection, steps: Migrations = STEPS) -> None:
    """Take the steps that the database of `connection` lacks."""
    steps.apply(Database(connection))
