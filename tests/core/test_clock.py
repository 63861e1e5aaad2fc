"""Clocks tell aware times in UTC."""

import datetime as dt

import pytest

from trainer.core.clock import SteppingClock, SystemClock

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def test_the_computers_clock_tells_utc_and_does_not_stand() -> None:
    before = dt.datetime.now(dt.UTC)
    told = SystemClock().now()
    assert told.utcoffset() == dt.timedelta(0)
    assert before <= told <= dt.datetime.now(dt.UTC)


def test_a_stepping_clock_goes_on_at_each_look() -> None:
    clock = SteppingClock(NOON, dt.timedelta(seconds=5))
    assert [clock.now(), clock.now(), clock.now()] == [
        NOON,
        NOON + dt.timedelta(seconds=5),
        NOON + dt.timedelta(seconds=10),
    ]


def test_a_stepping_clock_without_a_step_stands() -> None:
    clock = SteppingClock(NOON)
    assert clock.now() == clock.now() == NOON


def test_a_stepping_clock_turns_other_zones_into_utc() -> None:
    kyiv = dt.timezone(dt.timedelta(hours=2))
    told = SteppingClock(NOON.astimezone(kyiv)).now()
    assert (told, told.tzinfo) == (NOON, dt.UTC)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        SteppingClock(dt.datetime(2026, 3, 1, 12))  # noqa: DTZ001  naive on purpose
