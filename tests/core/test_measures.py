"""Shares, intervals and tallies against published and hand-worked values."""

import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.measures import VERDICTS, Share, Tally, wilson
from trainer.core.rubric import Verdict

VERIFIED, CLAIM, PROPAGANDA = Verdict

WORKED = Tally(
    (
        (6, 3, 1),
        (2, 7, 1),
        (0, 8, 12),
    )
)
"""Ten verified, ten claims and twenty of propaganda; rows are the truth."""

DOUBTER = Tally(((0, 5, 5), (0, 10, 0), (0, 0, 10)))
"""Somebody who believes nothing: two thirds right, and every verified statement doubted."""

cells = st.integers(0, 50)
rows = st.tuples(cells, cells, cells)
tallies = st.builds(Tally, st.tuples(rows, rows, rows))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I,
        # the score method without continuity correction.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (7, 10, 0.3968, 0.8922),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_the_interval_is_the_published_one(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=5.1e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_ends_of_the_interval_are_where_the_score_test_just_rejects(
    counts: tuple[int, int],
) -> None:
    part, whole = counts
    share, z = part / whole, 1.959963984540054
    low, high = wilson(part, whole)
    assert 0 <= low <= share <= high <= 1
    for end in (low, high):
        assert (share - end) ** 2 == pytest.approx(z * z * end * (1 - end) / whole, abs=1e-9)


@given(st.integers(1, 1_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_right_and_wrong_have_mirrored_intervals(counts: tuple[int, int]) -> None:
    part, whole = counts
    low, high = wilson(part, whole)
    assert wilson(whole - part, whole) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (1, 0), (-1, 3), (4, 3), (0, -1)])
def test_what_is_no_share_has_no_interval(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(part, whole)


def test_a_share_of_nothing_is_unknown_and_not_nought() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None
    assert Share(3, 4).value == 0.75
    assert Share(3, 4).interval == wilson(3, 4)


def test_a_table_worked_by_hand() -> None:
    assert WORKED.total == 40
    assert WORKED.right == Share(25, 40)
    assert [WORKED.recognised(verdict) for verdict in Verdict] == [
        Share(6, 10),
        Share(7, 10),
        Share(12, 20),
    ]
    assert WORKED.balanced_accuracy == pytest.approx((0.6 + 0.7 + 0.6) / 3)
    assert WORKED.false_doubt == Share(4, 10)
    assert WORKED.false_trust == Share(2, 30)
    assert WORKED.over_labelling == Share(2, 20)


def test_doubting_everything_is_seen_beside_the_score() -> None:
    assert DOUBTER.balanced_accuracy == pytest.approx(2 / 3)
    assert DOUBTER.false_doubt == Share(10, 10)
    assert DOUBTER.false_trust == Share(0, 20)
    assert DOUBTER.over_labelling == Share(5, 20)


def test_one_and_the_same_answer_always_is_chance() -> None:
    always_claim = Tally(((0, 9, 0), (0, 1, 0), (0, 30, 0)))
    assert always_claim.balanced_accuracy == pytest.approx(1 / 3)
    assert always_claim.right.value == pytest.approx(1 / 40)


def test_balanced_accuracy_is_unknown_while_a_verdict_has_no_answers() -> None:
    assert Tally(((3, 0, 0), (0, 3, 0), (0, 0, 0))).balanced_accuracy is None
    assert Tally().balanced_accuracy is None
    assert Tally().right == Share(0, 0)


def test_a_tally_counts_pairs_of_truth_and_answer() -> None:
    tally = Tally.of([(VERIFIED, CLAIM), (VERIFIED, CLAIM), (PROPAGANDA, VERIFIED)])
    assert tally.counts == ((0, 2, 0), (0, 0, 0), (1, 0, 0))
    assert tally.count(VERIFIED, CLAIM) == 2
    assert tally.count(CLAIM, VERIFIED) == 0
    assert tally.count(PROPAGANDA, VERIFIED) == 1


@given(st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS))))
def test_every_answer_is_counted_once(pairs: list[tuple[Verdict, Verdict]]) -> None:
    tally = Tally.of(pairs)
    assert tally.total == len(pairs)
    assert tally.right.part == sum(truth is chosen for truth, chosen in pairs)
    for truth in Verdict:
        for chosen in Verdict:
            assert tally.count(truth, chosen) == pairs.count((truth, chosen))


@given(
    st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS))),
    st.sampled_from(list(permutations(VERDICTS))),
)
def test_other_names_for_the_verdicts_permute_the_table_and_nothing_else(
    pairs: list[tuple[Verdict, Verdict]], names: tuple[Verdict, ...]
) -> None:
    other = dict(zip(VERDICTS, names, strict=True))
    tally = Tally.of(pairs)
    renamed = Tally.of((other[truth], other[chosen]) for truth, chosen in pairs)
    assert renamed.right == tally.right
    assert renamed.balanced_accuracy == pytest.approx(tally.balanced_accuracy)
    for verdict in Verdict:
        assert renamed.recognised(other[verdict]) == tally.recognised(verdict)
        for chosen in Verdict:
            assert renamed.count(other[verdict], other[chosen]) == tally.count(verdict, chosen)


@given(tallies)
def test_the_errors_add_up(tally: Tally) -> None:
    verified = sum(tally.counts[0])
    assert tally.false_doubt.whole == verified
    assert tally.false_trust.whole == tally.total - verified
    assert tally.false_doubt.part == verified - tally.recognised(VERIFIED).part
    called_verified = tally.false_trust.part + tally.recognised(VERIFIED).part
    assert called_verified == sum(row[0] for row in tally.counts)
    called_propaganda = tally.over_labelling.part + tally.recognised(PROPAGANDA).part
    assert called_propaganda == sum(row[2] for row in tally.counts)
    if tally.balanced_accuracy is not None:
        assert 0 <= tally.balanced_accuracy <= 1 + math.ulp(1)
