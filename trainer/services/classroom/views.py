"""What the teacher's screens show of a quiz that runs."""

from dataclasses import dataclass

from trainer.core.classroom import Setting
from trainer.core.revisions import Revision
from trainer.core.room import Hands, Player, Room


@dataclass(frozen=True, slots=True)
class RoomView:
    """A quiz that runs, at one moment.

    `here` are the players whose phone is connected. `waiting` are names that the teacher has not
    let in, `doubles` players who picked a pupil that another one picked too. `revision` is the
    present question, None in the lobby and at the end. `url` is where phones go, "" while the doors
    are closed. `first_distribution` is None before a second vote.
    """

    setting: Setting
    room: Room
    here: frozenset[int]
    waiting: tuple[Player, ...]
    doubles: frozenset[int]
    revision: Revision | None
    url: str
    distribution: Hands
    first_distribution: Hands | None
    seconds_left: float | None
