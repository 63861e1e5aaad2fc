"""What can be asked of past answers, and the light rows that come back."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from trainer.core.measures import Tally
from trainer.core.rubric import Confidence, Skill, Technique, Verdict


class Sight(Enum):
    """In what way a question was met when it was answered."""

    FIRST = "first"
    """For the first time, in practice: what scores are made of."""
    REPEAT = "repeat"
    """Again, in practice: it trains and is counted apart."""
    CHECKUP = "checkup"
    """In a check-up."""


SCORED = frozenset({Sight.FIRST})
ALL_SIGHTS = frozenset(Sight)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Which answers of a learner are meant; every field narrows, and an empty one does not.

    `since` and `until` are aware; an answer at `until` is no longer meant. `words` is looked for
    in statements and titles, whatever the case of its letters.
    """

    sights: frozenset[Sight] = SCORED
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    pack: str = ""
    topic: str = ""
    side: str = ""
    skill: Skill | None = None
    truth: Verdict | None = None
    chosen: Verdict | None = None
    right: bool | None = None
    confidence: Confidence | None = None
    words: str = ""


class Cell(NamedTuple):
    """How often questions of one kind were judged in one way with one confidence."""

    pack: str
    topic: str
    side: str
    skills: tuple[Skill, ...]
    technique: Technique | None
    truth: Verdict
    chosen: Verdict
    confidence: Confidence
    times: int

    @property
    def right(self) -> bool:
        """Whether the chosen verdict is the key's."""
        return self.chosen is self.truth


class Counts(NamedTuple):
    """The meant answers, counted: by what they were about, by day, and their sessions.

    The days are in order and those of the computer's time zone.
    """

    cells: tuple[Cell, ...] = ()
    days: tuple[tuple[dt.date, Tally], ...] = ()
    sessions: int = 0


class AnswerLine(NamedTuple):
    """One past answer in a list. `session` and `position` lead to it as it was seen."""

    session: int
    position: int
    answered_at: dt.datetime
    pack_title: str
    article: str
    statement: str
    truth: Verdict
    chosen: Verdict
    confidence: Confidence
    sight: Sight

    @property
    def right(self) -> bool:
        """Whether the chosen verdict is the key's."""
        return self.chosen is self.truth


class NoteLine(NamedTuple):
    """What a learner wrote on an answer, with what its author needs to find the question."""

    session: int
    position: int
    written_at: dt.datetime
    text: str
    pack: str
    pack_title: str
    question: str
    statement: str
    truth: Verdict
    chosen: Verdict


class Subjects(NamedTuple):
    """The packs, topics and sides among a learner's answers, each in the order of names."""

    packs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


class Order(Enum):
    """How a list of sessions is sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"
    WEAKEST = "weakest"


@dataclass(frozen=True, slots=True)
class SessionInquiry:
    """Which sessions are meant, in which order. `words` is looked for in their titles."""

    since: dt.datetime | None = None
    until: dt.datetime | None = None
    pack: str = ""
    words: str = ""
    checkups: bool | None = None
    order: Order = Order.NEWEST
