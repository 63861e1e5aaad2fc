"""Check-ups: whether one is offered and why, beginning it, putting it off, and its result."""

from collections.abc import Callable
from dataclasses import dataclass

from trainer.core.catalogue import Catalogue
from trainer.core.changes import Changes, Topic
from trainer.core.checkups import (
    Changes as Changed,
)
from trainer.core.checkups import (
    Form,
    Occasion,
    Taken,
    changes,
    due,
    missing,
    next_form,
    reserved,
)
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.history import SessionLine, Telling
from trainer.core.measures import Tally
from trainer.core.rubric import Verdict
from trainer.core.sessions import SessionKind
from trainer.core.words import t
from trainer.services.practice import PATIENCE, Practice
from trainer.store.history import History

_PUT_OFF = "checkup-put-off"
"""The kind of telling that keeps when an offer was put off."""


@dataclass(frozen=True, slots=True)
class CheckupStanding:
    """How a learner stands with check-ups.

    `held` are the held-back questions at hand, `missing` how many more two forms need. `waiting` is
    the one that was begun. `offer` says why the next one is due, None while it is not or cannot be;
    it was `put_off` where it is not to be shown again today. `practised` counts the answers given
    outside check-ups; `used_up` says that all held-back questions were met.
    """

    held: int
    missing: int
    taken: tuple[Taken, ...] = ()
    waiting: SessionLine | None = None
    offer: Occasion | None = None
    put_off: bool = False
    practised: int = 0
    used_up: bool = False


@dataclass(frozen=True, slots=True)
class CheckupResult:
    """What came of a check-up, beside the learner's first one.

    `number` counts the learner's check-ups from 1. `first` and `changed` are None for the first.
    """

    number: int
    taken: Taken
    first: Taken | None = None
    changed: Changed | None = None


class Checkups:
    """The check-ups of the present learner. Calls come from one thread."""

    def __init__(
        self,
        history: History,
        catalogue: Catalogue,
        clock: Clock,
        learner: Callable[[], int],
        practice: Practice,
    ) -> None:
        self._history = history
        self._catalogue = catalogue
        self._clock = clock
        self._learner = learner
        self._practice = practice

    def standing(self) -> CheckupStanding:
        """How the present learner stands with check-ups."""
        learner, kept = self._learner(), self._history.checkups
        held = reserved(self._catalogue.entries)
        taken, waiting = kept.finished(learner), kept.unfinished(learner)
        lacking = missing(held)
        practised = kept.practised(learner)
        possible = not self._history.read_only and (taken or not lacking)
        occasion = due(taken, practised, self._clock.now()) if possible and not waiting else None
        form = self._next_form(taken) if occasion else None
        return CheckupStanding(
            held=len(held),
            missing=lacking,
            taken=taken,
            waiting=waiting,
            offer=occasion if form else None,
            put_off=self._was_put_off(learner),
            practised=practised,
            used_up=bool(occasion) and form is None,
        )

    def start(self, waiting: int = 0) -> Changes:
        """Begin the check-up that is due, or go on with the `waiting` one of this number.

        Raises `UserError` where none is, or where answers wait to be saved: they tell which
        questions were met.
        """
        if waiting:
            return self._practice.go_on_with(waiting)
        if not self._history.wait_saved(PATIENCE):
            raise UserError(
                t("Your latest answers are still being saved."),
                t("Wait a moment, then begin the check-up. Nothing is lost."),
            )
        standing = self.standing()
        form = self._next_form(standing.taken) if standing.offer else None
        if form is None:
            raise UserError(
                t("There is no check-up to take now."), t("The next one is offered when it is due.")
            )
        title = t("Check-up {number}", number=len(standing.taken) + 1)
        return self._practice.begin(title, form.entries, SessionKind.CHECKUP, form.name)

    def put_off(self) -> Changes:
        """Do not offer the check-up again today."""
        telling = Telling(_PUT_OFF, self._clock.now())
        self._history.tellings.tell(self._learner(), telling).wait(PATIENCE)
        return Changes.of(Topic.ANSWERS)

    def result(self, session: int) -> CheckupResult | None:
        """What came of a finished check-up; None while its last answers are being saved.

        Raises `UserError` where there is no such check-up.
        """
        saved = self._history.wait_saved(PATIENCE)
        taken = self._history.checkups.finished(self._learner())
        for number, one in enumerate(taken, 1):
            if one.session == session:
                return _result(number, one, taken[0])
        if not saved:
            return None
        raise UserError(
            t("This check-up is not in the history."),
            t("The list of check-ups has all that were finished."),
            f"session {session}",
        )

    def _next_form(self, taken: tuple[Taken, ...]) -> Form | None:
        met = self._history.sights(self._learner())
        return next_form(self._catalogue.entries, taken, met.keys())

    def _was_put_off(self, learner: int) -> bool:
        said = self._history.tellings.latest(learner, _PUT_OFF)
        today = self._clock.now().astimezone().date()
        return said is not None and said.told_at.astimezone().date() == today


def _result(number: int, taken: Taken, first: Taken) -> CheckupResult:
    if number == 1:
        return CheckupResult(number, taken)
    # A history from elsewhere may hold a check-up that lacks a verdict.
    comparable = _has_all(first.tally) and _has_all(taken.tally)
    changed = changes(first.tally, taken.tally) if comparable else None
    return CheckupResult(number, taken, first, changed)


def _has_all(tally: Tally) -> bool:
    return all(tally.recognised(verdict).whole for verdict in Verdict)
