"""A quiz on paper: ticked on printed sheets, entered in a grid afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

from trainer.core.changes import Changes, Topic
from trainer.core.classroom import KeptRoom, Pupil, Vote
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.names import folded, proper_name
from trainer.core.revisions import Revision
from trainer.core.room import Player, Round, Way
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.store.classes import Classes
from trainer.store.rooms import Rooms

_PATIENCE = 5.0
_CHANGED = Changes.of(Topic.CLASSES)

Settled = Callable[[UserError | None], None]
"""Told how saving ended, on another thread: None once it is on the disk, or why it never will."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The entry grid of a quiz: who handed in a sheet, and what they ticked, by position.

    `ticks` has a verdict for each player's number and each position that was answered. `listed` are
    the pupils of the quiz's class who have no part in the quiz yet, neither by a sheet nor a phone.
    """

    title: str
    revisions: tuple[Revision, ...]
    players: tuple[Player, ...]
    ticks: dict[tuple[int, int], Verdict]
    listed: tuple[Pupil, ...] = ()


class Paper:
    """Sheets of quizzes that do not run just now. What it raises is a `UserError`.

    All but `tick` may wait for the disk. `runs` says whether a room runs; `saved` waits so many
    seconds for what was entered last.
    """

    def __init__(
        self,
        store: Rooms,
        classes: Classes,
        clock: Clock,
        *,
        runs: Callable[[int], bool],
        saved: Callable[[float], bool],
    ) -> None:
        self._store = store
        self._classes = classes
        self._clock = clock
        self._runs = runs
        self._saved = saved

    def grid(self, room: int) -> Grid:
        """The sheets of a quiz as they were entered so far."""
        kept = self._at_rest(room)
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
            self._listed(kept),
        )

    def add(self, room: int, name: str) -> int:
        """A sheet under this name; its player's number."""
        kept = self._at_rest(room)
        named = proper_name(name)
        if not named:
            raise UserError(t("A sheet needs a name or a number."), t("Write what stands on it."))
        if any(folded(player.name) == folded(named) for player in kept.players):
            raise UserError(
                t("There is a sheet or a player of this name already."),
                t("Write something that tells them apart."),
            )
        (player,) = self._keep(kept, [(named, None)])
        return player.number

    def add_listed(self, room: int) -> Changes:
        """A sheet for each pupil on the list of the class who has no part in the quiz yet."""
        kept = self._at_rest(room)
        taken = {folded(player.name) for player in kept.players}
        free = [one for one in self._listed(kept) if folded(one.name) not in taken]
        if not free:
            raise UserError(
                t("Everybody on the list is there already."),
                t("Add a sheet by its name, if one is missing."),
            )
        self._keep(kept, [(pupil.name, pupil.id) for pupil in free])
        return _CHANGED

    def remove(self, room: int, player: int) -> Changes:
        """Leave a sheet out; what it says does not count any more."""
        kept = self._at_rest(room)
        found = kept.room.players.get(player)
        if found is None or found.way is not Way.PAPER:
            return Changes()
        after = kept.room.remove(player).players[player]
        self._wait(self._store.keep_players(room, [(after, "")], self._clock.now()).wait)
        return _CHANGED

    def tick(
        self,
        room: int,
        player: int,
        position: int,
        verdict: Verdict | None,
        settled: Settled | None = None,
    ) -> Changes:
        """Enter what a sheet says to a question; None for an empty or unreadable box.

        It is saved in the background, in the order of the calls.
        """
        if verdict is None:
            receipt = self._store.forget_vote(room, player, position, Round.FIRST)
        else:
            vote = Vote(player, position, Round.FIRST, verdict)
            receipt = self._store.keep_votes(room, [vote], self._clock.now())
        if settled is not None:
            receipt.when_settled(settled)
        return _CHANGED

    def _at_rest(self, room: int) -> KeptRoom:
        if self._runs(room):
            # It gives numbers to newcomers by itself meanwhile.
            raise UserError(
                t("This quiz is running just now."), t("Enter the sheets when it has ended.")
            )
        self._wait(self._saved)
        return self._store.kept(room)

    def _listed(self, kept: KeptRoom) -> tuple[Pupil, ...]:
        if kept.setting.school_class is None:
            return ()
        present = {player.pupil for player in kept.players}  # one that was left out may return
        pupils = self._classes.pupils(kept.setting.school_class)
        return tuple(pupil for pupil in pupils if pupil.id not in present)

    def _keep(self, kept: KeptRoom, names: list[tuple[str, int | None]]) -> tuple[Player, ...]:
        first = max(kept.room.players, default=0) + 1
        players = tuple(
            Player(number, name, Way.PAPER, pupil=pupil)
            for number, (name, pupil) in enumerate(names, first)
        )
        receipt = self._store.keep_players(
            kept.room.id, [(player, "") for player in players], self._clock.now()
        )
        self._wait(receipt.wait)
        return players

    @staticmethod
    def _wait(wait: Callable[[float], bool]) -> None:
        if not wait(_PATIENCE):
            raise UserError(
                t("The disk is still busy with this."), t("Wait a moment and look again.")
            )
