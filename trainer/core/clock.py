"""The time, as something that can be handed in."""

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> dt.datetime:
        """The present moment, aware and in UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> dt.datetime:
        """The present moment, aware and in UTC."""
        return dt.datetime.now(dt.UTC)


class SteppingClock:
    """A clock that stands at `moment` and moves on by `step` each time it is read.

    It drives made-up histories and tests, where the same run must give the same times.
    """

    def __init__(self, moment: dt.datetime, step: dt.timedelta = dt.timedelta(0)) -> None:
        if moment.tzinfo is None:
            raise ValueError("a clock needs an aware datetime")
        self.moment = moment.astimezone(dt.UTC)
        self.step = step

    def now(self) -> dt.datetime:
        """The moment it stands at; then it moves on."""
        moment = self.moment
        self.moment += self.step
        return moment
