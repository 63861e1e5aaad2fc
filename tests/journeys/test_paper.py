"""The journey of a teacher whose class has no phones: a lesson on paper."""

import random
from pathlib import Path

import pytest

from tests.journeys.steps import Key, press, write
from tests.ui.pdf import pages_of
from tests.ui.person import KEYS, Person, other
from trainer.core.room import Names
from trainer.core.rubric import Verdict
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan
from trainer.ui.places import Place, Where
from trainer.ui.widgets.entry import EntryGrid

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def test_a_lesson_on_paper(person: Person, tmp_path: Path) -> None:
    """My school allows no phones.

    I keep a quiz of four questions on paper, write its sheets and its key into files and print
    them at school. Back home I have three sheets: of two pupils of my list and of a guest. I enter
    them by keys, one box was left empty and one I mistyped. My past quizzes then count eleven
    answers of three players.
    """
    classroom = person.opened.classroom
    classroom.classes.add("8b")
    (school_class,) = classroom.classes.all()
    classroom.classes.set_pupils(school_class.id, ["Ada", "Ben"])
    entries = classroom.quizzes.pick(Choice(), 4, random.Random(1))
    room = classroom.open_on_paper(Plan("No phones", entries, Names.ROSTER, school_class.id))
    truths = [entry.truth for entry in entries]
    person.window.lead_to(Place(Where.PAPER, session=room))

    for button, name in (("Save sheets", "sheets.pdf"), ("Save key", "key.pdf")):
        press(person, button)
        person.chooses_file(tmp_path / name)
        person.waits_until((tmp_path / name).exists)
    assert "Name" in pages_of((tmp_path / "sheets.pdf").read_bytes())[0]
    assert "Key to No phones" in pages_of((tmp_path / "key.pdf").read_bytes())[0]

    press(person, "Add all of 8b (2)")
    person.waits_until(lambda: "0 of 8 boxes are entered, on 2 sheets." in person.sees())
    person.waits_until(lambda: isinstance(person.focus, EntryGrid))
    person.types(*(KEYS[truth] for truth in truths), Key.Key_Return)
    person.types(KEYS[other(truths[0])], Key.Key_Right, KEYS[truths[2]], KEYS[truths[3]])
    person.types(Key.Key_Left, KEYS[other(truths[3])])
    person.types(Key.Key_Return)
    write(person, "Guest")
    person.types(Key.Key_Return)
    person.waits_until(lambda: "on 3 sheets." in person.sees())
    person.types(*(KEYS[Verdict.CLAIM] for _ in truths))
    person.waits_until(lambda: "11 of 12 boxes are entered, on 3 sheets." in person.sees())
    person.types(Key.Key_Escape)
    assert person.is_on(Where.TODAY)
    assert person.opened.all_saved(5)
    (line,) = classroom.past()
    assert (line.title, line.class_name, line.players, line.answers) == ("No phones", "8b", 3, 11)
