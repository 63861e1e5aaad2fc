"""What the history tells about learners and past sessions: the rows that lists and reviews show."""

import datetime as dt
from dataclasses import dataclass

from trainer.core.answers import Answer
from trainer.core.revisions import Revision
from trainer.core.sessions import SessionKind


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody who practises on this computer. The name may be empty.

    `pin` is how a PIN is kept, "" without one; it is a curtain and no lock.
    """

    id: int
    name: str
    created_at: dt.datetime
    pin: str = ""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One past or unfinished session in a list. Times are aware and in UTC.

    `form` names the form of a check-up.
    """

    id: int
    title: str
    packs: tuple[str, ...]
    started_at: dt.datetime
    last_at: dt.datetime
    planned: int
    answered: int
    right: int
    kind: SessionKind = SessionKind.PRACTICE
    form: str = ""

    @property
    def finished(self) -> bool:
        """Whether every planned question was answered."""
        return self.answered >= self.planned


@dataclass(frozen=True, slots=True)
class Telling:
    """Something of a kind that a learner was told, and when (aware, UTC)."""

    kind: str
    told_at: dt.datetime


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One answer as it was seen then: the revision that was shown and the notes written on it."""

    answer: Answer
    revision: Revision
    notes: tuple[str, ...] = ()
