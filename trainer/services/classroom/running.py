"""The quiz that runs, as its teacher leads it."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.core.changes import Changes
from trainer.core.classroom import KeptRoom, Pupil
from trainer.core.clock import Clock
from trainer.core.names import proper_name
from trainer.core.revisions import Revision
from trainer.core.room import Hands, Phase, Refusal, Round, Way
from trainer.core.rubric import Verdict
from trainer.live.binding import PORTS
from trainer.live.host import Ballot
from trainer.live.reach import Reach
from trainer.services.classroom.phones import Phones
from trainer.services.classroom.reception import Reception, bad_name, doubles, free_name, newcomer
from trainer.services.classroom.standing import ROOM, Standing
from trainer.services.classroom.views import RoomView
from trainer.store.rooms import Rooms

if TYPE_CHECKING:
    from trainer.live.server import Server


class Running:
    """A room while it is open in this program. Calls may come from any thread.

    The teacher's moves return what they changed; one that does not fit the moment changes nothing.
    What is kept is kept in the background, in the order of the calls. `phones` is what the server
    asks.
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
        self._page = page
        self._standing = Standing(store, kept, clock)
        self._reception = Reception(kept.setting.names, roster, kept.tokens, chance)
        self.phones = Phones(self._standing, self._reception)
        self._server: Server | None = None
        self._url, self._port, self._moved = "", kept.port, False
        self.shared_address = kept.shared_address
        """Whether all phones of the school may come from one address."""
        self._reach = Reach()

    @property
    def id(self) -> int:
        """The room's number."""
        return self._standing.room.id

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The questions as they are shown, by position."""
        return self._standing.revisions

    def view(self) -> RoomView:
        """What the teacher's screens show now."""
        standing = self._standing
        with standing.lock:
            room, url, reach = standing.room, self._url, self._reach
            moved = self._moved
            here = frozenset(number for number, times in standing.connected.items() if times > 0)
        second = room.round is Round.SECOND
        return RoomView(
            setting=standing.setting,
            room=room,
            here=here,
            waiting=tuple(p for p in room.players.values() if not p.admitted and not p.removed),
            doubles=doubles(room),
            revision=None if room.item is None else standing.revisions[room.position],
            url=url,
            reach=reach,
            elsewhere=moved
            and any(
                player.way is Way.PHONE and player.number not in here for player in room.active
            ),
            distribution=room.distribution(),
            first_distribution=room.distribution(Round.FIRST) if second else None,
            seconds_left=standing.seconds_left(room),
            teams=standing.team_scores() if room.phase is Phase.ENDED else (),
        )

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Have `listener` told, on any thread, when the room changed by itself or by phones."""
        self._standing.listen(listener)

    def step(self) -> Changes:
        """The one next step of the lesson, whichever it is."""
        return self._standing.move(lambda room, now: room.step(now))

    def close_vote(self) -> Changes:
        """Fix the answers of the open vote."""
        return self._standing.move(lambda room, _: room.close())

    def light_all(self) -> Changes:
        """Light all deciding words at once."""
        return self._standing.move(lambda room, _: room.light_all())

    def vote_again(self) -> Changes:
        """Open the second vote."""
        return self._standing.move(lambda room, now: room.vote_again(now))

    def go_on(self) -> Changes:
        """Leave the present question for the next one."""
        return self._standing.move(lambda room, now: room.go_on(now))

    def skip(self) -> Changes:
        """Leave the present question out."""
        return self._standing.move(lambda room, now: room.skip(now))

    def end(self) -> Changes:
        """End the quiz wherever it stands."""
        return self._standing.move(lambda room, _: room.end())

    def extend(self, seconds: int) -> Changes:
        """Give the open vote so many seconds more."""
        return self._standing.move(lambda room, now: room.extend(seconds, now))

    def pause(self) -> Changes:
        """Take no answers for a while."""
        return self._standing.move(lambda room, now: room.pause(now))

    def resume(self) -> Changes:
        """Take answers again."""
        return self._standing.move(lambda room, now: room.resume(now))

    def tick(self) -> Changes:
        """Close the vote if its time is up; to be called now and then."""
        return self._standing.move(lambda room, now: room.close_in_time(now))

    def admit(self, number: int) -> Changes:
        """Let a name in."""
        return self._standing.change_player(number, lambda room: room.admit(number))

    def rename(self, number: int, name: str) -> Changes:
        """Give a player another name. Raises `UserError` where it is none or taken."""
        named = free_name(self._standing.now(), name, besides=number)
        if isinstance(named, Refusal):
            raise bad_name(named)
        return self._standing.change_player(number, lambda room: room.rename(number, named))

    def remove(self, number: int) -> Changes:
        """Put a player out."""
        return self._put_out(number, freed=False)

    def free(self, number: int) -> Changes:
        """Put a player out whose phone may come in again under another name."""
        return self._put_out(number, freed=True)

    def _put_out(self, number: int, *, freed: bool) -> Changes:
        changes = self._standing.change_player(
            number, lambda room: room.remove(number, freed=freed)
        )
        if self._server is not None:
            self._server.drop(number)
        return changes

    def add_seat(self, name: str = "") -> Changes:
        """Let a pupil answer from the hot seat, under this name or a made-up one.

        Raises `UserError` where the name cannot be shown or is taken.
        """
        with self._standing.lock:
            room = self._standing.room
            typed = bool(proper_name(name))
            named = free_name(room, name) if typed else self._reception.nickname(room)
            if isinstance(named, Refusal):
                raise bad_name(named)
            return self._standing.take_player(newcomer(room, named, Way.SEAT))

    def vote_for(self, number: int, verdict: Verdict) -> Changes:
        """Note what somebody in the hot seat says on the open question."""
        room = self._standing.now()
        outcome = self.phones.vote([Ballot(number, room.position, room.round, verdict)])
        refused = outcome.done() and not outcome.exception() and outcome.result()[0] is not None
        return Changes() if refused else ROOM

    def take_hands(self, hands: Hands) -> Changes:
        """Note the raised hands of the present vote."""
        standing = self._standing
        with standing.lock:
            after = standing.room.count_hands(hands)
            if after is standing.room:
                return Changes()
            standing.room = after
            standing.store.keep_hands(after.id, after.position, after.round, hands)
        return ROOM

    def share_address(self, *, shared: bool) -> None:
        """Say whether all phones may come from one address; doors opened from now on go by it."""
        self.shared_address = shared
        self._standing.store.keep_shared_address(self.id, shared=shared)

    def open_doors(self, address: str) -> Changes:
        """Let phones in at an address of this computer. Raises `UserError` where that fails.

        Phones that were here before wait at the port of then, also after a break, so that one comes
        first.
        """
        from trainer.live.server import Server  # noqa: PLC0415  a room on paper needs none

        self.close_doors()
        server = Server(self.phones, self._page, listener=self._hear)
        before = self._port
        ports = (before, *(port for port in PORTS if port != before)) if before else PORTS
        bound = server.start(address, ports, shared_address=self.shared_address)
        with self._standing.lock:
            self._server, self._url, self._port = server, bound.url, bound.port
            self._moved = before not in (0, bound.port)
            if bound.port != before:
                self._standing.store.keep_port(self.id, bound.port)
        self._standing.when_moved(server.push)
        return ROOM

    def _hear(self, reach: Reach) -> None:
        """Hear from the server how the phones are reached, on its thread."""
        with self._standing.lock:
            self._reach = reach
        self._standing.tell(ROOM)

    def close_doors(self) -> Changes:
        """Let no phone in any more; those that are there lose their connection."""
        self._standing.when_moved(None)
        with self._standing.lock:
            server, self._server, self._url = self._server, None, ""
            self._standing.connected.clear()
        if server is None:
            return Changes()
        server.stop()
        with self._standing.lock:
            self._reach = Reach()
        return ROOM
