"""An ability follows the answers, quickly at first, and never takes luck for skill."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.ability import AIM, DIFFICULTY, Ability

LEVELS = st.sampled_from(sorted(DIFFICULTY))


def test_a_first_right_answer_to_a_middling_question_moves_by_a_third() -> None:
    # P = 1/3 + 2/3 · 1/2 = 2/3, K = 1: 0 + 1 · (1 − 2/3).
    after = Ability().after(2, right=True)
    assert after.rating == pytest.approx(1 / 3)
    assert after.answers == 1


def test_a_wrong_answer_after_twenty_moves_by_half_as_much() -> None:
    # K = 1 / (1 + 0.05 · 20) = 1/2, P = 2/3.
    assert Ability(0.0, 20).after(2, right=False).rating == pytest.approx(-1 / 3)


@given(st.floats(-6, 6), LEVELS)
def test_nobody_is_expected_to_do_worse_than_a_blind_guess(rating: float, level: int) -> None:
    assert 1 / 3 <= Ability(rating).chance(level) <= 1


@given(st.floats(-6, 6), st.integers(0, 1000), LEVELS, st.booleans())
def test_right_raises_and_wrong_lowers(rating: float, count: int, level: int, right: bool) -> None:  # noqa: FBT001 -- hypothesis gives it by position
    after = Ability(rating, count).after(level, right=right).rating
    assert after > rating if right else after < rating


@given(st.floats(-6, 6), st.integers(0, 1000), LEVELS)
def test_the_more_evidence_there_is_the_less_one_answer_moves(
    rating: float, count: int, level: int
) -> None:
    early = Ability(rating, count).after(level, right=True).rating - rating
    late = Ability(rating, count + 5).after(level, right=True).rating - rating
    assert late < early


@pytest.mark.parametrize(("rating", "fitting"), [(-2.0, 1), (0.0, 1), (0.6, 2), (2.0, 3)])
def test_the_level_to_serve_rises_with_the_ability(rating: float, fitting: int) -> None:
    assert Ability(rating).levels[0] == fitting


def test_a_reader_of_known_ability_is_found_by_answers() -> None:
    chance = random.Random(8)
    for truth in (-1.0, 0.5, 1.5):
        reader, estimate = Ability(truth), Ability()
        for _ in range(400):
            level = estimate.levels[0]
            estimate = estimate.after(level, right=chance.random() < reader.chance(level))
        assert estimate.rating == pytest.approx(truth, abs=0.7)


def test_blind_guessing_ends_on_the_easiest_level() -> None:
    chance = random.Random(9)
    guesser = Ability()
    for _ in range(300):
        guesser = guesser.after(guesser.levels[0], right=chance.random() < 1 / 3)
    assert guesser.levels == (1, 2, 3)
    assert guesser.chance(1) < AIM
    assert math.isfinite(guesser.rating)
