"""What the class sees on the projector: nothing of the key before the reveal."""

from dataclasses import dataclass
from enum import Enum
from math import ceil

from trainer.core import glossary
from trainer.core.marks import Mark
from trainer.core.reveals import (
    CueRow,
    Shown,
    headline,
    legend_of,
    marks_of,
    shown,
    technique_title,
)
from trainer.core.revisions import Revision
from trainer.core.room import Hands, Phase, Room, Way
from trainer.core.rubric import Verdict
from trainer.core.words import t, tn
from trainer.services.classroom.views import RoomView


class Screen(Enum):
    """What kind of picture is shown."""

    LOBBY = "lobby"
    QUESTION = "question"
    END = "end"


@dataclass(frozen=True, slots=True)
class Bar:
    """How many chose a verdict. `share` is of all, `before` the same of the first vote.

    `right` tells whether the key says so, None where that is not shown.
    """

    verdict: Verdict
    name: str
    count: str
    share: float
    before: float | None
    before_words: str
    right: bool | None


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """The best case for one verdict on a question that is argued about."""

    verdict: Verdict
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """How a team did: the share of its first votes that were right, None without any."""

    name: str
    words: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Projection:
    """One picture for the class. What does not belong to it is empty.

    `link` is what the QR code holds, `address` and `code` are typed. `names` are those who are in.
    `answered` tells how many, never what. `told` is the verdict in words, `marks` and `cues` are
    the deciding words lit so far, with kind and note.
    """

    screen: Screen
    title: str = ""
    place: str = ""
    way_in: str = ""
    link: str = ""
    address: str = ""
    code: str = ""
    hint: str = ""
    people: str = ""
    names: tuple[str, ...] = ()
    shown: Shown | None = None
    answered: str = ""
    answered_share: float | None = None
    timer: str = ""
    paused: str = ""
    bars: tuple[Bar, ...] = ()
    before_said: str = ""
    verdict: Verdict | None = None
    told: str = ""
    technique: str = ""
    explanation: str = ""
    marks: tuple[Mark, ...] = ()
    cues: tuple[CueRow, ...] = ()
    views: tuple[ViewColumn, ...] = ()
    teams: tuple[TeamRow, ...] = ()


def projection(view: RoomView) -> Projection:
    """The picture for a room at this moment."""
    match view.room.phase:
        case Phase.LOBBY:
            return _lobby(view)
        case Phase.ENDED:
            return _end(view)
    return _question(view)


def _lobby(view: RoomView) -> Projection:
    active = view.room.active
    phones = view.setting.phones
    return Projection(
        Screen.LOBBY,
        title=view.setting.title,
        link=view.link,
        address=view.url.removeprefix("http://"),
        code=spaced(view.setting.code) if view.url else "",
        hint=_lobby_hint(view) if phones else t("Answer at the front, or by a show of hands."),
        people=tn("{number} is in", "{number} are in", len(active)) if active else "",
        names=tuple(player.name for player in active),
    )


def _lobby_hint(view: RoomView) -> str:
    if not view.url:
        return t("One moment: the doors are being opened.")
    return t("Scan the code, or type the address and the code. Same network; nothing to install.")


def _question(view: RoomView) -> Projection:
    room, revision = view.room, view.revision
    if revision is None:
        raise ValueError("a question is shown while one is asked")
    seen = shown(revision)
    told = tells(room)
    question = revision.question
    key = question.key
    all_lit = told and (room.item is None or room.lit >= room.item.cues)
    way_in = ""
    if view.url:
        way_in = t(
            "{address} · code {code}",
            address=view.url.removeprefix("http://"),
            code=spaced(view.setting.code),
        )
    share = room.phase in (Phase.DISTRIBUTION, Phase.REVEAL)
    return Projection(
        Screen.QUESTION,
        place=_place(room.position + 1, len(room.items), seen.credit),
        way_in=way_in,
        shown=seen,
        answered=answered_words(room),
        answered_share=answered_share(room),
        timer="" if view.seconds_left is None else clock_words(view.seconds_left),
        paused=t("Paused: no answers are taken") if room.paused else "",
        bars=bars(view, key.verdict if key is not None and told else None) if share else (),
        before_said=(
            t("Thin bars: before the discussion") if share and view.first_distribution else ""
        ),
        verdict=key.verdict if key is not None and told else None,
        told=_told(revision) if told else "",
        technique=technique_title(question) if told else "",
        explanation=key.explanation if key is not None and all_lit else "",
        marks=marks_of(revision)[: room.lit] if told else (),
        cues=legend_of(revision)[: room.lit] if told else (),
        views=_views(revision) if told else (),
    )


