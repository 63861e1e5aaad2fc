"""Looking back: what happened lately, past sessions, and each answer as it was seen then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trainer.core.history import Learner, PastAnswer, SessionLine
from trainer.core.measures import Tally
from trainer.core.questions import QuestionRef
from trainer.store.history import History

PAGE = 100
"""How many sessions one step of the list brings."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the start page knows of a learner."""

    learner: Learner
    unfinished: SessionLine | None
    lately: tuple[SessionLine, ...]
    sessions: int
    tally: Tally
    """First sights alone."""


@dataclass(frozen=True, slots=True)
class PastSession:
    """One session with everything that was answered in it."""

    line: SessionLine
    answers: tuple[PastAnswer, ...]

    @property
    def tally(self) -> Tally:
        """Its answers by truth and verdict."""
        return Tally.of((past.answer.truth, past.answer.chosen) for past in self.answers)


class Review:
    """Questions to the history; it changes nothing."""

    def __init__(self, history: History, learner: Callable[[], int]) -> None:
        self._history = history
        self._learner = learner

    def standing(self, lately: int = 5) -> Standing:
        """Where the present learner stands, with the last few sessions."""
        learner = self._learner()
        return Standing(
            learner=next(one for one in self._history.learners() if one.id == learner),
            unfinished=self._history.unfinished(learner),
            lately=self._history.session_lines(learner, limit=lately),
            sessions=self._history.session_count(learner),
            tally=self._history.tally(learner),
        )

    def sights(self) -> Mapping[QuestionRef, int]:
        """The questions that the present learner has answered, each with when, as a sequence."""
        return self._history.sights(self._learner())

    def session_count(self) -> int:
        """How many sessions with at least one answer there are."""
        return self._history.session_count(self._learner())

    def sessions(self, before: SessionLine | None = None) -> tuple[SessionLine, ...]:
        """The newest sessions, or those before a line that is already shown."""
        return self._history.session_lines(self._learner(), limit=PAGE, before=before)

    def session(self, session_id: int) -> PastSession:
        """One session, answer by answer; `UserError` when it is not there."""
        return PastSession(
            line=self._history.session_line(session_id),
            answers=self._history.past_answers(session_id),
        )
