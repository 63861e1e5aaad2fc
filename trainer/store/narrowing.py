"""From an inquiry to the conditions of a query, and the words that it looks for."""

import json
import sqlite3
from typing import Any

from trainer.core.inquiry import Inquiry, SessionInquiry, Sight
from trainer.core.sessions import SessionKind
from trainer.store.connection import SqlValue
from trainer.store.rows import from_time

_SIGHTS = {
    Sight.FIRST: "s.kind <> 'checkup' AND a.first_sight = 1",
    Sight.REPEAT: "s.kind <> 'checkup' AND a.first_sight = 0",
    Sight.CHECKUP: "s.kind = 'checkup'",
}


class Where:
    """Conditions with the values for their question marks."""

    def __init__(self) -> None:
        self._conditions: list[str] = []
        self.values: list[SqlValue] = []
        self.asks_questions = False

    def add(self, condition: str, *values: SqlValue) -> None:
        """Narrow by one more condition."""
        self._conditions.append(condition)
        self.values += values

    def add_questions(self, revision: str, questions: "Where") -> None:
        """Narrow to these questions; they are looked up once, not for each answer."""
        if questions:
            self.asks_questions = True
            among = f"SELECT id FROM revisions WHERE 1{questions}"  # noqa: S608 -- our own names
            self.add(f"{revision} IN ({among})", *questions.values)

    def __bool__(self) -> bool:
        return bool(self._conditions)

    def __str__(self) -> str:
        return "".join(f" AND ({condition})" for condition in self._conditions)


def narrowed(connection: sqlite3.Connection, inquiry: Inquiry) -> Where:
    """The conditions on sessions `s`, answers `a` and, if it asks for questions, items `i`."""
    where = Where()
    if len(inquiry.sights) < len(Sight):
        where.add(" OR ".join(f"({_SIGHTS[sight]})" for sight in inquiry.sights) or "0")
    if inquiry.since is not None:
        where.add("a.answered_at >= ?", from_time(inquiry.since))
    if inquiry.until is not None:
        where.add("a.answered_at < ?", from_time(inquiry.until))
    if inquiry.right is not None:
        where.add("(a.truth = a.chosen) = ?", int(inquiry.right))
    for column, value in (
        ("a.truth", inquiry.truth),
        ("a.chosen", inquiry.chosen),
        ("a.confidence", inquiry.confidence),
    ):
        if value is not None:
            where.add(f"{column} = ?", value.value)
    where.add_questions("i.revision", narrowed_questions(connection, inquiry))
    return where


def narrowed_questions(connection: sqlite3.Connection, inquiry: Inquiry) -> Where:
    """The conditions on the table of revisions; none where the inquiry means any question."""
    where = Where()
    for column, value in (
        ("pack", inquiry.pack),
        ("topic", inquiry.topic),
        ("side", inquiry.side),
    ):
        if value:
            where.add(f"{column} = ?", value)
    if inquiry.skill is not None:
        where.add("instr(' ' || skills || ' ', ?)", f" {inquiry.skill.value} ")
    if inquiry.words.strip():
        connection.create_function("mentions", 2, _mentions, deterministic=True)
        where.add("mentions(body, ?)", inquiry.words.strip().casefold())
    return where


def narrowed_sessions(connection: sqlite3.Connection, inquiry: SessionInquiry) -> Where:
    """The conditions on the table of sessions."""
    where = Where()
    if inquiry.since is not None:
        where.add("last_at >= ?", from_time(inquiry.since))
    if inquiry.until is not None:
        where.add("last_at < ?", from_time(inquiry.until))
    if inquiry.checkups is not None:
        where.add("(kind = ?) = ?", SessionKind.CHECKUP.value, int(inquiry.checkups))
    if inquiry.pack:
        where.add(
            "EXISTS (SELECT 1 FROM session_items i JOIN revisions r ON r.id = i.revision"
            " WHERE i.session = sessions.id AND r.pack = ?)",
            inquiry.pack,
        )
    if inquiry.words.strip():
        connection.create_function("says", 2, _says, deterministic=True)
        where.add("says(title, ?)", inquiry.words.strip().casefold())
    return where


def _says(text: str, words: str) -> bool:
    """Whether `text` has these words, whatever the case; SQLite itself knows that of ASCII only."""
    return words in text.casefold()


def _mentions(body: str, words: str) -> bool:
    return any(_says(part, words) for part in heading(body)[:3])


def heading(body: str) -> tuple[str, str, str, str]:
    """Pack, article, statement and question id of a kept question; blanks where it is hurt."""
    try:
        plain: dict[str, Any] = json.loads(body)
        question = plain["question"]
        return plain["pack_title"], plain["article"], question["statement"][0], question["id"]
    except (ValueError, KeyError, TypeError, IndexError):
        return "", "", "", ""