def tells(room: Room) -> bool:
    """Whether the key may be seen: after the reveal, but not while a second vote is taken."""
    return room.revealed and room.phase in (Phase.REVEAL, Phase.DISTRIBUTION)


def _told(revision: Revision) -> str:
    key = revision.question.key
    return t("Careful readers split on this one") if key is None else headline(key.verdict)


def _views(revision: Revision) -> tuple[ViewColumn, ...]:
    views = revision.question.views
    return tuple(
        ViewColumn(
            verdict,
            t("The case for {verdict}", verdict=glossary.verdict_plain(verdict)),
            views[verdict],
        )
        for verdict in Verdict
        if verdict in views
    )


def _place(number: int, total: int, credit: str) -> str:
    question = t("Question {number} of {total}", number=number, total=total)
    return f"{question} · {credit}" if credit else question


def bars(view: RoomView, truth: Verdict | None) -> tuple[Bar, ...]:
    """The distribution of the present vote, beside that of the first where there are two."""
    now, first = view.distribution, view.first_distribution
    return tuple(
        Bar(
            verdict=verdict,
            name=glossary.verdict_name(verdict),
            count=_count(now, n),
            share=_share(now, n),
            before=None if first is None else _share(first, n),
            before_words="" if first is None else t("before: {count}", count=_count(first, n)),
            right=None if truth is None else verdict is truth,
        )
        for n, verdict in enumerate(Verdict)
    )


def _share(hands: Hands, index: int) -> float:
    return hands[index] / sum(hands) if sum(hands) else 0.0


def _count(hands: Hands, index: int) -> str:
    if not sum(hands):
        return "0"
    return t("{count} · {percent} %", count=hands[index], percent=_percent(_share(hands, index)))


def _percent(share: float) -> int:
    return round(100 * share)


def _asked_and_answered(room: Room) -> tuple[int, int]:
    """How many answered and how many could, raised hands apart."""
    may = [player.number for player in room.active if player.way is not Way.PAPER]
    return sum(number in room.votes for number in may), len(may)


def answered_words(room: Room) -> str:
    """How many answered of how many; never what."""
    answered, may = _asked_and_answered(room)
    hands = sum(room.hands.get(room.round, ()))
    parts = []
    if may:
        parts.append(t("{answered} of {all} have answered", answered=answered, all=may))
    if hands:
        parts.append(tn("{number} raised hand", "{number} raised hands", hands))
    return " · ".join(parts)


def answered_share(room: Room) -> float | None:
    """The share of those who could answer and did; None where nobody can."""
    answered, may = _asked_and_answered(room)
    return answered / may if may else None


def clock_words(seconds: float) -> str:
    """What is left of a timer, as on a clock; a second that has begun counts whole."""
    whole = ceil(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def spaced(code: str) -> str:
    """A code with a gap in the middle, easier to keep in mind."""
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}".strip()


def _end(view: RoomView) -> Projection:
    return Projection(
        Screen.END,
        title=t("Thank you"),
        hint=tn(
            "You have judged {number} statement.",
            "You have judged {number} statements.",
            len(view.room.items) - len(view.room.skipped),
        ),
        teams=tuple(_team(n, *score) for n, score in enumerate(view.teams, 1)),
    )


def _team(number: int, right: int, answered: int) -> TeamRow:
    share = right / answered if answered else None
    words = (
        t("no answers")
        if share is None
        else t("{percent} % · {right} of {all}", percent=_percent(share), right=right, all=answered)
    )
    return TeamRow(t("Team {number}", number=number), words, share)
