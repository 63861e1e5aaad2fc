"""The lessons that ship: every span verbatim, every question at hand, in the order of the path."""

from itertools import pairwise
from pathlib import Path

import pytest

from trainer.core.lessons import Lesson
from trainer.core.quotations import quotations
from trainer.core.rubric import Step, Verdict
from trainer.packs.lessons import read_course
from trainer.packs.reading import read_pack

PROGRAM = Path(__file__).resolve().parents[2]
COURSE = read_course(PROGRAM / "assets" / "lessons")
each = pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.id)


def test_there_are_six_along_the_path() -> None:
    steps = [lesson.path_step for lesson in COURSE.lessons]
    assert len(steps) == 6
    assert all(before <= after for before, after in pairwise(steps))
    assert set(steps) == set(Step)


@each
def test_the_statement_and_every_cue_stand_in_the_text_once(lesson: Lesson) -> None:
    start, end = lesson.statement_span
    assert lesson.text[start:end] == lesson.statement.text
    for _, cue, span in lesson.lit(len(lesson.steps)):
        assert lesson.text[span.start : span.end] == cue.quote.text


@each
def test_an_example_is_short_and_lights_up_at_least_two_places(lesson: Lesson) -> None:
    assert 40 <= len(lesson.text.split()) <= 80
    assert len(list(lesson.lit(len(lesson.steps)))) >= 2
    assert 3 <= len(lesson.steps) <= 6


@each
def test_a_cue_that_points_to_the_verdict_is_lit(lesson: Lesson) -> None:
    lit = {cue.points_to for _, cue, _ in lesson.lit(len(lesson.steps))}
    assert lesson.verdict in lit


@each
def test_quotation_marks_in_a_step_hold_words_of_the_text_alone(lesson: Lesson) -> None:
    for step in lesson.steps:
        for span in quotations(step.say):
            assert step.say[span.start : span.end] in lesson.text


@each
def test_two_questions_of_the_shipped_pack_follow(lesson: Lesson) -> None:
    pack = read_pack(PROGRAM / "questions" / "first-steps").pack
    assert pack is not None
    scored = {
        (pack.id, question.id)
        for article in pack.articles
        for excerpt in article.excerpts
        for question in excerpt.questions
        if question.scored and not question.reserved
    }
    assert len(lesson.questions) == 2
    assert set(lesson.questions) <= scored


def test_the_verdicts_of_the_examples_are_all_there() -> None:
    assert {lesson.verdict for lesson in COURSE.lessons} == set(Verdict)


def test_a_folder_that_is_not_there_has_no_lessons(tmp_path: Path) -> None:
    assert read_course(tmp_path / "nowhere").lessons == ()
