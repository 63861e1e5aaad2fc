"""A learner's record as it is added to the history, without doubling what is there already."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import count
from typing import NamedTuple

from trainer.core.progress import Advance
from trainer.core.records import Added, KeptAnswer, KeptSession, Record
from trainer.core.revisions import Revision, revision_from
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.store.connection import Executor, SqlValue, number, row, rows
from trainer.store.describing import about
from trainer.store.progress import work_out
from trainer.store.rows import from_spans, from_time
from trainer.store.statements import Refused, derive

_Mark = tuple[int, str, str, str, str]
"""What tells a session: when it began, its title, kind and form, and what it planned."""


class _Placed(NamedTuple):
    """A session of the record and its number in this history."""

    session: KeptSession
    number: int
    new: bool


class _Arrival(NamedTuple):
    """An answer that the history did not have, and the session that it goes to."""

    answered_at: int
    session: int
    answer: KeptAnswer
    truth: Verdict


def add_record(executor: Executor, record: Record, learner: int | None, advance: Advance) -> Added:
    """Add to a learner what the record has and the learner lacks; None makes a new learner.

    Sessions are told by when they began and what they planned, so the same record twice changes
    nothing; where both have an answer to the same question of a session, the one here stays. Where
    the learner had other answers, all are put in the order of their times, and a question counts as
    met for the first time where it comes first in that order. A learner without a name takes the
    record's. Raises `Refused` where there is no such learner, and `ValueError` where a question of
    the record is none.
    """
    revisions = {content: revision_from(body) for content, body in record.questions.items()}
    owner = _owner(executor, record, learner)
    for content, revision in revisions.items():
        _add_question(executor, content, revision, record.questions[content])
    had_answers = bool(_answers_here(executor, owner))
    placed = list(_placed(executor, record.sessions, owner))
    arrivals = sorted(_arrivals(executor, placed, revisions), key=lambda one: one.answer.order)
    _add_answers(executor, owner, arrivals)
    notes = sum(
        _add_notes(executor, one.number, answer) for one in placed for answer in one.session.answers
    )
    _add_notices(executor, record, owner)
    sessions = sum(one.new for one in placed)
    if arrivals or sessions:
        if had_answers:
            _tell_first_sights_again(executor, owner)
        derive(executor)
        if had_answers:
            _tell_plans_of_first_sights(executor, owner)
        work_out(executor, owner, advance)
    return Added(owner, sessions, len(arrivals), notes)


def _owner(executor: Executor, record: Record, learner: int | None) -> int:
    if learner is None:
        rows(
            executor,
            "INSERT INTO learners (name, created_at) VALUES (?, ?)",
            record.name,
            from_time(record.created_at),
        )
        return number(executor, "SELECT last_insert_rowid()")
    named = row(executor, "SELECT name FROM learners WHERE id = ?", learner)
    if named is None:
        raise Refused(t("This learner is not in the history."), "", f"learner {learner}")
    if not named[0]:
        rows(executor, "UPDATE learners SET name = ? WHERE id = ?", record.name, learner)
    return learner


def holder(executor: Executor, record: Record) -> int | None:
    """The learner here who has most of the record's sessions, None where nobody has any."""
    began = {from_time(session.started_at) for session in record.sessions}
    shared = Counter(
        learner
        for learner, moment in rows(executor, "SELECT learner, started_at FROM sessions")
        if moment in began
    )
    return shared.most_common(1)[0][0] if shared else None


def _add_question(executor: Executor, content: str, revision: Revision, body: str) -> None:
    rows(
        executor,
        """
        INSERT INTO revisions (hash, pack, question, truth, body, topic, side, level, skills,
            technique)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (hash) DO NOTHING
        """,
        content,
        *revision.ref,
        _truth(revision).value,
        body,
        *about(revision),
    )


def _truth(revision: Revision) -> Verdict:
    if revision.question.key is None:
        raise ValueError(f"question {revision.question.id!r} is for discussion")
    return revision.question.key.verdict


def _placed(executor: Executor, sessions: Sequence[KeptSession], owner: int) -> Iterator[_Placed]:
    """Each session with its number here; one that is not here yet is added."""
    here = _sessions_here(executor, owner)
    for session in sessions:
        same = here.get(_mark(session))
        if same:
            yield _Placed(session, same.pop(0), new=False)
        else:
            yield _Placed(session, _add_session(executor, session, owner), new=True)


def _mark(session: KeptSession) -> _Mark:
    plan = ",".join(f"{item.position}:{item.revision}" for item in session.items)
    began = from_time(session.started_at)
    return began, session.title, session.kind.value, session.form, plan


def _sessions_here(executor: Executor, owner: int) -> Mapping[_Mark, list[int]]:
    plans: dict[int, list[str]] = {}
    for key, position, content in rows(
        executor,
        """
        SELECT i.session, i.position, r.hash FROM session_items i
        JOIN sessions s ON s.id = i.session
        JOIN revisions r ON r.id = i.revision
        WHERE s.learner = ? ORDER BY i.session, i.position
        """,
        owner,
    ):
        plans.setdefault(key, []).append(f"{position}:{content}")
    found: dict[_Mark, list[int]] = {}
    for key, *mark in rows(
        executor,
        "SELECT id, started_at, title, kind, form FROM sessions WHERE learner = ? ORDER BY id",
        owner,
    ):
        began, title, kind, form = mark
        plan = ",".join(plans.get(key, ()))
        found.setdefault((began, title, kind, form, plan), []).append(key)
    return found


