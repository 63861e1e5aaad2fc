"""What the practice page shows."""

from dataclasses import dataclass, replace

from trainer.core.lessons import Way
from trainer.core.questions import Span
from trainer.core.reveals import Reveal, Shown, reveal, shown
from trainer.core.revisions import Revision
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Session, SessionKind, Stage
from trainer.core.words import t


@dataclass(frozen=True, slots=True)
class PracticeState:
    """One question of a running session. `done` is the share of the session behind, 0 to 1.

    `reveal` is None until the answer is given; `waiting` says that the disk is slow, else empty.
    `manner` says what is different in a check-up, else it is empty; nothing is underlined there.
    `rule` is the one that is practised in a lesson, else empty.
    """

    stage: Stage
    manner: str
    may_underline: bool
    rule: str
    progress: str
    done: float
    shown: Shown
    verdict: Verdict | None
    confidence: Confidence
    reveal: Reveal | None
    next_label: str
    notes: tuple[str, ...]
    waiting: str
    pencil: tuple[Span, ...] | None
    answer_label: str


def practice_state(
    session: Session,
    revision: Revision,
    notes: tuple[str, ...],
    *,
    saved: bool,
    asks_to_underline: bool,
    way: Way | None = None,
) -> PracticeState:
    """The state of the page for a session that is not finished.

    `asks_to_underline` says that underlining comes between the verdict and the reveal, `way` how
    far the lessons have come, where these are lessons.
    """
    answer = session.last_answer if session.stage is Stage.REVEALED else None
    total, number = len(session.items), session.position + 1
    return PracticeState(
        stage=session.stage,
        manner=_manner(session),
        rule=_rule(way),
        may_underline=session.kind is not SessionKind.CHECKUP,
        progress=t("{number} of {total}", number=number, total=total),
        done=len(session.answers) / total,
        shown=_shown(session, revision),
        verdict=answer.chosen if answer else session.verdict,
        confidence=session.confidence,
        reveal=(
            reveal(revision, answer.chosen, answer.confidence, answer.underlined)
            if answer
            else None
        ),
        next_label=t("Next") if number < total else t("See how it went"),
        notes=notes,
        waiting=(
            ""
            if saved
            else t("Not saved yet: the disk is busy. Go on; this will be saved as soon as it can.")
        ),
        pencil=session.underlined if session.stage is Stage.UNDERLINING else None,
        answer_label=t("Go on") if asks_to_underline else t("Answer"),
    )


def _rule(way: Way | None) -> str:
    if way is None:
        return ""
    return way.lesson.title if way.lesson else t("All rules mixed")


def _manner(session: Session) -> str:
    if session.kind is not SessionKind.CHECKUP:
        return ""
    return t("Check-up: no feedback until the end")


def _shown(session: Session, revision: Revision) -> Shown:
    """The question, and above it a word where it is not met for the first time."""
    fresh = shown(revision)
    if session.stage is Stage.UNDERLINING:
        fresh = replace(fresh, asked=t("Which words decide? Underline them."))
    if session.item is None or session.item.first_sight:
        return fresh
    again = t("You have met this one before. It trains, and is counted apart.")
    return replace(fresh, credit=f"{fresh.credit}\n{again}")
