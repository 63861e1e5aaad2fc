"""Underlining before the reveal: when it is asked for, and that it is kept with the answer."""

from dataclasses import replace

import pytest

from tests.services.conftest import House
from tests.store.samples import SECONDS
from trainer.core.questions import Span
from trainer.core.rubric import Verdict
from trainer.core.sessions import Stage
from trainer.core.settings import UnderlineWhen
from trainer.services.opening import Opened
from trainer.services.practice import Practice, Selection
from trainer.services.preferences import Preferences

WORDS = (Span(4, 9), Span(12, 20))


def judging(house: House, when: UnderlineWhen) -> Opened:
    preferences = Preferences(house.paths.settings)
    preferences.change(replace(preferences.settings, underline=when))
    opened = house.open()
    opened.practice.start(Selection(size=40))
    opened.practice.choose(Verdict.CLAIM)
    return opened


def stage(practice: Practice) -> Stage:
    assert practice.session is not None
    return practice.session.stage


@pytest.mark.parametrize(
    ("when", "then"),
    [(UnderlineWhen.ALWAYS, Stage.UNDERLINING), (UnderlineWhen.NEVER, Stage.REVEALED)],
)
def test_going_on_from_the_verdict_follows_the_settings(
    house: House, when: UnderlineWhen, then: Stage
) -> None:
    practice = judging(house, when).practice
    practice.proceed()
    assert stage(practice) is then


def test_from_level_two_on_means_the_level_of_the_question(house: House) -> None:
    practice = judging(house, UnderlineWhen.FROM_LEVEL_2).practice
    asked = {}
    while practice.session and practice.session.stage is not Stage.FINISHED:
        assert practice.revision is not None
        level = practice.revision.question.level
        practice.choose(Verdict.CLAIM)
        practice.proceed()
        asked[level] = stage(practice) is Stage.UNDERLINING
        practice.answer()
        practice.go_on()
    assert asked == {level: level >= 2 for level in asked}
    assert len(asked) > 1


def test_what_was_underlined_is_kept_with_the_answer(house: House) -> None:
    opened = judging(house, UnderlineWhen.ALWAYS)
    practice = opened.practice
    practice.proceed()
    practice.underline(WORDS)
    practice.proceed()
    assert practice.session is not None
    assert stage(practice) is Stage.REVEALED
    assert opened.all_saved(SECONDS)
    past = opened.review.session(practice.session.id)
    assert past.answers[0].answer.underlined == WORDS


def test_the_pencil_can_be_taken_where_nobody_asks_for_it(house: House) -> None:
    practice = judging(house, UnderlineWhen.NEVER).practice
    practice.toggle_pencil()
    assert stage(practice) is Stage.UNDERLINING


def test_a_dropped_pencil_is_not_offered_again_before_the_next_question(house: House) -> None:
    practice = judging(house, UnderlineWhen.ALWAYS).practice
    practice.proceed()
    practice.underline(WORDS)
    practice.toggle_pencil()
    assert stage(practice) is Stage.CHOSEN
    practice.proceed()
    assert practice.session is not None
    assert practice.session.last_answer is not None
    assert practice.session.last_answer.underlined == ()
    practice.go_on()
    practice.choose(Verdict.CLAIM)
    practice.proceed()
    assert stage(practice) is Stage.UNDERLINING


def test_before_a_verdict_there_is_nothing_to_underline(house: House) -> None:
    practice = judging(house, UnderlineWhen.ALWAYS).practice
    practice.take_back()
    assert not practice.proceed()
    assert not practice.toggle_pencil()
    assert stage(practice) is Stage.JUDGING
