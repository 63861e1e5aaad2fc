"""Whether texts repeat each other: long runs of the same words, and explanations that begin alike.

Learners who meet a sentence twice learn the sentence. Words in quotation marks that belong to the
excerpt they are about are its own and left out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from trainer.packs.file_checks import text_of
from trainer.packs.lines import Lines, Where
from trainer.packs.quotations import Passage
from trainer.packs.reading import Document
from trainer.packs.written import WrittenExcerpt, WrittenQuestion

LONGEST_RUN = 8
"""So many words running may stand in two texts."""
LARGEST_OPENING = 0.03
"""The share of the explanations that may begin with the same words."""

_GRAM = LONGEST_RUN + 1
_OPENING = 3
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

Words = tuple[str, ...]


class Part(Enum):
    """What a wording is in its pack."""

    EXCERPT = "excerpt"
    EXPLANATION = "explanation"
    NOTE = "note"
    WHY_NOT = "why_not"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that learners read: where it stands, and its words without those of its excerpt.

    `opening` holds its first three words, quoted ones too.
    """

    file: Path
    line: int
    part: Part
    stretches: tuple[Words, ...]
    opening: Words


@dataclass(frozen=True, slots=True)
class Echo:
    """So many words running that stand in two wordings."""

    first: Wording
    second: Wording
    words: Words


@dataclass(frozen=True, slots=True)
class Opening:
    """Explanations that begin with the same three words, out of `whole`."""

    words: Words
    wordings: tuple[Wording, ...]
    whole: int

    @property
    def share(self) -> float:
        """Their share of all explanations, 0 to 1."""
        return len(self.wordings) / self.whole


def wordings_of(document: Document, place: Path) -> Iterator[Wording]:
    """Everything in a file that learners read at length; `place` is where its pack lies."""
    lines = Lines(document.text)
    for i, excerpt in enumerate(document.written.excerpt or ()):
        text = text_of(excerpt) or ""
        passage = Passage(text)
        for where, part, wording in _of_excerpt(excerpt, ("excerpt", i)):
            own = (text,) if part is Part.EXCERPT else passage.unquoted(wording)
            yield Wording(
                file=place / document.name,
                line=lines.of(where),
                part=part,
                stretches=tuple(map(words_of, own)),
                opening=words_of(wording)[:_OPENING],
            )


def _of_excerpt(excerpt: WrittenExcerpt, at: Where) -> Iterator[tuple[Where, Part, str]]:
    yield (*at, "text"), Part.EXCERPT, text_of(excerpt) or ""
    for j, question in enumerate(excerpt.question or ()):
        yield from _of_question(question, (*at, "question", j))


def _of_question(question: WrittenQuestion, at: Where) -> Iterator[tuple[Where, Part, str]]:
    if question.explanation:
        yield (*at, "explanation"), Part.EXPLANATION, question.explanation
    for k, cue in enumerate(question.cues or ()):
        yield (*at, "cues", k, "note"), Part.NOTE, cue.note or ""
    for name, part, said in (
        ("why_not", Part.WHY_NOT, question.why_not),
        ("views", Part.VIEW, question.views),
    ):
        for verdict, text in (said or {}).items():
            yield (*at, name, verdict.value), part, text or ""


def words_of(text: str) -> Words:
    """The words of a text without case, punctuation or the shape of an apostrophe."""
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


def echoes(wordings: Iterable[Wording]) -> tuple[Echo, ...]:
    """Each run of more than eight words that an earlier wording has too, in their order.

    Only the first wording that has a run is named. One look at each word, however many there are.
    """
    first: dict[Words, tuple[int, int]] = {}
    told: list[Echo] = []
    earlier: list[Wording] = []
    for number, wording in enumerate(wordings):
        earlier.append(wording)
        for stretch in wording.stretches:
            for origin, words in _runs(stretch, number, first):
                told.append(Echo(earlier[origin], wording, words))
    return tuple(told)


def _runs(
    stretch: Words, number: int, first: dict[Words, tuple[int, int]]
) -> Iterator[tuple[int, Words]]:
    """The runs of a stretch that an earlier wording has; its own new ones are added to `first`.

    `first` knows for each nine words the wording where they stood first, and where in it.
    """
    begun: tuple[int, int] | None = None
    start = 0
    for at in range(len(stretch) - _GRAM + 1):
        gram = stretch[at : at + _GRAM]
        found = first.setdefault(gram, (number, at))
        goes_on = begun is not None and found == (begun[0], begun[1] + at - start)
        if begun is not None and not goes_on:
            yield begun[0], stretch[start : at + LONGEST_RUN]
            begun = None
        if begun is None and found[0] != number:
            begun, start = found, at
    if begun is not None:
        yield begun[0], stretch[start:]


def stock_openings(wordings: Iterable[Wording]) -> tuple[Opening, ...]:
    """The first words that open too many of the explanations, the commonest first.

    A single explanation is never too many, however few there are.
    """
    explanations = [wording for wording in wordings if wording.part is Part.EXPLANATION]
    return tuple(
        opening
        for opening in _openings(explanations)
        if len(opening.wordings) > 1 and opening.share > LARGEST_OPENING
    )


def commonest_opening(wordings: Iterable[Wording]) -> Opening | None:
    """The first words that open the most explanations, None without any."""
    explanations = [wording for wording in wordings if wording.part is Part.EXPLANATION]
    return next(iter(_openings(explanations)), None)


def _openings(explanations: Sequence[Wording]) -> Iterator[Opening]:
    groups: defaultdict[Words, list[Wording]] = defaultdict(list)
    for wording in explanations:
        groups[wording.opening].append(wording)
    counts = Counter({words: len(group) for words, group in groups.items()})
    for words, _ in counts.most_common():
        yield Opening(words, tuple(groups[words]), len(explanations))
