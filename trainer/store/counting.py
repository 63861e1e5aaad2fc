"""The counts that a review shows, out of the roll-ups wherever those can tell what is asked."""

import datetime as dt
import sqlite3
from collections.abc import Iterable

from trainer.core.inquiry import Cell, Inquiry, Sight
from trainer.core.measures import Tally
from trainer.core.rubric import Verdict
from trainer.store.connection import number, rows
from trainer.store.narrowing import Where, narrowed_questions
from trainer.store.quarters import QUARTER
from trainer.store.queries import TOLD
from trainer.store.rollups import ABOUT, CONFUSED, JUDGED, sums
from trainer.store.rows import from_time
from trainer.store.walking import (
    by_days,
    cell,
    walk_answers,
    walk_cells,
    walk_days,
    walk_sessions,
)

_KIND = "r.pack, r.topic, r.side, r.skills, r.technique, r.truth"
_KIND_COLUMNS = 6
_SESSIONS_WITH = {
    Sight.FIRST: "kind <> 'checkup' AND first_sights > 0",
    Sight.REPEAT: "kind <> 'checkup' AND answered > first_sights",
    Sight.CHECKUP: "kind = 'checkup'",
}


def cells(connection: sqlite3.Connection, learner: int, inquiry: Inquiry) -> tuple[Cell, ...]:
    """The meant answers, counted by everything that a question and a judgement can be told by."""
    if _dated(inquiry):
        return walk_cells(connection, learner, inquiry)
    where = _of_sights("j.sight", inquiry)
    where.add_questions("j.revision", narrowed_questions(connection, inquiry))
    found = rows(
        connection,
        f"SELECT {_KIND}, {sums(JUDGED.values())}"  # noqa: S608 -- our own names
        f" FROM judgements j CROSS JOIN revisions r {ABOUT}"
        f" WHERE j.learner = ?{where} GROUP BY {_KIND}",
        learner,
        *where.values,
    )
    counted = (
        cell(kind[:_KIND_COLUMNS], chosen, confidence, times)
        for kind in found
        for (chosen, confidence), times in zip(JUDGED, kind[_KIND_COLUMNS:], strict=True)
        if times
    )
    return tuple(
        one
        for one in counted
        if _is_meant(one.truth, one.chosen, inquiry)
        and inquiry.confidence in {None, one.confidence}
    )


def days(
    connection: sqlite3.Connection, learner: int, inquiry: Inquiry
) -> tuple[tuple[dt.date, Tally], ...]:
    """The meant answers, counted by days of the computer's time zone, in order."""
    if not _told_by_quarters(connection, inquiry):
        return walk_days(connection, learner, inquiry)
    where = _of_quarters(inquiry)
    counts = rows(
        connection,
        f"SELECT quarter, {', '.join(_meant_columns(inquiry))} FROM quarters"  # noqa: S608 -- our own names
        f" WHERE learner = ?{where}",
        learner,
        *where.values,
    )
    return by_days(counts)


def answer_count(connection: sqlite3.Connection, learner: int, inquiry: Inquiry) -> int:
    """How many answers are meant."""
    if _told_by_quarters(connection, inquiry):
        where = _of_quarters(inquiry)
        return number(
            connection,
            f"SELECT sum({' + '.join(_meant_columns(inquiry))}) FROM quarters"  # noqa: S608 -- our own names
            f" WHERE learner = ?{where}",
            learner,
            *where.values,
        )
    if _dated(inquiry):
        return walk_answers(connection, learner, inquiry)
    return sum(one.times for one in cells(connection, learner, inquiry))


def session_count(connection: sqlite3.Connection, learner: int, inquiry: Inquiry) -> int:
    """In how many sessions the meant answers were given."""
    if inquiry != Inquiry(inquiry.sights):
        return walk_sessions(connection, learner, inquiry)
    met = " OR ".join(f"({_SESSIONS_WITH[sight]})" for sight in inquiry.sights) or "0"
    return number(
        connection,
        f"SELECT count(*) FROM sessions WHERE learner = ? AND answered > 0 AND {TOLD} AND ({met})",  # noqa: S608 -- our own names
        learner,
    )


def _dated(inquiry: Inquiry) -> bool:
    return inquiry.since is not None or inquiry.until is not None


def _told_by_quarters(connection: sqlite3.Connection, inquiry: Inquiry) -> bool:
    """Whether whole quarters of an hour are meant, and neither some questions nor a confidence."""
    ends = (from_time(one) for one in (inquiry.since, inquiry.until) if one is not None)
    return (
        all(end % QUARTER == 0 for end in ends)
        and inquiry.confidence is None
        and not narrowed_questions(connection, inquiry)
    )


def _of_sights(column: str, inquiry: Inquiry) -> Where:
    where = Where()
    marks = ", ".join("?" * len(inquiry.sights))
    where.add(f"{column} IN ({marks})", *(sight.value for sight in inquiry.sights))
    return where


def _of_quarters(inquiry: Inquiry) -> Where:
    where = _of_sights("sight", inquiry)
    if inquiry.since is not None:
        where.add("quarter >= ?", from_time(inquiry.since) // QUARTER)
    if inquiry.until is not None:
        where.add("quarter < ?", from_time(inquiry.until) // QUARTER)
    return where


def _meant_columns(inquiry: Inquiry) -> Iterable[str]:
    """The columns of `quarters` with nothing in the places of those that are not meant."""
    return (
        column if _is_meant(truth, chosen, inquiry) else "0"
        for (truth, chosen), column in CONFUSED.items()
    )


def _is_meant(truth: Verdict, chosen: Verdict, inquiry: Inquiry) -> bool:
    return (
        inquiry.truth in {None, truth}
        and inquiry.chosen in {None, chosen}
        and inquiry.right in {None, truth is chosen}
    )
