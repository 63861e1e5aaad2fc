"""When a rise of false doubt is told: worked by hand, and what does not count as one."""

import datetime as dt

import pytest

from trainer.core.doubt import RECENT, SHOWN, Rise, Sight, rise, said_lately
from trainer.core.measures import Share, Tally
from trainer.core.rubric import Verdict

V, C = Verdict.VERIFIED, Verdict.CLAIM
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def sights(verified: int, doubted: int, whole: int = RECENT) -> list[Sight]:
    """The latest sights, verified ones first, of which the first so many were doubted."""
    return [
        Sight(7, number, V if number < verified else C, C if number < doubted else V)
        if number < verified
        else Sight(7, number, C, C)
        for number in range(whole)
    ]


def found(recent: list[Sight], before: tuple[int, int]) -> Rise | None:
    """With so many verified statements doubted out of so many before."""
    doubted, whole = before
    earlier = [(V, C)] * doubted + [(V, V)] * (whole - doubted)
    return rise(recent, Tally.of([*earlier, *((s.truth, s.chosen) for s in recent)]))


def test_a_rise_beyond_the_interval_is_told_with_both_shares() -> None:
    # 6 of 10 is 31 to 83 % (Wilson); 10 of 40 is 25 %, below all of it.
    told = found(sights(10, 6), (10, 40))
    assert told is not None
    assert (told.lately, told.before) == (Share(6, 10), Share(10, 40))


def test_a_level_inside_the_interval_is_no_rise() -> None:
    # 5 of 10 is 24 to 76 %, which holds 25 %.
    assert found(sights(10, 5), (10, 40)) is None


def test_the_latest_doubted_statements_are_named() -> None:
    told = found(sights(10, 6), (4, 40))
    assert told is not None
    assert [sight.position for sight in told.doubted] == list(range(SHOWN))
    assert all(sight.doubted for sight in told.doubted)


@pytest.mark.parametrize(
    ("recent", "before"),
    [
        (sights(10, 9, whole=RECENT - 1), (0, 40)),
        (sights(5, 5), (0, 40)),
        (sights(10, 9), (0, 11)),
    ],
    ids=["too few in all", "too few verified lately", "no level before"],
)
def test_with_too_little_to_go_by_nothing_is_said(
    recent: list[Sight], before: tuple[int, int]
) -> None:
    assert found(recent, before) is None


def test_less_doubt_is_no_rise() -> None:
    assert found(sights(10, 0), (20, 40)) is None


@pytest.mark.parametrize(
    ("days", "quiet"), [(0, True), (6.9, True), (7, False), (-0.5, True), (-400, False)]
)
def test_nothing_is_said_twice_in_a_week_whatever_the_clock(days: float, quiet: bool) -> None:  # noqa: FBT001  what is expected
    assert said_lately(NOON - dt.timedelta(days=days), NOON) is quiet


def test_what_was_never_said_may_be() -> None:
    assert not said_lately(None, NOON)
