"""Dated copies of the history: how they are made, checked, found again and thinned out."""

import datetime as dt
import os
import sqlite3
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.words import t
from trainer.store.connection import Access, connect, row, sync_file, sync_folder
from trainer.store.soundness import count_answers, file_fault, page_fault

DAILY, WEEKLY, MONTHLY = 12, 10, 9
"""How many days, weeks and months keep their newest backup."""

_NAME = "history-%Y%m%d-%H%M%S.sqlite3"


@dataclass(frozen=True, slots=True)
class Backup:
    """A sound copy of the history, when it was made (UTC) and how many answers it holds."""

    path: Path
    made_at: dt.datetime
    answers: int


def make_backup(source: sqlite3.Connection, folder: Path, clock: Clock) -> Path:
    """Copy the history as `source` sees it into `folder`, check the copy, and thin out the others.

    Raises a `UserError` where that fails, and then leaves nothing behind.
    """
    made_at = clock.now()
    path = folder / made_at.strftime(_NAME)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(folder)
        _copy(source, unfinished)
        sync_file(unfinished)
        unfinished.replace(path)
        sync_folder(folder)
        _thin_out(folder, made_at)
    except (sqlite3.Error, OSError) as error:
        raise UserError(
            t("No backup of your answers could be made; the answers themselves are saved."),
            t("See whether the disk has room."),
            f"{type(error).__name__}: {error}",
        ) from error
    finally:
        _remove(unfinished)
    return path


def _copy(source: sqlite3.Connection, unfinished: Path) -> None:
    target = connect(unfinished, Access.CREATE, 0)
    try:
        # Synced once as a whole afterwards.
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target)
        # One file without companions, which also opens where nothing can be written.
        target.execute("PRAGMA journal_mode = DELETE")
        fault = page_fault(target)
    finally:
        target.close()
    if fault:
        raise sqlite3.DatabaseError(f"the copy is not sound: {fault}")


def _clear_leftovers(folder: Path) -> None:
    """Remove what a kill in the middle of an earlier backup left."""
    for leftover in folder.glob("history-*.new*"):
        leftover.unlink(missing_ok=True)


def _remove(unfinished: Path) -> None:
    for path in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
        # Whatever keeps it from being removed is told by what went wrong before.
        with suppress(OSError):
            path.unlink()


def dated(folder: Path) -> list[tuple[dt.datetime, Path]]:
    """All files that are named like backups, the newest first, unchecked."""
    found = [
        (made_at, path)
        for path in folder.glob("history-*.sqlite3")
        if (made_at := _date_in(path.name)) is not None
    ]
    return sorted(found, reverse=True)


def _date_in(name: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(name, _NAME).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def newest_sound(folder: Path) -> Backup | None:
    """The newest backup that passes its check, None without any."""
    for made_at, path in dated(folder):
        if not file_fault(path):
            return Backup(path, made_at, count_answers(path))
    return None


def _thin_out(folder: Path, just_made: dt.datetime) -> None:
    found = dated(folder)
    # The name of a backup has whole seconds.
    keep_at_least = just_made.replace(microsecond=0)
    drop = expendable([made_at for made_at, _ in found], keep_at_least)
    for made_at, path in found:
        if made_at in drop:
            path.unlink(missing_ok=True)


def expendable(moments: Iterable[dt.datetime], just_made: dt.datetime) -> frozenset[dt.datetime]:
    """Which of the backups made at `moments` can go.

    Of each of the last 12 days, 10 weeks and 9 months that have backups the newest one stays, and
    so does the one just made, whatever the computer's clock says.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = {just_made}
    kept.update(_newest_of_each(newest_first, DAILY, lambda moment: moment.date()))
    kept.update(_newest_of_each(newest_first, WEEKLY, lambda moment: moment.isocalendar()[:2]))
    kept.update(_newest_of_each(newest_first, MONTHLY, lambda moment: (moment.year, moment.month)))
    return frozenset(newest_first) - kept


def _newest_of_each(
    newest_first: list[dt.datetime], limit: int, period: Callable[[dt.datetime], Hashable]
) -> list[dt.datetime]:
    newest: dict[Hashable, dt.datetime] = {}
    for moment in newest_first:
        newest.setdefault(period(moment), moment)
    return list(newest.values())[:limit]


def differs(connection: sqlite3.Connection, folder: Path) -> bool:
    """Whether the history has learners, sessions, answers or notes that the newest backup lacks."""
    found = dated(folder)
    if not found:
        return True
    try:
        backup = connect(found[0][1], Access.READ_FROZEN, 0)
        try:
            return _extent(backup) != _extent(connection)
        finally:
            backup.close()
    except sqlite3.Error:
        return True


def _extent(connection: sqlite3.Connection) -> tuple[int, ...]:
    return tuple(
        row(
            connection,
            """
            SELECT (SELECT max(id) FROM learners), (SELECT max(id) FROM sessions),
                (SELECT max(sequence) FROM answers), (SELECT max(id) FROM notes)
            """,
        )
    )
