"""A quiz on paper: ticked on printed sheets, entered in a grid afterwards."""

import threading
from collections.abc import Callable, Sequence
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
from trainer.services.classroom.classes import Classes
from trainer.store.rooms import Rooms
from trainer.store.writer import Receipt

_Box = tuple[int, int, int]
"""A quiz, a player of it and a position."""

_PATIENCE = 5.0
_CHANGED = Changes.of(Topic.CLASSES)


@dataclass(frozen=True, slots=True)
class Grid:
    """The entry grid of a quiz: who handed in a sheet, and what they ticked, by position.

    `ticks` has a verdict for each player's number and each position that was answered. `without`
    are pupils of the quiz's class who have no sheet yet. `saved` says whether all of it is on the
    disk.
    """

    title: str
    class_name: str
    revisions: tuple[Revision, ...]
    players: tuple[Player, ...]
    ticks: dict[tuple[int, int], Verdict]
    without: tuple[Pupil, ...] = ()
    saved: bool = True


class Paper:
    """Sheets of quizzes that do not run just now. What it raises is a `UserError`."""

    def __init__(
        self, store: Rooms, classes: Classes, clock: Clock, *, runs: Callable[[int], bool]
    ) -> None:
        self._runs = runs
        self._store = store
        self._classes = classes
        self._clock = clock
        self._adding = threading.Lock()
        self._given: dict[int, int] = {}
        """The highest number that was given out in each quiz, saved by now or not."""
        self._unsaved: dict[_Box, tuple[Receipt, Verdict | None]] = {}

    def grid(self, room: int) -> Grid:
        """The sheets of a quiz as they were entered so far, saved by now or not."""
        # Before the history is read: what is saved meanwhile then is in both, not in neither.
        unsaved = {
            (player, position): verdict
            for (of, player, position), (_, verdict) in tuple(self._unsaved.items())
            if of == room
        }
        kept = self._at_rest(room)
        players = tuple(player for player in kept.players if player.way is Way.PAPER)
        numbers = {player.number for player in players}
        ticks: dict[tuple[int, int], Verdict | None] = {
            (vote.player, vote.position): vote.chosen
            for vote in kept.votes
            if vote.round is Round.FIRST
        }
        ticks.update(unsaved)
        school_class = kept.setting.school_class
        return Grid(
            kept.setting.title,
            next((one.name for one in self._classes.all() if one.id == school_class), ""),
            kept.revisions,
            players,
            {
                (player, position): verdict
                for (player, position), verdict in ticks.items()
                if player in numbers and verdict is not None
            },
            self._without(kept),
            saved=not unsaved,
        )

    def add(self, room: int, name: str, pupil: int | None = None) -> int:
        """A sheet under this name; its player's number, once it is saved."""
        named = proper_name(name)
        if not named:
            raise UserError(t("A sheet needs a name or a number."), t("Write what stands on it."))
        with self._adding:
            kept = self._at_rest(room)
            if any(folded(player.name) == folded(named) for player in kept.players):
                raise UserError(
                    t("There is a sheet or a player of this name already."),
                    t("Write something that tells them apart."),
                )
            return self._add(kept, [(named, pupil)])[0]

    def add_class(self, room: int) -> Changes:
        """A sheet for everybody in the quiz's class who has none yet, in the order of the list."""
        with self._adding:
            kept = self._at_rest(room)
            self._add(kept, [(pupil.name, pupil.id) for pupil in self._without(kept)])
        return _CHANGED

    def _add(self, kept: KeptRoom, sheets: Sequence[tuple[str, int | None]]) -> list[int]:
        room = kept.room.id
        first = 1 + max([self._given.get(room, 0), *kept.room.players])
        players = [
            Player(number, name, Way.PAPER, pupil=pupil)
            for number, (name, pupil) in enumerate(sheets, first)
        ]
        self._given[room] = first + len(players) - 1
        self._keep(room, players)
        return [player.number for player in players]

    def _without(self, kept: KeptRoom) -> tuple[Pupil, ...]:
        school_class = kept.setting.school_class
        if school_class is None:
            return ()
        names = {folded(player.name) for player in kept.players}
        pupils = {player.pupil for player in kept.players}
        return tuple(
            pupil
            for pupil in self._classes.pupils(school_class)
            if pupil.id not in pupils and folded(pupil.name) not in names
        )

    def remove(self, room: int, player: int) -> Changes:
        """Leave a sheet out."""
        kept = self._at_rest(room)
        found = kept.room.players.get(player)
        if found is None or found.way is not Way.PAPER:
            return Changes()
        self._keep(room, [kept.room.remove(player).players[player]])
        return _CHANGED

    def _at_rest(self, room: int) -> KeptRoom:
        if self._runs(room):
            # It gives numbers to newcomers by itself meanwhile.
            raise UserError(
                t("This quiz is running just now."), t("Enter the sheets when it has ended.")
            )
        return self._store.kept(room)

    def _keep(self, room: int, players: Sequence[Player]) -> None:
        if not players:
            return
        entering = [(player, "") for player in players]
        self._store.keep_players(room, entering, self._clock.now()).expect(_PATIENCE)

    def tick(self, room: int, player: int, position: int, verdict: Verdict | None) -> Changes:
        """Enter what a sheet says to a question; None for an empty or unreadable box.

        It is saved in the background, in the order of the calls, and waits for nothing. Where the
        disk is in trouble, the history tells so.
        """
        if verdict is None:
            receipt = self._store.forget_vote(room, player, position, Round.FIRST)
        else:
            vote = Vote(player, position, Round.FIRST, verdict)
            receipt = self._store.keep_votes(room, [vote], self._clock.now())
        box = room, player, position
        self._unsaved[box] = receipt, verdict

        def settled(_: UserError | None) -> None:
            latest = self._unsaved.get(box)
            if latest is not None and latest[0] is receipt:
                del self._unsaved[box]

        receipt.when_settled(settled)
        return _CHANGED
