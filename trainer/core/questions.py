"""Packs, articles, excerpts and questions, and where quotes stand in a text."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from trainer.core.rubric import (
    Asks,
    CueKind,
    DecisionPath,
    Reason,
    Skill,
    Technique,
    Verdict,
)


class ArticleKind(Enum):
    """Where an article comes from."""

    REPORTED = "reported"
    """Quoted from an outlet that is named."""
    PRACTICE = "practice"
    """Written for this trainer, about invented people and places."""


class Span(NamedTuple):
    """A half-open range of characters (code points) in an excerpt: `text[start:end]`."""

    start: int
    end: int


class QuoteError(ValueError):
    """A quote that cannot be placed in its text; `occurrences` says how often it stands there."""

    def __init__(self, quote: str, occurrences: int) -> None:
        super().__init__(f"{quote!r} occurs {occurrences} times")
        self.quote = quote
        self.occurrences = occurrences


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words of an excerpt, with the words before or after them where they occur twice.

    The idea is the TextQuoteSelector of the W3C Web Annotation Data Model. `after` is text that
    stands directly before the quote ("the quote comes after …"), `before` text directly behind it.
    """

    text: str
    after: str = ""
    before: str = ""

    def find(self, text: str) -> Span:
        """Where the quote stands in `text`.

        Raises `QuoteError` with the number of places when that is not exactly one.
        """
        places = []
        start = text.find(self.text) if self.text else -1
        while start >= 0:
            end = start + len(self.text)
            if text[:start].rstrip().endswith(self.after.rstrip()) and text[
                end:
            ].lstrip().startswith(self.before.lstrip()):
                places.append(Span(start, end))
            start = text.find(self.text, start + 1)
        if len(places) != 1:
            raise QuoteError(self.text, len(places))
        return places[0]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of the excerpt that decide, what they do, and a short note on why they matter.

    `confirms` is about a `check` alone: whether that check succeeded.
    """

    kind: CueKind
    quote: Quote
    note: str
    technique: Technique | None = None
    confirms: bool = False

    @property
    def points_to(self) -> Verdict:
        """The verdict whose colour the cue wears."""
        return self.kind.points_to(confirms=self.confirms)


@dataclass(frozen=True, slots=True)
class Key:
    """The answer to a scored question and everything that explains it.

    `why_not` has one sentence for each wrong verdict. `technique` is set for propaganda alone.
    """

    verdict: Verdict
    reason: Reason
    explanation: str
    why_not: Mapping[Verdict, str]
    technique: Technique | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "why_not", MappingProxyType(dict(self.why_not)))


@dataclass(frozen=True, slots=True)
class Question:
    """One statement to judge, in the excerpt it belongs to.

    `key` is None for a discussion question, which has `views` instead: the best case for each side.
    `scope` says in words which statement is judged, where "X said it" and "what X said" differ.
    `side` is who speaks or whom the statement serves, for fairness counts only. `level` is 1 to 3.
    """

    id: str
    statement: Quote
    asks: Asks
    skills: tuple[Skill, ...]
    level: int
    cues: tuple[Cue, ...]
    key: Key | None
    views: Mapping[Verdict, str] = field(default_factory=dict)
    scope: str = ""
    side: str = ""
    reserved: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "views", MappingProxyType(dict(self.views)))

    @property
    def scored(self) -> bool:
        """Whether it has a key; the others are argued about."""
        return self.key is not None

    def points_to(self, cue: Cue) -> Verdict:
        """The verdict whose colour a cue wears here.

        A motive that is itself the statement makes it a claim (step 2); elsewhere a motive tells
        why something was staged.
        """
        if cue.kind is CueKind.MOTIVE and self.key and self.key.verdict is Verdict.CLAIM:
            return Verdict.CLAIM
        return cue.points_to

    @property
    def path(self) -> DecisionPath:
        """The decision path of a scored question."""
        if self.key is None:
            raise ValueError(f"question {self.id!r} is for discussion and has no path")
        return DecisionPath(self.asks, self.key.reason)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text, to the letter, and the questions on it."""

    id: str
    text: str
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """The text that excerpts are taken from, with its credit."""

    title: str
    outlet: str
    kind: ArticleKind
    date: dt.date | None = None
    genre: str = ""
    topic: str = ""
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of articles with their questions, under one title and licence."""

    id: str
    title: str
    version: str
    language: str
    level: int
    authors: tuple[str, ...]
    licence: str
    about: str
    articles: tuple[Article, ...] = ()


class QuestionRef(NamedTuple):
    """Names a question across the versions of its pack."""

    pack: str
    question: str


def default_reason(verdict: Verdict, skills: tuple[Skill, ...], cues: tuple[Cue, ...]) -> Reason:
    """The reason that verdict, skills and cues amount to, for keys that do not name one."""
    kinds = {cue.kind for cue in cues}
    if verdict is Verdict.PROPAGANDA:
        return Reason.DEVICE if CueKind.DEVICE in kinds else Reason.LOADED_WORDS
    if verdict is Verdict.VERIFIED:
        if CueKind.AGREEMENT in kinds:
            return Reason.INDEPENDENT_SOURCES
        return next(
            (_VERIFIED_BY_SKILL[skill] for skill in skills if skill in _VERIFIED_BY_SKILL),
            Reason.AUTHENTICATED_RECORD,
        )
    by_skill = next((_CLAIM_BY_SKILL[skill] for skill in skills if skill in _CLAIM_BY_SKILL), None)
    if by_skill is not None:
        return by_skill
    if CueKind.STAKE in kinds:
        return Reason.INTERESTED_PARTY
    return Reason.UNVERIFIED if CueKind.CHECK in kinds else Reason.ONE_SOURCE


_VERIFIED_BY_SKILL = {
    Skill.OWN_OBSERVATION: Reason.OWN_OBSERVATION,
    Skill.STATE_OF_CHECKING: Reason.OWN_OBSERVATION,
    Skill.PUBLIC_RECORD: Reason.PUBLIC_RECORD,
    Skill.OFFICIAL_ACT: Reason.OFFICIAL_ACT,
    Skill.AGREEMENT: Reason.INDEPENDENT_SOURCES,
    Skill.ADMISSION: Reason.ADMISSION,
}
_CLAIM_BY_SKILL = {
    Skill.DURESS: Reason.DURESS,
    Skill.INTERESTED_PARTY: Reason.INTERESTED_PARTY,
    Skill.STATE_OF_CHECKING: Reason.UNVERIFIED,
    Skill.INFERENCE_AND_MOTIVE: Reason.INFERENCE,
    Skill.SINGLE_SOURCE: Reason.ONE_SOURCE,
}
