"""Everything that is ever written into the history, each function the inside of one transaction.

They take anything that executes SQL, so that tests can run the very same statements through a
simulated disk.
"""

import datetime as dt
from collections.abc import Sequence

from trainer.core.answers import Answer
from trainer.core.errors import UserError
from trainer.core.inquiry import Sight
from trainer.core.progress import Advance, Judged
from trainer.core.revisions import Revision
from trainer.core.sessions import Session, SessionKind
from trainer.core.words import t
from trainer.store.connection import Executor, SqlValue, row, rows
from trainer.store.describing import about
from trainer.store.progress import note_answer
from trainer.store.rollups import Counted, count_answer, derive_rollups, tell_checkup
from trainer.store.rows import from_spans, from_time, to_level, to_skills


class Refused(UserError):  # noqa: N818 -- it says what became of the answer
    """Something that can never be saved, because it contradicts what the history holds."""


def add_learner(executor: Executor, name: str, now: dt.datetime) -> None:
    """Add somebody who practises here."""
    rows(
        executor,
        "INSERT INTO learners (name, created_at) VALUES (?, ?)",
        name,
        from_time(now),
    )


def add_session(
    executor: Executor, session: Session, revisions: Sequence[Revision], now: dt.datetime
) -> None:
    """Add a planned session with its questions, word for word as they will be shown."""
    _insert(
        executor,
        "INSERT INTO sessions (id, learner, title, started_at, planned, kind, form)",
        session.id,
        session.learner,
        session.title,
        from_time(now),
        len(session.items),
        session.kind.value,
        session.form,
    )
    for position, (item, revision) in enumerate(zip(session.items, revisions, strict=True)):
        rows(
            executor,
            """
            INSERT INTO revisions (hash, pack, question, truth, body, topic, side, level, skills,
                technique)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (hash) DO NOTHING
            """,
            item.revision,
            *item.question,
            item.truth.value,
            revision.body,
            *about(revision),
        )
        rows(
            executor,
            """
            INSERT INTO session_items (session, position, revision, first_sight)
            SELECT ?, ?, id, ? FROM revisions WHERE hash = ?
            """,
            session.id,
            position,
            int(item.first_sight),
            item.revision,
        )


def add_answer(executor: Executor, answer: Answer, advance: Advance | None = None) -> None:
    """Add an answer and everything that is counted with it; the same one twice counts once.

    With `advance`, the learner's skills and ability move along.

    Raises `Refused` where the session did not plan this question, was answered differently at this
    position, or has an earlier question without an answer.
    """
    planned = row(executor, _PLANNED, answer.position, answer.session)
    if planned is None:
        raise _refused(answer, "the session has no such question")
    learner, kind, questions, answered, revision, *shown, skills, level, sequence, before = planned
    if shown != [answer.revision, *answer.question, answer.truth.value]:
        raise _refused(answer, "the session planned another question there")
    if answer.position < answered:
        _accept_replay(executor, answer)
        return
    if answer.position > answered:
        raise _refused(answer, f"question {answered} has no answer yet")
    columns = _columns(answer)
    rows(executor, _INSERT_ANSWER, sequence, *columns)
    practised = kind != SessionKind.CHECKUP.value
    _count(executor, answer, sequence)
    sight = _sight(answer) if practised else Sight.CHECKUP
    count_answer(
        executor,
        Counted(
            learner,
            sight,
            revision,
            answer.truth,
            answer.chosen,
            answer.confidence,
            from_time(answer.answered_at),
            sequence,
        ),
        told=practised,
    )
    if not practised and answered + 1 == questions:
        tell_checkup(executor, answer.session)
    if advance is not None:
        judged = Judged(
            learner=learner,
            sequence=sequence,
            # Dates that moved would tell during a check-up which answers were right.
            skills=to_skills(skills) if practised else (),
            level=to_level(level),
            right=answer.right,
            confidence=answer.confidence,
            first_sight=sight is Sight.FIRST,
            answered_at=answer.answered_at,
        )
        note_answer(executor, judged, before, advance)


