"""What the practice page shows."""

from dataclasses import dataclass, replace

from trainer.core.revisions import Revision
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Session, Stage
from trainer.core.words import t
from trainer.ui.reveals import Reveal, Shown, reveal, shown


@dataclass(frozen=True, slots=True)
class PracticeState:
    """One question of a running session. `done` is the share of the session behind, 0 to 1.

    `reveal` is None until the answer is given; `waiting` says that the disk is slow, else empty.
    """

    stage: Stage
    progress: str
    done: float
    shown: Shown
    verdict: Verdict | None
    confidence: Confidence
    reveal: Reveal | None
    next_label: str
    notes: tuple[str, ...]
    waiting: str


def practice_state(
    session: Session, revision: Revision, notes: tuple[str, ...], *, saved: bool
) -> PracticeState:
    """The state of the page for a session that is not finished."""
    answer = session.last_answer if session.stage is Stage.REVEALED else None
    total, number = len(session.items), session.position + 1
    return PracticeState(
        stage=session.stage,
        progress=t("{number} of {total}", number=number, total=total),
        done=len(session.answers) / total,
        shown=_shown(session, revision),
        verdict=answer.chosen if answer else session.verdict,
        confidence=session.confidence,
        reveal=reveal(revision, answer.chosen, answer.confidence) if answer else None,
        next_label=t("Next") if number < total else t("See how it went"),
        notes=notes,
        waiting=(
            ""
            if saved
            else t("Not saved yet: the disk is busy. Go on; this will be saved as soon as it can.")
        ),
    )


def _shown(session: Session, revision: Revision) -> Shown:
    """The question, and above it a word where it is not met for the first time."""
    fresh = shown(revision)
    if session.item is None or session.item.first_sight:
        return fresh
    again = t("You have met this one before. It trains, and is counted apart.")
    return replace(fresh, credit=f"{fresh.credit}\n{again}")
