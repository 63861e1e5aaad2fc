"""What is worked out from the answers of a learner: how each skill stands, and the ability."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from trainer.core.ability import Ability
from trainer.core.rubric import Confidence, Skill

_CLOCK_RAN_AHEAD = dt.timedelta(days=1)
_SAME_DAY = dt.timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer as far as skills and ability are concerned.

    `sequence` numbers all answers in the order in which they were given, whatever the clock said.
    `level` is 1 to 3, `answered_at` aware and in UTC. `first_sight` is so in practice alone.
    """

    learner: int
    sequence: int
    skills: tuple[Skill, ...]
    level: int
    right: bool
    confidence: Confidence
    first_sight: bool
    answered_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SkillState:
    """How well a skill sits with a learner, and when it is to be practised again.

    `card` is the scheduler's own memory of it, as text. `due` is never before `last_review`; both
    are aware and in UTC. `reviews` counts the answers that rated it, `sequence` is that of the
    latest, which was wrong and sure where `surely_wrong`.
    """

    skill: Skill
    card: str
    due: dt.datetime
    last_review: dt.datetime
    reviews: int
    sequence: int
    surely_wrong: bool = False

    def due_by(self, now: dt.datetime) -> bool:
        """Whether it is to be practised at `now`.

        It counts as due some hours early, so that somebody who sits down a little sooner than
        yesterday need not come back. What was surely wrong is due at once. So is what was last
        practised in the future: the clock ran ahead then, and the date worked out from it would
        keep the skill away for as long.
        """
        return (
            self.surely_wrong
            or self.due <= now + _SAME_DAY
            or self.last_review > now + _CLOCK_RAN_AHEAD
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything worked out from a learner's answers up to number `sequence`."""

    states: Mapping[Skill, SkillState] = field(default_factory=dict)
    ability: Ability = field(default_factory=Ability)
    sequence: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", MappingProxyType(dict(self.states)))

    def having(self, *states: SkillState) -> "Progress":
        """The same with these states in place of the earlier ones of their skills."""
        return replace(self, states={**self.states, **{one.skill: one for one in states}})

    def due(self, now: dt.datetime) -> tuple[SkillState, ...]:
        """The skills to practise at `now`: the surely wrong ones, then the longest waiting."""
        return tuple(
            sorted(
                (state for state in self.states.values() if state.due_by(now)),
                key=lambda state: (not state.surely_wrong, state.due, state.skill.value),
            )
        )


Advance = Callable[[Progress, Judged], Progress]
"""The progress after one more answer, from what it was before and that answer alone."""
