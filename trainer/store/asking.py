"""Past answers and sessions as somebody asks for them: narrowed, page by page."""

import sqlite3
from collections.abc import Iterator

from trainer.core.history import SessionLine
from trainer.core.inquiry import (
    AnswerLine,
    Inquiry,
    NoteLine,
    Order,
    SessionInquiry,
    Sight,
    Subjects,
)
from trainer.core.questions import Span
from trainer.core.revisions import Revision, revision_from
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import SessionKind
from trainer.store.connection import number, rows
from trainer.store.narrowing import heading, narrowed, narrowed_sessions
from trainer.store.queries import LINE, TOLD, as_lines
from trainer.store.rows import to_spans, to_time
from trainer.store.walking import ITEMS, SESSIONS, walked

_TEXTS = "CROSS JOIN revisions r ON r.id = i.revision"
_SESSIONS = f"FROM sessions WHERE learner = ? AND answered > 0 AND {TOLD}"
_LATEST_FIRST = "ORDER BY s.last_sequence DESC, a.position DESC LIMIT ?"
_ORDERS = {
    Order.NEWEST: "last_sequence DESC",
    Order.OLDEST: "last_sequence",
    Order.BEST: "right_answers * 1.0 / answered DESC, last_sequence DESC",
    Order.WEAKEST: "right_answers * 1.0 / answered, last_sequence DESC",
}


def answer_lines(
    connection: sqlite3.Connection,
    learner: int,
    inquiry: Inquiry,
    limit: int,
    before: AnswerLine | None,
) -> tuple[AnswerLine, ...]:
    """The meant answers, the latest session first and in it the latest answer.

    At most `limit`, and only those behind `before`.
    """
    where = narrowed(connection, inquiry)
    if before is not None:
        where.add(
            "(s.last_sequence, a.position)"
            " < ((SELECT last_sequence FROM sessions WHERE id = ?), ?)",
            before.session,
            before.position,
        )
    found = walked(
        connection,
        "SELECT a.session, a.position, a.answered_at, r.body, a.truth, a.chosen, a.confidence,"
        " s.kind, a.first_sight",
        learner,
        where,
        _LATEST_FIRST,
        limit,
        through=f"{SESSIONS} {ITEMS} {_TEXTS}",
    )
    return tuple(
        AnswerLine(
            session,
            position,
            to_time(answered),
            *heading(body)[:3],
            _VERDICTS[truth],
            _VERDICTS[chosen],
            Confidence(confidence),
            _sight(kind, first),
        )
        for session, position, answered, body, truth, chosen, confidence, kind, first in found
    )


def underlined(
    connection: sqlite3.Connection, learner: int, inquiry: Inquiry, limit: int
) -> Iterator[tuple[Revision, tuple[Span, ...]]]:
    """The latest of the meant answers with underlined words, each with what was shown."""
    where = narrowed(connection, inquiry)
    # The first spares a look at the answers of sessions without any.
    where.add("s.underlined > 0")
    where.add("a.underlined <> ''")
    found = walked(
        connection,
        "SELECT r.body, a.underlined",
        learner,
        where,
        _LATEST_FIRST,
        limit,
        through=f"{SESSIONS} {ITEMS} {_TEXTS}",
    )
    for body, spans in found:
        yield revision_from(body), to_spans(spans)


def note_lines(connection: sqlite3.Connection, learner: int, pack: str) -> tuple[NoteLine, ...]:
    """What a learner wrote on the answers of a pack, or of all for "", the latest note first."""
    found = rows(
        connection,
        """
        SELECT n.session, n.position, n.written_at, n.text, r.pack, r.body, a.truth, a.chosen
        FROM notes n
        JOIN sessions s ON s.id = n.session
        JOIN answers a ON a.session = n.session AND a.position = n.position
        JOIN session_items i ON i.session = n.session AND i.position = n.position
        JOIN revisions r ON r.id = i.revision
        WHERE s.learner = ? AND (? = '' OR r.pack = ?) ORDER BY n.id DESC
        """,
        learner,
        pack,
        pack,
    )
    lines = []
    for session, position, written, text, of_pack, body, truth, chosen in found:
        title, _, statement, question = heading(body)
        lines.append(
            NoteLine(
                session,
                position,
                to_time(written),
                text,
                of_pack,
                title,
                question,
                statement,
                _VERDICTS[truth],
                _VERDICTS[chosen],
            )
        )
    return tuple(lines)


def subjects(connection: sqlite3.Connection) -> Subjects:
    """The packs, topics and sides of all questions that were ever planned."""
    packs, topics, sides = (
        tuple(value for (value,) in rows(connection, distinct) if value)
        for distinct in (
            "SELECT DISTINCT pack FROM revisions ORDER BY pack",
            "SELECT DISTINCT topic FROM revisions ORDER BY topic",
            "SELECT DISTINCT side FROM revisions ORDER BY side",
        )
    )
    return Subjects(packs, topics, sides)


def session_lines(
    connection: sqlite3.Connection,
    learner: int,
    inquiry: SessionInquiry,
    limit: int,
    offset: int,
) -> tuple[SessionLine, ...]:
    """The meant sessions with answers, in the order asked for, from number `offset` on."""
    where = narrowed_sessions(connection, inquiry)
    found = rows(
        connection,
        f"{LINE} WHERE learner = ? AND answered > 0 AND {TOLD} {where}"
        f" ORDER BY {_ORDERS[inquiry.order]} LIMIT ? OFFSET ?",
        learner,
        *where.values,
        limit,
        offset,
    )
    return as_lines(connection, found)


def lines_count(connection: sqlite3.Connection, learner: int, inquiry: SessionInquiry) -> int:
    """How many sessions are meant."""
    where = narrowed_sessions(connection, inquiry)
    return number(
        connection,
        f"SELECT count(*) {_SESSIONS} {where}",
        learner,
        *where.values,
    )


def _sight(kind: str, first_sight: int) -> Sight:
    if kind == SessionKind.CHECKUP.value:
        return Sight.CHECKUP
    return Sight.FIRST if first_sight else Sight.REPEAT


_VERDICTS = {verdict.value: verdict for verdict in Verdict}
