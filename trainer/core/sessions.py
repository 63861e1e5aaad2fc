"""A practice session as a state machine: judge, be sure or not, see the reveal, go on."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum

from trainer.core.answers import Answer
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Confidence, Verdict


class SessionKind(Enum):
    """What a session is for."""

    PRACTICE = "practice"
    REAL_LIFE = "real-life"
    """Practice on a mix like that of real news, where most statements are verified."""
    LESSON = "lesson"
    """The decision path taught on the way."""
    CHECKUP = "checkup"
    """Held-back questions, explained at the end."""


class Stage(Enum):
    """Where a session stands with its present question."""

    JUDGING = "judging"
    """The statement is shown and no verdict is chosen."""
    CHOSEN = "chosen"
    """A verdict is chosen and may still be taken back."""
    REVEALED = "revealed"
    """The answer is given and explained."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a session, fixed when the session was planned.

    `revision` is the content hash of the question as planned, `truth` its key's verdict.
    """

    question: QuestionRef
    revision: str
    truth: Verdict
    first_sight: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A run of questions and how far it has come.

    Every move returns the session after it. A move that the stage does not allow returns the
    session unchanged, so that a key that comes too early or twice does no harm. `form` names the
    form of a check-up.
    """

    id: int
    learner: int
    title: str
    items: tuple[Item, ...]
    answers: tuple[Answer, ...] = ()
    stage: Stage = Stage.JUDGING
    verdict: Verdict | None = None
    confidence: Confidence = Confidence.FAIRLY_SURE
    shown_at: dt.datetime | None = None
    kind: SessionKind = SessionKind.PRACTICE
    form: str = ""

    @property
    def position(self) -> int:
        """The index of the present item; the number of items when the session is finished."""
        if self.stage is Stage.REVEALED:
            return len(self.answers) - 1
        return len(self.answers)

    @property
    def item(self) -> Item | None:
        """The present item, None when the session is finished."""
        return None if self.stage is Stage.FINISHED else self.items[self.position]

    @property
    def last_answer(self) -> Answer | None:
        """The answer given last in this session."""
        return self.answers[-1] if self.answers else None

    @property
    def right(self) -> int:
        """How many answers so far were right."""
        return sum(answer.right for answer in self.answers)

    def show(self, now: dt.datetime) -> "Session":
        """Note when the present question came on the screen; the first time counts."""
        if self.stage is not Stage.JUDGING or self.shown_at is not None:
            return self
        return replace(self, shown_at=now)

    def choose(self, verdict: Verdict) -> "Session":
        """Choose a verdict, or another one."""
        if self.stage not in (Stage.JUDGING, Stage.CHOSEN):
            return self
        return replace(self, stage=Stage.CHOSEN, verdict=verdict)

    def rate(self, confidence: Confidence) -> "Session":
        """Say how sure the chosen verdict is."""
        if self.stage is not Stage.CHOSEN:
            return self
        return replace(self, confidence=confidence)

    def take_back(self) -> "Session":
        """Undo a slip before the reveal."""
        if self.stage is not Stage.CHOSEN:
            return self
        return replace(self, stage=Stage.JUDGING, verdict=None, confidence=Confidence.FAIRLY_SURE)

    def answer(self, now: dt.datetime) -> "Session":
        """Give the chosen verdict as the answer at `now` (aware, UTC) and turn to the reveal."""
        item = self.item
        if self.stage is not Stage.CHOSEN or self.verdict is None or item is None:
            return self
        given = Answer(
            session=self.id,
            position=self.position,
            question=item.question,
            revision=item.revision,
            truth=item.truth,
            chosen=self.verdict,
            confidence=self.confidence,
            first_sight=item.first_sight,
            shown_at=self.shown_at or now,
            answered_at=now,
        )
        return replace(self, stage=Stage.REVEALED, answers=(*self.answers, given))

    def go_on(self) -> "Session":
        """Leave the reveal for the next question, or for the end."""
        if self.stage is not Stage.REVEALED:
            return self
        done = len(self.answers) == len(self.items)
        return replace(
            self,
            stage=Stage.FINISHED if done else Stage.JUDGING,
            verdict=None,
            confidence=Confidence.FAIRLY_SURE,
            shown_at=None,
        )


def resumed(
    session_id: int,
    learner: int,
    title: str,
    items: tuple[Item, ...],
    answers: tuple[Answer, ...],
    *,
    kind: SessionKind = SessionKind.PRACTICE,
    form: str = "",
) -> Session:
    """The session as it goes on after a break: at the first question without an answer."""
    done = len(answers) >= len(items)
    return Session(
        id=session_id,
        learner=learner,
        title=title,
        items=items,
        answers=answers,
        stage=Stage.FINISHED if done else Stage.JUDGING,
        kind=kind,
        form=form,
    )
