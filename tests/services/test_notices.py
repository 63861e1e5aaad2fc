"""The word on false doubt: told when it rises, put away for a week, each answer to be seen."""

import datetime as dt

import pytest

from tests.services.conftest import House
from tests.store.samples import SECONDS
from trainer.core.rubric import Verdict
from trainer.services.notices import DoubtNotice
from trainer.services.opening import Opened
from trainer.services.practice import Selection

WEEK = dt.timedelta(days=7)


def answer_all(opened: Opened, *, doubting: bool) -> None:
    """A session of thirty, right but for what doubt makes of verified statements."""
    practice = opened.practice
    practice.start(Selection(size=30))
    while practice.session is not None and practice.session.item is not None:
        truth = practice.session.item.truth
        doubt = doubting and truth is Verdict.VERIFIED
        practice.choose(Verdict.CLAIM if doubt else truth)
        practice.answer()
        practice.go_on()
    practice.leave()
    assert opened.all_saved(SECONDS)


@pytest.fixture
def doubting(wide_house: House) -> tuple[House, Opened]:
    """Somebody who trusted what is verified, and lately has not."""
    opened = wide_house.open()
    for doubt in (False, False, True):
        answer_all(opened, doubting=doubt)
    return wide_house, opened


def told(opened: Opened) -> DoubtNotice:
    notice = opened.notices.doubt()
    assert notice is not None
    return notice


def test_a_rise_is_told_with_three_statements_that_were_doubted(
    doubting: tuple[House, Opened],
) -> None:
    _, opened = doubting
    notice = told(opened)
    assert (notice.before.part, notice.lately.part) == (0, notice.lately.whole)
    assert len(notice.doubted) == 3
    for one in notice.doubted:
        past = opened.review.session(one.sight.session).answers[one.sight.position]
        assert past.answer.truth is Verdict.VERIFIED
        assert past.answer.chosen is not Verdict.VERIFIED
        assert past.revision.question.statement.text == one.statement


def test_put_away_it_keeps_quiet_for_a_week_and_then_may_come_again(
    doubting: tuple[House, Opened],
) -> None:
    house, opened = doubting
    assert opened.notices.put_away_doubt()
    assert opened.all_saved(SECONDS)
    assert opened.notices.doubt() is None
    house.clock.moment += WEEK - dt.timedelta(hours=1)
    assert opened.notices.doubt() is None
    house.clock.moment += dt.timedelta(hours=2)
    assert told(opened)


def test_it_stays_put_away_at_the_next_start(doubting: tuple[House, Opened]) -> None:
    house, opened = doubting
    opened.notices.put_away_doubt()
    house.close()
    assert house.open().notices.doubt() is None


def test_somebody_who_trusts_what_is_verified_is_told_nothing(wide_house: House) -> None:
    opened = wide_house.open()
    for _ in range(3):
        answer_all(opened, doubting=False)
    assert opened.notices.doubt() is None


def test_somebody_new_is_told_nothing(wide_house: House) -> None:
    assert wide_house.open().notices.doubt() is None
