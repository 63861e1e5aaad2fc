"""The journey of somebody whose disk is busy while they answer."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.steps import Key, answer, open_newest_session, press, read
from tests.ui.person import Person
from trainer.core.paths import DataPaths
from trainer.ui.places import Where

NOT_SAVED = "Not saved yet: the disk is busy."
STILL_BUSY = "The disk is still busy with your latest answers."

HOLDS = """
import sqlite3, sys, threading
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("PRAGMA journal_mode")
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
end = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), end.set()), daemon=True).start()
end.wait(float(sys.argv[2]))
other.execute("ROLLBACK")
"""


@contextmanager
def held_by_another(database: Path, seconds: float = 60) -> Iterator[None]:
    """Another program writes to the history until the end, or for so many seconds."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(database), str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        yield
        other.communicate()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return DataPaths(tmp_path / "data").database


def test_an_answer_waits_for_the_disk_and_nobody_waits_for_the_answer(
    person: Person, database: Path
) -> None:
    """A backup program has my history locked while I practise.

    I answer, and the reveal is there, with a line that it is not saved yet. I go on, and answer
    the next one. The other program ends, the line goes away by itself, and both answers are in my
    history.
    """
    press(person, "Straight to ten questions")
    with held_by_another(database):
        reads = [answer(person, Key.Key_2)]
        assert NOT_SAVED in person.sees()
        person.types(Key.Key_Return)
        assert "2 of 10" in person.sees()
        reads.append(answer(person, Key.Key_1))
        assert NOT_SAVED in person.sees()
        assert person.opened.review.session_count() == 0, "the other program still holds it"
    person.waits_until(lambda: NOT_SAVED not in person.sees())

    person.types(Key.Key_Escape)
    open_newest_session(person)
    assert person.is_on(Where.SESSION)
    assert read(person) == reads[0]
    person.types(Key.Key_Right)
    assert read(person) == reads[1]


def test_closing_meanwhile_warns_and_a_patient_person_loses_nothing(
    open_window: Callable[..., Person], database: Path
) -> None:
    """I answer while the disk is busy, and close the window at once.

    It stays, and says why. I wait until the disk is free and close again: it closes, and my answer
    is there the next time.
    """
    person = open_window()
    press(person, "Straight to ten questions")
    with held_by_another(database):
        answer(person, Key.Key_2)
        assert not person.window.close()
        assert STILL_BUSY in person.sees()
    person.waits_until(lambda: STILL_BUSY not in person.sees())
    assert person.window.close()

    assert "Question 2 of 10" in open_window().sees()


def test_closing_twice_leaves_and_still_saves_what_it_can(
    open_window: Callable[..., Person], database: Path
) -> None:
    """I have to catch my train, so I close again although it warned me.

    The window goes away without a second word. The disk was free two seconds later, so the answer
    is there after all.
    """
    person = open_window()
    press(person, "Straight to ten questions")
    with held_by_another(database, seconds=2):
        answer(person, Key.Key_2)
        assert not person.window.close()
        assert person.window.close()
        assert not person.window.isVisible()

    assert "Question 2 of 10" in open_window().sees()


def test_a_disk_that_is_busy_again_is_warned_of_again(person: Person, database: Path) -> None:
    """I was warned, stayed, and went on. Half an hour later the disk is busy again.

    Closing then must not leave with my answer unsaved and no word.
    """
    press(person, "Straight to ten questions")
    for key in (Key.Key_1, Key.Key_2):
        with held_by_another(database):
            answer(person, key)
            assert not person.window.close()
            assert STILL_BUSY in person.sees()
        person.waits_until(lambda: STILL_BUSY not in person.sees())
        person.types(Key.Key_Return)
