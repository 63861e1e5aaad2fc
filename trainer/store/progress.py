"""Skills and ability of each learner: read, moved on by an answer, and worked out from all."""

from collections.abc import Iterator, Sequence

from trainer.core.ability import Ability
from trainer.core.progress import Advance, Judged, Progress, SkillState
from trainer.core.rubric import Confidence, Skill
from trainer.store.connection import Executor, number, rows
from trainer.store.rows import from_time, to_level, to_skills, to_time

ALL = tuple(Skill)

_PROGRESS = """
    SELECT b.rating, b.answers, b.sequence, s.skill, s.card, s.due, s.last_review, s.reviews,
        s.sequence, s.surely_wrong
    FROM abilities b LEFT JOIN skill_states s ON s.learner = b.learner AND s.skill IN ({skills})
    WHERE b.learner = ?
"""


def progress(executor: Executor, learner: int, skills: Sequence[Skill] = ALL) -> Progress:
    """How these skills and the ability of a learner stand, as far as they were worked out."""
    found = rows(
        executor,
        _PROGRESS.format(skills=", ".join("?" * len(skills))),
        *(skill.value for skill in skills),
        learner,
    )
    if not found:
        return Progress()
    rating, answers, sequence, *_ = found[0]
    return Progress(
        {state.skill: state for line in found for state in _states(*line[3:])},
        Ability(rating, answers),
        sequence,
    )


def _states(  # noqa: PLR0917  a row has that many columns
    text: str | None,
    card: str,
    due: int,
    last_review: int,
    reviews: int,
    sequence: int,
    surely_wrong: int,
) -> Iterator[SkillState]:
    """The state in a row, if there is one and this release knows its skill."""
    for skill in to_skills(text or ""):
        yield SkillState(
            skill,
            card,
            to_time(due),
            to_time(last_review),
            reviews,
            sequence,
            bool(surely_wrong),
        )


def latest(executor: Executor, learner: int) -> int:
    """The sequence number of a learner's latest answer, 0 before the first."""
    return number(
        executor,
        "SELECT max(last_sequence) FROM sessions WHERE learner = ? AND answered > 0",
        learner,
    )


def behind(executor: Executor) -> tuple[int, ...]:
    """The learners whose skills and ability do not account for all their answers."""
    return tuple(
        learner
        for learner, sequence in rows(
            executor,
            """
            SELECT l.id, ifnull(a.sequence, 0)
            FROM learners l LEFT JOIN abilities a ON a.learner = l.id ORDER BY l.id
            """,
        )
        if sequence != latest(executor, learner)
    )


def note_answer(executor: Executor, judged: Judged, before: int, advance: Advance) -> None:
    """Move skills and ability on by an answer that is in the history by now.

    `before` is the sequence number of the learner's answer before that. Where an earlier answer is
    not accounted for, all is worked out again.
    """
    known = progress(executor, judged.learner, judged.skills)
    if known.sequence == before:
        _keep(executor, judged.learner, advance(known, judged), known.sequence)
    else:
        work_out(executor, judged.learner, advance)


def work_out(executor: Executor, learner: int, advance: Advance) -> None:
    """Work out a learner's skills and ability again from the answers, in their order."""
    rows(executor, "DELETE FROM skill_states WHERE learner = ?", learner)
    rows(executor, "DELETE FROM abilities WHERE learner = ?", learner)
    reached = Progress()
    for judged in _judged(executor, learner):
        reached = advance(reached, judged)
    if reached.sequence:
        _keep(executor, learner, reached, 0)


def work_out_all(executor: Executor, advance: Advance) -> None:
    """Work out skills and abilities of all learners again."""
    for (learner,) in rows(executor, "SELECT id FROM learners"):
        work_out(executor, learner, advance)


def _judged(executor: Executor, learner: int) -> Iterator[Judged]:
    """The answers of a learner, one at a time, since there may be a million."""
    for sequence, skills, level, right, confidence, first_sight, answered_at in executor.execute(
        """
        SELECT a.sequence, iif(s.kind = 'checkup', '', r.skills), r.level,
            a.truth = a.chosen, a.confidence,
            a.first_sight AND s.kind <> 'checkup', a.answered_at
        FROM answers a
        JOIN sessions s ON s.id = a.session
        JOIN session_items i ON i.session = a.session AND i.position = a.position
        JOIN revisions r ON r.id = i.revision
        WHERE s.learner = ? ORDER BY a.sequence
        """,
        (learner,),
    ):
        yield Judged(
            learner=learner,
            sequence=sequence,
            skills=to_skills(skills),
            level=to_level(level),
            right=bool(right),
            confidence=Confidence(confidence),
            first_sight=bool(first_sight),
            answered_at=to_time(answered_at),
        )


def _keep(executor: Executor, learner: int, reached: Progress, since: int) -> None:
    """Write down the progress, of the skills only those that moved after answer `since`."""
    for state in reached.states.values():
        if state.sequence > since:
            rows(
                executor,
                """
                INSERT INTO skill_states
                    (learner, skill, card, due, last_review, reviews, sequence, surely_wrong)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET card = excluded.card, due = excluded.due,
                    last_review = excluded.last_review, reviews = excluded.reviews,
                    sequence = excluded.sequence, surely_wrong = excluded.surely_wrong
                """,
                learner,
                state.skill.value,
                state.card,
                from_time(state.due),
                from_time(state.last_review),
                state.reviews,
                state.sequence,
                int(state.surely_wrong),
            )
    rows(
        executor,
        """
        INSERT INTO abilities (learner, rating, answers, sequence) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET rating = excluded.rating, answers = excluded.answers,
            sequence = excluded.sequence
        """,
        learner,
        reached.ability.rating,
        reached.ability.answers,
        reached.sequence,
    )
