"""How able a reader is by now, and how likely to judge a question of some level rightly."""

import math
from dataclasses import dataclass

GUESSING = 1 / 3
"""The chance of being right by a blind guess among three verdicts."""

DIFFICULTY = {1: -1.0, 2: 0.0, 3: 1.0}
"""Difficulty in logits that a question of each level is taken to have before anybody met it."""

AIM = 0.75
"""The share of right answers to aim at: hard enough to learn from, easy enough to go on."""

_FIRST_STEP = 1.0
_SETTLING = 0.05


@dataclass(frozen=True, slots=True)
class Ability:
    """A reader's ability in logits on the scale of `DIFFICULTY`, and the first sights behind it.

    0 until there are answers.
    """

    rating: float = 0.0
    answers: int = 0

    def chance(self, level: int) -> float:
        """The probability, 1/3 to 1, of judging a question of `level` (1 to 3) rightly.

        P = g + (1 − g) / (1 + exp(b − θ)) with g = 1/3, the three-parameter logistic model with a
        slope of 1. Source: Birnbaum 1968, in Lord and Novick, "Statistical theories of mental test
        scores". A level that there is not raises `KeyError`.
        """
        return GUESSING + (1 - GUESSING) / (1 + math.exp(DIFFICULTY[level] - self.rating))

    def after(self, level: int, *, right: bool) -> "Ability":
        """The ability after one more question of `level`, judged `right` or not.

        θ' = θ + K (s − P), where s is 1 for right and 0 for wrong and K = 1 / (1 + 0.05 n) falls
        with the n answers before. Source: Pelánek 2016, "Applications of the Elo rating system in
        adaptive educational systems", with his uncertainty function a / (1 + b n) and guessing.
        """
        step = _FIRST_STEP / (1 + _SETTLING * self.answers)
        return Ability(self.rating + step * (right - self.chance(level)), self.answers + 1)

    def misfit(self, level: int) -> float:
        """How far the chance at `level` is from `AIM`; the level to serve has the smallest."""
        return abs(self.chance(level) - AIM)

    @property
    def levels(self) -> tuple[int, ...]:
        """All levels, the fitting one first; of two that fit alike the easier one."""
        return tuple(sorted(DIFFICULTY, key=lambda level: (self.misfit(level), level)))
