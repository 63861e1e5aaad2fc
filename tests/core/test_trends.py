"""Periods of enough answers, and no curve through three points."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.measures import VERDICTS, Tally
from trainer.core.trends import ENOUGH, FEWEST, MOST, trend

DAY = dt.date(2026, 3, 1)
ONE_DAY = dt.timedelta(days=1)


def day(total: int) -> Tally:
    """So many answers of one day, all verdicts among them where there is room."""
    third, rest = divmod(total, 3)
    return Tally(((third + rest, 0, 0), (0, third, 0), (0, 0, third)))


def days(*totals: int) -> list[tuple[dt.date, Tally]]:
    return [(DAY + n * ONE_DAY, day(total)) for n, total in enumerate(totals)]


def test_there_is_no_curve_through_three_points() -> None:
    assert trend(days(20, 20, 20)).periods == ()
    assert len(trend(days(20, 20, 20, 20)).periods) == FEWEST


@pytest.mark.parametrize(
    ("totals", "missing"),
    [
        ((), 80),
        ((30,), 60),
        ((20, 20, 20), 20),
        ((20, 20, 20, 19), 1),
        ((10, 10, 10, 10), 40),
        ((70,), 60),
    ],
)
def test_it_says_how_many_more_answers_a_curve_needs(totals: tuple[int, ...], missing: int) -> None:
    assert trend(days(*totals)).missing == missing


def test_many_answers_on_one_day_are_one_period_however_many() -> None:
    found = trend(days(1000))
    assert found.periods == ()
    assert found.missing > 0


def test_a_period_holds_enough_answers_and_what_is_left_over_goes_with_the_last() -> None:
    found = trend(days(*[7] * 13))
    assert [one.tally.total for one in found.periods] == [21, 21, 21, 28]
    assert found.periods[0].first == DAY
    assert found.periods[-1].last == DAY + 12 * ONE_DAY
    assert found.missing == 0


def test_a_period_waits_until_each_verdict_has_come_up() -> None:
    one_sided = [(DAY + n * ONE_DAY, Tally(((20, 0, 0), (0, 0, 0), (0, 0, 0)))) for n in range(9)]
    assert trend(one_sided).periods == ()
    assert trend(one_sided).missing > 0


def test_a_day_that_comes_twice_is_one_day() -> None:
    twice = [*days(10, 10), *days(10, 10, 20, 20, 20)]
    assert [one.tally.total for one in trend(twice).periods] == [20, 20, 20, 20, 20]


@given(st.lists(st.integers(0, 60), max_size=60))
def test_periods_hold_every_answer_once_in_the_order_of_time(totals: list[int]) -> None:
    found = trend(reversed(days(*totals)))
    if not found.periods:
        assert found.missing > 0
        return
    assert found.missing == 0
    assert FEWEST <= len(found.periods) <= MOST
    assert sum(one.tally.total for one in found.periods) == sum(totals)
    for period in found.periods:
        assert period.first <= period.last
        assert period.tally.total >= ENOUGH
        assert all(period.tally.recognised(verdict).whole for verdict in VERDICTS)
    for before, after in zip(found.periods, found.periods[1:], strict=False):
        assert before.last < after.first
