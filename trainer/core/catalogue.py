"""The questions at hand: a light entry for each, the full text only when it is asked for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from trainer.core.problems import Problem, Severity
from trainer.core.questions import QuestionRef
from trainer.core.revisions import Revision
from trainer.core.rubric import Verdict


class Entry(NamedTuple):
    """What must be known of a question to choose it, without its text.

    `verdict` is "" for a discussion question, else a `Verdict` value; `skills` are `Skill` values.
    Plain strings, since ten thousand of these are read at a start.
    """

    pack: str
    question: str
    excerpt: str
    revision: str
    verdict: str
    skills: tuple[str, ...]
    level: int
    side: str
    topic: str
    reserved: str

    @property
    def ref(self) -> QuestionRef:
        """The question's name across versions."""
        return QuestionRef(self.pack, self.question)

    @property
    def truth(self) -> Verdict:
        """The key's verdict; a `ValueError` for a discussion question."""
        return Verdict(self.verdict)

    @property
    def practicable(self) -> bool:
        """Whether practice may serve it: it is scored and not held back for check-ups."""
        return bool(self.verdict) and not self.reserved


class Source(NamedTuple):
    """A text that a pack quotes from: its title, the outlet, and the day where it is known."""

    title: str
    outlet: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class PackCard:
    """What the library shows of a pack, broken or not.

    `place` is the folder or file it was read from, `shipped` whether it came with the program.
    `problems` holds everything that a check found, errors before warnings. `sources` are the texts
    that it quotes, `invented` counts those that were written for practice. An `opened` pack is a
    folder that somebody writes in. A `stale` one has errors on the disk now, and the questions of
    its last sound state.
    """

    id: str
    title: str
    version: str
    language: str
    level: int
    authors: tuple[str, ...]
    licence: str
    about: str
    place: str
    shipped: bool
    problems: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()
    invented: int = 0
    opened: bool = False
    stale: bool = False

    @property
    def faulty(self) -> bool:
        """Whether what is on the disk has an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def broken(self) -> bool:
        """Whether an error keeps it from being played."""
        return self.faulty and not self.stale


class Catalogue(Protocol):
    """All packs that were found and the questions of those that are sound."""

    @property
    def cards(self) -> Sequence[PackCard]:
        """One card a pack, in the order of the library."""
        ...

    @property
    def entries(self) -> Sequence[Entry]:
        """The questions of all sound packs, in the order of their packs."""
        ...

    def revision(self, content_hash: str) -> Revision:
        """The full question with this content hash; `KeyError` where no pack at hand has it."""
        ...
