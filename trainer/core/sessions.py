"""A session as a state machine: judge, be sure or not, underline, see the reveal, go on."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum

from trainer.core.answers import Answer
from trainer.core.questions import QuestionRef, Span
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
    UNDERLINING = "underlining"
    """The words that decide are being underlined."""
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
    form of a check-up. `underlined` are the learner's own spans in the present excerpt.
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
    underlined: tuple[Span, ...] = ()

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

    def show_anew(self, now: dt.datetime) -> "Session":
        """Count the time of the present question from now, since something else was shown first."""
        return self if self.stage is not Stage.JUDGING else replace(self, shown_at=now)

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
        """Go back a stage before the reveal: from underlining to the verdict, then undo that."""
        if self.stage is Stage.UNDERLINING:
            return replace(self, stage=Stage.CHOSEN)
        if self.stage is not Stage.CHOSEN:
            return self
        return replace(
            self,
            stage=Stage.JUDGING,
            verdict=None,
            confidence=Confidence.FAIRLY_SURE,
            underlined=(),
        )

    def take_pencil(self) -> "Session":
        """Turn from the chosen verdict to underlining the words that decide; never in check-ups."""
        if self.stage is not Stage.CHOSEN or self.kind is SessionKind.CHECKUP:
            return self
        return replace(self, stage=Stage.UNDERLINING)

    def underline(self, spans: tuple[Span, ...]) -> "Session":
        """Have these spans of the excerpt underlined, in place of those before."""
        if self.stage is not Stage.UNDERLINING:
            return self
        return replace(self, underlined=spans)

    def drop_pencil(self) -> "Session":
        """Go back to the chosen verdict with nothing underlined."""
        if self.stage is not Stage.UNDERLINING:
            return self
        return replace(self, stage=Stage.CHOSEN, underlined=())

    def answer(self, now: dt.datetime) -> "Session":
        """Give the chosen verdict as the answer at `now` (aware, UTC) and turn to the reveal.

        A check-up has none: there the next question comes at once, or the end.
        """
        item = self.item
        ready = self.stage in (Stage.CHOSEN, Stage.UNDERLINING)
        if not ready or self.verdict is None or item is None:
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
            underlined=self.underlined,
        )
        revealed = replace(self, stage=Stage.REVEALED, answers=(*self.answers, given))
        return revealed.go_on() if self.kind is SessionKind.CHECKUP else revealed

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
            underlined=(),
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
