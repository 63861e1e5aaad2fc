"""Everything that is ever read from the history, as values of the core."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from trainer.core.answers import Answer
from trainer.core.errors import UserError
from trainer.core.history import Learner, PastAnswer, SessionLine
from trainer.core.measures import Tally
from trainer.core.questions import QuestionRef
from trainer.core.revisions import Revision, revision_from
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Item, Session, SessionKind, resumed
from trainer.core.words import t
from trainer.store.connection import Executor, number, row, rows
from trainer.store.rollups import ABOUT, JUDGED, sums
from trainer.store.rows import to_spans, to_time
from trainer.store.trouble import Damaged, Harm

LINE = """
    SELECT id, title, started_at, ifnull(last_at, started_at), planned, answered, right_answers,
        kind, form
    FROM sessions
"""
"""What a line of a list of sessions is made of; see `as_lines`."""

TOLD = "(kind <> 'checkup' OR answered = planned)"
"""Which sessions may be looked at: nothing is told of a check-up before its end."""

_ANSWER = """
    SELECT a.session, a.position, r.pack, r.question, r.hash, a.truth, a.chosen, a.confidence,
        a.first_sight, a.shown_at, a.answered_at, a.underlined, r.body
    FROM answers a
    JOIN session_items i ON i.session = a.session AND i.position = a.position
    JOIN revisions r ON r.id = i.revision
    WHERE a.session = ? ORDER BY a.position
