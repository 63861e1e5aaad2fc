"""Calm words on how somebody has judged of late: now and then, and never twice in a week."""

from collections.abc import Callable
from dataclasses import dataclass

from trainer.core.changes import Changes, Topic
from trainer.core.clock import Clock
from trainer.core.doubt import RECENT, Sight, rise, said_lately
from trainer.core.history import Telling
from trainer.core.measures import Share
from trainer.services.practice import PATIENCE
from trainer.store.history import History

_DOUBT = "false-doubt"


@dataclass(frozen=True, slots=True)
class Doubted:
    """A verified statement that was doubted: its words, and where its answer is to be seen."""

    statement: str
    sight: Sight


@dataclass(frozen=True, slots=True)
class DoubtNotice:
    """False doubt has risen: its share lately and before, and what was doubted."""

    lately: Share
    before: Share
    doubted: tuple[Doubted, ...]


class Notices:
    """What is to be told to the present learner."""

    def __init__(self, history: History, clock: Clock, learner: Callable[[], int]) -> None:
        self._history = history
        self._clock = clock
        self._learner = learner

    def doubt(self) -> DoubtNotice | None:
        """The word on false doubt, None where there is none or it was said within a week."""
        learner = self._learner()
        told = self._history.tellings.latest(learner, _DOUBT)
        if said_lately(told.told_at if told else None, self._clock.now()):
            return None
        recent = self._history.tellings.first_sights(learner, RECENT)
        found = rise(recent, self._history.tally(learner))
        if found is None:
            return None
        doubted = tuple(Doubted(self._statement(sight), sight) for sight in found.doubted)
        return DoubtNotice(found.lately, found.before, doubted)

    def put_away_doubt(self) -> Changes:
        """Say nothing more on false doubt for a week."""
        telling = Telling(_DOUBT, self._clock.now())
        self._history.tellings.tell(self._learner(), telling).wait(PATIENCE)
        return Changes.of(Topic.ANSWERS)

    def _statement(self, sight: Sight) -> str:
        past = self._history.past_answers(sight.session)
        return next(
            seen.revision.question.statement.text
            for seen in past
            if seen.answer.position == sight.position
        )
