"""Figures of single questions against a hand-worked table, and what they never depend on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.items import ENOUGH, Finding, Item, Response, items
from trainer.core.measures import Share
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Verdict

VERIFIED, CLAIM, PROPAGANDA = Verdict


def ref(number: int) -> QuestionRef:
    return QuestionRef("pack", f"q{number}")


def scored(reader: int, number: int, *, right: bool) -> Response:
    return Response(reader, ref(number), CLAIM, CLAIM if right else VERIFIED)


def table(*rows: str) -> list[Response]:
    """One row a reader, one sign a question: + right, - wrong, anything else not answered."""
    return [
        scored(reader, number, right=sign == "+")
        for reader, row in enumerate(rows)
        for number, sign in enumerate(row)
        if sign in "+-"
    ]


def test_a_hand_worked_table_of_four_readers_and_three_questions() -> None:
    # Scores on the rest for question 0: 2/2, 1/2, 0/2, 0/2 with 1, 1, 1, 0 on it: the deviations
    # are (1, 1, 1, -3)/4 and (5, 1, -3, -3)/8, so r = 12/32 / sqrt(12/16 * 44/64) = 0.5222.
    first, second, third = items(table("+++", "++-", "+--", "---"))
    assert first.right == Share(3, 4)
    assert first.correlation == pytest.approx(0.5222, abs=1e-4)
    # Question 1: (1, 1, 0, 0) with (1, 1/2, 1/2, 0): r = 0.5 / sqrt(1 * 0.5) = 0.7071.
    assert second.correlation == pytest.approx(0.7071, abs=1e-4)
    assert third.right == Share(1, 4)
    assert third.chosen == (3, 1, 0)


def test_a_question_is_no_part_of_the_score_it_is_compared_with() -> None:
    """Two questions that have nothing to do with each other correlate with 0, not with half."""
    one, other = items(table("++", "+-", "-+", "--"))
    assert (one.correlation, other.correlation) == (0, 0)


def test_who_answered_nothing_else_is_left_out_of_the_correlation_but_not_of_the_share() -> None:
    item = items(table("++", "--", "+ ", "+ "))[0]
    assert item.right == Share(3, 4)
    assert item.correlation == pytest.approx(1)


@pytest.mark.parametrize("rows", [("++", "+-"), ("+", "-"), ("++", "-+")])
def test_without_a_difference_there_is_no_correlation(rows: tuple[str, ...]) -> None:
    first = items(table(*rows))[0]
    assert first.correlation is None
    assert first.finding is Finding.TOO_FEW


def item(answers: int, correlation: float | None) -> Item:
    return Item(ref(0), CLAIM, Share(answers // 2, answers), correlation, (0, answers, 0))


@pytest.mark.parametrize(
    ("answers", "correlation", "finding"),
    [
        (ENOUGH - 1, -0.5, Finding.TOO_FEW),
        (ENOUGH, -0.001, Finding.CHECK_KEY),
        (ENOUGH, 0.0, Finding.LOOK),
        (ENOUGH, 0.199, Finding.LOOK),
        (ENOUGH, 0.2, Finding.FINE),
        (ENOUGH, None, Finding.TOO_FEW),
    ],
)
def test_the_rules_for_authors(answers: int, correlation: float | None, finding: Finding) -> None:
    assert item(answers, correlation).finding is finding


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 4)), st.sampled_from(Verdict)))
def test_figures_stay_in_their_bounds_and_do_not_depend_on_the_order(
    chosen: dict[tuple[int, int], Verdict],
) -> None:
    responses = [
        Response(reader, ref(number), list(Verdict)[number % 3], verdict)
        for (reader, number), verdict in chosen.items()
    ]
    found = {one.question: one for one in items(responses)}
    again = {one.question: one for one in items(reversed(responses))}
    assert found.keys() == again.keys()
    for question, one in found.items():
        assert sum(one.chosen) == one.right.whole
        assert (one.right, one.chosen) == (again[question].right, again[question].chosen)
        assert one.correlation == pytest.approx(again[question].correlation)
        assert one.correlation is None or -1.0000001 <= one.correlation <= 1.0000001


def test_a_wrong_key_shows_as_a_correlation_below_zero() -> None:
    """The able readers all choose another verdict than the key."""
    able = [("-" + "+" * 9) for _ in range(20)]
    others = [("+" + "-" * 9) for _ in range(20)]
    miskeyed = items(table(*able, *others))[0]
    assert miskeyed.finding is Finding.CHECK_KEY
    assert {one.finding for one in items(table(*able, *others))[1:]} == {Finding.FINE}
