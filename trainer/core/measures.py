"""How well somebody judges: shares with their intervals, and doubt apart from trust."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from trainer.core.rubric import Verdict

VERDICTS = tuple(Verdict)


class Share(NamedTuple):
    """`part` out of `whole` answers."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None out of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval of the share, None out of nothing."""
        return wilson(self.part, self.whole) if self.whole else None


def wilson(part: int, whole: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """The score interval for `part` of `whole`, both ends in 0 to 1; `z` is 1.96 for 95 %.

    Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference",
    equation as in Brown, Cai and DasGupta 2001. Raises `ValueError` unless 0 <= part <= whole > 0.
    """
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"no share: {part} of {whole}")
    share = part / whole
    centre = share + z * z / (2 * whole)
    spread = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    low = 0.0 if part == 0 else (centre - spread) / scale
    high = 1.0 if part == whole else (centre + spread) / scale
    return low, high


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of answers by truth and chosen verdict: n[i][j] in the order of `Verdict`."""

    counts: tuple[tuple[int, int, int], ...] = ((0, 0, 0), (0, 0, 0), (0, 0, 0))

    @classmethod
    def of(cls, pairs: Iterable[tuple[Verdict, Verdict]]) -> "Tally":
        """The tally of (truth, chosen) pairs."""
        counts = [[0, 0, 0] for _ in VERDICTS]
        for truth, chosen in pairs:
            counts[VERDICTS.index(truth)][VERDICTS.index(chosen)] += 1
        return cls(tuple((row[0], row[1], row[2]) for row in counts))

    @classmethod
    def counted(cls, counts: Iterable[tuple[Verdict, Verdict, int]]) -> "Tally":
        """The tally of (truth, chosen) pairs that each come with how often they came up."""
        found = [[0, 0, 0] for _ in VERDICTS]
        for truth, chosen, count in counts:
            found[VERDICTS.index(truth)][VERDICTS.index(chosen)] += count
        return cls(tuple((row[0], row[1], row[2]) for row in found))

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            tuple(
                (a + d, b + e, c + f)
                for (a, b, c), (d, e, f) in zip(self.counts, other.counts, strict=True)
            )
        )

    def count(self, truth: Verdict, chosen: Verdict) -> int:
        """How often `truth` was answered with `chosen`."""
        return self.counts[VERDICTS.index(truth)][VERDICTS.index(chosen)]

    @property
    def total(self) -> int:
        """All answers."""
        return sum(map(sum, self.counts))

    @property
    def right(self) -> Share:
        """Right answers out of all."""
        return Share(sum(self.counts[k][k] for k in range(3)), self.total)

    def recognised(self, verdict: Verdict) -> Share:
        """Of the statements that are `verdict`, those that were called so."""
        row = self.counts[VERDICTS.index(verdict)]
        return Share(row[VERDICTS.index(verdict)], sum(row))

    @property
    def balanced_accuracy(self) -> float | None:
        """Mean over the three verdicts of the share recognised; chance is 1/3.

        None while a verdict has no answers. Source: Brodersen et al. 2010.
        """
        shares = [self.recognised(verdict).value for verdict in VERDICTS]
        known = [share for share in shares if share is not None]
        return sum(known) / 3 if len(known) == len(VERDICTS) else None

    @property
    def balanced_interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the balanced accuracy, within 0 to 1; None while that is None.

        The Wilson intervals of the three shares, put together by squares and sums. Source: Zou and
        Donner 2008, "Construction of confidence limits about effect measures" (MOVER).
        """
        below, above, middle = [], [], self.balanced_accuracy
        for verdict in VERDICTS:
            share = self.recognised(verdict)
            value, interval = share.value, share.interval
            if value is None or interval is None or middle is None:
                return None
            below.append(value - interval[0])
            above.append(interval[1] - value)
        if middle is None:
            return None
        return middle - math.hypot(*below) / 3, middle + math.hypot(*above) / 3

    @property
    def false_doubt(self) -> Share:
        """P(answer is not verified | verified)."""
        seen = self.recognised(Verdict.VERIFIED)
        return Share(seen.whole - seen.part, seen.whole)

    @property
    def false_trust(self) -> Share:
        """P(answer is verified | not verified)."""
        others = [k for k in range(3) if VERDICTS[k] is not Verdict.VERIFIED]
        column = VERDICTS.index(Verdict.VERIFIED)
        return Share(
            sum(self.counts[k][column] for k in others), sum(sum(self.counts[k]) for k in others)
        )

    @property
    def over_labelling(self) -> Share:
        """P(answer is propaganda | not propaganda)."""
        others = [k for k in range(3) if VERDICTS[k] is not Verdict.PROPAGANDA]
        column = VERDICTS.index(Verdict.PROPAGANDA)
        return Share(
            sum(self.counts[k][column] for k in others), sum(sum(self.counts[k]) for k in others)
        )
