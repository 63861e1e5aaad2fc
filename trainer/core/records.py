"""Everything that is kept about one learner, as one value that can leave the history and return."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from trainer.core.questions import Span
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import SessionKind


@dataclass(frozen=True, slots=True)
class KeptNote:
    """What the learner wrote on an answer, and when (aware, UTC)."""

    text: str
    written_at: dt.datetime


@dataclass(frozen=True, slots=True)
class KeptItem:
    """A planned question: its position in the session and the content hash of what was shown."""

    position: int
    revision: str
    first_sight: bool


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer at a position of its session.

    `order` numbers all answers of the learner in the order in which they were given, whatever the
    clock said. Times are aware and in UTC.
    """

    order: int
    position: int
    chosen: Verdict
    confidence: Confidence
    first_sight: bool
    shown_at: dt.datetime
    answered_at: dt.datetime
    underlined: tuple[Span, ...] = ()
    notes: tuple[KeptNote, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session, whether finished or not; `left` says that it is not to be offered again."""

    title: str
    kind: SessionKind
    form: str
    started_at: dt.datetime
    planned: int
    left: bool
    items: tuple[KeptItem, ...]
    answers: tuple[KeptAnswer, ...]


@dataclass(frozen=True, slots=True)
class KeptNotice:
    """A notice that the learner was shown, and when."""

    kind: str
    told_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Record:
    """One learner's whole history.

    `questions` has the canonical JSON of each question that was planned, by its content hash. What
    is worked out from the answers is left out, and so is the PIN.
    """

    name: str
    created_at: dt.datetime
    questions: Mapping[str, str]
    sessions: tuple[KeptSession, ...]
    notices: tuple[KeptNotice, ...] = ()

    @property
    def answers(self) -> int:
        """How many answers it holds."""
        return sum(len(session.answers) for session in self.sessions)


@dataclass(frozen=True, slots=True)
class Added:
    """What an import brought: to whom, and how many sessions, answers and notes that were new."""

    learner: int
    sessions: int
    answers: int
    notes: int


class Cancelled(Exception):  # noqa: N818  it says what the person did
    """Long work was called off by the person; it has changed nothing."""


class Watch(Protocol):
    """Somebody who follows long work and may call it off."""

    def going(self, done: int, whole: int) -> None:
        """Hear that `done` of `whole` steps are done; raises `Cancelled` to call it off."""
        ...


class Nobody:
    """A watch that looks away."""

    def going(self, done: int, whole: int) -> None:
        """Let the work go on."""
