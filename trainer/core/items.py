"""How single questions work: how many get them right, and whether the able ones do."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from trainer.core.measures import VERDICTS, Share
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Verdict

ENOUGH = 30
"""Answers from which on a question's correlation may be acted upon."""

LOW = 0.2
"""A correlation below this one tells able readers from others too little."""


class Response(NamedTuple):
    """One reader's answer to one question. A reader answers a question at most once."""

    reader: int
    question: QuestionRef
    truth: Verdict
    chosen: Verdict


class Finding(Enum):
    """What the figures of a question suggest to its author."""

    TOO_FEW = "too-few"
    """Fewer than `ENOUGH` answers, or none of the readers differ: nothing can be said."""
    FINE = "fine"
    LOOK = "look"
    """Able readers hardly get it right more often: look at it."""
    CHECK_KEY = "check-key"
    """Able readers get it right less often: check the key."""


@dataclass(frozen=True, slots=True)
class Item:
    """The figures of one question.

    `right` is p, the share that got it right. `correlation` is r, between getting this one right
    and the share right on all the others, −1 to 1; None where either is the same for everybody.
    `chosen` counts the answers in the order of `Verdict`.
    """

    question: QuestionRef
    truth: Verdict
    right: Share
    correlation: float | None
    chosen: tuple[int, int, int]

    @property
    def finding(self) -> Finding:
        """What the figures suggest."""
        if self.right.whole < ENOUGH or self.correlation is None:
            return Finding.TOO_FEW
        if self.correlation < 0:
            return Finding.CHECK_KEY
        return Finding.LOOK if self.correlation < LOW else Finding.FINE


def items(responses: Iterable[Response]) -> tuple[Item, ...]:
    """The figures of every question, in the order in which the questions first come up.

    The correlation is corrected: a question is no part of the score it is compared with, and a
    reader who answered nothing else is left out. Source: Henrysson 1963, "Correction of item-total
    correlations in item analysis"; shares take the place of sums, since not everybody has answered
    the same questions.
    """
    by_question: defaultdict[QuestionRef, list[Response]] = defaultdict(list)
    scores: defaultdict[int, Share] = defaultdict(lambda: Share(0, 0))
    for response in responses:
        by_question[response.question].append(response)
        so_far = scores[response.reader]
        scores[response.reader] = Share(so_far.part + _score(response), so_far.whole + 1)
    return tuple(_item(question, given, scores) for question, given in by_question.items())


def _item(question: QuestionRef, given: Sequence[Response], scores: Mapping[int, Share]) -> Item:
    counts = [sum(one.chosen is verdict for one in given) for verdict in VERDICTS]
    compared = [one for one in given if scores[one.reader].whole > 1]
    return Item(
        question=question,
        truth=given[0].truth,
        right=Share(sum(map(_score, given)), len(given)),
        correlation=_correlation(
            [float(_score(one)) for one in compared],
            [_rest(scores[one.reader], one) for one in compared],
        ),
        chosen=(counts[0], counts[1], counts[2]),
    )


def _score(response: Response) -> int:
    return int(response.chosen is response.truth)


def _rest(score: Share, response: Response) -> float:
    """The share right on everything else."""
    return (score.part - _score(response)) / (score.whole - 1)


def _correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's correlation, None where one side does not vary."""
    if not first or len(set(first)) == 1 or len(set(second)) == 1:
        return None
    one, other = sum(first) / len(first), sum(second) / len(second)
    both = sum((x - one) * (y - other) for x, y in zip(first, second, strict=True))
    squares = sum((x - one) ** 2 for x in first) * sum((y - other) ** 2 for y in second)
    return both / math.sqrt(squares)
