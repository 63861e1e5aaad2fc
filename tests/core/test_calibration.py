"""How sure, how right."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.answers import Answer
from trainer.core.calibration import Counted, brier, calibration, calibration_of
from trainer.core.measures import Share
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Confidence, Verdict

VERIFIED, CLAIM, PROPAGANDA = Verdict
kinds = st.builds(
    Counted,
    st.sampled_from(Verdict),
    st.sampled_from(Verdict),
    st.sampled_from(Confidence),
    st.integers(1, 5),
)


def answer(truth: Verdict, chosen: Verdict, confidence: Confidence) -> Answer:
    now = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    question = QuestionRef("pack", "q")
    return Answer(
        1,
        0,
        question,
        "hash",
        truth,
        chosen,
        confidence,
        first_sight=True,
        shown_at=now,
        answered_at=now,
    )


@pytest.mark.parametrize("truth", Verdict)
@pytest.mark.parametrize("chosen", Verdict)
def test_a_blind_guess_scores_two_thirds_whatever_the_truth(
    truth: Verdict, chosen: Verdict
) -> None:
    assert brier(chosen, Confidence.GUESS, truth) == pytest.approx(2 / 3)


def test_worked_scores_of_the_other_words() -> None:
    # Right and sure: (1 - 0.95)² + 2 · 0.025² = 0.00375.
    assert brier(CLAIM, Confidence.SURE, CLAIM) == pytest.approx(0.00375)
    # Wrong and sure: 0.95² + (1 - 0.025)² + 0.025² = 1.85375.
    assert brier(CLAIM, Confidence.SURE, VERIFIED) == pytest.approx(1.85375)
    # Right and fairly sure: 0.3² + 2 · 0.15² = 0.135.
    assert brier(CLAIM, Confidence.FAIRLY_SURE, CLAIM) == pytest.approx(0.135)


@given(st.sampled_from(Confidence), st.sampled_from(Verdict), st.sampled_from(Verdict))
def test_a_score_lies_between_best_and_worst(
    confidence: Confidence, chosen: Verdict, truth: Verdict
) -> None:
    assert 0 <= brier(chosen, confidence, truth) <= 2
    assert brier(chosen, confidence, chosen) <= 2 / 3 + 1e-9


def test_sure_and_right_half_the_time_is_overconfident_by_nearly_half() -> None:
    found = calibration(
        [answer(CLAIM, CLAIM, Confidence.SURE), answer(CLAIM, VERIFIED, Confidence.SURE)]
    )
    assert found.overconfidence == pytest.approx(0.45)
    assert dict(found.levels)[Confidence.SURE] == Share(1, 2)
    assert dict(found.levels)[Confidence.GUESS] == Share(0, 0)


def test_without_answers_nothing_is_claimed() -> None:
    found = calibration([])
    assert (found.overconfidence, found.brier) == (None, None)


@given(st.lists(kinds))
def test_counted_answers_tell_the_same_as_single_ones(counted: list[Counted]) -> None:
    singly = [
        answer(one.truth, one.chosen, one.confidence) for one in counted for _ in range(one.times)
    ]
    together, apart = calibration_of(counted), calibration(singly)
    assert together.levels == apart.levels
    assert together.brier == pytest.approx(apart.brier)
    assert together.overconfidence == pytest.approx(apart.overconfidence)
