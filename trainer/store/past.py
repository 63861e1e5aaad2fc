"""The past of a learner as the services ask for it; every call may take long with many answers."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

from trainer.core.history import SessionLine
from trainer.core.inquiry import (
    AnswerLine,
    Counts,
    Inquiry,
    NoteLine,
    SessionInquiry,
    Subjects,
)
from trainer.core.questions import Span
from trainer.core.revisions import Revision
from trainer.store import asking, counting
from trainer.store.trouble import Damaged, Harm

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]


class Past:
    """Answers, sessions and notes, narrowed by an inquiry. Calls may come from any thread.

    Each call sees one state of the history throughout, and raises what a read of `History` does.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def counts(self, learner: int, inquiry: Inquiry) -> Counts:
        """The meant answers, counted."""
        with self._reading() as connection:
            return Counts(
                counting.cells(connection, learner, inquiry),
                counting.days(connection, learner, inquiry),
                counting.session_count(connection, learner, inquiry),
            )

    def answer_count(self, learner: int, inquiry: Inquiry) -> int:
        """How many answers are meant."""
        with self._reading() as connection:
            return counting.answer_count(connection, learner, inquiry)

    def answer_lines(
        self, learner: int, inquiry: Inquiry, limit: int, before: AnswerLine | None = None
    ) -> tuple[AnswerLine, ...]:
        """At most `limit` of the meant answers behind `before`, the latest session first."""
        with self._reading() as connection:
            return asking.answer_lines(connection, learner, inquiry, limit, before)

    def underlined(
        self, learner: int, inquiry: Inquiry, limit: int
    ) -> tuple[tuple[Revision, tuple[Span, ...]], ...]:
        """The latest meant answers with underlined words; `Damaged` where one cannot be read."""
        with self._reading() as connection:
            try:
                return tuple(asking.underlined(connection, learner, inquiry, limit))
            except ValueError as error:
                raise Damaged(Harm.PAGES, str(error)) from error

    def note_lines(self, learner: int, pack: str = "") -> tuple[NoteLine, ...]:
        """The notes on the questions of a pack, or of all, the latest first."""
        with self._reading() as connection:
            return asking.note_lines(connection, learner, pack)

    def subjects(self) -> Subjects:
        """The packs, topics and sides of all questions that were ever planned."""
        with self._reading() as connection:
            return asking.subjects(connection)

    def session_lines(
        self, learner: int, inquiry: SessionInquiry, limit: int, offset: int = 0
    ) -> tuple[SessionLine, ...]:
        """At most `limit` of the meant sessions with answers, from number `offset` on."""
        with self._reading() as connection:
            return asking.session_lines(connection, learner, inquiry, limit, offset)

    def session_count(self, learner: int, inquiry: SessionInquiry) -> int:
        """How many sessions are meant."""
        with self._reading() as connection:
            return asking.lines_count(connection, learner, inquiry)