# All that an answer has to fit to, in one go: nobody else writes in the meantime.
_PLANNED = """
    SELECT s.learner, s.kind, s.planned, s.answered, i.revision,
        r.hash, r.pack, r.question, r.truth, r.skills, r.level,
        (SELECT ifnull(max(sequence), 0) + 1 FROM answers),
        (
            SELECT ifnull(max(last_sequence), 0) FROM sessions
            WHERE learner = s.learner AND answered > 0
        )
    FROM sessions s
    JOIN session_items i ON i.session = s.id AND i.position = ?
    JOIN revisions r ON r.id = i.revision
    WHERE s.id = ?
"""
_INSERT_ANSWER = """
    INSERT INTO answers (sequence, session, position, truth, chosen, confidence, first_sight,
        shown_at, answered_at, underlined)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _sight(answer: Answer) -> Sight:
    return Sight.FIRST if answer.first_sight else Sight.REPEAT


def _columns(answer: Answer) -> tuple[SqlValue, ...]:
    return (
        answer.session,
        answer.position,
        answer.truth.value,
        answer.chosen.value,
        answer.confidence.value,
        int(answer.first_sight),
        from_time(answer.shown_at),
        from_time(answer.answered_at),
        from_spans(answer.underlined),
    )


def _accept_replay(executor: Executor, answer: Answer) -> None:
    kept = row(
        executor,
        """
        SELECT session, position, truth, chosen, confidence, first_sight, shown_at, answered_at,
            underlined
        FROM answers WHERE session = ? AND position = ?
        """,
        answer.session,
        answer.position,
    )
    if kept is None or tuple(kept) != _columns(answer):
        raise _refused(answer, "the question was answered before, differently")


def _count(executor: Executor, answer: Answer, sequence: int) -> None:
    """Count an answer with its session."""
    rows(
        executor,
        """
        UPDATE sessions SET answered = answered + 1, right_answers = right_answers + ?,
            first_sights = first_sights + ?, underlined = underlined + ?,
            last_sequence = ?, last_at = ?
        WHERE id = ?
        """,
        int(answer.right),
        int(answer.first_sight),
        int(bool(answer.underlined)),
        sequence,
        from_time(answer.answered_at),
        answer.session,
    )


def add_note(executor: Executor, session: int, position: int, text: str, now: dt.datetime) -> None:
    """Add what a learner wrote on an answer."""
    _insert(
        executor,
        "INSERT INTO notes (session, position, text, written_at)",
        session,
        position,
        text,
        from_time(now),
    )


def abandon(executor: Executor, session: int) -> None:
    """Note that a session is not to be offered again; its answers stay."""
    if row(executor, "SELECT 1 FROM sessions WHERE id = ?", session) is None:
        raise Refused(t("There is no such session to leave."), "", f"session {session}")
    rows(executor, "UPDATE sessions SET abandoned = 1 WHERE id = ?", session)


def derive(executor: Executor) -> None:
    """Work out everything again that is derived from the answers, less skills and abilities."""
    rows(
        executor,
        """
        UPDATE sessions SET answered = 0, right_answers = 0, first_sights = 0, underlined = 0,
            last_sequence = NULL, last_at = NULL
        """,
    )
    rows(
        executor,
        """
        UPDATE sessions SET answered = a.answered, right_answers = a.right_answers,
            first_sights = a.first_sights, underlined = a.underlined,
            last_sequence = a.last_sequence,
            last_at = (SELECT answered_at FROM answers WHERE sequence = a.last_sequence)
        FROM (
            SELECT session, count(*) AS answered, sum(truth = chosen) AS right_answers,
                sum(first_sight) AS first_sights, sum(underlined <> '') AS underlined,
                max(sequence) AS last_sequence
            FROM answers GROUP BY session
        ) AS a
        WHERE a.session = sessions.id
        """,
    )
    derive_rollups(executor)


def _insert(executor: Executor, into: str, *values: SqlValue) -> None:
    marks = ", ".join("?" * len(values))
    rows(executor, f"{into} VALUES ({marks})", *values)


def _refused(answer: Answer, why: str) -> Refused:
    return Refused(
        t("This answer could not be saved."),
        t("The session goes on; start a new one if this happens again."),
        f"session {answer.session}, position {answer.position}: {why}",
    )
