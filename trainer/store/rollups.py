"""What the answers add up to, kept beside them so that nobody counts a million to look back.

Each answer is counted in its own transaction, and all of them again by `derive_rollups`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from trainer.core.inquiry import Sight
from trainer.core.rubric import Confidence, Verdict
from trainer.store.connection import Executor, rows
from trainer.store.quarters import QUARTER_OF, quarter_of

JUDGED = {
    (chosen, confidence): f"{chosen.value}_{confidence.value.replace('-', '_')}"
    for chosen in Verdict
    for confidence in Confidence
}
"""The columns of `judgements`, by what they count."""

CONFUSED = {
    (truth, chosen): f"{truth.value}_as_{chosen.value}" for truth in Verdict for chosen in Verdict
}
"""The columns of `quarters`, by what they count."""

_JUDGED_SO = [
    f"a.chosen = '{chosen.value}' AND a.confidence = '{confidence.value}'"
    for chosen, confidence in JUDGED
]
CONFUSED_SO = [
    f"a.truth = '{truth.value}' AND a.chosen = '{chosen.value}'" for truth, chosen in CONFUSED
]
"""What the columns of `quarters` count, of an answer `a`."""

SIGHT = """
    CASE WHEN s.kind = 'checkup' THEN 'checkup' WHEN a.first_sight THEN 'first' ELSE 'repeat' END
"""
"""In what kind of sight an answer `a` of a session `s` was given."""

TOLD = "(s.kind <> 'checkup' OR s.answered = s.planned)"
"""Whether the answers of a session `s` may be looked at: of a check-up only after its end."""

ABOUT = "INDEXED BY revisions_about ON r.id = j.revision"
"""Joins questions `r` to judgements `j` without touching the long rows with their text."""


class Counted(NamedTuple):
    """One answer as far as it is counted; `answered_at` in microseconds since 1970."""

    learner: int
    sight: Sight
    revision: int
    truth: Verdict
    chosen: Verdict
    confidence: Confidence
    answered_at: int
    sequence: int


_COUNT_JUDGEMENT = {
    key: f"""
        INSERT INTO judgements (learner, sight, revision, sequence, {column})
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET sequence = excluded.sequence,
            {column} = {column} + excluded.{column}
    """  # noqa: S608 -- our own names
    for key, column in JUDGED.items()
}
_COUNT_QUARTER = {
    key: f"""
        INSERT INTO quarters (learner, quarter, sight, answers, sequence, latest, {column})
        VALUES (?1, ?2, ?3, 1, ?4, ?4, ?5)
        ON CONFLICT DO UPDATE SET answers = answers + 1, latest = excluded.latest,
            {column} = {column} + excluded.{column}
    """  # noqa: S608 -- our own names
    for key, column in CONFUSED.items()
}


def count_answer(executor: Executor, one: Counted, *, told: bool) -> None:
    """Count the newest answer of all; unless it is `told`, only that it was given."""
    learner, sight, revision, truth, chosen, confidence, answered_at, sequence = one
    rows(
        executor,
        _COUNT_JUDGEMENT[chosen, confidence],
        learner,
        sight.value,
        revision,
        sequence,
        int(told),
    )
    rows(
        executor,
        _COUNT_QUARTER[truth, chosen],
        learner,
        quarter_of(answered_at),
        sight.value,
        sequence,
        int(told),
    )


def tell_checkup(executor: Executor, session: int) -> None:
    """Count what the answers of a check-up were, all of which are given by now."""
    for learner, revision, truth, chosen, confidence, answered_at in rows(
        executor,
        """
        SELECT s.learner, i.revision, a.truth, a.chosen, a.confidence, a.answered_at
        FROM sessions s
        JOIN answers a ON a.session = s.id
        JOIN session_items i ON i.session = a.session AND i.position = a.position
        WHERE s.id = ?
        """,
        session,
    ):
        judged = JUDGED[Verdict(chosen), Confidence(confidence)]
        rows(
            executor,
            f"UPDATE judgements SET {judged} = {judged} + 1"  # noqa: S608 -- our own names
            " WHERE learner = ? AND sight = 'checkup' AND revision = ?",
            learner,
            revision,
        )
        confused = CONFUSED[Verdict(truth), Verdict(chosen)]
        rows(
            executor,
            f"UPDATE quarters SET {confused} = {confused} + 1"  # noqa: S608 -- our own names
            " WHERE learner = ? AND quarter = ? AND sight = 'checkup'",
            learner,
            quarter_of(answered_at),
        )


def derive_rollups(executor: Executor) -> None:
    """Count all answers again; how far each session has come must be known by then."""
    rows(executor, "DELETE FROM judgements")
    rows(
        executor,
        f"""
        INSERT INTO judgements (learner, sight, revision, sequence, {", ".join(JUDGED.values())})
        SELECT s.learner, {SIGHT} AS sight, i.revision, max(a.sequence), {_told(_JUDGED_SO)}
        FROM answers a
        JOIN sessions s ON s.id = a.session
        JOIN session_items i ON i.session = a.session AND i.position = a.position
        GROUP BY s.learner, sight, i.revision
        """,  # noqa: S608 -- our own names
    )
    rows(executor, "DELETE FROM quarters")
    rows(
        executor,
        f"""
        INSERT INTO quarters (learner, quarter, sight, answers, sequence, latest,
            {", ".join(CONFUSED.values())})
        SELECT s.learner, {QUARTER_OF} AS quarter, {SIGHT} AS sight, count(*),
            min(a.sequence), max(a.sequence), {_told(CONFUSED_SO)}
        FROM answers a JOIN sessions s ON s.id = a.session
        GROUP BY s.learner, quarter, sight
        """,  # noqa: S608 -- our own names
    )


def sums(conditions: Iterable[str]) -> str:
    """How many answers are so, for each of these conditions."""
    return ", ".join(f"sum({condition})" for condition in conditions)


def _told(conditions: Iterable[str]) -> str:
    return sums(f"{TOLD} AND {condition}" for condition in conditions)
