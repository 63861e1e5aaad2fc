"""Looking something up: examples of everything, all techniques on demand, and a search."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.person import Person
from trainer.core.glossary import cue_name, step_name
from trainer.core.rubric import CueKind, Step, Technique, TechniqueGroup
from trainer.core.techniques import group_name, technique_name
from trainer.ui.pages.guide.state import guide_state
from trainer.ui.places import Where
from trainer.ui.widgets.example import ExampleText

Key = Qt.Key


@pytest.fixture
def looking(person: Person) -> Person:
    """Somebody who opened the guide from a question."""
    person.starts_ten()
    person.types(Key.Key_Question)
    assert person.is_on(Where.GUIDE)
    return person


def lines(person: Person) -> set[str]:
    return set(person.sees().splitlines())


def examples(person: Person) -> int:
    return sum(isinstance(widget, ExampleText) for widget in person.visible())


def test_path_cues_and_groups_are_there_each_with_an_example(looking: Person) -> None:
    words = {*map(step_name, Step), *map(cue_name, CueKind), *map(group_name, TechniqueGroup)}
    assert words <= lines(looking)
    assert examples(looking) == len(Step) + len(CueKind) + len(TechniqueGroup)


def test_the_expert_view_has_all_techniques(looking: Person) -> None:
    names = set(map(technique_name, Technique))
    assert not names & lines(looking)
    looking.presses("All techniques")
    assert names <= lines(looking)
    looking.presses("All techniques")
    assert not names & lines(looking)


def test_a_search_narrows_and_finds_a_technique_without_the_expert_view(looking: Person) -> None:
    looking.types(Key.Key_Slash)
    assert isinstance(looking.focus, QLineEdit)
    QTest.keyClicks(looking.focus, "either dilemma")
    assert "False dilemma" in lines(looking)
    assert "Name calling" not in lines(looking)
    assert examples(looking) == 1


def test_a_search_without_a_find_says_so(looking: Person) -> None:
    looking.types(Key.Key_Slash)
    QTest.keyClicks(looking.focus, "xylophone")
    assert "Nothing here has these words." in looking.sees()
    assert examples(looking) == 0


def test_a_question_mark_typed_into_the_search_stays_there(looking: Person) -> None:
    looking.types(Key.Key_Slash)
    QTest.keyClicks(looking.focus, "who?")
    assert looking.is_on(Where.GUIDE)


def test_the_examples_are_told_to_who_cannot_see_them(looking: Person) -> None:
    told = [w.accessibleName() for w in looking.visible() if isinstance(w, ExampleText)]
    assert all("Example: " in name and "The words: " in name for name in told)


def test_the_lessons_can_be_gone_through_again(looking: Person) -> None:
    looking.presses("Go through the lessons")
    assert looking.is_on(Where.LESSON)
    assert "Rule 1 of 6" in looking.sees()


@pytest.mark.parametrize("search", ["", "  "])
def test_without_words_a_search_hides_nothing(search: str) -> None:
    state = guide_state()
    everything = state.matching(search, expert=True)
    assert everything == {entry.id for part in state.sections for entry in part.entries}
