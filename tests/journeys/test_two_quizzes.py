"""The journey of a class that has a quiz today and had one a month ago.

What happens, minute by minute:

 0. A month ago: the teacher makes the class 8b from its list, picks five questions, and six phones
    come in. Most guess. She ends the quiz, closes the room and the program.
 0. Today: the same class, five other questions, and most are right.
15. She looks at how it went: beside today's figures stand those of a month ago, and what changed.
20. The class leaves the school. She erases it: both quizzes are gone from the list, and no name,
    no title is left in any file, nor in the backup of a month ago.
"""

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.counts import Counts
from tests.journeys.in_class import PATIENCE, InClass, adds_class, by_itself, prepares
from tests.journeys.report import Line, page_agrees, table
from tests.journeys.test_month import holding
from tests.live.classmates import classmates
from tests.ui.lesson import Key
from tests.ui.person import Person, other
from tests.ui.test_classroom import Teacher
from tests.window import MOMENT
from trainer.core.paths import DataPaths
from trainer.core.room import Phase
from trainer.ui.places import Where

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

PUPILS = (
    "Aurelie Quint",
    "Bartolo Yew",
    "Cosima Vance",
    "Dragan Oyelaran",
    "Eluned Prys",
    "Florin Zsolt",
)
CLASS = "8b Heliotrope"
MONTH = dt.timedelta(days=28)
STILL = dt.timedelta(0)


def test_a_quiz_beside_the_one_of_a_month_ago_and_both_erased(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    def opens(moment: dt.datetime) -> Teacher:
        return Teacher(open_window(tmp_path, moment=moment, step=STILL, surroundings=by_itself()))

    teacher = opens(MOMENT - MONTH)
    adds_class(teacher, CLASS, PUPILS)
    before = holds_a_quiz(teacher, "Before the unit", right=0.3, seed=1)
    teacher.person.types(Key.Key_Space)
    teacher.person.waits_until(lambda: teacher.person.is_on(Where.TODAY), PATIENCE)
    teacher.person.window.close()

    teacher = opens(MOMENT)
    person = teacher.person
    after = holds_a_quiz(teacher, "After the unit", right=0.8, seed=2)
    assert before.balanced < after.balanced
    person.types(Key.Key_G)
    page_agrees(person, after)
    person.presses("Skills")
    today, earlier = table(person, f"Beside earlier quizzes of {CLASS}")
    assert today["Quiz"] == "This one: After the unit"
    assert today["When"].startswith("Today ")
    assert earlier["Quiz"] == "Before the unit"
    assert earlier["When"].startswith("2 February, ")
    agrees(today, after)
    agrees(earlier, before)
    points = round(100 * (after.balanced - before.balanced))
    assert f"{points}\u00a0points" in person.sees()
    person.types(Key.Key_Escape, Key.Key_Space)
    person.waits_until(lambda: person.is_on(Where.TODAY), PATIENCE)

    paths = DataPaths(tmp_path)
    for words in (*PUPILS, "Before the unit"):
        assert any(paths.backups in one.parents for one in holding(tmp_path, words)), words
    erases(Teacher(person))
    person.window.close()
    for words in (*PUPILS, CLASS, "Before the unit", "After the unit"):
        assert holding(tmp_path, words) == []


def holds_a_quiz(teacher: Teacher, title: str, *, right: float, seed: int) -> Counts:
    """Hold it to its end; each pupil is right so often, from 0 to 1."""
    chance = random.Random(seed)
    prepares(teacher, title, f"{CLASS} (6)", 5)
    teacher.starts()
    with classmates(seed) as mates:
        room = InClass(teacher.person, mates)
        url, code = room.door()
        room.come(url, [(code, name) for name in PUPILS])
        room.sees("6 in the room")
        for position in range(5):
            room.steps(Phase.OPEN, position)
            key = room.lesson.truth
            room.votes(
                {phone: key if chance.random() < right else other(key) for phone in mates.phones}
            )
            room.reveals(position)
        room.ends()
        return room.counts


def agrees(line: Line, counts: Counts) -> None:
    """Hold a quiz's line in the comparison against its counts."""
    assert line["Balanced accuracy"].startswith(f"{round(100 * counts.balanced)}\u00a0% (")
    assert line["False doubt"].endswith(", {} of {}".format(*counts.doubted))
    assert line["False trust"].endswith(", {} of {}".format(*counts.trusted))


def erases(teacher: Teacher) -> None:
    """Erase the class, after the question, and look whether its quizzes are gone."""
    person = teacher.person
    person.presses("Past quizzes")
    person.waits_until(lambda: "2 quizzes so far." in person.sees(), PATIENCE)
    person.presses("Classes")
    person.presses("Erase this class…")
    assert "backups included?" in person.sees()
    person.presses("Erase it")
    person.waits_until(lambda: "A class and its list" not in person.sees(), PATIENCE)
    person.presses("Past quizzes")
    person.waits_until(lambda: "No quiz has been held yet." in person.sees(), PATIENCE)
