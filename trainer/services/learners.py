"""Who practises here: the present learner, the others, and what one of them may change."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from trainer.core.changes import Changes, Topic
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.history import Learner
from trainer.core.names import folded, proper_name
from trainer.core.words import t
from trainer.services.pins import Doorkeeper, keep
from trainer.services.preferences import Preferences
from trainer.store.history import History

_EVERYTHING = Changes.of(Topic.LEARNERS, Topic.ANSWERS, Topic.SESSION)


@dataclass(frozen=True, slots=True)
class Person:
    """A learner as the lists show them, with how many sessions they have."""

    id: int
    name: str
    sessions: int
    has_pin: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is there. A number alone does not tell, since it may be given anew after an erasing."""

    learner: int
    since: dt.datetime
    behind_curtain: bool


class Learners:
    """The learners of the open history. Calls come from one thread.

    What they raise is a `UserError`. `before_switch` has what runs before somebody takes over.
    """

    def __init__(
        self,
        history: History,
        preferences: Preferences,
        clock: Clock,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._history = history
        self._preferences = preferences
        self._clock = clock
        self._before: list[Callable[[], object]] = []
        self._doorkeeper = Doorkeeper(timer)
        self._known = history.learners()
        self._entered = not self.present.pin

    def before_switch(self, put_away: Callable[[], object]) -> None:
        """Have `put_away` called before somebody else takes over."""
        self._before.append(put_away)

    @property
    def present(self) -> Learner:
        """Who practises now; the first learner where the settings name nobody of this history."""
        chosen = self._preferences.learner
        return next((one for one in self._known if one.id == chosen), self._known[0])

    @property
    def behind_curtain(self) -> bool:
        """Whether the present learner has a PIN that was not given yet."""
        return not self._entered

    @property
    def presence(self) -> Presence:
        """What changes whenever somebody else is there, or a curtain opens."""
        return Presence(self.present.id, self.present.created_at, self.behind_curtain)

    def number(self) -> int:
        """The present learner's number."""
        return self.present.id

    def people(self) -> tuple[Person, ...]:
        """All learners, the first one first."""
        return tuple(
            Person(one.id, one.name, self._history.session_count(one.id), bool(one.pin))
            for one in self._known
        )

    def add(self, name: str) -> Changes:
        """A new learner, who practises from now on."""
        named = proper_name(name)
        if not named:
            raise UserError(t("A new learner needs a name."), t("Write one, then add it."))
        self._refuse_taken(named, besides=0)
        learner = self._history.people.add(named, self._clock.now())
        return self._take_over(learner)

    def rename(self, name: str) -> Changes:
        """Give the present learner another name; it may be empty while they are alone."""
        named = proper_name(name)
        if not named and len(self._known) > 1:
            raise UserError(
                t("With several learners each one needs a name."), t("Write one, then keep it.")
            )
        self._refuse_taken(named, besides=self.present.id)
        self._history.people.rename(self.present.id, named)
        return self._looked_again()

    def set_pin(self, pin: str) -> Changes:
        """Draw a curtain before the present learner: their PIN is asked for from now on."""
        self._history.people.set_pin(self.present.id, keep(pin))
        return self._looked_again()

    def remove_pin(self) -> Changes:
        """Ask the present learner for no PIN any more."""
        self._history.people.set_pin(self.present.id, "")
        return self._looked_again()

    def switch(self, learner: int, pin: str = "") -> Changes:
        """Let somebody else practise. Where they have a PIN it must be given."""
        other = next((one for one in self._known if one.id == learner), None)
        if other is None:
            raise UserError(t("This learner is not here any more."), t("Choose another one."))
        if other.pin:
            self._doorkeeper.ask(other.id, pin, other.pin)
        return self._take_over(other.id)

    def looked_again(self, learner: int) -> Changes:
        """Take note of learners who came or went, and let this one practise."""
        return self._take_over(learner)

    def _take_over(self, learner: int) -> Changes:
        for put_away in self._before:
            put_away()
        self._known = self._history.learners()
        settings = replace(self._preferences.settings, learner=learner)
        changed = self._preferences.change(settings)
        self._entered = True
        return _EVERYTHING | changed

    def _looked_again(self) -> Changes:
        self._known = self._history.learners()
        return Changes.of(Topic.LEARNERS)

    def _refuse_taken(self, name: str, besides: int) -> None:
        if any(one.id != besides and folded(one.name) == folded(name) for one in self._known):
            raise UserError(
                t("There is a learner of this name already."),
                t("Choose another name, so that you can be told apart."),
            )
