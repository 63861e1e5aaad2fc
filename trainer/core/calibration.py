"""How sure, how right: the Brier score, and accuracy at each level of confidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.answers import Answer
from trainer.core.measures import Share
from trainer.core.rubric import Confidence, Verdict


@dataclass(frozen=True, slots=True)
class Calibration:
    """Right answers at each level of confidence, and the gap between saying and knowing.

    `overconfidence` is mean stated probability minus the share right, −1 to 1; None without
    answers. `brier` is the mean Brier score, 0 best; None without answers.
    """

    levels: tuple[tuple[Confidence, Share], ...]
    overconfidence: float | None
    brier: float | None


def brier(chosen: Verdict, confidence: Confidence, truth: Verdict) -> float:
    """The Brier score of one answer over three classes, Σ_k (p_k − o_k)²: 0 best, 2 worst.

    The chosen verdict has the stated probability, and the other two share the rest evenly, so a
    guess scores 0.667 whatever the truth. Source: Brier 1950, "Verification of forecasts expressed
    in terms of probability".
    """
    stated = confidence.probability
    rest = (1 - stated) / (len(Verdict) - 1)
    return sum(
        ((stated if verdict is chosen else rest) - (verdict is truth)) ** 2 for verdict in Verdict
    )


def calibration(answers: Sequence[Answer]) -> Calibration:
    """How the stated confidence of these answers compares with how often they were right."""
    levels = tuple(
        (
            confidence,
            Share(
                sum(one.right for one in answers if one.confidence is confidence),
                sum(one.confidence is confidence for one in answers),
            ),
        )
        for confidence in Confidence
    )
    if not answers:
        return Calibration(levels, None, None)
    count = len(answers)
    stated = sum(one.confidence.probability for one in answers) / count
    return Calibration(
        levels=levels,
        overconfidence=stated - sum(one.right for one in answers) / count,
        brier=sum(brier(one.chosen, one.confidence, one.truth) for one in answers) / count,
    )
