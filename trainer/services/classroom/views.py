"""What the teacher's screens show of a quiz that runs."""

from dataclasses import dataclass

from trainer.core.classroom import Setting
from trainer.core.revisions import Revision
from trainer.core.room import Hands, Player, Room
from trainer.live.reach import Reach


@dataclass(frozen=True, slots=True)
class RoomView:
    """A quiz that runs, at one moment.

    `here` are the players whose phone is connected. `waiting` are names that the teacher has not
    let in, `doubles` players who picked a pupil that another one picked too. `revision` is the
    present question, None in the lobby and at the end. `url` is where phones go, "" while the doors
    are closed, `reach` how they are reached there. `elsewhere` says that phones which were here
    still wait at another port, since that one is taken. `first_distribution` is None before a
    second vote. `teams` says of each team, at the end alone, how many first votes were right, of
    how many.
    """

    setting: Setting
    room: Room
    here: frozenset[int]
    waiting: tuple[Player, ...]
    doubles: frozenset[int]
    revision: Revision | None
    url: str
    reach: Reach
    distribution: Hands
    first_distribution: Hands | None
    seconds_left: float | None
    teams: tuple[tuple[int, int], ...]
    elsewhere: bool = False

    @property
    def link(self) -> str:
        """What the QR code holds, "" while the doors are closed."""
        return f"{self.url}/j/{self.setting.secret}" if self.url else ""
