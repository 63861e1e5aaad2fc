"""A history that cannot be opened is told with its ways out, and each way leads somewhere."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.conftest import House, judge, play
from tests.store.samples import SECONDS
from trainer.services.opening import Opened, Opening
from trainer.services.practice import Selection
from trainer.services.trouble import Trouble
from trainer.store.history import Saving
from trainer.store.schema import VERSION

Way = Callable[[Opening], Opened | Trouble]


def trouble(house: House) -> Trouble:
    outcome = house.attempt(Opening.open)
    assert isinstance(outcome, Trouble), outcome
    return outcome


def repaired(house: House, way: Way) -> Opened:
    outcome = house.attempt(way)
    assert isinstance(outcome, Opened), outcome
    return outcome


def overwrite(path: Path, at: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(os.urandom(length))


def backed_up(house: House, sessions: int = 2) -> list[int]:
    """A history with finished sessions of ten, closed, with its backup; their numbers."""
    numbers = [play(house.open()) for _ in range(sessions)]
    house.close()
    assert list(house.paths.backups.iterdir())
    return numbers


def set_aside(house: House) -> list[Path]:
    return sorted(house.paths.root.glob("history.damaged-*.sqlite3"))


def test_a_first_start_makes_everything_silently(house: House) -> None:
    opened = house.open()
    assert not opened.read_only
    assert opened.review.standing().learner.id == 1
    assert len(opened.library.entries) == 40
    assert house.paths.database.exists()


def test_one_data_folder_does_not_know_of_another(house: House, tmp_path: Path) -> None:
    play(house.open(), 2)
    other = House(type(house.paths)(tmp_path / "elsewhere"), house.shipped)
    try:
        assert other.open().review.session_count() == 0
    finally:
        other.close()


def test_damage_is_told_with_the_newest_good_backup(house: House) -> None:
    backed_up(house)
    overwrite(house.paths.database, 4096, 8192)
    before = house.paths.database.read_bytes()
    told = trouble(house)
    assert told.damaged
    assert told.may_salvage
    assert "damaged" in told.message
    assert told.hint
    assert told.details
    assert "with 20 answers" in told.backup
    assert house.paths.database.read_bytes() == before
    assert set_aside(house) == []


def test_restore_goes_back_to_the_backup_and_keeps_the_damaged_file(house: House) -> None:
    numbers = backed_up(house)
    overwrite(house.paths.database, 4096, 8192)
    damaged = house.paths.database.read_bytes()
    opened = repaired(house, Opening.restore)
    assert [line.id for line in opened.review.sessions()] == numbers[::-1]
    assert [kept.read_bytes() for kept in set_aside(house)] == [damaged]
    play(opened, 1)
    assert opened.review.session_count() == 3


def test_restore_takes_an_older_backup_where_the_newest_is_spoilt(house: House) -> None:
    backed_up(house, 1)
    (older,) = house.paths.backups.iterdir()
    newer = older.with_name("history-20991231-235959.sqlite3")
    shutil.copyfile(older, newer)
    overwrite(newer, 4096, 8192)
    house.paths.database.write_bytes(b"")
    assert "with 10 answers" in trouble(house).backup
    assert repaired(house, Opening.restore).review.session_count() == 1


def test_restore_without_a_backup_touches_nothing_and_tells_again(house: House) -> None:
    backed_up(house)
    shutil.rmtree(house.paths.backups)
    overwrite(house.paths.database, 4096, 8192)
    before = house.paths.database.read_bytes()
    told = house.attempt(Opening.restore)
    assert isinstance(told, Trouble)
    assert told.backup == ""
    assert house.paths.database.read_bytes() == before
    assert set_aside(house) == []


def test_damage_that_only_a_long_look_finds_can_be_restored_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A big history is opened after a short look and read through in the background."""
    numbers = backed_up(house)
    hurt_a_page_of(house, "sessions_unfinished")
    monkeypatch.setattr("trainer.store.damage.SMALL", 0)
    opened = house.open()
    found: list[Trouble] = []
    heard = threading.Event()

    def listen(told: Trouble) -> None:
        found.append(told)
        heard.set()

    opened.on_damage(listen)
    assert heard.wait(SECONDS)
    assert found[0].damaged
    assert "with 20 answers" in found[0].backup
    opened.close()
    house.left_open.clear()

    restored = repaired(house, Opening.restore)
    assert len(set_aside(house)) == 1
    assert [line.id for line in restored.review.sessions()] == numbers[::-1]
    with closing(sqlite3.connect(house.paths.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_damage_met_while_opening_is_told_and_nothing_is_left_running(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up(house)
    hurt_a_page_of(house, "learners")
    monkeypatch.setattr("trainer.store.damage.SMALL", 0)
    told = trouble(house)
    assert told.damaged
    assert "with 20 answers" in told.backup
    assert [one.name for one in threading.enumerate() if one.name == "history writer"] == []


def hurt_a_page_of(house: House, name: str) -> None:
    with closing(sqlite3.connect(house.paths.database)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    overwrite(house.paths.database, (page - 1) * size, size)


def test_salvage_saves_what_can_be_read(house: House) -> None:
    numbers = backed_up(house)
    shutil.rmtree(house.paths.backups)
    hurt_a_page_of(house, "judgements")
    told = trouble(house)
    assert told.may_salvage
    assert told.backup == ""
    opened = repaired(house, Opening.salvage)
    assert [line.id for line in opened.review.sessions()] == numbers[::-1]
    assert opened.review.standing().tally.total == 20
    assert len(set_aside(house)) == 1
    assert len(opened.review.session(numbers[0]).answers) == 10


@pytest.mark.parametrize("content", [b"", b"a letter to the mayor" * 400])
def test_a_file_with_nothing_to_read_in_it_is_never_an_empty_history_by_itself(
    house: House, content: bytes
) -> None:
    backed_up(house)
    house.paths.database.write_bytes(content)
    told = trouble(house)
    assert told.damaged
    assert not told.may_salvage
    assert house.paths.database.read_bytes() == content
    opened = repaired(house, Opening.start_empty)
    assert opened.review.session_count() == 0
    assert [kept.read_bytes() for kept in set_aside(house)] == [content]
    play(opened, 1)
    assert opened.review.session_count() == 1


def test_a_history_that_is_gone_is_told_and_comes_back_from_its_backup(house: House) -> None:
    backed_up(house)
    house.paths.database.unlink()
    told = trouble(house)
    assert told.damaged
    assert "gone" in told.message
    assert "with 20 answers" in told.backup
    assert not house.paths.database.exists()
    assert repaired(house, Opening.restore).review.standing().tally.total == 20
    assert set_aside(house) == []


def test_a_history_that_is_gone_can_be_begun_anew(house: House) -> None:
    backed_up(house)
    house.paths.database.unlink()
    assert repaired(house, Opening.start_empty).review.session_count() == 0


@pytest.mark.parametrize("way", [Opening.open, Opening.restore])
def test_a_history_of_a_later_release_is_left_as_it_is(house: House, way: Way) -> None:
    backed_up(house)
    with closing(sqlite3.connect(house.paths.database)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = house.paths.database.read_bytes()
    told = house.attempt(way)
    assert isinstance(told, Trouble)
    assert not told.damaged
    assert (told.backup, told.may_salvage) == ("", False)
    assert "newest release" in told.hint
    assert house.paths.database.read_bytes() == before
    assert set_aside(house) == []


def test_a_file_where_the_folder_should_be_is_told_with_a_next_step(house: House) -> None:
    house.paths.root.write_text("in the way", encoding="utf-8")
    told = trouble(house)
    assert not told.damaged
    assert "--data-dir" in told.hint


def test_a_broken_pack_keeps_nobody_from_the_others(house: House) -> None:
    broken = house.shipped / "broken"
    broken.mkdir()
    (broken / "pack.toml").write_text("id = ", encoding="utf-8")
    opened = house.open()
    assert [card.broken for card in opened.library.cards] == [False, True]
    opened.practice.start(Selection())
    judge(opened.practice, 1)
    assert opened.all_saved(SECONDS)


def test_a_quit_saves_what_waits(house: House) -> None:
    opened = house.open()
    opened.practice.start(Selection())
    judge(opened.practice, 10)
    assert opened.practice.session is not None
    number = opened.practice.session.id
    house.close()
    assert len(house.open().review.session(number).answers) == 10


def test_who_listens_hears_that_saving_is_held_up_and_goes_on(house: House) -> None:
    opened = house.open()
    heard: list[int] = []
    free = threading.Event()

    def listen(saving: Saving) -> None:
        heard.append(saving.waiting)
        if heard[0] and not heard[-1]:
            free.set()

    opened.on_saving(listen)
    with house.locked():
        opened.practice.start(Selection())
        judge(opened.practice, 1)
        assert not opened.all_saved(0.3)
    assert free.wait(SECONDS)
    assert opened.practice.saved
