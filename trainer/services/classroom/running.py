"""The quiz that runs: the teacher's moves, and what the server may ask on behalf of the phones."""

import datetime as dt
import hmac
import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.core.changes import Changes, Topic
from trainer.core.classroom import KeptRoom, Pupil, Setting, Vote
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.names import folded, proper_name
from trainer.core.nicknames import nickname
from trainer.core.revisions import Revision
from trainer.core.room import Hands, Names, Phase, Player, Refusal, Room, Round, Way
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.live.host import Ballot, Board, Door, Own, Wish
from trainer.services.classroom.boards import asked_of, told_of
from trainer.services.classroom.codes import same_code
from trainer.store.rooms import Rooms

if TYPE_CHECKING:
    from trainer.live.server import Server

LONGEST_PLAYER = 40
"""Characters of a player's name."""

_TOO_LONG = 400
"""Characters that no honest name has; longer ones are not even looked at."""

MOST_PLAYERS = 1000

_ROOM = Changes.of(Topic.ROOM)
_ENDED = Changes.of(Topic.ROOM, Topic.CLASSES)


@dataclass(frozen=True, slots=True)
class RoomView:
    """What the teacher's screens show of the quiz that runs.

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


class Running:
    """A room while it is open in this program. Calls may come from any thread.

    It is the `Host` of the server. The teacher's moves return what they changed; one that does not
    fit the moment changes nothing. What is kept is kept in the background, in the order of the
    calls.
    """

    def __init__(
        self,
        store: Rooms,
        kept: KeptRoom,
        clock: Clock,
        *,
        page: Path,
        roster: Sequence[Pupil] = (),
        chance: random.Random | None = None,
    ) -> None:
        self._store = store
        self._setting = kept.setting
        self._revisions = kept.revisions
        self._clock = clock
        self._page = page
        self._roster = {pupil.id: pupil for pupil in roster}
        self._chance = chance or random.Random()  # noqa: S311  it makes names, no secrets
        self._lock = threading.RLock()
        self._room = kept.room
        self._tokens = dict(kept.tokens)
        self._book = _book_of(kept.votes)
        self._connected: Counter[int] = Counter()
        self._change = 1
        self._listeners: list[Callable[[Changes], None]] = []
        self._server: Server | None = None
        self._url = ""
        self._asked = tuple(asked_of(revision) for revision in kept.revisions)

    # What the screens ask.

    @property
    def id(self) -> int:
        """The room's number."""
        return self._room.id

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The questions as they are shown, by position."""
        return self._revisions

    def view(self) -> RoomView:
        """What the teacher's screens show now."""
        with self._lock:
            room, url = self._room, self._url
            here = frozenset(number for number, times in self._connected.items() if times > 0)
        second = room.round is Round.SECOND
        return RoomView(
            setting=self._setting,
            room=room,
            here=here,
            waiting=tuple(p for p in room.players.values() if not p.admitted and not p.removed),
            doubles=_doubles(room),
            revision=None if room.item is None else self._revisions[room.position],
            url=url,
            distribution=room.distribution(),
            first_distribution=room.distribution(Round.FIRST) if second else None,
            seconds_left=self._seconds_left(room),
        )

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Have `listener` told, on any thread, whenever the room changed by itself or by phones."""
        self._listeners.append(listener)

    # What the teacher does.

    def step(self) -> Changes:
        """The one next step of the lesson, whichever it is."""
        return self._move(lambda room, now: room.step(now))

    def close_vote(self) -> Changes:
        """Fix the answers of the open vote."""
        return self._move(lambda room, _: room.close())

    def light_all(self) -> Changes:
        """Light all deciding words at once."""
        return self._move(lambda room, _: room.light_all())

    def vote_again(self) -> Changes:
        """Open the second vote."""
        return self._move(lambda room, now: room.vote_again(now))

    def go_on(self) -> Changes:
        """Leave the present question for the next one."""
        return self._move(lambda room, now: room.go_on(now))

    def skip(self) -> Changes:
        """Leave the present question out."""
        return self._move(lambda room, now: room.skip(now))

    def end(self) -> Changes:
        """End the quiz wherever it stands."""
        return self._move(lambda room, _: room.end())

    def extend(self, seconds: int) -> Changes:
        """Give the open vote so many seconds more."""
        return self._move(lambda room, now: room.extend(seconds, now))

    def pause(self) -> Changes:
        """Take no answers for a while."""
        return self._move(lambda room, now: room.pause(now))

    def resume(self) -> Changes:
        """Take answers again."""
        return self._move(lambda room, now: room.resume(now))

    def tick(self) -> Changes:
        """Close the vote if its time is up; to be called now and then."""
        return self._move(lambda room, now: room.close_in_time(now))

    def admit(self, number: int) -> Changes:
        """Let a name in."""
        return self._change_player(number, lambda room: room.admit(number))

    def rename(self, number: int, name: str) -> Changes:
        """Give a player another name. Raises `UserError` where it is none or taken."""
        with self._lock:
            named = self._free_name(name, besides=number)
        if isinstance(named, Refusal):
            raise _bad_name(named)
        return self._change_player(number, lambda room: room.rename(number, named))

    def remove(self, number: int) -> Changes:
        """Put a player out."""
        changes = self._change_player(number, lambda room: room.remove(number))
        if self._server is not None:
            self._server.drop(number)
        return changes

    def add_seat(self, name: str = "") -> Changes:
        """Let a pupil answer from the hot seat, under this name or a made-up one.

        Raises `UserError` where the name is taken.
        """
        with self._lock:
            named = self._free_name(name, besides=0) if proper_name(name) else self._nickname()
            if isinstance(named, Refusal):
                raise _bad_name(named)
            player = self._newcomer(named, Way.SEAT)
            after = self._room.join(player)
            if isinstance(after, Refusal):
                return Changes()
            self._room = after
            self._store.keep_players(self._room.id, [(player, "")], self._clock.now())
        return _ROOM

    def vote_for(self, number: int, verdict: Verdict) -> Changes:
        """Note what somebody in the hot seat says on the open question."""
        with self._lock:
            ballot = Ballot(number, self._room.position, self._room.round, verdict)
        outcome = self.vote([ballot])
        if outcome.done() and outcome.result()[0] is not None:
            return Changes()
        return _ROOM

    def take_hands(self, hands: Hands) -> Changes:
        """Note the raised hands of the present vote."""
        with self._lock:
            after = self._room.count_hands(hands)
            if after is self._room:
                return Changes()
            self._room = after
            self._store.keep_hands(after.id, after.position, after.round, hands)
        return _ROOM

    def open_doors(self, address: str, *, shared_address: bool = False) -> Changes:
        """Let phones in at an address of this computer. Raises `UserError` where that fails.

        `shared_address` says that all phones of the school may come from one address.
        """
        # The server's library takes longer to import than a start may last.
        from trainer.live.server import Server  # noqa: PLC0415

        self.close_doors()
        server = Server(self, self._page)
        bound = server.start(address, shared_address=shared_address)
        with self._lock:
            self._server, self._url = server, bound.url
        return _ROOM

    def close_doors(self) -> Changes:
        """Let no phone in any more; those that are there lose their connection."""
        with self._lock:
            server, self._server, self._url = self._server, None, ""
            self._connected.clear()
        if server is None:
            return Changes()
        server.stop()
        return _ROOM

    # What the server asks.

    def door(self) -> Door:
        """What is said at the door."""
        roster: tuple[tuple[int, str], ...] = ()
        if self._setting.names is Names.ROSTER:
            roster = tuple((pupil.id, pupil.name) for pupil in self._roster.values())
        return Door(self._setting.title, self._language, self._setting.names, roster)

    def board(self) -> Board:
        """What every phone may know now."""
        with self._lock:
            room, change = self._room, self._change
        asked = room.item is not None
        told = room.revealed and room.phase in (Phase.REVEAL, Phase.DISTRIBUTION)
        return Board(
            change=change,
            title=self._setting.title,
            language=self._revisions[room.position].language if asked else self._language,
            phase=room.phase,
            position=room.position,
            questions=len(room.items),
            round=room.round,
            paused=room.paused,
            seconds_left=self._seconds_left(room),
            asked=self._asked[room.position] if asked else None,
            told=told_of(self._revisions[room.position], room.lit) if told else None,
        )

    def own(self, player: int) -> Own | None:
        """What a player's phone may know of them; None for a stranger."""
        with self._lock:
            room = self._room
        found = room.players.get(player)
        if found is None:
            return None
        ended = room.phase is Phase.ENDED
        right, answered = self._score(player) if ended else (None, None)
        return Own(
            number=player,
            name=found.name,
            team=found.team,
            admitted=found.admitted,
            removed=found.removed,
            chosen=room.votes.get(player) if room.item is not None else None,
            before=room.first_votes.get(player) if room.item is not None else None,
            right_answers=right,
            answered=answered,
        )

    def opens(self, secret_or_code: str) -> bool:
        """Whether these are the words that let somebody in; compared in constant time."""
        given = secret_or_code.encode("utf-8", "replace")
        secret = hmac.compare_digest(given, self._setting.secret.encode())
        return secret | same_code(secret_or_code, self._setting.code)

    def known(self, token: str) -> int | None:
        """The number of the player with this token's hash, None for a stranger."""
        with self._lock:
            return self._tokens.get(token)

    def join(self, wishes: Sequence[Wish]) -> Future[tuple[int | Refusal, ...]]:
        """Let these in, in order: their numbers, or why not."""
        future: Future[tuple[int | Refusal, ...]] = Future()
        with self._lock:
            before = len(self._room.players)
            outcomes = tuple(self._let_in(wish) for wish in wishes)
            new = [
                (self._room.players[number], token)
                for token, number in self._tokens.items()
                if number > before
            ]
            # Also without anybody new: whoever asks again hears when the first time is on the disk.
            receipt = self._store.keep_players(self._room.id, new, self._clock.now())

        def settled(refusal: UserError | None) -> None:
            if refusal is None:
                future.set_result(outcomes)
                return
            with self._lock:
                for player, token in new:
                    self._tokens.pop(token, None)
                    self._room = self._room.remove(player.number)
            future.set_exception(refusal)

        receipt.when_settled(settled)
        if new:
            self._tell(_ROOM)
        return future

    def vote(self, ballots: Sequence[Ballot]) -> Future[tuple[Refusal | None, ...]]:
        """Take these verdicts, in order, in one commit: None for each that is saved."""
        future: Future[tuple[Refusal | None, ...]] = Future()
        self._tell(self.tick())
        taken: list[tuple[Vote, Verdict | None]] = []
        with self._lock:
            outcomes = tuple(self._take(ballot, taken) for ballot in ballots)
            if not taken:
                future.set_result(outcomes)
                return future
            votes = [vote for vote, _ in taken]
            receipt = self._store.keep_votes(self._room.id, votes, self._clock.now())

        def settled(refusal: UserError | None) -> None:
            if refusal is None:
                future.set_result(outcomes)
                return
            with self._lock:
                for vote, before in reversed(taken):
                    self._room = self._room.take_back(
                        vote.player, vote.chosen, vote.position, vote.round, before
                    )
            future.set_exception(refusal)
            self._tell(_ROOM)

        receipt.when_settled(settled)
        self._tell(_ROOM)
        return future

    def seen(self, player: int, *, here: bool) -> None:
        """Note that one of a player's connections came or went."""
        with self._lock:
            self._connected[player] = max(0, self._connected[player] + (1 if here else -1))
        self._tell(_ROOM)

    # Inside.

    @property
    def _language(self) -> str:
        return self._revisions[0].language

    def _seconds_left(self, room: Room) -> float | None:
        if room.left is not None:
            return room.left.total_seconds()
        if room.closes_at is None:
            return None
        return max(0.0, (room.closes_at - self._clock.now()).total_seconds())

    def _move(self, move: Callable[[Room, dt.datetime], Room]) -> Changes:
        with self._lock:
            now = self._clock.now()
            before, after = self._room, move(self._room, now)
            if after is before:
                return Changes()
            self._archive()
            self._room = after
            self._change += 1
            ended = after.phase is Phase.ENDED
            self._store.keep_state(after, now if ended else None)
        self._push()
        return _ENDED if ended else _ROOM

    def _archive(self) -> None:
        """Put the votes of the present question and round on record, before it is left."""
        room = self._room
        if room.item is not None:
            self._book[room.position, room.round] = room.votes

    def _change_player(self, number: int, change: Callable[[Room], Room]) -> Changes:
        with self._lock:
            after = change(self._room)
            if after is self._room or number not in after.players:
                return Changes()
            self._room = after
            self._change += 1
            player = after.players[number]
            self._store.keep_players(after.id, [(player, "")], self._clock.now())
        self._push()
        return _ROOM

    def _push(self) -> None:
        server = self._server
        if server is not None:
            server.push()

    def _tell(self, changes: Changes) -> None:
        if changes:
            for listener in tuple(self._listeners):
                listener(changes)

    def _take(self, ballot: Ballot, taken: list[tuple[Vote, Verdict | None]]) -> Refusal | None:
        before = self._room.votes.get(ballot.player)
        after = self._room.vote(ballot.player, ballot.verdict, ballot.position, ballot.round)
        if isinstance(after, Refusal):
            return after
        self._room = after
        vote = Vote(ballot.player, ballot.position, ballot.round, ballot.verdict)
        taken.append((vote, before))
        return None

    def _let_in(self, wish: Wish) -> int | Refusal:
        known = self._tokens.get(wish.token)
        if known is not None:
            return known
        if len(self._room.players) >= MOST_PLAYERS:
            return Refusal.FULL
        named = self._name_for(wish)
        if isinstance(named, Refusal):
            return named
        free = self._setting.names is Names.FREE
        pupil = wish.pupil if self._setting.names is Names.ROSTER else None
        player = replace(self._newcomer(named, Way.PHONE), pupil=pupil, admitted=not free)
        after = self._room.join(player)
        if isinstance(after, Refusal):
            return after
        self._room = after
        self._tokens[wish.token] = player.number
        return player.number

    def _newcomer(self, name: str, way: Way) -> Player:
        number = max(self._room.players, default=0) + 1
        return Player(number, name, way, team=self._room.smallest_team())

    def _name_for(self, wish: Wish) -> str | Refusal:
        match self._setting.names:
            case Names.NICKNAMES:
                return self._nickname()
            case Names.ROSTER:
                pupil = self._roster.get(wish.pupil or 0)
                return Refusal.NAME_BAD if pupil is None else self._told_apart(pupil.name)
            case Names.FREE:
                return self._free_name(wish.name, besides=0)

    def _nickname(self) -> str:
        return nickname((p.name for p in self._room.players.values()), self._chance)

    def _free_name(self, text: str, *, besides: int) -> str | Refusal:
        if len(text) > _TOO_LONG:
            return Refusal.NAME_BAD
        name = proper_name(text, LONGEST_PLAYER)
        if not name or not any(character.isalnum() for character in name):
            return Refusal.NAME_BAD
        return Refusal.NAME_TAKEN if folded(name) in self._names(besides) else name

    def _told_apart(self, name: str) -> str:
        """The name, with a number behind it where another player has it."""
        taken = self._names(besides=0)
        if folded(name) not in taken:
            return name
        return next(
            told
            for told in (f"{name} {number}" for number in range(2, len(taken) + 3))
            if folded(told) not in taken
        )

    def _names(self, besides: int) -> set[str]:
        return {
            folded(player.name)
            for player in self._room.players.values()
            if not player.removed and player.number != besides
        }

    def _score(self, player: int) -> tuple[int, int]:
        """How many first votes of a player were right, and how many there were, on scored ones."""
        right = answered = 0
        with self._lock:
            for (position, round_), votes in self._book.items():
                truth = self._room.items[position].truth
                counts = round_ is Round.FIRST and position not in self._room.skipped
                if counts and truth is not None and player in votes:
                    answered += 1
                    right += votes[player] is truth
        return right, answered


def _book_of(votes: Sequence[Vote]) -> dict[tuple[int, Round], Mapping[int, Verdict]]:
    book: dict[tuple[int, Round], dict[int, Verdict]] = {}
    for vote in votes:
        book.setdefault((vote.position, vote.round), {})[vote.player] = vote.chosen
    return dict(book)


def _doubles(room: Room) -> frozenset[int]:
    active = [player for player in room.players.values() if not player.removed]
    picked = Counter(player.pupil for player in active if player.pupil is not None)
    return frozenset(p.number for p in active if p.pupil is not None and picked[p.pupil] > 1)


def _bad_name(refusal: Refusal) -> UserError:
    if refusal is Refusal.NAME_TAKEN:
        return UserError(
            t("Somebody in the room has this name already."), t("Choose one that looks different.")
        )
    return UserError(t("This is no name that can be shown."), t("Write one of 1 to 40 letters."))
