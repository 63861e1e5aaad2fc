"""Today: which skills are due and when the others will be, the day's goal and the quiet streak."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from trainer.core.clock import Clock
from trainer.core.progress import SkillState
from trainer.core.streaks import Diligence, diligence
from trainer.store.history import History


@dataclass(frozen=True, slots=True)
class Day:
    """What there is to do today: the due skills, urgent ones first, and the others as they come."""

    due: tuple[SkillState, ...]
    later: tuple[SkillState, ...]
    diligence: Diligence


class Today:
    """Questions about the present learner's day; it changes nothing.

    `zone` is where the days begin and end, None for the computer's own time zone.
    """

    def __init__(
        self,
        history: History,
        clock: Clock,
        learner: Callable[[], int],
        zone: dt.tzinfo | None = None,
    ) -> None:
        self._history = history
        self._clock = clock
        self._learner = learner
        self._zone = zone

    def day(self) -> Day:
        """How the day stands. Raises a `UserError` where the history cannot be read."""
        learner, now = self._learner(), self._clock.now()
        progress = self._history.progress(learner)
        due = progress.due(now)
        later = sorted(
            (state for state in progress.states.values() if state not in due),
            key=lambda state: (state.due, state.skill.value),
        )
        return Day(
            due=due,
            later=tuple(later),
            diligence=diligence(self._history.practised(learner), now, self._zone),
        )
