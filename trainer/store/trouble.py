"""What SQLite and the system complain about, in words for the person at the screen."""

import sqlite3
from dataclasses import dataclass
from enum import Enum

from trainer.core.errors import UserError
from trainer.core.words import t, tn
from trainer.store.backup import Backup


class Harm(Enum):
    """What became of a history that cannot be used as it is."""

    GONE = "gone"
    """The file is missing although there was a history."""
    EMPTY = "empty"
    """The file has no bytes at all."""
    NO_DATABASE = "no-database"
    """The file's beginning is not that of a history."""
    PAGES = "pages"
    """Parts of the file are missing or contradict one another."""
    LOG = "log"
    """The newest answers, in the file beside it, cannot be read."""


class Damaged(UserError):  # noqa: N818 -- it says how the history is
    """The history cannot be used as it is. Nothing was changed.

    `found` is what a check reported, `backup` the newest backup that is sound, None without one.
    """

    def __init__(self, harm: Harm, found: str, backup: Backup | None = None) -> None:
        super().__init__(_said(harm), _way_out(harm, backup), found)
        self.harm = harm
        self.found = found
        self.backup = backup


def _said(harm: Harm) -> str:
    return {
        Harm.GONE: t("The history of your answers is gone from its folder."),
        Harm.EMPTY: t("The history of your answers is an empty file."),
        Harm.NO_DATABASE: t("The history of your answers was overwritten by something else."),
        Harm.PAGES: t("The history of your answers is damaged."),
        Harm.LOG: t("The newest of your answers cannot be read; the older ones can."),
    }[harm]


def _way_out(harm: Harm, backup: Backup | None) -> str:
    readable = harm in (Harm.PAGES, Harm.LOG)
    if backup is None:
        return (
            t("Save what can still be read, or start a new one; the damaged file is kept.")
            if readable
            else t("Put the file back if you have it, or start a new one; what is there is kept.")
        )
    day = f"{backup.made_at:%Y-%m-%d}"
    return (
        tn(
            "Save what can still be read, or go back to the backup of {day} with {number} answer.",
            "Save what can still be read, or go back to the backup of {day} with {number} answers.",
            backup.answers,
            day=day,
        )
        if readable
        else tn(
            "Put the file back if you have it, or go back to the backup of {day} with {number} "
            "answer.",
            "Put the file back if you have it, or go back to the backup of {day} with {number} "
            "answers.",
            backup.answers,
            day=day,
        )
    )


class TooNew(UserError):  # noqa: N818 -- it says how the history is
    """The history was written by a later release. Nothing was changed."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            t(
                "The history has data format {found}, and this release reads up to format {known}.",
                found=found,
                known=known,
            ),
            t("Install the newest release to go on. The history was left as it is."),
        )


@dataclass(frozen=True, slots=True)
class Saving:
    """How saving stands: how many things wait, and the trouble that holds them up, if any."""

    waiting: int
    trouble: UserError | None = None


BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNREADABLE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_REFUSED_FOLDER = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN})
WORLD = (
    BUSY
    | _UNREADABLE
    | _REFUSED_FOLDER
    | {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL}
)
"""Result codes that are the world's fault and may pass; every other is a bug of ours."""


def code(error: sqlite3.Error) -> int:
    """The primary SQLite result code, 0 where Python itself complained."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def in_words(error: sqlite3.Error) -> UserError:
    """The world's fault that a SQLite error stands for."""
    found = f"{getattr(error, 'sqlite_errorname', type(error).__name__)}: {error}"
    primary = code(error)
    if primary in _UNREADABLE:
        harm = Harm.NO_DATABASE if primary == sqlite3.SQLITE_NOTADB else Harm.PAGES
        return Damaged(harm, found)
    if primary == sqlite3.SQLITE_FULL:
        return UserError(
            t("The disk is full, so the latest answers are not saved yet."),
            t("Make some room; they are saved as soon as there is some."),
            found,
        )
    if primary in BUSY:
        return UserError(
            t("Another program is using the history of your answers."),
            t("Close it, or wait a moment; nothing is lost."),
            found,
        )
    if primary in _REFUSED_FOLDER:
        return UserError(
            t("The history of your answers cannot be opened or written."),
            t("See whether its folder still exists and may be written by you."),
            found,
        )
    return UserError(
        t("The disk reports an error with the history of your answers."),
        t("See whether the disk is still connected and has room."),
        found,
    )
