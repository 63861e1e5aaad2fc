"""A classroom quiz as a state machine: lobby, question after question, end. It does no I/O."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum
from types import MappingProxyType

from trainer.core.questions import QuestionRef
from trainer.core.rubric import Verdict


class Phase(Enum):
    """Where a quiz stands."""

    LOBBY = "lobby"
    """Players come in; nothing was asked yet."""
    OPEN = "open"
    """A question is shown and may be answered, and the answer changed."""
    CLOSED = "closed"
    """Answers are fixed; nobody has seen how they fell."""
    DISTRIBUTION = "distribution"
    """How many chose which verdict is shown, without the key."""
    REVEAL = "reveal"
    """The key is shown and the deciding words light up, one after the other."""
    ENDED = "ended"


class Round(IntEnum):
    """Which vote on a question: before the class has argued, or after."""

    FIRST = 1
    SECOND = 2


class Way(Enum):
    """How somebody answers. A show of hands has no players, only counts."""

    PHONE = "phone"
    SEAT = "seat"
    """The hot seat: called out, or pressed at the teacher's machine."""
    PAPER = "paper"
    """Ticked on a printed sheet and entered afterwards."""


class Names(Enum):
    """Where the players' names come from."""

    NICKNAMES = "nicknames"
    """Made up by the program; nothing tells who is who."""
    ROSTER = "roster"
    """Picked from the list of a class."""
    FREE = "free"
    """Typed by the players, and shown to the teacher first."""


