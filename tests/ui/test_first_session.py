"""The first minutes of somebody new: the lessons, or straight to ten questions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.packs.samples import big_pack
from tests.ui.person import Person
from trainer.core.sessions import SessionKind
from trainer.packs.writing import write_pack
from trainer.ui.places import Where
from trainer.ui.widgets.reading import ReadingView

Key = Qt.Key


def lit(person: Person) -> int:
    """How many places of the example are lit."""
    return len(person.find(ReadingView)._marks)


def through_example(person: Person) -> None:
    """Go on until the first question on the rule is there."""
    for _ in range(9):
        if person.is_on(Where.PRACTICE):
            return
        person.types(Key.Key_Return)
    raise AssertionError("the example has no end")


@pytest.fixture
def learning(person: Person) -> Person:
    """Somebody new who has pressed Enter once."""
    person.types(Key.Key_Return)
    assert person.is_on(Where.LESSON)
    return person


def test_one_key_leads_from_the_first_start_to_the_first_lesson(person: Person) -> None:
    assert "Who says so" in person.sees()
    person.types(Key.Key_Return)
    assert person.is_on(Where.LESSON)
    assert "Rule 1 of 6" in person.sees()


def test_one_click_leads_straight_to_ten_questions(person: Person) -> None:
    person.presses("Straight to ten questions")
    assert person.is_on(Where.PRACTICE)
    assert "1 of 10" in person.sees()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_words_light_up_step_by_step(learning: Person, key: Key) -> None:
    seen = [lit(learning)]
    for _ in range(3):
        learning.types(key)
        seen.append(lit(learning))
    assert seen == [0, 1, 2, 3]


def test_a_step_can_be_taken_back(learning: Person) -> None:
    learning.types(Key.Key_Return, Key.Key_Return, Key.Key_Backspace)
    assert lit(learning) == 1


def test_two_questions_follow_on_the_rule_and_then_the_next_one(learning: Person) -> None:
    through_example(learning)
    for number in (1, 2):
        assert "Who said it, and what was said" in learning.sees().splitlines()
        assert f"{number} of 18" in learning.sees().splitlines()
        learning.judges(learning.truth)
        learning.types(Key.Key_Return)
    assert learning.is_on(Where.LESSON)
    assert "Rule 2 of 6" in learning.sees()
    assert lit(learning) == 0


def test_after_the_last_rule_all_are_mixed(learning: Person) -> None:
    for _ in range(12):
        through_example(learning)
        learning.judges(learning.truth)
        learning.types(Key.Key_Return)
    assert {"All rules mixed", "13 of 18"} <= set(learning.sees().splitlines())
    while learning.is_on(Where.PRACTICE):
        learning.judges(learning.truth)
        learning.types(Key.Key_Return)
    assert learning.is_on(Where.SUMMARY)


@pytest.mark.parametrize("skips", ["Esc", "Skip the lessons"])
def test_the_lessons_can_be_skipped_for_good(learning: Person, skips: str) -> None:
    if skips == "Esc":
        learning.types(Key.Key_Escape)
    else:
        learning.presses(skips)
    assert learning.session.kind is SessionKind.PRACTICE
    assert "1 of 10" in learning.sees()
    learning.types(Key.Key_Escape)
    assert "Go on: The first lessons" not in learning.sees()


def test_a_lesson_left_at_a_question_is_offered_again(learning: Person) -> None:
    through_example(learning)
    learning.types(Key.Key_Escape)
    learning.presses("Continue")
    assert learning.is_on(Where.PRACTICE)
    assert "1 of 18" in learning.sees()


def test_after_a_kill_the_example_goes_on_at_its_step(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    first = open_window(tmp_path / "kept")
    first.types(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert lit(first) == 2
    assert first.opened.all_saved(10)
    first.window.close()

    again = open_window(tmp_path / "kept")
    again.presses("Continue")

    assert again.is_on(Where.LESSON)
    assert lit(again) == 2


def test_the_guide_is_at_hand_in_an_example(learning: Person) -> None:
    learning.types(Key.Key_Return, Key.Key_Question)
    assert learning.is_on(Where.GUIDE)
    learning.types(Key.Key_Escape)
    assert learning.is_on(Where.LESSON)
    assert lit(learning) == 1


def test_where_the_questions_of_the_lessons_are_not_at_hand_ten_questions_begin(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    write_pack(big_pack(40, articles=4), tmp_path / "shipped" / "big")
    person = open_window(shipped=tmp_path / "shipped")
    person.types(Key.Key_Return)
    assert person.is_on(Where.PRACTICE)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_all_ways_to_begin_are_in_sight(
    open_window: Callable[..., Person], size: tuple[int, int]
) -> None:
    person = open_window(size=size)
    person.rests()
    for name in ("Start", "Straight to ten questions", "Choose a pack"):
        button = person.button(name)
        assert not button.visibleRegion().isEmpty(), f"{name} is cut off"
        assert button.visibleRegion().boundingRect().height() == button.height()


def test_the_newest_step_is_in_sight_where_the_example_does_not_fit(
    open_window: Callable[..., Person],
) -> None:
    person = open_window(size=(800, 520))
    person.types(*[Key.Key_Return] * 5)
    person.rests()
    last = next(
        widget
        for widget in person.visible()
        if isinstance(widget, QLabel) and widget.text().startswith("So what he said is a claim")
    )
    assert not last.visibleRegion().isEmpty()
