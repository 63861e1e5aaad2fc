"""The journeys of somebody whose history was hurt by something outside the program."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.steps import Key, Read, open_newest_session, page_through, practise, press
from tests.ui.person import Person
from trainer.core.paths import DataPaths
from trainer.store import damage

OVERWRITTEN = b"These are holiday photographs.\n" * 2000


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    return DataPaths(tmp_path / "data")


@pytest.fixture
def reads(open_window: Callable[..., Person], paths: DataPaths) -> list[Read]:
    """What somebody read in a session of ten, whose window is closed again."""
    person = open_window()
    press(person, "Straight to ten questions")
    read = practise(person, 10)
    person.window.close()
    assert paths.database.exists()
    return read


def kept_aside(paths: DataPaths) -> list[bytes]:
    """The damaged histories that lie beside the new one."""
    return [file.read_bytes() for file in paths.root.glob("history.damaged-*.sqlite3")]


def buttons(person: Person) -> set[str]:
    """The ways on that the page offers."""
    ways = ("Go back to the backup", "Save what can still be read", "Start a new history")
    return {way for way in (*ways, "Try again") if way in person.sees()}


def test_an_overwritten_history_comes_back_from_its_backup(
    open_window: Callable[..., Person], paths: DataPaths, reads: list[Read]
) -> None:
    """Something copied my photographs over the file with my answers.

    I start, and in place of the start page one tells me what happened, that there is a backup of
    ten answers, and that the damaged file is kept. I press "Go back to the backup": my session is
    there, answer by answer, and the photographs lie beside it.
    """
    paths.database.write_bytes(OVERWRITTEN)
    person = open_window()
    assert "overwritten by something else" in person.sees()
    assert "The newest good backup is of " in person.sees()
    assert "with 10 answers." in person.sees()
    assert "the damaged file is kept" in person.sees()
    assert paths.database.read_bytes() == OVERWRITTEN, "nothing happens unasked"

    press(person, "Go back to the backup")
    person.waits_until(lambda: "Lately" in person.sees() and "of 10" in person.sees())
    assert kept_aside(paths) == [OVERWRITTEN]
    open_newest_session(person)
    assert page_through(person, 10) == reads


def test_an_empty_file_without_a_backup_is_not_taken_for_a_new_start(
    open_window: Callable[..., Person], paths: DataPaths, reads: list[Read]
) -> None:
    """My disk was full, the file has no bytes, and I had thrown the backups away.

    I am told so, and not greeted as if I were new. "Start a new history" lets me go on; the empty
    file is kept, and the next start is an ordinary one.
    """
    for file in (*paths.backups.iterdir(), *paths.root.glob("history.sqlite3-*")):
        file.unlink()
    paths.database.write_bytes(b"")
    person = open_window()
    assert "is an empty file" in person.sees()
    assert buttons(person) == {"Start a new history", "Try again"}
    assert "Nothing to fill in" not in person.sees()

    press(person, "Start a new history")
    person.waits_until(lambda: "Nothing to fill in" in person.sees())
    assert kept_aside(paths) == [b""]
    press(person, "Straight to ten questions")
    practise(person, 1)
    person.window.close()

    assert "Question 2 of 10" in open_window().sees()


def test_a_file_that_is_put_back_is_used_again(
    open_window: Callable[..., Person], paths: DataPaths, reads: list[Read]
) -> None:
    """I had moved the file to a stick by mistake.

    The page says that it is gone. I put it back and press "Try again": everything is there.
    """
    away = paths.root / "stick"
    paths.database.rename(away)
    person = open_window()
    assert "is gone from its folder" in person.sees()
    away.rename(paths.database)
    press(person, "Try again")
    person.waits_until(lambda: "Lately" in person.sees())
    assert kept_aside(paths) == []


def test_a_history_of_a_later_release_is_left_as_it_is(
    open_window: Callable[..., Person], paths: DataPaths, reads: list[Read]
) -> None:
    """My sister has the newest release, and I opened her folder with mine.

    I am told to install the newest one. Nothing can be pressed that would change anything, and
    nothing was changed.
    """
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA user_version = 4711")
    before = paths.database.read_bytes()
    person = open_window()
    assert "data format 4711" in person.sees()
    assert "Install the newest release" in person.sees()
    assert buttons(person) == {"Try again"}
    person.window.close()
    assert paths.database.read_bytes() == before


def test_damage_deep_in_a_long_history_is_told_while_practising(
    open_window: Callable[..., Person],
    paths: DataPaths,
    reads: list[Read],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """My history is so long that a start cannot look at all of it, and a part of it is hurt.

    The start page comes as always, and I begin. A moment later I am told what is wrong. I press
    "Save what can still be read", and go on with what was saved; the damaged file is kept.
    """
    monkeypatch.setattr(damage, "SMALL", 0)
    content = bytearray(paths.database.read_bytes())
    last = len(content) - 4096
    content[last:] = b"\xa5" * 4096
    paths.database.write_bytes(content)
    person = open_window()
    person.waits_until(lambda: "Your history needs you" in person.sees())
    assert "is damaged" in person.sees()
    assert paths.database.read_bytes() == content

    press(person, "Save what can still be read")
    person.waits_until(lambda: "Start  (Enter)" in person.sees())
    assert kept_aside(paths) == [content]
    person.types(Key.Key_Return)
    practise(person, 1)
    assert "2 of 10" in person.sees()
