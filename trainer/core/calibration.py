"""How sure, how right: the Brier score, and accuracy at each level of confidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


class Counted(NamedTuple):
    """So many answers of one kind."""

    truth: Verdict
    chosen: Verdict
    confidence: Confidence
    times: int


def calibration(answers: Sequence[Answer]) -> Calibration:
    """How the stated confidence of these answers compares with how often they were right."""
    return calibration_of(Counted(one.truth, one.chosen, one.confidence, 1) for one in answers)


def calibration_of(kinds: Iterable[Counted]) -> Calibration:
    """The same from counted answers."""
    kinds = tuple(kinds)
    levels = tuple((confidence, _right(kinds, confidence)) for confidence in Confidence)
    count = sum(one.times for one in kinds)
    if not count:
        return Calibration(levels, None, None)
    stated = sum(one.confidence.probability * one.times for one in kinds) / count
    right = sum(share.part for _, share in levels)
    scores = sum(brier(one.chosen, one.confidence, one.truth) * one.times for one in kinds)
    return Calibration(levels, overconfidence=stated - right / count, brier=scores / count)


def _right(kinds: Iterable[Counted], confidence: Confidence) -> Share:
    meant = [one for one in kinds if one.confidence is confidence]
    return Share(
        sum(one.times for one in meant if one.chosen is one.truth),
        sum(one.times for one in meant),
    )
