"""Past answers and sessions as somebody asks for them: narrowed, counted, page by page."""

import datetime as dt
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from trainer.core.history import SessionLine
from trainer.core.inquiry import (
    AnswerLine,
    Cell,
    Inquiry,
    NoteLine,
    Order,
    SessionInquiry,
    Sight,
    Subjects,
)
from trainer.core.measures import Tally
from trainer.core.questions import Span
from trainer.core.revisions import Revision, revision_from
from trainer.core.rubric import Confidence, Skill, Technique, Verdict
from trainer.core.sessions import SessionKind
from trainer.store.connection import SqlValue, number, rows
from trainer.store.narrowing import Where, heading, narrowed, narrowed_sessions
from trainer.store.quarters import QUARTER
from trainer.store.queries import LINE, TOLD, as_lines
from trainer.store.rows import to_spans, to_time

# The order of the tables is fixed: from the sessions of a learner to their answers, which lie
# together. Left to itself, SQLite may begin with all answers to the questions of one topic.
_ANSWERS = "FROM sessions s CROSS JOIN answers a ON a.session = s.id"
_ITEMS = "CROSS JOIN session_items i ON i.session = a.session AND i.position = a.position"
_TEXTS = "CROSS JOIN revisions r ON r.id = i.revision"
# Nothing is told of a check-up before its end.
_MEANT = """
    WHERE s.learner = ? AND s.answered > 0 AND (s.kind <> 'checkup' OR s.answered = s.planned)
"""
_SESSIONS = f"FROM sessions WHERE learner = ? AND answered > 0 AND {TOLD}"
_LATEST_FIRST = "ORDER BY s.last_sequence DESC, a.position DESC LIMIT ?"
_ORDERS = {
    Order.NEWEST: "last_sequence DESC",
    Order.OLDEST: "last_sequence",
    Order.BEST: "right_answers * 1.0 / answered DESC, last_sequence DESC",
    Order.WEAKEST: "right_answers * 1.0 / answered, last_sequence DESC",
}


def cells(connection: sqlite3.Connection, learner: int, inquiry: Inquiry) -> tuple[Cell, ...]:
    """The meant answers, counted by everything that a question and a judgement can be told by."""
    found = _found(
        connection,
        "SELECT i.revision, a.chosen, a.confidence, count(*)",
        learner,
        narrowed(connection, inquiry),
        "GROUP BY i.revision, a.chosen, a.confidence",
        joined=_ITEMS,
    )
    # The questions are read once and not joined: their rows are long, and each comes up often.
    questions = {
        key: kind
        for key, *kind in rows(
            connection, "SELECT id, pack, topic, side, skills, technique, truth FROM revisions"
        )
    }
    counted: Counter[tuple[str, ...]] = Counter()
    for key, chosen, confidence, times in found:
        counted[*questions[key], chosen, confidence] += times
    return tuple(_cell(kind, times) for kind, times in counted.items())


def days(
    connection: sqlite3.Connection, learner: int, inquiry: Inquiry
) -> tuple[tuple[dt.date, Tally], ...]:
    """The meant answers, counted by days of the computer's time zone, in order."""
    where = narrowed(connection, inquiry)
    found = _found(
        connection,
        f"SELECT a.answered_at / {QUARTER} AS quarter, a.truth, a.chosen, count(*)",
        learner,
        where,
        "GROUP BY quarter, a.truth, a.chosen",
        joined=_ITEMS if where.asks_questions else "",
    )
    counted: Counter[tuple[dt.date, str, str]] = Counter()
    day_of: dict[int, dt.date] = {}
    for quarter, truth, chosen, times in found:
        if quarter not in day_of:
            day_of[quarter] = to_time(quarter * QUARTER).astimezone().date()
        counted[day_of[quarter], truth, chosen] += times
    by_day: defaultdict[dt.date, list[tuple[Verdict, Verdict, int]]] = defaultdict(list)
    for (day, truth, chosen), times in counted.items():
        by_day[day].append((_VERDICTS[truth], _VERDICTS[chosen], times))
    return tuple((day, Tally.counted(by_day[day])) for day in sorted(by_day))


def session_count(connection: sqlite3.Connection, learner: int, inquiry: Inquiry) -> int:
    """In how many sessions the meant answers were given."""
    return _number(connection, "SELECT count(DISTINCT s.id)", learner, inquiry)


def answer_count(connection: sqlite3.Connection, learner: int, inquiry: Inquiry) -> int:
    """How many answers are meant."""
    return _number(connection, "SELECT count(*)", learner, inquiry)


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
    found = _found(
        connection,
        "SELECT a.session, a.position, a.answered_at, r.body, a.truth, a.chosen, a.confidence,"
        " s.kind, a.first_sight",
        learner,
        where,
        _LATEST_FIRST,
        limit,
        joined=f"{_ITEMS} {_TEXTS}",
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
    where.add("a.underlined <> ''")
    found = _found(
        connection,
        "SELECT r.body, a.underlined",
        learner,
        where,
        _LATEST_FIRST,
        limit,
        joined=f"{_ITEMS} {_TEXTS}",
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


def _found(
    connection: sqlite3.Connection,
    select: str,
    learner: int,
    where: Where,
    tail: str = "",
    *more: SqlValue,
    joined: str,
) -> list[Any]:
    """What is selected from the meant answers of a learner."""
    asked = " ".join((select, _ANSWERS, joined, _MEANT, str(where), tail))
    return rows(connection, asked, learner, *where.values, *more)


def _number(connection: sqlite3.Connection, select: str, learner: int, inquiry: Inquiry) -> int:
    where = narrowed(connection, inquiry)
    joined = _ITEMS if where.asks_questions else ""
    return int(_found(connection, select, learner, where, joined=joined)[0][0])


def _sight(kind: str, first_sight: int) -> Sight:
    if kind == SessionKind.CHECKUP.value:
        return Sight.CHECKUP
    return Sight.FIRST if first_sight else Sight.REPEAT


_VERDICTS = {verdict.value: verdict for verdict in Verdict}


@cache
def _skills(text: str) -> tuple[Skill, ...]:
    return tuple(Skill(value) for value in text.split())


def _cell(kind: Sequence[str], times: int) -> Cell:
    pack, topic, side, skills, technique, truth, chosen, confidence = kind
    return Cell(
        pack,
        topic,
        side,
        _skills(skills),
        Technique(technique) if technique else None,
        _VERDICTS[truth],
        _VERDICTS[chosen],
        Confidence(confidence),
        times,
    )
