"""What is kept of a classroom: classes with their pupils, quizzes to use again, and past rooms."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.core.questions import QuestionRef
from trainer.core.revisions import Revision
from trainer.core.room import Hands, Names, Player, Room, Round
from trainer.core.rubric import Skill, Verdict


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class and how many pupils are on its list."""

    id: int
    name: str
    pupils: int


@dataclass(frozen=True, slots=True)
class Pupil:
    """Somebody on the list of a class."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which questions a quiz may draw from. Empty packs, skills or levels mean all of them.

    `arguing` says whether questions without a key are among them, to argue about.
    """

    packs: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    levels: tuple[int, ...] = ()
    arguing: bool = False


@dataclass(frozen=True, slots=True)
class SavedQuiz:
    """A quiz to use again: its questions by name, whatever their present wording.

    `choice` is what they were drawn from and `size` how many were wanted, to draw others like them;
    0 where that was not kept.
    """

    id: int
    title: str
    questions: tuple[QuestionRef, ...]
    saved_at: dt.datetime
    choice: Choice = Choice()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What is fixed when a room is opened.

    `school_class` is None without a class. `teams` is their number, 0 for none; `seconds` how long
    a vote stays open, 0 for as long as the teacher wants. `secret` is in the QR code, `code` is
    typed. `phones` says whether phones take part.
    """

    title: str
    names: Names
    school_class: int | None = None
    teams: int = 0
    seconds: int = 0
    phones: bool = True
    secret: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One room in a list. Times are aware and in UTC; `ended_at` is None for one that was cut off.

    `answers` counts the votes of first rounds, raised hands among them.
    """

    id: int
    title: str
    school_class: int | None
    class_name: str
    started_at: dt.datetime
    ended_at: dt.datetime | None
    questions: int
    players: int
    answers: int


@dataclass(frozen=True, slots=True)
class Vote:
    """A player's verdict on the question at a position, in a round."""

    player: int
    position: int
    round: Round
    chosen: Verdict


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """Everything that is kept of a room.

    `revisions` are the questions as they were shown, by position. `tokens` leads from the hash of a
    phone's token to the number of its player. `hands` are raised hands by position and round.
    `voted_at` says when a player voted at a position in a round, or when their sheet was entered.
    `port` is where phones came in last, 0 where none ever could; `shared_address` says that all of
    them may come from one address.
    """

    setting: Setting
    room: Room
    revisions: tuple[Revision, ...]
    votes: tuple[Vote, ...]
    started_at: dt.datetime
    ended_at: dt.datetime | None
    hands: Mapping[tuple[int, Round], Hands] = field(default_factory=dict)
    tokens: Mapping[str, int] = field(default_factory=dict)
    voted_at: Mapping[tuple[int, int, Round], dt.datetime] = field(default_factory=dict)
    port: int = 0
    shared_address: bool = False

    @property
    def players(self) -> tuple[Player, ...]:
        """Whose answers count, in the order of joining."""
        return self.room.active
