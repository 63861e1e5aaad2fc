"""Backups are made when something changed, checked, thinned out, and never in the way."""

import datetime as dt
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.samples import NOON, answer_all, clock, plan
from trainer.core.paths import DataPaths
from trainer.store.backup import DAILY, MONTHLY, WEEKLY, dated, expendable, newest_sound
from trainer.store.connection import Access, connect, number
from trainer.store.history import open_history
from trainer.store.soundness import file_fault

ROOT = Path(__file__).parents[2]
MOMENTS = st.datetimes(
    dt.datetime(2024, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone
    dt.datetime(2026, 12, 31),  # noqa: DTZ001 -- hypothesis adds the zone
    timezones=st.just(dt.UTC),
).map(lambda moment: moment.replace(microsecond=0))


def practised(paths: DataPaths, when: dt.datetime) -> None:
    history = open_history(paths, clock(when))
    answer_all(history, plan(history), 1)
    assert history.close() is None


def test_closing_backs_up_what_changed_and_only_then(paths: DataPaths) -> None:
    practised(paths, NOON)
    ((made_at, path),) = dated(paths.backups)
    assert made_at == NOON.replace(microsecond=0) + dt.timedelta(seconds=1)
    assert path.name == "history-20260301-120001.sqlite3"
    history = open_history(paths, clock(NOON + dt.timedelta(days=1)))
    history.session_lines(1)
    history.close()
    assert len(dated(paths.backups)) == 1


def test_a_backup_is_one_sound_file_with_all_answers(paths: DataPaths) -> None:
    practised(paths, NOON)
    assert [path.name for path in paths.backups.iterdir()] == ["history-20260301-120001.sqlite3"]
    backup = newest_sound(paths.backups)
    assert backup is not None
    assert backup.answers == 1
    assert file_fault(backup.path) == ""
    # The file's own mark of being complete without a log (bytes 18 and 19 of a database).
    assert backup.path.read_bytes()[18:20] == b"\x01\x01"


def test_what_a_killed_session_left_is_backed_up_at_the_next_close(paths: DataPaths) -> None:
    practised(paths, NOON)
    shutil.copyfile(paths.database, paths.root / "copy")
    practised(paths, NOON + dt.timedelta(days=1))
    (_, newest), _ = dated(paths.backups)
    newest.unlink()
    open_history(paths, clock(NOON + dt.timedelta(days=2))).close()
    backup = newest_sound(paths.backups)
    assert backup is not None
    assert backup.answers == 2


def test_a_month_of_practice_keeps_twelve_days_and_the_weeks_before(paths: DataPaths) -> None:
    for day in range(30):
        practised(paths, NOON + dt.timedelta(days=day))
    kept = [made_at.date() for made_at, _ in dated(paths.backups)]
    last = (NOON + dt.timedelta(days=29)).date()
    assert kept[:DAILY] == [last - dt.timedelta(days=day) for day in range(DAILY)]
    assert kept[DAILY:] == [dt.date(2026, 3, 15), dt.date(2026, 3, 8), dt.date(2026, 3, 1)]


@given(st.sets(MOMENTS, min_size=1, max_size=120))
def test_thinning_out_keeps_the_newest_of_the_last_days_weeks_and_months(
    moments: set[dt.datetime],
) -> None:
    just_made = min(moments)
    kept = moments - expendable(moments, just_made)
    assert max(moments) in kept
    assert just_made in kept
    days = sorted({moment.date() for moment in moments}, reverse=True)[:DAILY]
    assert {moment.date() for moment in kept} >= set(days)
    for day in days:
        assert max(moment for moment in moments if moment.date() == day) in kept
    months = sorted({(moment.year, moment.month) for moment in moments}, reverse=True)[:MONTHLY]
    assert {(moment.year, moment.month) for moment in kept} >= set(months)
    weeks = sorted({moment.isocalendar()[:2] for moment in moments}, reverse=True)[:WEEKLY]
    assert {moment.isocalendar()[:2] for moment in kept} >= set(weeks)
    assert len(kept) <= DAILY + WEEKLY + MONTHLY + 1
    assert expendable(kept, just_made) == frozenset()


@given(st.integers(1, 400))
@settings(max_examples=30)
def test_a_backup_each_day_never_loses_the_weeks_and_months_behind_it(days: int) -> None:
    kept: set[dt.datetime] = set()
    for day in range(days):
        made_at = NOON.replace(microsecond=0) + dt.timedelta(days=day)
        kept.add(made_at)
        kept -= expendable(kept, made_at)
    months = {(moment.year, moment.month) for moment in kept}
    passed = {
        ((NOON + dt.timedelta(days=day)).year, (NOON + dt.timedelta(days=day)).month)
        for day in range(days)
    }
    assert months == set(sorted(passed)[-MONTHLY:])


def test_a_clock_that_was_set_back_does_not_lose_the_backup_just_made(paths: DataPaths) -> None:
    for day in range(14):
        practised(paths, NOON + dt.timedelta(days=day))
    practised(paths, NOON - dt.timedelta(days=3000))
    oldest, path = dated(paths.backups)[-1]
    assert oldest.year == 2017
    with closing(connect(path, Access.READ_FROZEN, 0)) as connection:
        assert number(connection, "SELECT count(*) FROM answers") == 15


def test_a_folder_that_takes_no_backup_is_told_and_loses_nothing(paths: DataPaths) -> None:
    history = open_history(paths, clock())
    answer_all(history, plan(history))
    paths.backups.write_text("in the way")
    trouble = history.close()
    assert trouble is not None
    assert "No backup" in trouble.message
    paths.backups.unlink()
    again = open_history(paths, clock())
    assert again.tally(1).total == 10
    assert again.close() is None
    assert len(dated(paths.backups)) == 1


def test_leftovers_of_a_killed_backup_are_cleared(paths: DataPaths) -> None:
    paths.backups.mkdir(parents=True)
    (paths.backups / "history-20260101-000000.sqlite3.4711.new").write_bytes(b"half")
    (paths.backups / "my own notes.txt").write_text("stays")
    practised(paths, NOON)
    names = sorted(path.name for path in paths.backups.iterdir())
    assert names == ["history-20260301-120001.sqlite3", "my own notes.txt"]


NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from tests.store.samples import answer_all, clock, plan
from trainer.core.paths import DataPaths
from trainer.store.history import open_history

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
paths = DataPaths(Path(sys.argv[1]))
history = open_history(paths, clock())
answer_all(history, plan(history))
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
print(history.close().message)
print(sorted(path.name for path in paths.backups.iterdir()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a Unix thing")
def test_no_room_for_a_backup_is_told_and_leaves_no_half_of_it(paths: DataPaths) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(paths.root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    said, left = done.stdout.splitlines()
    assert "No backup" in said, done.stderr
    assert left == "[]"
    history = open_history(paths, clock())
    assert history.tally(1).total == 10
    history.close()