"""


def learners(executor: Executor) -> tuple[Learner, ...]:
    """All learners, the first one first."""
    found = rows(executor, "SELECT id, name, created_at, pin FROM learners ORDER BY id")
    return tuple(Learner(key, name, to_time(created), pin) for key, name, created, pin in found)


def last_session(executor: Executor) -> int:
    """The highest session id in use, 0 without any."""
    return number(executor, "SELECT max(id) FROM sessions")


def session(executor: Executor, session_id: int) -> Session:
    """A session as it goes on after a break; a `UserError` where there is none."""
    found = row(
        executor, "SELECT learner, title, kind, form FROM sessions WHERE id = ?", session_id
    )
    if found is None:
        raise _no_session(session_id)
    learner, title, kind, form = found
    items = rows(
        executor,
        """
        SELECT r.pack, r.question, r.hash, r.truth, i.first_sight
        FROM session_items i JOIN revisions r ON r.id = i.revision
        WHERE i.session = ? ORDER BY i.position
        """,
        session_id,
    )
    return resumed(
        session_id,
        learner,
        title,
        tuple(
            Item(QuestionRef(pack, question), content, Verdict(truth), bool(first))
            for pack, question, content, truth, first in items
        ),
        tuple(_answer(found) for found in rows(executor, _ANSWER, session_id)),
        kind=SessionKind(kind),
        form=form,
    )


def session_line(executor: Executor, session_id: int) -> SessionLine:
    """A session as a line of a list; a `UserError` where there is none."""
    lines = as_lines(executor, rows(executor, f"{LINE} WHERE id = ?", session_id))
    if not lines:
        raise _no_session(session_id)
    return lines[0]


def revision(executor: Executor, content: str) -> Revision:
    """The question with this content hash as it was planned or answered once.

    `KeyError` where the history never held it, `Damaged` where it cannot be read.
    """
    body = row(executor, "SELECT body FROM revisions WHERE hash = ?", content)
    if body is None:
        raise KeyError(content)
    try:
        return revision_from(body[0])
    except ValueError as error:
        raise Damaged(Harm.PAGES, str(error)) from error


def _no_session(session_id: int) -> UserError:
    return UserError(
        t("This session is not in the history."), t("Start a new one."), f"session {session_id}"
    )


def unfinished(executor: Executor, learner: int) -> SessionLine | None:
    """The session planned last that has questions left and was not left for good."""
    found = rows(
        executor,
        f"{LINE} WHERE learner = ? AND abandoned = 0 AND answered < planned"
        " ORDER BY id DESC LIMIT 1",
        learner,
    )
    lines = as_lines(executor, found)
    return lines[0] if lines else None


def session_lines(
    executor: Executor, learner: int, limit: int, before: int | None
) -> tuple[SessionLine, ...]:
    """The sessions with answers, the one answered last first; those behind session `before`."""
    behind = (
        ""
        if before is None
        else "AND last_sequence < (SELECT last_sequence FROM sessions WHERE id = ?)"
    )
    found = rows(
        executor,
        f"{LINE} WHERE learner = ? AND answered > 0 AND {TOLD} {behind}"
        " ORDER BY last_sequence DESC LIMIT ?",
        *((learner, limit) if before is None else (learner, before, limit)),
    )
    return as_lines(executor, found)


def session_count(executor: Executor, learner: int) -> int:
    """How many sessions with answers there are."""
    return number(
        executor,
        """
        SELECT count(*) FROM sessions
        WHERE learner = ? AND answered > 0 AND (kind <> 'checkup' OR answered = planned)
        """,
        learner,
    )


def as_lines(executor: Executor, found: list[Any]) -> tuple[SessionLine, ...]:
    """Rows as `LINE` selects them, as lines of a list."""
    packs = _packs(executor, [key for key, *_ in found])
    return tuple(
        SessionLine(
            id=key,
            title=title,
            packs=tuple(packs.get(key, ())),
            started_at=to_time(started),
            last_at=to_time(last),
            planned=planned,
            answered=answered,
            right=right,
            kind=SessionKind(kind),
            form=form,
        )
        for key, title, started, last, planned, answered, right, kind, form in found
    )


def _packs(executor: Executor, sessions: list[int]) -> Mapping[int, list[str]]:
    """The packs of each session, in the order in which they come up in it."""
    packs: dict[int, list[str]] = {}
    for key in sessions:
        packs[key] = [
            pack
            for (pack,) in rows(
                executor,
                """
                SELECT r.pack FROM session_items i JOIN revisions r ON r.id = i.revision
                WHERE i.session = ? GROUP BY r.pack ORDER BY min(i.position)
                """,
                key,
            )
        ]
    return packs


def past_answers(executor: Executor, session_id: int) -> tuple[PastAnswer, ...]:
    """The answers of a session with what was shown then; `Damaged` where that cannot be read."""
    notes: dict[int, list[str]] = {}
    for position, text in rows(
        executor, "SELECT position, text FROM notes WHERE session = ? ORDER BY id", session_id
    ):
        notes.setdefault(position, []).append(text)
    try:
        return tuple(
            PastAnswer(_answer(found), revision_from(found[-1]), tuple(notes.get(found[1], ())))
            for found in rows(executor, _ANSWER, session_id)
        )
    except ValueError as error:
        raise Damaged(Harm.PAGES, str(error)) from error


def _answer(found: tuple[Any, ...]) -> Answer:
    return Answer(
        session=found[0],
        position=found[1],
        question=QuestionRef(found[2], found[3]),
        revision=found[4],
        truth=Verdict(found[5]),
        chosen=Verdict(found[6]),
        confidence=Confidence(found[7]),
        first_sight=bool(found[8]),
        shown_at=to_time(found[9]),
        answered_at=to_time(found[10]),
        underlined=to_spans(found[11]),
    )


def tally(executor: Executor, learner: int) -> Tally:
    """How a learner judged questions never seen before."""
    found = rows(
        executor,
        f"SELECT r.truth, {sums(JUDGED.values())}"  # noqa: S608 -- our own names
        f" FROM judgements j CROSS JOIN revisions r {ABOUT}"
        " WHERE j.learner = ? AND j.sight = 'first' GROUP BY r.truth",
        learner,
    )
    return Tally.counted(
        (Verdict(truth), chosen, times)
        for truth, *counts in found
        for (chosen, _), times in zip(JUDGED, counts, strict=True)
    )


def sights(executor: Executor, learner: int) -> Mapping[QuestionRef, int]:
    """The sequence number of the latest answer to each question that a learner has answered."""
    # The latest comes last, and a later one takes the place of an earlier one.
    found = rows(
        executor,
        f"SELECT r.pack, r.question, j.sequence"  # noqa: S608 -- our own names
        f" FROM judgements j CROSS JOIN revisions r {ABOUT}"
        " WHERE j.learner = ? ORDER BY j.sequence",
        learner,
    )
    return MappingProxyType(
        {QuestionRef(pack, question): sequence for pack, question, sequence in found}
    )