def _add_session(executor: Executor, session: KeptSession, owner: int) -> int:
    rows(
        executor,
        """
        INSERT INTO sessions (learner, title, started_at, planned, abandoned, kind, form)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        owner,
        session.title,
        from_time(session.started_at),
        session.planned,
        int(session.left),
        session.kind.value,
        session.form,
    )
    key = number(executor, "SELECT last_insert_rowid()")
    for item in session.items:
        rows(
            executor,
            """
            INSERT INTO session_items (session, position, revision, first_sight)
            SELECT ?, ?, id, ? FROM revisions WHERE hash = ?
            """,
            key,
            item.position,
            int(item.first_sight),
            item.revision,
        )
    return key


def _arrivals(
    executor: Executor, placed: Sequence[_Placed], revisions: Mapping[str, Revision]
) -> Iterator[_Arrival]:
    for session, key, _ in placed:
        here = {
            position
            for (position,) in rows(executor, "SELECT position FROM answers WHERE session = ?", key)
        }
        truths = {item.position: _truth(revisions[item.revision]) for item in session.items}
        for answer in session.answers:
            if answer.position not in here:
                moment = from_time(answer.answered_at)
                yield _Arrival(moment, key, answer, truths[answer.position])


def _answers_here(executor: Executor, owner: int) -> list[tuple[int, int]]:
    """When each answer of a learner was given, and its sequence number, in their order."""
    return rows(
        executor,
        """
        SELECT a.answered_at, a.sequence FROM answers a JOIN sessions s ON s.id = a.session
        WHERE s.learner = ? ORDER BY a.sequence
        """,
        owner,
    )


def _add_answers(executor: Executor, owner: int, arrivals: Sequence[_Arrival]) -> None:
    """Put the new answers between those that are there, by their times.

    Both keep their own order, also where a clock was set back. Answers behind the first new one get
    new numbers, since numbers say the order.
    """
    free = count(number(executor, "SELECT max(sequence) FROM answers") + 1)
    here: list[tuple[int, int | _Arrival]] = list(_answers_here(executor, owner))
    coming: list[tuple[int, int | _Arrival]] = [(one.answered_at, one) for one in arrivals]
    begun = False
    for _, one in merge(here, coming, key=lambda timed: timed[0]):
        if isinstance(one, int):
            if begun:
                rows(
                    executor,
                    "UPDATE answers SET sequence = ? WHERE sequence = ?",
                    next(free),
                    one,
                )
        else:
            begun = True
            _insert_answer(executor, next(free), one)


def _insert_answer(executor: Executor, sequence: int, arrival: _Arrival) -> None:
    answer = arrival.answer
    values: tuple[SqlValue, ...] = (
        sequence,
        arrival.session,
        answer.position,
        arrival.truth.value,
        answer.chosen.value,
        answer.confidence.value,
        int(answer.first_sight),
        from_time(answer.shown_at),
        arrival.answered_at,
        from_spans(answer.underlined),
    )
    rows(
        executor,
        """
        INSERT INTO answers (sequence, session, position, truth, chosen, confidence, first_sight,
            shown_at, answered_at, underlined)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        *values,
    )


def _add_notes(executor: Executor, session: int, answer: KeptAnswer) -> int:
    """Add the notes that are not there word for word; how many that were."""
    added = 0
    for note in answer.notes:
        where = (session, answer.position, note.text, from_time(note.written_at))
        known = row(
            executor,
            """
            SELECT 1 FROM notes
            WHERE session = ? AND position = ? AND text = ? AND written_at = ?
            """,
            *where,
        )
        if known is None:
            rows(
                executor,
                "INSERT INTO notes (session, position, text, written_at) VALUES (?, ?, ?, ?)",
                *where,
            )
            added += 1
    return added


def _add_notices(executor: Executor, record: Record, owner: int) -> None:
    for notice in record.notices:
        rows(
            executor,
            "INSERT OR IGNORE INTO notices (learner, kind, told_at) VALUES (?, ?, ?)",
            owner,
            notice.kind,
            from_time(notice.told_at),
        )


def _tell_first_sights_again(executor: Executor, owner: int) -> None:
    """Let only the first of a learner's answers to a question count as its first sight."""
    rows(
        executor,
        """
        UPDATE answers SET first_sight = 0 WHERE first_sight = 1 AND sequence IN (
            SELECT sequence FROM (
                SELECT a.sequence,
                    row_number() OVER (PARTITION BY r.pack, r.question ORDER BY a.sequence) AS nth
                FROM answers a
                JOIN sessions s ON s.id = a.session
                JOIN session_items i ON i.session = a.session AND i.position = a.position
                JOIN revisions r ON r.id = i.revision
                WHERE s.learner = ?
            ) WHERE nth > 1
        )
        """,
        owner,
    )


def _tell_plans_of_first_sights(executor: Executor, owner: int) -> None:
    """Let the plans say the same, also those of questions that still wait for their answer."""
    rows(
        executor,
        """
        UPDATE session_items SET first_sight = a.first_sight
        FROM answers a, sessions s
        WHERE a.session = session_items.session AND a.position = session_items.position
            AND s.id = session_items.session AND s.learner = ?
        """,
        owner,
    )
    rows(
        executor,
        """
        UPDATE session_items SET first_sight = 0
        WHERE first_sight = 1
            AND session IN (SELECT id FROM sessions WHERE learner = ?1)
            AND NOT EXISTS (
                SELECT 1 FROM answers a WHERE a.session = session_items.session
                    AND a.position = session_items.position
            )
            AND revision IN (
                SELECT r.id FROM revisions r WHERE (r.pack, r.question) IN (
                    SELECT met.pack, met.question FROM judgements j
                    JOIN revisions met ON met.id = j.revision WHERE j.learner = ?1
                )
            )
        """,
        owner,
    )