class Refusal(Enum):
    """Why something that a player wished did not happen; a waiting name is not let in yet."""

    NOT_OPEN = "not-open"
    PAUSED = "paused"
    OTHER_QUESTION = "other-question"
    STRANGER = "stranger"
    REMOVED = "removed"
    WAITING = "waiting"
    ENDED = "ended"
    NAME_TAKEN = "name-taken"
    NAME_PICKED = "name-picked"
    NAME_BAD = "name-bad"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class RoomItem:
    """One question of a quiz, fixed when the quiz was started.

    `revision` is the content hash of the question as it was then, `truth` its key's verdict, None
    for a question that is argued about. `cues` is how many deciding words light up.
    """

    question: QuestionRef
    revision: str
    truth: Verdict | None
    cues: int = 0


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in the room. `number` counts from 1 in the order of joining and is never reused.

    `team` counts from 1, 0 without teams. `pupil` is the number in the class list, None without.
    `admitted` is false while the teacher has not seen a free name; `removed` players stay on
    record, so that what they answered before is known to be left out. Of these, the phones of
    `freed` ones may come in again, as somebody new.
    """

    number: int
    name: str
    way: Way
    team: int = 0
    pupil: int | None = None
    admitted: bool = True
    removed: bool = False
    freed: bool = False

    @property
    def active(self) -> bool:
        """Whether they may answer."""
        return self.admitted and not self.removed


Hands = tuple[int, int, int]
"""Raised hands, counted in the order of `Verdict`."""


@dataclass(frozen=True, slots=True)
class Room:
    """A quiz and how far it has come.

    A teacher's move that the phase does not allow returns the room unchanged, so that a key that
    comes twice does no harm; `vote` says why it refuses. `votes` are those of the present question
    and round by player number, `first_votes` those of its first round once the second is open.
    `closes_at` is when an open vote closes by itself (aware, UTC), None without a timer; `left` is
    what was left of it when it was paused. `revealed` says that the key of the present question was
    shown, `lit` how many deciding words are. `skipped` holds positions that do not count.
    """

    id: int
    items: tuple[RoomItem, ...]
    phase: Phase = Phase.LOBBY
    position: int = 0
    round: Round = Round.FIRST
    revealed: bool = False
    lit: int = 0
    paused: bool = False
    closes_at: dt.datetime | None = None
    left: dt.timedelta | None = None
    seconds: int = 0
    """Seconds that a vote stays open, 0 for as long as the teacher wants."""
    teams: int = 0
    """Number of teams, 0 for everybody alone."""
    players: Mapping[int, Player] = field(default_factory=dict)
    votes: Mapping[int, Verdict] = field(default_factory=dict)
    first_votes: Mapping[int, Verdict] = field(default_factory=dict)
    hands: Mapping[Round, Hands] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a quiz needs a question")
        for name in ("players", "votes", "first_votes", "hands"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def item(self) -> RoomItem | None:
        """The present question, None in the lobby and at the end."""
        asked = self.phase not in (Phase.LOBBY, Phase.ENDED)
        return self.items[self.position] if asked else None

    @property
    def last(self) -> bool:
        """Whether no question comes after the present one."""
        return self.position == len(self.items) - 1

    @property
    def active(self) -> tuple[Player, ...]:
        """Who may answer, in the order of joining."""
        return tuple(player for player in self.players.values() if player.active)

    @property
    def missing(self) -> tuple[Player, ...]:
        """Who may answer the open question and has not; paper is entered later."""
        asked = [player for player in self.active if player.way is not Way.PAPER]
        return tuple(player for player in asked if player.number not in self.votes)

    def distribution(self, round_: Round | None = None) -> Hands:
        """How many chose each verdict in a round of the present question, hands included.

        It counts the present round where none is named. Removed players do not count.
        """
        asked = self.round if round_ is None else round_
        votes = self.votes if asked is self.round else self.first_votes
        chosen = [verdict for number, verdict in votes.items() if self.players[number].active]
        hands = self.hands.get(asked, (0, 0, 0))
        counts = [
            chosen.count(verdict) + shown for verdict, shown in zip(Verdict, hands, strict=True)
        ]
        return counts[0], counts[1], counts[2]

    def step(self, now: dt.datetime) -> "Room":
        """The one next step of the lesson, whichever it is; what Space does."""
        match self.phase:
            case Phase.LOBBY:
                return self._asking(0, now)
            case Phase.OPEN:
                return self.close()
            case Phase.CLOSED:
                return self.show_distribution()
            case Phase.DISTRIBUTION:
                return self.go_on(now) if self.revealed else self.reveal()
            case Phase.REVEAL:
                return self.light_up() if self._dark else self.go_on(now)
            case Phase.ENDED:
                return self

    @property
    def _dark(self) -> bool:
        return self.item is not None and self.lit < self.item.cues

    def start(self, now: dt.datetime) -> "Room":
        """Leave the lobby for the first question."""
        return self._asking(0, now) if self.phase is Phase.LOBBY else self

    def close(self) -> "Room":
        """Fix the answers of the open vote."""
        if self.phase is not Phase.OPEN:
            return self
        return replace(self, phase=Phase.CLOSED, paused=False, closes_at=None, left=None)

    def close_in_time(self, now: dt.datetime) -> "Room":
        """Close the vote if its time is up at `now`."""
        up = self.closes_at is not None and now >= self.closes_at
        return self.close() if up else self

    def show_distribution(self) -> "Room":
        """Show how the answers fell."""
        return replace(self, phase=Phase.DISTRIBUTION) if self.phase is Phase.CLOSED else self

    def reveal(self) -> "Room":
        """Show the key, or the best case for each side; no deciding word is lit yet."""
        if self.phase is not Phase.DISTRIBUTION or self.revealed:
            return self
        return replace(self, phase=Phase.REVEAL, revealed=True, lit=0)

    def light_up(self) -> "Room":
        """Light the next deciding word."""
        lit = self.phase is Phase.REVEAL and self._dark
        return replace(self, lit=self.lit + 1) if lit else self

    def light_all(self) -> "Room":
        """Light all deciding words at once."""
        if self.phase is not Phase.REVEAL or self.item is None:
            return self
        return replace(self, lit=self.item.cues)

    @property
    def may_vote_again(self) -> bool:
        """Whether a second vote can be opened now."""
        shown = self.phase in (Phase.DISTRIBUTION, Phase.REVEAL)
        return shown and self.round is Round.FIRST

    def vote_again(self, now: dt.datetime) -> "Room":
        """Open the second vote, after the class has argued; before or after the reveal."""
        if not self.may_vote_again:
            return self
        return replace(
            self,
            phase=Phase.OPEN,
            round=Round.SECOND,
            first_votes=self.votes,
            votes={},
            closes_at=self._closing(now),
        )

    def go_on(self, now: dt.datetime) -> "Room":
        """Leave the present question for the next one, or for the end."""
        if self.phase not in (Phase.DISTRIBUTION, Phase.REVEAL):
            return self
        return self.end() if self.last else self._asking(self.position + 1, now)

    def skip(self, now: dt.datetime) -> "Room":
        """Leave the present question out; what was answered to it does not count."""
        if self.item is None:
            return self
        after = self.end() if self.last else self._asking(self.position + 1, now)
        return replace(after, skipped=self.skipped | {self.position})

    def end(self) -> "Room":
        """End the quiz wherever it stands. An open question counts as it was answered."""
        return replace(self, phase=Phase.ENDED, paused=False, closes_at=None, left=None)

    def extend(self, seconds: int, now: dt.datetime) -> "Room":
        """Give an open vote so many seconds more; one without a timer closes after these."""
        if self.phase is not Phase.OPEN:
            return self
        more = dt.timedelta(seconds=seconds)
        if self.paused:
            return replace(self, left=(self.left or dt.timedelta(0)) + more)
        return replace(self, closes_at=max(self.closes_at or now, now) + more)

    def pause(self, now: dt.datetime) -> "Room":
        """Take no answers for a while; the timer stands still."""
        if self.phase is not Phase.OPEN or self.paused:
            return self
        left = None if self.closes_at is None else max(self.closes_at - now, dt.timedelta(0))
        return replace(self, paused=True, closes_at=None, left=left)

    def resume(self, now: dt.datetime) -> "Room":
        """Take answers again."""
        if not self.paused:
            return self
        closes_at = None if self.left is None else now + self.left
        return replace(self, paused=False, closes_at=closes_at, left=None)

    def join(self, player: Player) -> "Room | Refusal":
        """Let somebody in, at any time before the end. The number must be a new one."""
        if self.phase is Phase.ENDED:
            return Refusal.ENDED
        if player.number in self.players:
            raise ValueError(f"player {player.number} is in the room already")
        return replace(self, players={**self.players, player.number: player})

    def smallest_team(self) -> int:
        """The team that somebody new goes to, 0 without teams."""
        sizes = [
            sum(player.team == team and not player.removed for player in self.players.values())
            for team in range(1, self.teams + 1)
        ]
        return sizes.index(min(sizes)) + 1 if sizes else 0

    def admit(self, number: int) -> "Room":
        """Let a free name in after the teacher has seen it."""
        return self._with(number, admitted=True)

    def rename(self, number: int, name: str) -> "Room":
        """Give a player another name."""
        return self._with(number, name=name)

    def remove(self, number: int, *, freed: bool = False) -> "Room":
        """Put a player out, whose answers do not count; if `freed`, the phone may come in again."""
        return self._with(number, removed=True, freed=freed)

    def vote(self, number: int, verdict: Verdict, position: int, round_: Round) -> "Room | Refusal":
        """Take a player's verdict on a question in a round, in place of the one before."""
        player = self.players.get(number)
        if player is None:
            return Refusal.STRANGER
        refusal = self._refused(player, position, round_)
        if refusal is not None:
            return refusal
        if self.votes.get(number) is verdict:
            return self
        return replace(self, votes={**self.votes, number: verdict})

    def take_back(
        self, number: int, verdict: Verdict, position: int, round_: Round, before: Verdict | None
    ) -> "Room":
        """Undo a vote that could not be kept, unless the player has chosen anew meanwhile."""
        meant = (position, round_) == (self.position, self.round)
        if not meant or self.votes.get(number) is not verdict:
            return self
        votes = {player: chosen for player, chosen in self.votes.items() if player != number}
        if before is not None:
            votes[number] = before
        return replace(self, votes=votes)

    def _refused(self, player: Player, position: int, round_: Round) -> Refusal | None:
        if player.removed:
            return Refusal.REMOVED
        if not player.admitted:
            return Refusal.WAITING
        if self.phase is Phase.ENDED:
            return Refusal.ENDED
        if self.item is not None and (position, round_) != (self.position, self.round):
            return Refusal.OTHER_QUESTION
        if self.phase is not Phase.OPEN:
            return Refusal.NOT_OPEN
        return Refusal.PAUSED if self.paused else None

    def count_hands(self, hands: Hands) -> "Room":
        """Note the raised hands of the present round, in place of those before."""
        if self.phase not in (Phase.OPEN, Phase.CLOSED) or min(hands) < 0:
            return self
        return replace(self, hands={**self.hands, self.round: hands})

    def _with(self, number: int, **changed: object) -> "Room":
        if number not in self.players:
            return self
        player = replace(self.players[number], **changed)  # type: ignore[arg-type]  # the callers above name real fields
        return replace(self, players={**self.players, number: player})

    def _asking(self, position: int, now: dt.datetime) -> "Room":
        return replace(
            self,
            phase=Phase.OPEN,
            position=position,
            round=Round.FIRST,
            revealed=False,
            lit=0,
            paused=False,
            left=None,
            closes_at=self._closing(now),
            votes={},
            first_votes={},
            hands={},
        )

    def _closing(self, now: dt.datetime) -> dt.datetime | None:
        return now + dt.timedelta(seconds=self.seconds) if self.seconds else None
