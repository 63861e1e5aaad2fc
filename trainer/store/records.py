"""One learner's whole record: read out of the history, and added to it without doubling anything.

Both are the inside of one transaction.
"""

from collections.abc import Mapping, Sequence

from trainer.core.records import (
    KeptAnswer,
    KeptItem,
    KeptNote,
    KeptNotice,
    KeptSession,
    Record,
)
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import SessionKind
from trainer.core.words import t
from trainer.store.connection import Executor, row, rows
from trainer.store.rows import to_spans, to_time
from trainer.store.statements import Refused

_KeyOfSession = tuple[int, str, str, str, tuple[tuple[int, str], ...]]


def read_record(executor: Executor, learner: int) -> Record:
    """Everything that is kept about a learner; `Refused` where there is none."""
    found = row(executor, "SELECT name, created_at FROM learners WHERE id = ?", learner)
    if found is None:
        raise Refused(t("This learner is not in the history."), "", f"learner {learner}")
    name, created_at = found
    items, answers = _items(executor, learner), _answers(executor, learner)
    return Record(
        name=name,
        created_at=to_time(created_at),
        questions=_questions(executor, learner),
        sessions=tuple(
            KeptSession(
                title=title,
                kind=SessionKind(kind),
                form=form,
                started_at=to_time(started),
                planned=planned,
                left=bool(left),
                items=tuple(items.get(key, ())),
                answers=tuple(answers.get(key, ())),
            )
            for key, title, kind, form, started, planned, left in rows(
                executor,
                """
                SELECT id, title, kind, form, started_at, planned, abandoned
                FROM sessions WHERE learner = ? ORDER BY id
                """,
                learner,
            )
        ),
        notices=tuple(
            KeptNotice(kind, to_time(told))
            for kind, told in rows(
                executor,
                "SELECT kind, told_at FROM notices WHERE learner = ? ORDER BY told_at, kind",
                learner,
            )
        ),
    )


def _items(executor: Executor, learner: int) -> Mapping[int, Sequence[KeptItem]]:
    found: dict[int, list[KeptItem]] = {}
    for session, position, content, first in rows(
        executor,
        """
        SELECT i.session, i.position, r.hash, i.first_sight
        FROM session_items i
        JOIN sessions s ON s.id = i.session
        JOIN revisions r ON r.id = i.revision
        WHERE s.learner = ? ORDER BY i.session, i.position
        """,
        learner,
    ):
        found.setdefault(session, []).append(KeptItem(position, content, bool(first)))
    return found


def _answers(executor: Executor, learner: int) -> Mapping[int, Sequence[KeptAnswer]]:
    notes = _notes(executor, learner)
    found: dict[int, list[KeptAnswer]] = {}
    for order, (session, position, chosen, sure, first, shown, answered, underlined) in enumerate(
        rows(
            executor,
            """
            SELECT a.session, a.position, a.chosen, a.confidence, a.first_sight, a.shown_at,
                a.answered_at, a.underlined
            FROM answers a JOIN sessions s ON s.id = a.session
            WHERE s.learner = ? ORDER BY a.sequence
            """,
            learner,
        )
    ):
        found.setdefault(session, []).append(
            KeptAnswer(
                order=order,
                position=position,
                chosen=Verdict(chosen),
                confidence=Confidence(sure),
                first_sight=bool(first),
                shown_at=to_time(shown),
                answered_at=to_time(answered),
                underlined=to_spans(underlined),
                notes=tuple(notes.get((session, position), ())),
            )
        )
    return found


def _notes(executor: Executor, learner: int) -> Mapping[tuple[int, int], Sequence[KeptNote]]:
    found: dict[tuple[int, int], list[KeptNote]] = {}
    for session, position, text, written in rows(
        executor,
        """
        SELECT n.session, n.position, n.text, n.written_at
        FROM notes n JOIN sessions s ON s.id = n.session
        WHERE s.learner = ? ORDER BY n.id
        """,
        learner,
    ):
        found.setdefault((session, position), []).append(KeptNote(text, to_time(written)))
    return found


def _questions(executor: Executor, learner: int) -> Mapping[str, str]:
    return dict(
        rows(
            executor,
            """
            SELECT hash, body FROM revisions WHERE id IN (
                SELECT i.revision FROM session_items i JOIN sessions s ON s.id = i.session
                WHERE s.learner = ?
            ) ORDER BY id
            """,
            learner,
        )
    )
