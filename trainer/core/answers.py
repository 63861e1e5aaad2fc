"""What a learner answered, and what exactly was on the screen then."""

import datetime as dt
from dataclasses import dataclass

from trainer.core.questions import QuestionRef, Span
from trainer.core.rubric import Confidence, Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """One judged statement of one session.

    `position` counts from 0 within the session; a session has at most one answer at a position.
    `revision` is the content hash of what was shown, `truth` the verdict of its key then.
    `first_sight` is true when the learner had never answered this question before.
    `shown_at` and `answered_at` are aware and in UTC. `underlined` are the learner's own spans.
    """

    session: int
    position: int
    question: QuestionRef
    revision: str
    truth: Verdict
    chosen: Verdict
    confidence: Confidence
    first_sight: bool
    shown_at: dt.datetime
    answered_at: dt.datetime
    underlined: tuple[Span, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the chosen verdict is the key's."""
        return self.chosen is self.truth
