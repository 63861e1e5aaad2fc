"""Past answers walked through one by one: right for whatever is asked, and slow where many are."""

import datetime as dt
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from trainer.core.inquiry import Cell, Inquiry
from trainer.core.measures import Tally
from trainer.core.rubric import Confidence, Skill, Technique, Verdict
from trainer.store.connection import SqlValue, rows
from trainer.store.narrowing import Where, narrowed
from trainer.store.quarters import QUARTER_OF, local_days, quarter_of
from trainer.store.rollups import CONFUSED_SO, TOLD, sums
from trainer.store.rows import from_time

# The order of the tables is fixed: from the sessions of a learner to their answers, which lie
# together. Left to itself, SQLite may begin with all answers to the questions of one topic.
SESSIONS = "FROM sessions s CROSS JOIN answers a ON a.session = s.id"
ITEMS = "CROSS JOIN session_items i ON i.session = a.session AND i.position = a.position"
_MEANT = f"WHERE s.learner = ? AND s.answered > 0 AND {TOLD}"

# Where few questions are meant, most answers need not be looked at.
_BY_QUESTIONS = """
    FROM sessions s
    CROSS JOIN session_items i ON i.session = s.id AND i.position < s.answered
    CROSS JOIN answers a ON a.session = i.session AND a.position = i.position
"""

# Where few days are meant, the numbers of the answers in each quarter of an hour lead to them.
_STRETCHES = """
    SELECT quarter, min(sequence) AS low, max(latest) AS high FROM quarters
    WHERE learner = ? AND quarter BETWEEN ? AND ? GROUP BY quarter
"""
_BY_DAYS = f"""
    FROM ({_STRETCHES}) q
    CROSS JOIN answers a ON a.sequence BETWEEN q.low AND q.high AND {QUARTER_OF} = q.quarter
    CROSS JOIN sessions s ON s.id = a.session
"""
_ALWAYS = 1 << 62


def walk_cells(connection: sqlite3.Connection, learner: int, inquiry: Inquiry) -> tuple[Cell, ...]:
    """The meant answers, counted by everything that a question and a judgement can be told by."""
    found = _counted(
        connection,
        "SELECT i.revision, a.chosen, a.confidence, count(*)",
        learner,
        inquiry,
        "GROUP BY i.revision, a.chosen, a.confidence",
        by_item=True,
    )
    # The questions are read once and not joined, since each comes up often.
    kinds = {
        key: tuple(kind)
        for key, *kind in rows(
            connection, "SELECT id, pack, topic, side, skills, technique, truth FROM revisions"
        )
    }
    counted: Counter[tuple[tuple[str, ...], str, str]] = Counter()
    for key, chosen, confidence, times in found:
        counted[kinds[key], chosen, confidence] += times
    return tuple(
        cell(kind, Verdict(chosen), Confidence(confidence), times)
        for (kind, chosen, confidence), times in counted.items()
    )


def walk_days(
    connection: sqlite3.Connection, learner: int, inquiry: Inquiry
) -> tuple[tuple[dt.date, Tally], ...]:
    """The meant answers, counted by days of the computer's time zone, in order."""
    counts = _counted(
        connection,
        f"SELECT {QUARTER_OF} AS quarter, {sums(CONFUSED_SO)}",
        learner,
        inquiry,
        "GROUP BY quarter",
    )
    return by_days(counts)


def walk_sessions(connection: sqlite3.Connection, learner: int, inquiry: Inquiry) -> int:
    """In how many sessions the meant answers were given."""
    return int(_counted(connection, "SELECT count(DISTINCT s.id)", learner, inquiry)[0][0])


def walk_answers(connection: sqlite3.Connection, learner: int, inquiry: Inquiry) -> int:
    """How many answers are meant."""
    return int(_counted(connection, "SELECT count(*)", learner, inquiry)[0][0])


def walked(
    connection: sqlite3.Connection,
    select: str,
    learner: int,
    where: Where,
    tail: str,
    *more: SqlValue,
    through: str,
    before: Sequence[SqlValue] = (),
) -> list[Any]:
    """What is selected from the meant answers of a learner, on the way `through` the tables.

    `before` and `more` are the values for the question marks there and in the tail.
    """
    asked = " ".join((select, through, _MEANT, str(where), tail))
    return rows(connection, asked, *before, learner, *where.values, *more)


def _counted(
    connection: sqlite3.Connection,
    select: str,
    learner: int,
    inquiry: Inquiry,
    tail: str = "",
    *,
    by_item: bool = False,
) -> list[Any]:
    """What is selected from the meant answers, on the shortest way to them."""
    where = narrowed(connection, inquiry)
    stretches = (
        learner,
        -_ALWAYS if inquiry.since is None else quarter_of(from_time(inquiry.since)),
        _ALWAYS if inquiry.until is None else quarter_of(from_time(inquiry.until)),
    )
    if _few_days(connection, inquiry, stretches):
        through = f"{_BY_DAYS} {ITEMS}" if by_item or where.asks_questions else _BY_DAYS
        return walked(connection, select, learner, where, tail, through=through, before=stretches)
    if where.asks_questions:
        return walked(connection, select, learner, where, tail, through=_BY_QUESTIONS)
    through = f"{SESSIONS} {ITEMS}" if by_item else SESSIONS
    return walked(connection, select, learner, where, tail, through=through)


def _few_days(
    connection: sqlite3.Connection, inquiry: Inquiry, stretches: tuple[int, int, int]
) -> bool:
    """Whether the way by days meets fewer answers than the learner gave; others may be between."""
    if inquiry.since is None and inquiry.until is None:
        return False
    between, all_answers = rows(
        connection,
        f"""
        SELECT (SELECT ifnull(sum(high - low + 1), 0) FROM ({_STRETCHES})),
            (SELECT ifnull(sum(answers), 0) FROM quarters WHERE learner = ?)
        """,  # noqa: S608 -- our own names
        *stretches,
        stretches[0],
    )[0]
    return bool(between < all_answers)


def by_days(counts: Sequence[Sequence[int]]) -> tuple[tuple[dt.date, Tally], ...]:
    """Counts of quarters, put together to local days in order; each is in the order of `CONFUSED`.

    A day without any is left out.
    """
    by_day: defaultdict[dt.date, list[Sequence[int]]] = defaultdict(list)
    for day, (_, *counted) in zip(local_days(one[0] for one in counts), counts, strict=True):
        by_day[day].append(counted)
    return tuple((day, _tally(by_day[day])) for day in sorted(by_day) if any(map(any, by_day[day])))


def _tally(counts: Sequence[Sequence[int]]) -> Tally:
    a, b, c, d, e, f, g, h, i = map(sum, zip(*counts, strict=True))
    return Tally(((a, b, c), (d, e, f), (g, h, i)))


def cell(kind: Sequence[str], chosen: Verdict, confidence: Confidence, times: int) -> Cell:
    """So many answers; `kind` has pack, topic, side, skills, technique and truth, as kept."""
    pack, topic, side, skills, technique, truth = kind
    return Cell(
        pack,
        topic,
        side,
        _skills(skills),
        Technique(technique) if technique else None,
        Verdict(truth),
        chosen,
        confidence,
        times,
    )


@cache
def _skills(text: str) -> tuple[Skill, ...]:
    return tuple(Skill(value) for value in text.split())
