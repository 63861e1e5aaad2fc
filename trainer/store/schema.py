"""The tables of the history, as the newest release makes them, and how a new file is born."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trainer.core.clock import Clock
from trainer.store.connection import Access, connect, sync_file, sync_folder
from trainer.store.room_tables import FIFTH_TABLES, KEPT_ROOM_TABLES, ROOM_TABLES
from trainer.store.rows import from_time

APPLICATION_ID = 0x57686F53
"""Marks a SQLite file as a history of this program ("WhoS")."""

VERSION = 5
"""The data format that this release writes, kept in `PRAGMA user_version`."""

FIRST_TABLES = (
    """
    CREATE TABLE learners (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        created_at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE revisions (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
        pack TEXT NOT NULL,
        question TEXT NOT NULL,
        truth TEXT NOT NULL CHECK (truth IN ('verified', 'claim', 'propaganda')),
        body TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,
        learner INTEGER NOT NULL REFERENCES learners (id),
        title TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        planned INTEGER NOT NULL CHECK (planned > 0),
        abandoned INTEGER NOT NULL DEFAULT 0 CHECK (abandoned IN (0, 1)),
        answered INTEGER NOT NULL DEFAULT 0 CHECK (answered BETWEEN 0 AND planned),
        right_answers INTEGER NOT NULL DEFAULT 0 CHECK (right_answers BETWEEN 0 AND answered),
        last_sequence INTEGER,
        last_at INTEGER
    ) STRICT
    """,
    "CREATE INDEX sessions_answered ON sessions (learner, last_sequence) WHERE answered > 0",
    """
    CREATE INDEX sessions_unfinished ON sessions (learner)
    WHERE abandoned = 0 AND answered < planned
    """,
    """
    CREATE TABLE session_items (
        session INTEGER NOT NULL REFERENCES sessions (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        revision INTEGER NOT NULL REFERENCES revisions (id),
        first_sight INTEGER NOT NULL CHECK (first_sight IN (0, 1)),
        PRIMARY KEY (session, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE answers (
        sequence INTEGER PRIMARY KEY,
        session INTEGER NOT NULL,
        position INTEGER NOT NULL,
        truth TEXT NOT NULL CHECK (truth IN ('verified', 'claim', 'propaganda')),
        chosen TEXT NOT NULL CHECK (chosen IN ('verified', 'claim', 'propaganda')),
        confidence TEXT NOT NULL CHECK (confidence IN ('guess', 'fairly-sure', 'sure')),
        first_sight INTEGER NOT NULL CHECK (first_sight IN (0, 1)),
        shown_at INTEGER NOT NULL,
        answered_at INTEGER NOT NULL,
        underlined TEXT NOT NULL,
        UNIQUE (session, position),
        FOREIGN KEY (session, position) REFERENCES session_items (session, position)
    ) STRICT
    """,
    """
    CREATE TABLE notes (
        id INTEGER PRIMARY KEY,
        session INTEGER NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL CHECK (text <> ''),
        written_at INTEGER NOT NULL,
        FOREIGN KEY (session, position) REFERENCES answers (session, position)
    ) STRICT
    """,
    "CREATE INDEX notes_of_answer ON notes (session, position)",
    """
    CREATE TABLE tallies (
        learner INTEGER NOT NULL REFERENCES learners (id),
        truth TEXT NOT NULL,
        chosen TEXT NOT NULL,
        count INTEGER NOT NULL CHECK (count > 0),
        PRIMARY KEY (learner, truth, chosen)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE sights (
        learner INTEGER NOT NULL REFERENCES learners (id),
        pack TEXT NOT NULL,
        question TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        PRIMARY KEY (learner, pack, question)
    ) STRICT, WITHOUT ROWID
    """,
)
"""Data format 1. Times are whole microseconds since 1970 in UTC."""

SECOND_TABLES = (
    """
    ALTER TABLE sessions ADD COLUMN kind TEXT NOT NULL DEFAULT 'practice'
        CHECK (kind IN ('practice', 'real-life', 'lesson', 'checkup'))
    """,
    "ALTER TABLE sessions ADD COLUMN form TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE learners ADD COLUMN pin TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE revisions ADD COLUMN topic TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE revisions ADD COLUMN side TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE revisions ADD COLUMN level INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE revisions ADD COLUMN skills TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE revisions ADD COLUMN technique TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE notices (
        learner INTEGER NOT NULL REFERENCES learners (id),
        kind TEXT NOT NULL CHECK (kind <> ''),
        told_at INTEGER NOT NULL,
        UNIQUE (learner, kind, told_at)
    ) STRICT
    """,
    """
    CREATE TABLE skill_states (
        learner INTEGER NOT NULL REFERENCES learners (id),
        skill TEXT NOT NULL,
        card TEXT NOT NULL,
        due INTEGER NOT NULL,
        last_review INTEGER NOT NULL,
        reviews INTEGER NOT NULL CHECK (reviews > 0),
        sequence INTEGER NOT NULL,
        surely_wrong INTEGER NOT NULL CHECK (surely_wrong IN (0, 1)),
        PRIMARY KEY (learner, skill)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE abilities (
        learner INTEGER PRIMARY KEY REFERENCES learners (id),
        rating REAL NOT NULL,
        answers INTEGER NOT NULL CHECK (answers >= 0),
        sequence INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE quarters (
        learner INTEGER NOT NULL REFERENCES learners (id),
        quarter INTEGER NOT NULL,
        answers INTEGER NOT NULL CHECK (answers > 0),
        sequence INTEGER NOT NULL,
        PRIMARY KEY (learner, quarter)
    ) STRICT, WITHOUT ROWID
    """,
)
"""What data format 2 adds: kinds of sessions, what a question is about, skills and their dates.

`abilities.sequence` is that of the latest answer that skills and ability account for. `skills` of a
revision are values between blanks.
"""

THIRD_TABLES = (
    "DROP TABLE tallies",
    "DROP TABLE sights",
    "DROP TABLE quarters",
    """
    CREATE TABLE judgements (
        learner INTEGER NOT NULL REFERENCES learners (id),
        sight TEXT NOT NULL CHECK (sight IN ('first', 'repeat', 'checkup')),
        revision INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        verified_guess INTEGER NOT NULL DEFAULT 0,
        verified_fairly_sure INTEGER NOT NULL DEFAULT 0,
        verified_sure INTEGER NOT NULL DEFAULT 0,
        claim_guess INTEGER NOT NULL DEFAULT 0,
        claim_fairly_sure INTEGER NOT NULL DEFAULT 0,
        claim_sure INTEGER NOT NULL DEFAULT 0,
        propaganda_guess INTEGER NOT NULL DEFAULT 0,
        propaganda_fairly_sure INTEGER NOT NULL DEFAULT 0,
        propaganda_sure INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (learner, sight, revision)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE quarters (
        learner INTEGER NOT NULL REFERENCES learners (id),
        quarter INTEGER NOT NULL,
        sight TEXT NOT NULL CHECK (sight IN ('first', 'repeat', 'checkup')),
        answers INTEGER NOT NULL CHECK (answers > 0),
        sequence INTEGER NOT NULL,
        latest INTEGER NOT NULL,
        verified_as_verified INTEGER NOT NULL DEFAULT 0,
        verified_as_claim INTEGER NOT NULL DEFAULT 0,
        verified_as_propaganda INTEGER NOT NULL DEFAULT 0,
        claim_as_verified INTEGER NOT NULL DEFAULT 0,
        claim_as_claim INTEGER NOT NULL DEFAULT 0,
        claim_as_propaganda INTEGER NOT NULL DEFAULT 0,
        propaganda_as_verified INTEGER NOT NULL DEFAULT 0,
        propaganda_as_claim INTEGER NOT NULL DEFAULT 0,
        propaganda_as_propaganda INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (learner, quarter, sight)
    ) STRICT, WITHOUT ROWID
    """,
    """
    ALTER TABLE sessions ADD COLUMN first_sights INTEGER NOT NULL DEFAULT 0
        CHECK (first_sights BETWEEN 0 AND answered)
    """,
    """
    ALTER TABLE sessions ADD COLUMN underlined INTEGER NOT NULL DEFAULT 0
        CHECK (underlined BETWEEN 0 AND answered)
    """,
    """
    CREATE INDEX revisions_about
        ON revisions (id, pack, question, truth, topic, side, skills, technique)
    """,
)
"""What data format 3 brings: counts that answer for the answers when somebody looks back.

`judgements` counts how each question was judged in each kind of sight, by chosen verdict and
confidence; `sequence` is that of the latest answer there. `quarters` counts by quarters of an hour
since 1970, whole days of any time zone being made of these, by truth and chosen verdict;
`sequence` and `latest` are those of the first and the latest answer there. Both know of an answer
in an unfinished check-up that it was given, and do not count what it was. The index holds what a
question is about, beside the long rows with its text.
"""

TABLES = ("learners", "revisions", "sessions", "session_items", "answers", "notes")
"""The tables that hold what was done in every format, parents first."""

KEPT = (*TABLES, "notices", *KEPT_ROOM_TABLES)
"""The tables that hold what was done in this format; the others are derived from them."""

# The record that sqlite-utils keeps of its migrations. A new file is made without importing it,
# since that takes longer than everything else at a first start.
_RECORD = (
    """
    CREATE TABLE "_sqlite_migrations" (
       "id" INTEGER PRIMARY KEY,
       "migration_set" TEXT,
       "name" TEXT,
       "applied_at" TEXT
    )
    """,
    """
    CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
        ON "_sqlite_migrations" ("migration_set", "name")
    """,
)
MIGRATION_SET = "who-says"
STEP_NAMES = (
    "0001_first_tables",
    "0002_skills_and_kinds",
    "0003_rollups",
    "0004_classroom",
    "0005_ways_back",
)


def create(path: Path, clock: Clock) -> None:
    """Make a whole history at `path` with its first learner, beside it and then renamed in.

    A kill at any moment leaves either no file or a good one. Where somebody else made the file
    meanwhile, theirs stays. Raises `sqlite3.Error` or `OSError`.
    """
    with built_beside(path) as unfinished:
        connection = connect(unfinished, Access.CREATE, 0)
        try:
            fill(connection, clock)
        finally:
            connection.close()


@contextmanager
def built_beside(path: Path) -> Iterator[Path]:
    """The place to build a file in; at the end it is synced and named `path`, if that is free."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    unfinished.unlink(missing_ok=True)
    try:
        yield unfinished
        sync_file(unfinished)
        _name_unless_taken(unfinished, path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _name_unless_taken(unfinished: Path, path: Path) -> None:
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        return
    except OSError:
        # A file system without hard links, such as that of most memory sticks.
        if not path.exists():
            unfinished.rename(path)


def fill(connection: sqlite3.Connection, clock: Clock) -> None:
    """Give an empty database the tables of this release and the first learner."""
    now = clock.now()
    connection.execute("BEGIN IMMEDIATE")
    for statement in (
        *FIRST_TABLES,
        *SECOND_TABLES,
        *THIRD_TABLES,
        *ROOM_TABLES,
        *FIFTH_TABLES,
        *_RECORD,
    ):
        connection.execute(statement)
    for name in STEP_NAMES:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            (MIGRATION_SET, name, str(now)),
        )
    connection.execute(
        "INSERT INTO learners (name, created_at) VALUES ('', ?)",
        (from_time(now),),
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
