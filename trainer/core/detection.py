"""Skill apart from doubt: d′ and c for each verdict against the rest."""

from dataclasses import dataclass
from statistics import NormalDist

from trainer.core.measures import Tally
from trainer.core.rubric import Verdict

ENOUGH = 12
"""Answers of each class from which on d′ and c are shown; before, the counts are."""

_STANDARD = NormalDist()


@dataclass(frozen=True, slots=True)
class Detection:
    """How well one verdict is told from the rest, and how readily it is given.

    `sensitivity` is d′: 0 for somebody who cannot tell, higher is better. `criterion` is c: above 0
    for somebody who gives the verdict sparingly, below 0 for somebody who gives it freely.
    """

    sensitivity: float
    criterion: float


def detection(tally: Tally, verdict: Verdict) -> Detection | None:
    """d′ and c of `verdict` against the rest, None while either side has no answers.

    Log-linear correction in the proportional form, so that they stay finite: with n_k the answers
    whose truth is the verdict, N all, a = n_k/N and b = 1 − a: H = (n_kk + a)/(n_k + 2a),
    F = (Σ n_ik + b)/(N − n_k + 2b), d′ = z(H) − z(F), c = −½(z(H) + z(F)).
    Source: Hautus 1995, "Corrections for extreme proportions and their biasing effects on
    estimated values of d′".
    """
    recognised = tally.recognised(verdict)
    total = tally.total
    others = total - recognised.whole
    if not recognised.whole or not others:
        return None
    given_wrongly = sum(tally.count(truth, verdict) for truth in Verdict) - recognised.part
    a = recognised.whole / total
    b = 1 - a
    hits = _STANDARD.inv_cdf((recognised.part + a) / (recognised.whole + 2 * a))
    false_alarms = _STANDARD.inv_cdf((given_wrongly + b) / (others + 2 * b))
    return Detection(hits - false_alarms, -(hits + false_alarms) / 2)


def enough_for_detection(tally: Tally) -> bool:
    """Whether each verdict has been met `ENOUGH` times."""
    return all(tally.recognised(verdict).whole >= ENOUGH for verdict in Verdict)
