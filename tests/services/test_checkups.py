"""Check-ups on a real history: offered when due, put off for a day, never mixed with practice."""

import datetime as dt
import shutil

import pytest

from tests.packs.checkups import HELD_BACK, checkup_pack
from tests.services.conftest import House, judge, play
from tests.store.samples import SECONDS
from trainer.core.changes import Topic
from trainer.core.checkups import FORM_SIZE, Occasion
from trainer.core.errors import UserError
from trainer.core.measures import Tally
from trainer.core.rubric import Verdict
from trainer.core.sessions import SessionKind, Stage
from trainer.packs.writing import write_pack
from trainer.services.checkups import Checkups
from trainer.services.opening import Opened
from trainer.services.practice import Selection


@pytest.fixture
def kept(house: House) -> Opened:
    """A program with a pack that holds three forms' worth of questions back."""
    write_pack(checkup_pack(3 * FORM_SIZE), house.shipped / HELD_BACK)
    return house.open()


def take(opened: Opened, chosen: Verdict | None = None) -> int:
    """A whole check-up, judged rightly or always the same; its number in the history."""
    opened.checkups.start()
    finish(opened, chosen)
    session = opened.practice.session
    assert session is not None
    opened.practice.leave()
    assert opened.all_saved(SECONDS)
    return session.id


def finish(opened: Opened, chosen: Verdict | None = None) -> None:
    practice = opened.practice
    while practice.session and practice.session.item:
        practice.choose(chosen or practice.session.item.truth)
        assert practice.proceed()


def offer(checkups: Checkups) -> Occasion | None:
    return checkups.standing().offer


def test_without_held_back_questions_check_ups_stay_off_and_say_how_many_are_missing(
    opened: Opened,
) -> None:
    standing = opened.checkups.standing()
    assert (standing.held, standing.missing, standing.offer) == (0, 24, None)
    with pytest.raises(UserError, match="no check-up to take"):
        opened.checkups.start()


def test_the_first_check_up_is_offered_at_the_start(kept: Opened) -> None:
    standing = kept.checkups.standing()
    assert (standing.held, standing.missing, standing.offer) == (36, 0, Occasion.START)
    assert Topic.SESSION in kept.checkups.start()
    session = kept.practice.session
    assert session is not None
    assert (session.kind, session.form, session.title) == (SessionKind.CHECKUP, "A", "Check-up 1")
    assert len(session.items) == FORM_SIZE


def test_practice_never_serves_a_held_back_question(kept: Opened) -> None:
    for _ in range(6):
        kept.practice.start(Selection())
        session = kept.practice.session
        assert session is not None
        assert HELD_BACK not in {item.question.pack for item in session.items}
        judge(kept.practice, 10)


def test_an_answer_leads_on_and_the_next_question_is_shown(kept: Opened) -> None:
    kept.checkups.start()
    practice = kept.practice
    for position in range(FORM_SIZE):
        assert practice.session is not None
        assert (practice.session.stage, practice.session.position) == (Stage.JUDGING, position)
        assert practice.session.shown_at is not None
        practice.choose(Verdict.CLAIM)
        practice.answer()
    assert practice.session is not None
    assert practice.session.stage is Stage.FINISHED


def test_a_check_up_left_half_way_waits_and_no_other_is_offered(house: House, kept: Opened) -> None:
    kept.checkups.start()
    judge(kept.practice, 5)
    session = kept.practice.session
    assert session is not None
    kept.practice.leave()
    assert kept.all_saved(SECONDS)
    house.close()
    again = house.open()
    play(again)
    standing = again.checkups.standing()
    assert standing.offer is None
    assert standing.waiting is not None
    assert standing.waiting.id == session.id
    again.practice.go_on_with(session.id)
    assert again.practice.session is not None
    assert again.practice.session.position == 5
    assert again.practice.session.items == session.items
    finish(again)
    assert again.all_saved(SECONDS)
    assert again.checkups.result(session.id) is not None


def test_the_second_is_offered_after_sixty_answers_on_other_questions(kept: Opened) -> None:
    first = take(kept)
    for _ in range(5):
        play(kept)
        assert offer(kept.checkups) is None
    play(kept)
    assert offer(kept.checkups) is Occasion.AFTER_PRACTICE
    second = take(kept)
    met = [
        {past.answer.question for past in kept.review.session(number).answers}
        for number in (first, second)
    ]
    assert len(met[0] | met[1]) == 2 * FORM_SIZE


def test_a_third_comes_a_week_later_and_then_the_questions_are_used_up(
    house: House, kept: Opened
) -> None:
    take(kept)
    for _ in range(6):
        play(kept)
    take(kept)
    assert offer(kept.checkups) is None
    house.clock.moment += dt.timedelta(days=7)
    assert offer(kept.checkups) is Occasion.AFTER_7_DAYS
    take(kept)
    house.clock.moment += dt.timedelta(days=30)
    standing = kept.checkups.standing()
    assert (standing.offer, standing.used_up) == (None, True)


def test_an_offer_put_off_comes_again_the_next_day(house: House, kept: Opened) -> None:
    assert not kept.checkups.standing().put_off
    kept.checkups.put_off()
    assert kept.all_saved(SECONDS)
    standing = kept.checkups.standing()
    assert (standing.put_off, standing.offer) == (True, Occasion.START)
    house.clock.moment += dt.timedelta(days=1)
    assert not kept.checkups.standing().put_off


def test_the_first_result_stands_alone_and_later_ones_stand_beside_it(kept: Opened) -> None:
    first = kept.checkups.result(take(kept, Verdict.PROPAGANDA))
    assert first is not None
    assert (first.number, first.first, first.changed) == (1, None, None)
    assert first.taken.tally.false_doubt.value == 1
    for _ in range(6):
        play(kept)
    second = kept.checkups.result(take(kept))
    assert second is not None
    assert second.number == 2
    assert second.first == first.taken
    assert second.changed is not None
    assert second.changed.balanced_accuracy.difference == pytest.approx(2 / 3)
    assert second.changed.balanced_accuracy.beyond_chance
    assert second.changed.false_doubt.difference == pytest.approx(-1)


def test_a_check_up_counts_in_no_score_of_practice(kept: Opened) -> None:
    take(kept)
    assert kept.review.standing().tally == Tally()


def test_a_result_waits_for_the_disk_and_one_that_never_was_is_told_so(
    house: House, kept: Opened
) -> None:
    kept.checkups.start()
    session = kept.practice.session
    assert session is not None
    assert kept.all_saved(SECONDS)
    with house.locked():
        finish(kept)
        assert kept.checkups.result(session.id) is None
        with pytest.raises(UserError, match="still being saved"):
            kept.checkups.start()
    assert kept.all_saved(SECONDS)
    assert kept.checkups.result(session.id) is not None
    with pytest.raises(UserError, match="not in the history"):
        kept.checkups.result(99)


def test_taken_check_ups_stay_when_their_pack_goes(house: House, kept: Opened) -> None:
    session = take(kept)
    house.close()
    shutil.rmtree(house.shipped / HELD_BACK)
    again = house.open()
    standing = again.checkups.standing()
    assert (standing.held, standing.offer, len(standing.taken)) == (0, None, 1)
    assert again.checkups.result(session) is not None
    assert len(again.review.session(session).answers) == FORM_SIZE
