"""What phones and the projector show of a question, made from the question as it was planned."""

from collections.abc import Mapping
from types import MappingProxyType

from trainer.core.reveals import headline, legend_of, marks_of, shown, technique_title
from trainer.core.revisions import Revision
from trainer.core.room import Phase, Player, Room
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.live.host import Asked, Board, LitWord, Own, Told

_NOTHING: Mapping[Verdict, str] = MappingProxyType({})


def asked_of(revision: Revision) -> Asked:
    """The question while it is judged. Nothing of the key is in it."""
    seen = shown(revision)
    return Asked(
        credit=seen.credit,
        text=seen.text,
        statement=seen.statement,
        statement_text=seen.statement_text,
        asked=seen.asked,
        scope=seen.scope,
    )


def told_of(revision: Revision, lit: int) -> Told:
    """What is told at the reveal, with the first `lit` deciding words of the text."""
    question = revision.question
    key = question.key
    return Told(
        verdict=None if key is None else key.verdict,
        headline=t("Careful readers split on this one") if key is None else headline(key.verdict),
        technique=technique_title(question),
        explanation="" if key is None else key.explanation,
        lit=lit_words(revision)[:lit],
        why_not=_NOTHING if key is None else key.why_not,
        views=question.views,
    )


def lit_words(revision: Revision) -> tuple[LitWord, ...]:
    """All deciding words in the order of the text."""
    return tuple(
        LitWord(mark.span, mark.verdict, mark.line.value, row.kind, row.note)
        for mark, row in zip(marks_of(revision), legend_of(revision), strict=True)
    )


def board_of(
    room: Room,
    revision: Revision,
    asked: Asked,
    *,
    title: str,
    change: int = 0,
    seconds_left: float | None = None,
) -> Board:
    """What every phone may know of a room at this question, of which `asked` is shown."""
    told = room.revealed and room.phase in (Phase.REVEAL, Phase.DISTRIBUTION)
    return Board(
        change=change,
        title=title,
        language=revision.language,
        phase=room.phase,
        position=room.position,
        questions=len(room.items),
        round=room.round,
        paused=room.paused,
        seconds_left=seconds_left,
        asked=None if room.item is None else asked,
        told=told_of(revision, room.lit) if told else None,
    )


def own_of(
    room: Room, player: Player, score: tuple[int, int] | None, *, saving: bool = False
) -> Own:
    """What a player's phone may know of them; how many were right, of how many, at the end.

    `saving` says that a vote of theirs is still on its way to the disk.
    """
    asked = room.item is not None
    right, answered = score if score and room.phase is Phase.ENDED else (None, None)
    return Own(
        number=player.number,
        name=player.name,
        team=player.team,
        admitted=player.admitted,
        removed=player.removed,
        freed=player.freed,
        chosen=room.votes.get(player.number) if asked else None,
        before=room.first_votes.get(player.number) if asked else None,
        saving=saving,
        right_answers=right,
        answered=answered,
    )
