"""A learner who is erased is gone: from every row, every backup and every byte on the disk."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.people import practise
from tests.store.samples import NOON, SECONDS, clock
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.store.backup import dated, newest_sound
from trainer.store.connection import Access, connect, number, rows
from trainer.store.history import History, open_history
from trainer.store.people import SetAside
from trainer.store.rescue import start_empty
from trainer.store.soundness import content_fault

NAME, NOTE, PACK = "Wilhelmina Quartz", "The tide table says otherwise", "only-wilhelmina"


def traces(folder: Path) -> list[str]:
    """Which files hold a word that only the erased learner can have left."""
    words = [word.encode() for word in (NAME, NOTE, PACK)]
    return [
        str(file.relative_to(folder))
        for file in sorted(folder.rglob("*"))
        if file.is_file() and any(word in file.read_bytes() for word in words)
    ]


def with_two(history: History) -> int:
    """Somebody who stays, as number 1, and somebody who will be erased."""
    practise(history, 1, range(6), note="I stay")
    learner = history.people.add(NAME, NOON)
    # What a change of name leaves in the free room of a page counts too.
    history.people.rename(learner, "W")
    for day in range(3):
        begin = NOON + dt.timedelta(days=day)
        practise(history, learner, range(6), begin, note=NOTE)
        practise(history, learner, range(8), begin, note=NOTE, pack=PACK)
    return learner


@pytest.fixture
def erased(paths: DataPaths) -> Iterator[History]:
    """A history from which somebody was erased, who is in two backups with others."""
    for moment in (NOON, NOON + dt.timedelta(days=1)):
        first = open_history(paths, clock(moment))
        learner = with_two(first) if len(first.learners()) == 1 else 2
        practise(first, learner, range(3), moment, note=NOTE, pack=PACK)
        assert first.close() is None
    history = open_history(paths, clock(NOON + dt.timedelta(days=2)))
    assert {"history.sqlite3", *(f"backups/{p.name}" for _, p in dated(paths.backups))} <= set(
        traces(paths.root)
    )
    history.check_in_background(lambda _: None)
    history.people.erase(2, SetAside.KEPT, NOON)
    yield history
    history.close()


def test_no_byte_is_left_in_any_file(paths: DataPaths, erased: History) -> None:
    assert traces(paths.root) == []
    erased.close()
    assert traces(paths.root) == []


def test_no_file_keeps_free_pages_with_what_was_deleted_before(
    paths: DataPaths, erased: History
) -> None:
    erased.close()
    for path in (paths.database, *(path for _, path in dated(paths.backups))):
        with closing(connect(path, Access.READ_FROZEN, 0)) as connection:
            assert number(connection, "PRAGMA freelist_count") == 0, path.name


def test_no_check_is_left_that_would_keep_the_log_from_being_emptied(erased: History) -> None:
    assert erased._checks == []


def test_no_row_of_any_table_is_theirs(paths: DataPaths, erased: History) -> None:
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        tables = rows(
            connection,
            """
            SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND c.name = 'learner'
            """,
        )
        assert len(tables) >= 6
        for (table,) in tables:
            assert rows(connection, f"SELECT 1 FROM {table} WHERE learner = 2") == [], table  # noqa: S608 -- our own names
        assert content_fault(connection) == ""
        assert number(connection, "SELECT count(*) FROM revisions") == 6


def test_the_others_keep_everything(paths: DataPaths, erased: History) -> None:
    assert [learner.id for learner in erased.learners()] == [1]
    assert erased.tally(1).total == 6
    (line,) = erased.session_lines(1)
    assert erased.past_answers(line.id)[0].notes == ("I stay",)
    practise(erased, 1, range(9))


def test_the_backups_of_the_others_stay_good(paths: DataPaths, erased: History) -> None:
    assert len(dated(paths.backups)) == 2
    backup = newest_sound(paths.backups)
    assert backup is not None
    assert backup.answers == 6
    for _, path in dated(paths.backups):
        with closing(connect(path, Access.READ_FROZEN, 0)) as connection:
            assert content_fault(connection) == ""


def test_somebody_else_with_that_number_in_an_older_backup_stays(paths: DataPaths) -> None:
    before = open_history(paths, clock())
    practise(before, 1, range(4), note="I was here before")
    assert before.close() is None
    start_empty(paths, clock(NOON + dt.timedelta(days=1)))
    history = open_history(paths, clock(NOON + dt.timedelta(days=1)))
    practise(history, 1, range(5), NOON + dt.timedelta(days=1))
    history.people.erase(1, SetAside.KEPT, NOON)
    backup = newest_sound(paths.backups)
    history.close()
    assert backup is not None
    assert backup.answers == 4


def test_a_backup_that_cannot_be_read_is_deleted(paths: DataPaths, history: History) -> None:
    learner = history.people.add(NAME, NOON)
    paths.backups.mkdir()
    torn = paths.backups / "history-20260101-120000.sqlite3"
    torn.write_bytes(b"torn " + NAME.encode())
    history.people.erase(learner, SetAside.KEPT, NOON)
    assert not torn.exists()


def test_damaged_files_go_or_stay_as_was_said(paths: DataPaths, history: History) -> None:
    aside = paths.root / "history.damaged-20260101-120000.sqlite3"
    log = aside.with_name(aside.name + "-wal")
    for file in (aside, log):
        file.write_bytes(b"x")
    assert history.people.set_aside() == (aside,)
    history.people.erase(history.people.add(NAME, NOON), SetAside.KEPT, NOON)
    assert aside.exists()
    history.people.erase(history.people.add(NAME, NOON), SetAside.DELETED, NOON)
    assert (aside.exists(), log.exists()) == (False, False)


def test_after_the_last_one_there_is_a_nameless_one(history: History) -> None:
    history.people.rename(1, NAME)
    history.people.erase(1, SetAside.KEPT, NOON)
    assert [learner.name for learner in history.learners()] == [""]


def test_where_a_backup_cannot_be_written_anew_nothing_is_erased(
    paths: DataPaths, history: History
) -> None:
    learner = history.people.add(NAME, NOON)
    practise(history, learner, range(2))
    paths.backups.mkdir()
    (paths.backups / "history-20260101-120000.sqlite3").mkdir()
    with pytest.raises(UserError, match="nothing was erased"):
        history.people.erase(learner, SetAside.KEPT, NOON)
    assert history.people.record(learner).answers == 2


def test_somebody_who_is_not_there_cannot_be_erased(history: History) -> None:
    with pytest.raises(UserError, match="not in the history"):
        history.people.erase(9, SetAside.KEPT, NOON)


def test_what_waits_to_be_saved_is_erased_as_well(paths: DataPaths, history: History) -> None:
    learner = history.people.add(NAME, NOON)
    with closing(connect(paths.database, Access.WRITE, 0)) as other:
        other.execute("BEGIN IMMEDIATE")
        receipt = history.close_session(1)
        other.execute("ROLLBACK")
    history.people.erase(learner, SetAside.KEPT, NOON)
    with pytest.raises(UserError):
        receipt.wait(SECONDS)
    assert traces(paths.root) == []
