"""A learner's record as plain tables for spreadsheets: answers, sessions, and whose they are."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.core.glossary import confidence_name, skill_name, verdict_name
from trainer.core.records import KeptAnswer, KeptSession, Record, Watch
from trainer.core.revisions import Revision, revision_from
from trainer.core.sessions import SessionKind
from trainer.core.techniques import technique_name
from trainer.core.words import t

Cell = str | int | float | dt.datetime | None
Row = tuple[Cell, ...]

_EVERY = 500
"""Rows between two looks at whether the person called it off."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  some programs take these for the plain ones
_SAFE = "'"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it is called, the words above its columns, and its rows as they are made."""

    name: str
    head: tuple[str, ...]
    rows: Iterator[Row]


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet runs as a formula: an apostrophe goes before such a one.

    Blanks at the front do not keep a spreadsheet from it, so they are looked through.
    """
    risky = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return f"{_SAFE}{text}" if risky else text


def printable(text: str) -> str:
    """`text` with the characters that no sheet can hold replaced; line breaks and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs", "Cn"}
        else "\ufffd"
        for character in text
    )


def answer_table(record: Record, watch: Watch) -> Table:
    """Every answer with its question, in the order in which they were given."""
    return Table(
        t("Answers"),
        (
            t("Number"),
            t("Answered (UTC)"),
            t("Seconds"),
            t("Session"),
            t("Kind of session"),
            t("Pack"),
            t("Article"),
            t("Question"),
            t("Statement"),
            t("Topic"),
            t("Side"),
            t("Level"),
            t("Skills"),
            t("Technique"),
            t("Verdict"),
            t("Answered with"),
            t("Right"),
            t("How sure"),
            t("First sight"),
            t("Underlined"),
            t("Notes"),
        ),
        _answer_rows(record, watch),
    )


def _answer_rows(record: Record, watch: Watch) -> Iterator[Row]:
    revisions = {content: revision_from(body) for content, body in record.questions.items()}
    given = sorted(
        (
            (number, session, answer)
            for number, session in enumerate(record.sessions, 1)
            for answer in session.answers
        ),
        key=lambda one: one[2].order,
    )
    for done, (number, session, answer) in enumerate(given):
        if done % _EVERY == 0:
            watch.going(done, len(given))
        yield _answer_row(number, session, answer, revisions)


def _answer_row(
    number: int, session: KeptSession, answer: KeptAnswer, revisions: Mapping[str, Revision]
) -> Row:
    shown = {item.position: item.revision for item in session.items}[answer.position]
    revision = revisions[shown]
    question, key = revision.question, revision.question.key
    if key is None:
        raise ValueError("an answered question has a key")
    return (
        answer.order + 1,
        answer.answered_at,
        round((answer.answered_at - answer.shown_at).total_seconds(), 1),
        number,
        kind_name(session.kind),
        revision.pack_title,
        revision.article,
        f"{revision.pack}/{question.id}",
        question.statement.text,
        revision.topic,
        question.side,
        question.level,
        ", ".join(skill_name(skill) for skill in question.skills),
        technique_name(key.technique) if key.technique else "",
        verdict_name(key.verdict),
        verdict_name(answer.chosen),
        yes_or_no(told=answer.chosen is key.verdict),
        confidence_name(answer.confidence),
        yes_or_no(told=answer.first_sight),
        " … ".join(revision.text[span.start : span.end] for span in answer.underlined),
        "\n".join(note.text for note in answer.notes),
    )


def session_table(record: Record) -> Table:
    """Every session, in the order in which they were begun."""
    return Table(
        t("Sessions"),
        (
            t("Session"),
            t("Title"),
            t("Kind of session"),
            t("Begun (UTC)"),
            t("Questions"),
            t("Answers"),
            t("Right"),
        ),
        _session_rows(record),
    )


def _session_rows(record: Record) -> Iterator[Row]:
    keys = {content: revision_from(body).question.key for content, body in record.questions.items()}
    for number, session in enumerate(record.sessions, 1):
        shown = {item.position: keys[item.revision] for item in session.items}
        right = sum(
            key is not None and answer.chosen is key.verdict
            for answer in session.answers
            for key in (shown[answer.position],)
        )
        yield (
            number,
            session.title,
            kind_name(session.kind),
            session.started_at,
            session.planned,
            len(session.answers),
            right,
        )


def about_table(record: Record, now: dt.datetime) -> Table:
    """Whose answers these are and when they were written out."""
    facts: tuple[Row, ...] = (
        (t("Name"), record.name),
        (t("Here since (UTC)"), record.created_at),
        (t("Written out (UTC)"), now),
        (t("Sessions"), len(record.sessions)),
        (t("Answers"), record.answers),
        (
            t("First sight"),
            t("A question counts for scores when it is met for the first time."),
        ),
    )
    return Table(t("About"), (t("What"), t("Is")), iter(facts))


def kind_name(kind: SessionKind) -> str:
    """What a session was for."""
    return {
        SessionKind.PRACTICE: t("Practice"),
        SessionKind.REAL_LIFE: t("Real-life mix"),
        SessionKind.LESSON: t("Lesson"),
        SessionKind.CHECKUP: t("Check-up"),
    }[kind]


def yes_or_no(*, told: bool) -> str:
    """A yes or a no in words."""
    return t("yes") if told else t("no")
