"""Where a running quiz stands: the one room, moved under one lock and kept in the same order."""

import datetime as dt
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from trainer.core.changes import Changes, Topic
from trainer.core.classroom import KeptRoom, Vote
from trainer.core.clock import Clock
from trainer.core.room import Phase, Player, Room, Round
from trainer.core.rubric import Verdict
from trainer.services.classroom.unsaved import Unsaved
from trainer.store.rooms import Rooms

ROOM = Changes.of(Topic.ROOM)
ROOM_ENDED = Changes.of(Topic.ROOM, Topic.CLASSES)


class Standing:
    """The room that teacher and phones share. Calls may come from any thread.

    Whoever reads `room` and then puts another in its place holds `lock` meanwhile, and tells the
    store what changed before letting go, so that the order on the disk is that in memory. `change`
    rises with every move that phones show; `connected` counts each player's connections. `unsaved`
    are the votes of `room` that are not on the disk yet.
    """

    def __init__(self, store: Rooms, kept: KeptRoom, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.setting = kept.setting
        self.revisions = kept.revisions
        self.lock = threading.RLock()
        self.room: Room = kept.room
        self.change = 1
        self.connected: Counter[int] = Counter()
        self.unsaved = Unsaved()
        self._book = _book_of(kept.votes)
        self._listeners: list[Callable[[Changes], None]] = []
        self._moved: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Have `listener` told, on any thread, when the room changed by itself or by phones."""
        self._listeners.append(listener)

    def when_moved(self, listener: Callable[[], None] | None) -> None:
        """Have `listener` alone called, on any thread, when what phones show has changed."""
        self._moved = [] if listener is None else [listener]

    def tell(self, changes: Changes) -> None:
        """Tell the listeners."""
        if changes:
            for listener in tuple(self._listeners):
                listener(changes)

    def now(self) -> Room:
        """The room as it is at this moment."""
        with self.lock:
            return self.room

    def move(self, move: Callable[[Room, dt.datetime], Room]) -> Changes:
        """Move the whole room on; what changed."""
        with self.lock:
            moment = self.clock.now()
            before, after = self.room, move(self.room, moment)
            if after is before:
                return Changes()
            if before.item is not None:
                self._book[before.position, before.round] = before.votes
            self.room = after
            self.change += 1
            ended = after.phase is Phase.ENDED
            self.store.keep_state(after, moment if ended else None)
        self._tell_moved()
        return ROOM_ENDED if ended else ROOM

    def change_player(self, number: int, change: Callable[[Room], Room]) -> Changes:
        """Change one player; what changed."""
        with self.lock:
            after = change(self.room)
            if after is self.room or number not in after.players:
                return Changes()
            self.room = after
            self.change += 1
            self.store.keep_players(after.id, [(after.players[number], "")], self.clock.now())
        self._tell_moved()
        return ROOM

    def take_player(self, player: Player) -> Changes:
        """Take in somebody without a phone; what changed."""
        with self.lock:
            after = self.room.join(player)
            if not isinstance(after, Room):
                return Changes()
            self.room = after
            self.store.keep_players(after.id, [(player, "")], self.clock.now())
        return ROOM

    def on_disk(self, player: int) -> tuple[Room, bool]:
        """The room with what is on the disk alone of a player, and whether more is on its way."""
        with self.lock:
            return self.unsaved.without(self.room, player)

    def settle(self, taken: Sequence[Vote], *, kept: bool) -> None:
        """Count votes as saved, or take them back to what is on the disk."""
        with self.lock:
            for vote in taken:
                there = self.unsaved.settle(vote, kept=kept)
                if not kept:
                    self.room = self.room.take_back(
                        vote.player, vote.chosen, vote.position, vote.round, there
                    )
        if not kept:
            self.tell(ROOM)

    def seconds_left(self, room: Room) -> float | None:
        """What is left of the timer, None without one."""
        if room.left is not None:
            return room.left.total_seconds()
        if room.closes_at is None:
            return None
        return max(0.0, (room.closes_at - self.clock.now()).total_seconds())

    def score(self, player: int) -> tuple[int, int]:
        """How many first votes of a player were right, and how many there were, on scored ones."""
        right = answered = 0
        with self.lock:
            for (position, round_), votes in self._book.items():
                truth = self.room.items[position].truth
                counts = round_ is Round.FIRST and position not in self.room.skipped
                if counts and truth is not None and player in votes:
                    answered += 1
                    right += votes[player] is truth
        return right, answered

    def team_scores(self) -> tuple[tuple[int, int], ...]:
        """Of each team, how many first votes were right, and how many there were, as in `score`."""
        room = self.now()
        scores = [(player.team, *self.score(player.number)) for player in room.active]
        return tuple(
            (
                sum(right for of, right, _ in scores if of == team),
                sum(answered for of, _, answered in scores if of == team),
            )
            for team in range(1, room.teams + 1)
        )

    def _tell_moved(self) -> None:
        for listener in tuple(self._moved):
            listener()


def _book_of(votes: Sequence[Vote]) -> dict[tuple[int, Round], Mapping[int, Verdict]]:
    """The votes by position and round, each by player."""
    book: dict[tuple[int, Round], dict[int, Verdict]] = {}
    for vote in votes:
        book.setdefault((vote.position, vote.round), {})[vote.player] = vote.chosen
    return dict(book)
