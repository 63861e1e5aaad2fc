"""What the server may ask and bring on behalf of the phones."""

import hmac
from collections.abc import Sequence
from concurrent.futures import Future

from trainer.core.classroom import Vote
from trainer.core.errors import UserError
from trainer.core.room import Names, Phase, Player, Refusal
from trainer.live.host import Ballot, Board, Door, Own, Wish
from trainer.services.classroom.boards import asked_of, board_of, own_of
from trainer.services.classroom.codes import same_code
from trainer.services.classroom.reception import Reception
from trainer.services.classroom.standing import ROOM, Standing


class Phones:
    """The `Host` of the server, over a quiz that runs. Calls may come from any thread.

    A vote or a newcomer is in the room at once and taken out again where it cannot be kept; the
    future resolves when that is decided. A player's own phone is told what is on the disk alone.
    """

    def __init__(self, standing: Standing, reception: Reception) -> None:
        self._standing = standing
        self._reception = reception
        self._asked = tuple(asked_of(revision) for revision in standing.revisions)

    def door(self) -> Door:
        """What is said at the door."""
        setting = self._standing.setting
        roster: tuple[tuple[int, str], ...] = ()
        if setting.names is Names.ROSTER:
            roster = tuple((pupil.id, pupil.name) for pupil in self._reception.roster.values())
        return Door(setting.title, self._standing.revisions[0].language, setting.names, roster)

    def board(self) -> Board:
        """What every phone may know now."""
        standing = self._standing
        with standing.lock:
            room, change = standing.room, standing.change
        return board_of(
            room,
            standing.revisions[room.position],
            self._asked[room.position],
            title=standing.setting.title,
            change=change,
            seconds_left=standing.seconds_left(room),
        )

    def own(self, player: int) -> Own | None:
        """What a player's phone may know of them; None for a stranger."""
        room, saving = self._standing.on_disk(player)
        found = room.players.get(player)
        if found is None:
            return None
        ended = room.phase is Phase.ENDED
        return own_of(room, found, self._standing.score(player) if ended else None, saving=saving)

    def opens(self, secret_or_code: str) -> bool:
        """Whether these are the words that let somebody in; compared in constant time."""
        setting = self._standing.setting
        given = secret_or_code.encode("utf-8", "replace")
        return hmac.compare_digest(given, setting.secret.encode()) | same_code(
            secret_or_code, setting.code
        )

    def known(self, token: str) -> int | None:
        """The number of the player with this token's hash, None for a stranger."""
        with self._standing.lock:
            return self._reception.known(token)

    def join(self, wishes: Sequence[Wish]) -> Future[tuple[int | Refusal, ...]]:
        """Let these in, in order: their numbers, or why not."""
        standing = self._standing
        future: Future[tuple[int | Refusal, ...]] = Future()
        new: list[tuple[Player, str]] = []
        with standing.lock:
            outcomes = tuple(self._let_in(wish, new) for wish in wishes)
            # Also without anybody new: whoever asks again hears when the first time is on the disk.
            receipt = standing.store.keep_players(standing.room.id, new, standing.clock.now())

        def settled(refusal: UserError | None) -> None:
            if refusal is None:
                future.set_result(outcomes)
                return
            with standing.lock:
                for player, token in new:
                    self._reception.forget(token)
                    standing.room = standing.room.remove(player.number)
            future.set_exception(refusal)

        receipt.when_settled(settled)
        if new:
            standing.tell(ROOM)
        return future

    def _let_in(self, wish: Wish, new: list[tuple[Player, str]]) -> int | Refusal:
        room, known = self._standing.room, self._reception.known(wish.token)
        if known is not None and not room.players[known].freed:
            return known
        outcome = self._reception.let_in(room, wish)
        if isinstance(outcome, Refusal):
            return outcome
        self._standing.room, player = outcome
        new.append((player, wish.token))
        return player.number

    def vote(self, ballots: Sequence[Ballot]) -> Future[tuple[Refusal | None, ...]]:
        """Take these verdicts, in order, in one commit: None for each that is saved."""
        standing = self._standing
        future: Future[tuple[Refusal | None, ...]] = Future()
        # Time that is up counts, also where nobody has looked at the clock yet.
        standing.tell(standing.move(lambda room, now: room.close_in_time(now)))
        taken: list[Vote] = []
        with standing.lock:
            outcomes = tuple(self._take(ballot, taken) for ballot in ballots)
            if not taken:
                future.set_result(outcomes)
                return future
            receipt = standing.store.keep_votes(standing.room.id, taken, standing.clock.now())

        def settled(refusal: UserError | None) -> None:
            standing.settle(taken, kept=refusal is None)
            if refusal is None:
                future.set_result(outcomes)
            else:
                future.set_exception(refusal)

        receipt.when_settled(settled)
        standing.tell(ROOM)
        return future

    def _take(self, ballot: Ballot, taken: list[Vote]) -> Refusal | None:
        room = self._standing.room
        after = room.vote(ballot.player, ballot.verdict, ballot.position, ballot.round)
        if isinstance(after, Refusal):
            return after
        vote = Vote(ballot.player, ballot.position, ballot.round, ballot.verdict)
        # The same again is kept again too: its first time may not be on the disk yet.
        taken.append(vote)
        self._standing.unsaved.take(vote, room.votes.get(ballot.player))
        self._standing.room = after
        return None

    def seen(self, player: int, *, here: bool) -> None:
        """Note that one of a player's connections came or went."""
        standing = self._standing
        with standing.lock:
            standing.connected[player] = max(0, standing.connected[player] + (1 if here else -1))
        standing.tell(ROOM)
