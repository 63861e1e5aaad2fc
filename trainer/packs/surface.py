"""What shows of a statement without reading it, as figures that a plain classifier can weigh."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from statistics import fmean

from trainer.core.questions import QuoteError
from trainer.core.revisions import Revision
from trainer.core.rubric import Verdict

ENOUGH = 8
"""So many questions of a side or genre make it worth telling how they are dealt."""

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d.,:]*")
_MARKS = frozenset('“”„«»"‘')
_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")


class Feature(Enum):
    """A thing that shows at a glance."""

    LENGTH = "length"
    QUOTATION_MARKS = "quotation-marks"
    DIGITS = "digits"
    EXCLAMATION = "exclamation"
    CAPITALS = "capitals"
    POSITION = "position"
    SIDE = "side"
    GENRE = "genre"


class Figure(Enum):
    """A number that stands for a feature; those that answer yes or no are 1 or 0."""

    WORDS = "words"
    LETTERS = "letters"
    """Letters a word."""
    MARKS_IN_IT = "marks-in-it"
    INSIDE_MARKS = "inside-marks"
    """Whether it stands inside a quotation of the excerpt."""
    DIGITS = "digits"
    NUMBERS = "numbers"
    EXCLAMATION = "exclamation"
    CAPITALS = "capitals"
    """The share of capital letters."""
    NAMES = "names"
    """Capitalised words behind the first."""
    BEGINNING = "beginning"
    """Where it begins, 0 to 1 of the excerpt."""
    REWORDED = "reworded"
    """Whether it is not quoted from the excerpt."""


@dataclass(frozen=True, slots=True)
class Glance:
    """One scored question at a glance, with its verdict and the excerpt that it is from.

    `figures` belong to the features that are counted, `names` to those that are words.
    """

    excerpt: tuple[str, str]
    verdict: str
    figures: Mapping[Figure, float]
    names: Mapping[Feature, str]


FIGURES: Mapping[Feature, tuple[Figure, ...]] = {
    Feature.LENGTH: (Figure.WORDS, Figure.LETTERS),
    Feature.QUOTATION_MARKS: (Figure.MARKS_IN_IT, Figure.INSIDE_MARKS),
    Feature.DIGITS: (Figure.DIGITS, Figure.NUMBERS),
    Feature.EXCLAMATION: (Figure.EXCLAMATION,),
    Feature.CAPITALS: (Figure.CAPITALS, Figure.NAMES),
    Feature.POSITION: (Figure.BEGINNING, Figure.REWORDED),
}
"""The figures of each feature that is counted."""


def glances_at(revisions: Iterable[Revision]) -> tuple[Glance, ...]:
    """All questions with a key at a glance, those held back for check-ups too."""
    return tuple(
        Glance(
            excerpt=(one.pack, one.excerpt),
            verdict=one.question.key.verdict.value,
            figures=_figures(one),
            names={Feature.SIDE: one.question.side, Feature.GENRE: one.genre.casefold()},
        )
        for one in revisions
        if one.question.key is not None
    )


def _figures(one: Revision) -> Mapping[Figure, float]:
    statement = one.question.statement.text
    words = statement.split()
    letters = [letter for letter in statement if letter.isalpha()]
    start = _start(one)
    before = "" if start is None else one.text[:start]
    return {
        Figure.WORDS: len(words),
        Figure.LETTERS: len(letters) / max(len(words), 1),
        Figure.MARKS_IN_IT: not _MARKS.isdisjoint(statement),
        Figure.INSIDE_MARKS: _count(before, _OPENING) > _count(before, _CLOSING),
        Figure.DIGITS: _DIGIT.search(statement) is not None,
        Figure.NUMBERS: len(_NUMBER.findall(statement)),
        Figure.EXCLAMATION: "!" in statement,
        Figure.CAPITALS: sum(letter.isupper() for letter in letters) / max(len(letters), 1),
        Figure.NAMES: sum(word.lstrip("“‘(").istitle() for word in words[1:]),
        # Where it is not quoted, the middle says nothing of a place.
        Figure.BEGINNING: 0.5 if start is None else start / max(len(one.text), 1),
        Figure.REWORDED: start is None,
    }


def _start(one: Revision) -> int | None:
    try:
        return one.question.statement.find(one.text).start
    except QuoteError:
        return None


def _count(text: str, marks: frozenset[str]) -> int:
    return sum(letter in marks for letter in text)


def averages(glances: Iterable[Glance], figure: Figure) -> Mapping[str, float]:
    """What a figure is on average, verdict by verdict."""
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for one in glances:
        groups[one.verdict].append(one.figures[figure])
    return {
        verdict.value: fmean(groups[verdict.value]) for verdict in Verdict if groups[verdict.value]
    }


def lopsided(glances: Iterable[Glance], feature: Feature) -> Mapping[str, Mapping[str, int]]:
    """The questions of each side or genre, verdict by verdict, the most lopsided first.

    Those with fewer questions than `ENOUGH` are left out.
    """
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in glances:
        groups[one.names[feature]][one.verdict] += 1
    enough = [name for name, counts in groups.items() if counts.total() >= ENOUGH]
    enough.sort(key=lambda name: -max(groups[name].values()) / groups[name].total())
    return {
        name: {verdict.value: groups[name][verdict.value] for verdict in Verdict} for name in enough
    }
