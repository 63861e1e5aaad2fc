"""The lessons of a running session: what is due, and that a kill leaves them where they were."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.conftest import House
from tests.store.samples import SECONDS
from trainer.core.paths import DataPaths
from trainer.core.sessions import SessionKind
from trainer.services.lessons import Example
from trainer.services.opening import Opened, Opening
from trainer.services.practice import Selection
from trainer.services.preferences import Preferences
from trainer.services.trouble import Trouble

PROGRAM = Path(__file__).resolve().parents[2]


class School(House):
    """A house with the shipped packs and lessons."""

    @property
    def opening(self) -> Opening:
        return Opening(
            self.paths,
            self.shipped,
            self.clock,
            Preferences(self.paths.settings),
            random.Random(1),
            assets=PROGRAM / "assets",
        )


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(DataPaths(tmp_path / "data"), PROGRAM / "questions")
    yield made
    made.close()


def example(opened: Opened) -> Example:
    found = opened.lessons.example
    assert found is not None
    return found


def through_example(opened: Opened) -> None:
    while opened.lessons.example is not None:
        opened.lessons.go_on()


def answer(opened: Opened) -> None:
    session = opened.practice.session
    assert session is not None
    assert session.item is not None
    opened.practice.choose(session.item.truth)
    opened.practice.answer()
    opened.practice.go_on()


def test_lessons_ask_each_question_of_the_pack_once_those_on_rules_first(school: School) -> None:
    opened = school.open()
    assert opened.lessons.offered
    opened.lessons.start()
    session, way = opened.practice.session, opened.lessons.way
    assert session is not None
    assert way is not None
    refs = [item.question for item in session.items]
    assert session.kind is SessionKind.LESSON
    assert tuple(refs[:12]) == way.course.questions
    assert len(refs) == len(set(refs)) == 18


def test_the_example_is_due_before_the_first_question_and_then_two_questions(
    school: School,
) -> None:
    opened = school.open()
    opened.lessons.start()
    due = []
    for _ in range(4):
        due.append(opened.lessons.example is not None)
        through_example(opened)
        answer(opened)
    assert due == [True, False, True, False]


def test_the_time_of_a_question_counts_from_the_end_of_its_example(school: School) -> None:
    opened = school.open()
    opened.lessons.start()
    begun = opened.practice.session
    through_example(opened)
    answering = opened.practice.session
    assert begun is not None
    assert begun.shown_at is not None
    assert answering is not None
    assert answering.shown_at is not None
    assert answering.shown_at > begun.shown_at


def test_a_kill_in_an_example_goes_on_at_its_step(school: School) -> None:
    opened = school.open()
    opened.lessons.start()
    through_example(opened)
    answer(opened)
    answer(opened)
    opened.lessons.go_on()
    opened.lessons.go_on()
    opened.lessons.go_back()
    before = example(opened)
    assert opened.practice.session is not None
    number = opened.practice.session.id
    assert opened.all_saved(SECONDS)

    again = school.open()
    again.practice.go_on_with(number)

    assert example(again) == before
    assert (before.number, before.shown) == (2, 1)


def test_steps_of_one_course_are_not_those_of_the_next(school: School) -> None:
    opened = school.open()
    opened.lessons.start()
    through_example(opened)
    opened.lessons.skip()
    opened.lessons.start()
    assert example(opened).shown == 0


def test_skipped_lessons_are_not_offered_to_go_on_with(school: School) -> None:
    opened = school.open()
    opened.lessons.start()
    assert opened.lessons.skip()
    assert opened.all_saved(SECONDS)
    assert opened.practice.session is None
    assert opened.review.standing().unfinished is None


def test_other_sessions_have_no_lessons(school: School) -> None:
    opened = school.open()
    opened.practice.start(Selection())
    assert opened.lessons.way is None
    assert not opened.lessons.go_on()
    assert not opened.lessons.skip()
    assert opened.practice.session is not None


def test_without_their_pack_no_lessons_are_offered(house: House) -> None:
    opened = house.attempt(Opening.open)
    assert not isinstance(opened, Trouble)
    assert not opened.lessons.offered
