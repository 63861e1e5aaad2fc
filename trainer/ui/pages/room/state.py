"""What the teacher's page shows of the quiz that runs."""

from dataclasses import dataclass

from trainer.core import glossary
from trainer.core.marks import Mark
from trainer.core.reveals import CueRow, Shown, shown
from trainer.core.room import Hands, Phase, Room, Round, Way
from trainer.core.rubric import Verdict
from trainer.core.words import t, tn
from trainer.services.classroom.views import RoomView
from trainer.ui.attendance import PersonRow, people
from trainer.ui.entrance import DoorStand, DoorState, Entrance, door_state
from trainer.ui.projection import (
    Bar,
    ViewColumn,
    answered_share,
    answered_words,
    bars,
    clock_words,
    projection,
    spaced,
    tells,
)
from trainer.ui.steps import NextStep, next_step, step_label

_SEEN = (Phase.CLOSED, Phase.DISTRIBUTION, Phase.REVEAL)
"""When answers are fixed, and the teacher may see what they are."""


@dataclass(frozen=True, slots=True)
class Shoal:
    """Who chose one verdict."""

    verdict: Verdict
    title: str
    names: str


@dataclass(frozen=True, slots=True)
class Moves:
    """Which of the teacher's moves the moment allows."""

    vote_again: bool
    pause: bool
    extend: bool
    skip: bool
    light_all: bool
    who: bool
    hands: bool
    end: bool
    seat: bool


@dataclass(frozen=True, slots=True)
class RoomState:
    """The teacher's page. What does not belong to the moment is empty.

    `attention` says who waits for the teacher. `shoals` are the names by verdict, only after the
    vote was closed and only where she asked for them. `hands` are what was counted in this vote.
    """

    title: str
    place: str
    timer: str
    next: NextStep
    next_label: str
    moves: Moves
    pause_label: str
    shown: Shown | None
    answered: str
    answered_share: float | None
    people_title: str
    people: tuple[PersonRow, ...]
    attention: str
    bars: tuple[Bar, ...]
    shoals: tuple[Shoal, ...]
    told: str
    verdict: Verdict | None
    technique: str
    explanation: str
    marks: tuple[Mark, ...]
    cues: tuple[CueRow, ...]
    views: tuple[ViewColumn, ...]
    hands: Hands
    door: DoorState
    way_in: str
    warning: str
    after: str


def room_state(view: RoomView, entrance: Entrance, *, who: bool, may_sleep: bool) -> RoomState:
    """The page for a room. `who` asks for names by verdict, `may_sleep` for a warning."""
    room = view.room
    seen = room.phase in _SEEN
    picture = projection(view)
    step = next_step(room)
    return RoomState(
        title=view.setting.title,
        place=_place(room),
        timer="" if view.seconds_left is None else clock_words(view.seconds_left),
        next=step,
        next_label=step_label(step),
        moves=_moves(room, seen=seen),
        pause_label=t("Go on") if room.paused else t("Pause"),
        shown=None if view.revision is None else shown(view.revision),
        answered=answered_words(room) if room.item is not None else "",
        answered_share=answered_share(room) if room.item is not None else None,
        people_title=_people_title(view),
        people=people(view, who=who and seen),
        attention=_attention(view),
        bars=picture.bars or (bars(view, None) if who and seen else ()),
        shoals=_shoals(room) if who and seen else (),
        told=picture.told,
        verdict=picture.verdict,
        technique=picture.technique,
        explanation=_explanation(view),
        marks=picture.marks,
        cues=picture.cues,
        views=picture.views,
        hands=room.hands.get(room.round, (0, 0, 0)),
        door=door_state(view, entrance),
        way_in=_way_in(view),
        warning=_warning(view, may_sleep=may_sleep),
        after=_after(view) if room.phase is Phase.ENDED else "",
    )


def _place(room: Room) -> str:
    if room.phase is Phase.LOBBY:
        return tn(
            "Nothing was asked yet. {number} question is planned.",
            "Nothing was asked yet. {number} questions are planned.",
            len(room.items),
        )
    if room.phase is Phase.ENDED:
        return t("The quiz is over.")
    question = t("Question {number} of {total}", number=room.position + 1, total=len(room.items))
    phase = {
        Phase.OPEN: t("the second vote is open") if room.round is Round.SECOND
        else t("the vote is open"),
        Phase.CLOSED: t("the vote is closed"),
        Phase.DISTRIBUTION: t("the distribution is shown"),
        Phase.REVEAL: t("revealed"),
    }[room.phase]  # fmt: skip
    if room.paused:
        phase = t("paused")
    return f"{question} · {phase}"


def _moves(room: Room, *, seen: bool) -> Moves:
    asked = room.item is not None
    going = room.phase is Phase.OPEN
    return Moves(
        vote_again=room.may_vote_again,
        pause=going,
        extend=going,
        skip=asked,
        light_all=next_step(room) is NextStep.LIGHT,
        who=seen,
        hands=room.phase in (Phase.OPEN, Phase.CLOSED),
        end=room.phase is not Phase.ENDED,
        seat=room.phase is not Phase.ENDED,
    )


def _people_title(view: RoomView) -> str:
    room = view.room
    count = tn("{number} in the room", "{number} in the room", len(room.active))
    gone = sum(player.way is Way.PHONE and player.number not in view.here for player in room.active)
    if not gone:
        return count
    return f"{count} · " + tn("{number} phone gone", "{number} phones gone", gone)


def _attention(view: RoomView) -> str:
    said = []
    if view.waiting:
        said.append(
            tn(
                "{name} waits to be let in.",
                "{number} names wait to be let in; the first is {name}.",
                len(view.waiting),
                name=view.waiting[0].name,
            )
        )
    if view.doubles:
        names = ", ".join(
            player.name for player in view.room.players.values() if player.number in view.doubles
        )
        said.append(
            t("Picked twice: {names}. Remove the one that is wrong.", names=names)
            if view.room.phase is Phase.ENDED
            else t("Picked twice: {names}. C lets the wrong one choose again.", names=names)
        )
    return " ".join(said)


def _shoals(room: Room) -> tuple[Shoal, ...]:
    return tuple(
        Shoal(
            verdict,
            glossary.verdict_name(verdict),
            ", ".join(p.name for p in room.active if room.votes.get(p.number) is verdict)
            or t("nobody"),
        )
        for verdict in Verdict
    )


def _explanation(view: RoomView) -> str:
    """The whole explanation as soon as the key may be seen: she speaks before the class reads."""
    key = None if view.revision is None else view.revision.question.key
    return key.explanation if key is not None and tells(view.room) else ""


def _way_in(view: RoomView) -> str:
    if not view.url:
        return ""
    return t(
        "{address} · code {code}",
        address=view.url.removeprefix("http://"),
        code=spaced(view.setting.code),
    )


def _warning(view: RoomView, *, may_sleep: bool) -> str:
    if not may_sleep or view.room.phase is Phase.ENDED:
        return ""
    return t(
        "This computer may fall asleep by itself, and the phones would lose it. Set it to stay "
        "awake, or keep it busy, until the quiz is over."
    )


def _after(view: RoomView) -> str:
    return tn(
        "{number} pupil took part. All answers are kept.",
        "{number} pupils took part. All answers are kept.",
        len(view.room.active),
    )


def needs_doors(state: RoomState) -> bool:
    """Whether the card about the way in should be seen without being asked for."""
    if state.door.stand is DoorStand.NONE:
        return False
    return state.next is NextStep.START or state.door.troubled
