"""Skill apart from doubt, against values worked by hand and by what must always hold."""

import math
from itertools import permutations
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.detection import ENOUGH, detection, enough_for_detection
from trainer.core.measures import VERDICTS, Tally
from trainer.core.rubric import Verdict

counts = st.integers(1, 40)
cells = st.integers(0, 40)


def row(place: int, count: int) -> tuple[int, int, int]:
    """So many answers, all of them the one at `place`."""
    counted = [0, 0, 0]
    counted[place] = count
    return counted[0], counted[1], counted[2]


def always(chosen: int, *whole: int) -> Tally:
    """Somebody who gives one answer to all."""
    return Tally(tuple(row(chosen, n) for n in whole))


def perfect(*whole: int) -> Tally:
    """Somebody who is always right."""
    return Tally(tuple(row(place, n) for place, n in enumerate(whole)))


def test_a_hand_worked_table() -> None:
    # 10 of each; verified recognised 8 times and given wrongly 4 times: a = 1/3, b = 2/3,
    # H = (8 + 1/3) / (10 + 2/3) = 0.78125, F = (4 + 2/3) / (20 + 4/3) = 0.21875.
    found = detection(Tally(((8, 1, 1), (3, 6, 1), (1, 2, 7))), Verdict.VERIFIED)
    assert found is not None
    z = NormalDist().inv_cdf(0.78125)
    assert found.sensitivity == pytest.approx(2 * z)
    assert found.criterion == pytest.approx(0, abs=1e-12)
    assert found.sensitivity == pytest.approx(1.5529, abs=1e-3)


@given(st.integers(0, 2), counts, counts, counts, st.sampled_from(Verdict))
def test_one_answer_to_all_shows_no_skill_whatever_the_counts(
    chosen: int, n: int, m: int, k: int, verdict: Verdict
) -> None:
    found = detection(always(chosen, n, m, k), verdict)
    assert found is not None
    assert found.sensitivity == pytest.approx(0, abs=1e-9)
    assert (found.criterion < 0) == (VERDICTS[chosen] is verdict)


@given(counts, counts, counts, st.sampled_from(Verdict))
def test_a_perfect_reader_has_the_finite_maximum(n: int, m: int, k: int, verdict: Verdict) -> None:
    whole = (n, m, k)
    found = detection(perfect(*whole), verdict)
    assert found is not None
    mine = whole[VERDICTS.index(verdict)]
    a = mine / sum(whole)
    b = 1 - a
    best = NormalDist().inv_cdf((mine + a) / (mine + 2 * a)) - NormalDist().inv_cdf(
        b / (sum(whole) - mine + 2 * b)
    )
    assert found.sensitivity == pytest.approx(best)
    assert math.isfinite(found.sensitivity)


@given(st.tuples(*[st.tuples(cells, cells, cells)] * 3), st.permutations(range(3)))
def test_relabelling_the_verdicts_only_moves_the_results(
    rows: tuple[tuple[int, int, int], ...], order: list[int]
) -> None:
    moved = tuple(tuple(rows[i][j] for j in order) for i in order)
    before, after = Tally(rows), Tally(moved)  # type: ignore[arg-type]  # three of three
    for place, came_from in enumerate(order):
        found = detection(after, VERDICTS[place])
        expected = detection(before, VERDICTS[came_from])
        if expected is None:
            assert found is None
        else:
            assert found is not None
            assert found.sensitivity == pytest.approx(expected.sensitivity)
            assert found.criterion == pytest.approx(expected.criterion)


def test_doubting_everything_raises_no_skill_but_the_criterion() -> None:
    fair = detection(Tally(((8, 2, 0), (2, 8, 0), (0, 2, 8))), Verdict.VERIFIED)
    doubter = detection(Tally(((2, 8, 0), (0, 10, 0), (0, 2, 8))), Verdict.VERIFIED)
    assert fair is not None
    assert doubter is not None
    assert doubter.criterion > fair.criterion
    assert doubter.sensitivity < fair.sensitivity


def test_nothing_is_told_of_a_verdict_that_was_never_met() -> None:
    assert detection(Tally(((0, 0, 0), (1, 2, 0), (0, 0, 1))), Verdict.VERIFIED) is None
    assert detection(Tally(((3, 0, 0), (0, 0, 0), (0, 0, 0))), Verdict.VERIFIED) is None


def test_each_verdict_must_be_met_often_enough() -> None:
    for least in permutations((ENOUGH, ENOUGH, ENOUGH - 1)):
        assert not enough_for_detection(perfect(*least))
    assert enough_for_detection(perfect(ENOUGH, ENOUGH, ENOUGH))
