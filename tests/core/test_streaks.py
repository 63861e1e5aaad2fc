"""A streak forgives a day a week, and no clock takes it away."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from trainer.core.streaks import GOAL, Practised, diligence

START = dt.datetime(2026, 3, 20, 17, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def on(*days: int, answers: int = 10) -> list[Practised]:
    return [Practised(START + day * DAY, answers) for day in days]


def streak(practised: Sequence[Practised], today: float, zone: dt.tzinfo = dt.UTC) -> int:
    return diligence(practised, START + today * DAY, zone).streak


def test_days_in_a_row_are_counted_and_today_may_still_come() -> None:
    assert streak(on(0, 1, 2), 2) == 3
    assert streak(on(0, 1, 2), 3) == 3
    assert streak([], 0) == 0


def test_one_missed_day_is_forgiven_and_not_counted() -> None:
    assert streak(on(0, 1, 3, 4), 4) == 4
    assert streak(on(0, 1), 3) == 2


def test_two_missed_days_in_a_row_end_it() -> None:
    assert streak(on(0, 1, 4, 5), 5) == 2
    assert streak(on(0, 1), 4) == 0


def test_a_second_missed_day_is_forgiven_only_a_week_later() -> None:
    assert streak(on(0, 2, 3, 4, 6), 6) == 4
    assert streak(on(0, 2, 3, 4, 5, 6, 7, 9), 9) == 8


def test_the_goal_counts_todays_answers_alone() -> None:
    stands = diligence([*on(0), *on(1, answers=4), *on(1, answers=5)], START + DAY, dt.UTC)
    assert (stands.today, stands.goal, stands.reached) == (9, GOAL, False)
    assert diligence(on(0), START, dt.UTC).reached


def test_a_clock_set_back_takes_no_streak_away() -> None:
    for back in (dt.timedelta(hours=1), DAY, 400 * DAY):
        assert diligence(on(0, 1, 2), START + 2 * DAY - back, dt.UTC).streak == 3


def test_practice_under_a_clock_set_back_leaves_no_gap_when_it_is_set_right() -> None:
    while_behind = on(0, 1, 2, -398, -397, -396, -395)
    assert streak(while_behind, -395) >= 3
    assert streak([*while_behind, *on(7)], 7) == 8


def test_a_clock_that_ran_ahead_is_forgotten_when_it_is_set_right() -> None:
    assert streak(on(0, 1, 2, 402, 3, 4), 4) == 5


def test_an_hour_back_over_midnight_makes_no_day_of_its_own() -> None:
    late, early = dt.datetime(2026, 3, 2, 0, 10, tzinfo=dt.UTC), dt.timedelta(minutes=30)
    practised = [
        Practised(late - DAY, 5),
        Practised(late, 5),
        Practised(late - early, 5),
    ]
    assert diligence(practised, late, dt.UTC).streak == 2


def test_the_change_to_summer_time_is_a_day_like_any_other() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    evenings = [
        Practised(dt.datetime(2026, 3, day, 23, 30, tzinfo=berlin).astimezone(dt.UTC), 10)
        for day in range(26, 32)
    ]
    now = dt.datetime(2026, 3, 31, 23, 45, tzinfo=berlin)
    assert diligence(evenings, now, berlin).streak == 6


def test_moving_to_any_other_time_zone_keeps_the_streak() -> None:
    for hours in range(-12, 15):
        zone = dt.timezone(dt.timedelta(hours=hours))
        assert streak(on(*range(9)), 8.1, zone) == 9


@given(st.lists(st.integers(-500, 500), max_size=40), st.integers(-500, 500))
def test_practising_now_never_shortens_a_streak(days: list[int], today: int) -> None:
    before = streak(on(*days), today)
    assert streak([*on(*days), *on(today)], today) >= max(before, 1)


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=40), st.integers(1, 400))
def test_setting_the_clock_back_never_shortens_a_streak(days: list[int], back: int) -> None:
    latest = max(days)
    assert streak(on(*days), latest - back) >= streak(on(*days), latest)
