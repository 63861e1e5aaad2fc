"""What the preview shows: the projector's picture, and beside it a phone."""

from dataclasses import dataclass, replace

from trainer.core.marks import Line, Mark
from trainer.core.questions import Span
from trainer.core.room import Phase, Room
from trainer.core.rubric import Verdict
from trainer.core.words import speaking, t
from trainer.live.host import Board, LitWord, Own
from trainer.live.phone_words import phone_words
from trainer.live.telling import place_words, said_to
from trainer.services.classroom.rehearsal import Rehearsal
from trainer.ui.projection import Projection, projection
from trainer.ui.steps import NextStep, next_step, step_label


@dataclass(frozen=True, slots=True)
class PhoneAnswer:
    """One of the three answers. `own` is what stands beside the one that was given."""

    verdict: Verdict
    name: str
    own: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PhoneState:
    """What the phone page (`assets/phone`) shows, in the order of its elements.

    The words are those that the page is sent (`trainer/live`). Left out is what comes from the
    network and the class: the state of the connection, a timer, a pause and a second vote. What
    does not belong to the moment is empty: `message` is all there is at the end, `answers` are
    gone once the key is told.
    """

    place: str
    name: str
    message: tuple[str, ...] = ()
    verdict: Verdict | None = None
    headline: str = ""
    technique: str = ""
    judged: str = ""
    text: str = ""
    statement: Span | None = None
    marks: tuple[Mark, ...] = ()
    credit: str = ""
    statement_text: str = ""
    asked: str = ""
    scope: str = ""
    lit_title: str = ""
    lit: str = ""
    lit_more: str = ""
    explanation: str = ""
    why_not_asked: str = ""
    why_not: str = ""
    views_title: str = ""
    views: str = ""
    answers: tuple[PhoneAnswer, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class PreviewState:
    """The page: where one is, what the next step does ("" at the end), and both screens."""

    place: str
    next_label: str
    may_go_back: bool
    earlier: bool
    later: bool
    picture: Projection
    phone: PhoneState


def preview_state(rehearsal: Rehearsal) -> PreviewState:
    """The page at this moment."""
    room = rehearsal.room
    return PreviewState(
        place=_place(room),
        next_label=_next_label(room),
        may_go_back=rehearsal.may_go_back,
        earlier=room.position > 0,
        later=not room.last,
        picture=projection(rehearsal.view()),
        phone=phone_state(rehearsal.board(), rehearsal.own()),
    )


def _place(room: Room) -> str:
    if room.phase is Phase.ENDED:
        return t("The end")
    return t("Question {number} of {total}", number=room.position + 1, total=len(room.items))


def _next_label(room: Room) -> str:
    if room.phase is Phase.ENDED:
        return ""
    # Closing the vote and the distribution are passed over.
    return step_label(NextStep.REVEAL if room.phase is Phase.OPEN else next_step(room))


def phone_state(board: Board, own: Own) -> PhoneState:
    """What a phone shows of a board that is not paused and has no timer."""
    with speaking(board.language):
        words, said = phone_words(), said_to(own, board)
        if board.phase is Phase.ENDED:
            shown = (words["end_title"], said.score, words["end_hint"])
            return PhoneState(board.title, own.name, tuple(one for one in shown if one))
        if board.asked is None:
            return PhoneState(board.title, own.name, (words["you_are"], own.name, words["waiting"]))
        asked = board.asked
        phone = PhoneState(
            place_words(board),
            own.name,
            text=asked.text,
            statement=asked.statement,
            credit=asked.credit,
        )
        if board.told is None:
            return replace(
                phone,
                statement_text=asked.statement_text,
                asked=asked.asked,
                scope=asked.scope,
                answers=tuple(
                    PhoneAnswer(
                        verdict,
                        words[verdict.value],
                        words["your_answer"] if verdict is own.chosen else "",
                        verdict is own.chosen,
                    )
                    for verdict in Verdict
                ),
                said=words["choose" if own.chosen is None else "saved"],
            )
        told = board.told
        return replace(
            phone,
            verdict=told.verdict,
            headline=told.headline,
            technique=told.technique,
            judged=said.judged,
            marks=tuple(_mark(word, number) for number, word in enumerate(told.lit, 1)),
            lit_title=words["deciding"] if told.lit else "",
            lit="\n".join(
                _line(word, number, asked.text) for number, word in enumerate(told.lit, 1)
            ),
            lit_more="" if told.lit else words["more_words"],
            explanation=told.explanation,
            why_not_asked=said.why_not_asked,
            why_not=said.why_not,
            views_title=words["best_case"] if told.views else "",
            views="\n".join(
                f"{words[verdict.value]}\n{told.views[verdict]}"
                for verdict in Verdict
                if verdict in told.views
            ),
        )


def _mark(word: LitWord, number: int) -> Mark:
    return Mark(word.span, word.verdict, Line(word.line), number, word.note)


def _line(word: LitWord, number: int, text: str) -> str:
    quote = text[word.span.start : word.span.end]
    note = f" – {word.note}" if word.note else ""
    return f"{number}. {word.kind} “{quote}”{note}"
