"""What the server and the quiz say to each other: values and one protocol, no shared objects.

The server knows HTTP, tokens and streams; the quiz knows who may do what. The server asks through
`Host`; whatever changes comes back to it as a call of `Server.push`, from any thread.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from trainer.core.questions import Span
from trainer.core.room import Names, Phase, Refusal, Round
from trainer.core.rubric import Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as a phone shows it while it is judged. Nothing of the key is in it.

    `statement` is the marked span of `text`; where that is None, `statement_text` has the words.
    """

    credit: str
    text: str
    statement: Span | None
    statement_text: str
    asked: str
    scope: str


@dataclass(frozen=True, slots=True)
class LitWord:
    """A deciding word or phrase: its place in the text, the verdict it points to, its kind and why.

    `line` names how it is underlined within its verdict's family: solid, dashed, double, dotted or
    wavy.
    """

    span: Span
    verdict: Verdict
    line: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is told at the reveal. `verdict` is None for a question that is argued about.

    `lit` are the deciding words that the teacher has lit so far. `why_not` has a sentence for each
    wrong verdict, of which a phone gets its own alone; `views` the best case for each side.
    """

    verdict: Verdict | None
    headline: str
    technique: str
    explanation: str
    lit: tuple[LitWord, ...]
    why_not: Mapping[Verdict, str]
    views: Mapping[Verdict, str]


@dataclass(frozen=True, slots=True)
class Board:
    """What every phone may know now. `told` is None before the reveal.

    `change` rises with every change of the room that a phone shows. `seconds_left` counts from
    when the board was asked for, None without a timer.
    """

    change: int
    title: str
    language: str
    phase: Phase
    position: int
    questions: int
    round: Round
    paused: bool
    seconds_left: float | None
    asked: Asked | None
    told: Told | None


@dataclass(frozen=True, slots=True)
class Own:
    """What one phone may know of its own player.

    `chosen` is their verdict on the present question in the present round, `before` the one of the
    first round, both as they are on the disk; `saving` says that another is on its way there.
    `right_answers` of `answered` is told at the end alone, None before.
    """

    number: int
    name: str
    team: int
    admitted: bool
    removed: bool
    chosen: Verdict | None
    before: Verdict | None
    saving: bool = False
    right_answers: int | None = None
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """What somebody who has the secret or the code is told before they join.

    `roster` are the names of the class to pick from, by number, where the names come from there.
    """

    title: str
    language: str
    names: Names
    roster: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wishes to join. `token` is the hash that they will be known by.

    `name` is what they typed, `pupil` what they picked; empty and None with made-up nicknames.
    """

    token: str
    name: str = ""
    pupil: int | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One verdict on its way in."""

    player: int
    position: int
    round: Round
    verdict: Verdict


class Host(Protocol):
    """The quiz as the server sees it. Every call is quick, and may come from the server's thread.

    A future resolves once the outcome is on the disk, or was refused; it carries a `UserError`
    where nothing could be saved.
    """

    def door(self) -> Door:
        """What is said at the door."""
        ...

    def board(self) -> Board:
        """What every phone may know now."""
        ...

    def own(self, player: int) -> Own | None:
        """What a player's phone may know of them; None for a stranger."""
        ...

    def opens(self, secret_or_code: str) -> bool:
        """Whether these are the words that let somebody in; compared in constant time."""
        ...

    def known(self, token: str) -> int | None:
        """The number of the player with this token's hash, None for a stranger."""
        ...

    def join(self, wishes: Sequence[Wish]) -> Future[tuple[int | Refusal, ...]]:
        """Let these in, in order: their numbers, or why not. The same token again is the same."""
        ...

    def vote(self, ballots: Sequence[Ballot]) -> Future[tuple[Refusal | None, ...]]:
        """Take these verdicts, in order, in one commit: None for each that is saved."""
        ...

    def seen(self, player: int, *, here: bool) -> None:
        """Note that a player's phone is connected, or is not any more."""
        ...
