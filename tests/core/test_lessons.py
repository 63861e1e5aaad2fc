"""The lessons as a state machine: through each example and its questions, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.lessons import Course, Lesson, LessonStep, Way
from trainer.core.questions import Cue, QuestionRef, Quote
from trainer.core.rubric import CueKind, Step, Verdict


def lesson(name: str, steps: int) -> Lesson:
    cue = Cue(CueKind.SOURCE, Quote("said Ada"), "who says so")
    return Lesson(
        id=name,
        path_step=Step.SCOPE,
        title=name,
        rule="A rule.",
        text="It rained, said Ada.",
        statement=Quote("It rained"),
        verdict=Verdict.CLAIM,
        steps=(LessonStep("Look."), *(LessonStep("So.", cue) for _ in range(steps - 1))),
        questions=(QuestionRef("pack", f"{name}-1"), QuestionRef("pack", f"{name}-2")),
    )


COURSE = Course((lesson("a", 2), lesson("b", 3)))


def test_an_example_begins_with_nothing_lit_and_ends_with_a_question() -> None:
    way, shown = Way(COURSE), []
    while way.shown is not None:
        shown.append(way.shown)
        way = way.go_on()
    assert shown == [0, 1, 2]
    assert way.lesson is COURSE.lessons[0]


def test_the_second_question_on_a_rule_has_no_example_before_it() -> None:
    assert Way(COURSE, position=1).shown is None


def test_the_next_rule_begins_with_its_own_example() -> None:
    way = Way(COURSE, position=2, turned=3)
    assert (way.lesson, way.shown) == (COURSE.lessons[1], 0)


def test_turns_missed_earlier_take_nothing_from_a_later_example() -> None:
    """After a skipped or unsaved step the count may lag behind the answers."""
    way = Way(COURSE, position=2, turned=0).go_on()
    assert way.shown == 1


def test_once_the_rules_are_mixed_nothing_is_taught() -> None:
    way = Way(COURSE, position=4, turned=99)
    assert (way.lesson, way.shown, way.go_on()) == (None, None, way)


def test_going_back_stops_at_the_beginning_of_an_example() -> None:
    way = Way(COURSE, position=2, turned=3)
    assert way.go_back() == way
    assert way.go_on().go_back() == way


def test_words_light_up_with_the_steps_that_speak_of_them() -> None:
    taught = COURSE.lessons[1]
    assert [number for number, _, _ in taught.lit(1)] == []
    assert [number for number, _, _ in taught.lit(3)] == [1, 2]


def test_mixed_questions_leave_out_those_that_were_asked_before() -> None:
    more = QuestionRef("pack", "more")
    planned = COURSE.planned([COURSE.questions[1], more])
    assert planned == (*COURSE.questions, more)


@given(st.integers(0, 6), st.lists(st.booleans(), max_size=12))
def test_a_kill_at_any_step_goes_on_there(position: int, moves: list[bool]) -> None:
    way = Way(COURSE, position)
    for forward in moves:
        way = way.go_on() if forward else way.go_back()
    assert Way(COURSE, way.position, way.turned).shown == way.shown


@pytest.mark.parametrize("position", [0, 2])
def test_an_example_takes_one_turn_more_than_it_has_steps(position: int) -> None:
    way, turns = Way(COURSE, position), 0
    while way.shown is not None:
        way, turns = way.go_on(), turns + 1
    assert way.lesson is not None
    assert turns == len(way.lesson.steps) + 1
