"""A quiz on paper: ticked on printed sheets, entered in a grid afterwards."""

from dataclasses import dataclass

from trainer.core.changes import Changes, Topic
from trainer.core.classroom import Vote
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.names import folded, proper_name
from trainer.core.revisions import Revision
from trainer.core.room import Player, Round, Way
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.store.rooms import Rooms

_PATIENCE = 5.0
_CHANGED = Changes.of(Topic.CLASSES)


@dataclass(frozen=True, slots=True)
class Grid:
    """The entry grid of a quiz: who handed in a sheet, and what they ticked, by position.

    `ticks` has a verdict for each player's number and each position that was answered.
    """

    title: str
    revisions: tuple[Revision, ...]
    players: tuple[Player, ...]
    ticks: dict[tuple[int, int], Verdict]


class Paper:
    """Sheets of quizzes that do not run just now. What it raises is a `UserError`."""

    def __init__(self, store: Rooms, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def grid(self, room: int) -> Grid:
        """The sheets of a quiz as they were entered so far."""
        kept = self._store.kept(room)
        players = tuple(player for player in kept.players if player.way is Way.PAPER)
        numbers = {player.number for player in players}
        return Grid(
            kept.setting.title,
            kept.revisions,
            players,
            {
                (vote.player, vote.position): vote.chosen
                for vote in kept.votes
                if vote.player in numbers and vote.round is Round.FIRST
            },
        )

    def add(self, room: int, name: str, pupil: int | None = None) -> int:
        """A sheet under this name; its player's number."""
        kept = self._store.kept(room)
        named = proper_name(name)
        if not named:
            raise UserError(t("A sheet needs a name or a number."), t("Write what stands on it."))
        if any(folded(player.name) == folded(named) for player in kept.players):
            raise UserError(
                t("There is a sheet or a player of this name already."),
                t("Write something that tells them apart."),
            )
        number = max(kept.room.players, default=0) + 1
        player = Player(number, named, Way.PAPER, pupil=pupil)
        self._store.keep_players(room, [(player, "")], self._clock.now()).wait(_PATIENCE)
        return number

    def remove(self, room: int, player: int) -> Changes:
        """Leave a sheet out."""
        kept = self._store.kept(room)
        after = kept.room.remove(player)
        if player in after.players:
            receipt = self._store.keep_players(
                room, [(after.players[player], "")], self._clock.now()
            )
            receipt.wait(_PATIENCE)
        return _CHANGED

    def tick(self, room: int, player: int, position: int, verdict: Verdict | None) -> Changes:
        """Enter what a sheet says to a question; None for an empty or unreadable box."""
        if verdict is None:
            receipt = self._store.forget_vote(room, player, position, Round.FIRST)
        else:
            vote = Vote(player, position, Round.FIRST, verdict)
            receipt = self._store.keep_votes(room, [vote], self._clock.now())
        receipt.wait(_PATIENCE)
        return _CHANGED
