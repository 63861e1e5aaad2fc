"""What phones are told: the board that all see, written once, and each one's own beside it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trainer.core.glossary import verdict_plain, verdict_word
from trainer.core.questions import Span
from trainer.core.room import Phase, Refusal
from trainer.core.rubric import Verdict
from trainer.core.words import language, speaking, t
from trainer.live.host import Asked, Board, Door, Host, LitWord, Own, Told
from trainer.live.phone_words import why

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def as_json(plain: object) -> bytes:
    """Plain values as UTF-8 JSON; half characters, which no encoding has, become "?"."""
    return _JSON.encode(plain).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Said:
    """What a phone says to its own player, "" where there is nothing to say.

    `judged` is how the reveal meets their answer, `why_not_asked` and `why_not` are about a wrong
    one alone, `score` comes at the end.
    """

    judged: str
    why_not_asked: str
    why_not: str
    score: str


@dataclass(frozen=True, slots=True)
class Common:
    """The board as it goes to every phone: `full` to those who play, `bare` to those who do not."""

    board: Board
    full: bytes
    bare: bytes


class Teller:
    """Writes what phones are told. `epoch` names this run of the server: `change` starts anew."""

    def __init__(self, host: Host, epoch: str) -> None:
        self._host = host
        self._epoch = epoch

    def common(self) -> Common:
        """The present board."""
        board = self._host.board()
        with speaking(board.language):
            plain = self._board(board)
        bare = plain | {"asked": None, "told": None}
        return Common(board, as_json(plain), as_json(bare))

    def state(self, player: int, common: Common) -> bytes | None:
        """Everything that this player's phone needs, None for a stranger."""
        own = self._host.own(player)
        if own is None:
            return None
        plays = own.admitted and not own.removed
        with speaking(common.board.language):
            mine = as_json(_own(own, common.board))
        return b'{"board":%b,"own":%b}' % (common.full if plays else common.bare, mine)

    def refused(self, refusal: Refusal, player: int | None = None) -> bytes:
        """Why not, in words, and where the quiz stands for a player."""
        common = self.common()
        with speaking(common.board.language):
            said = as_json(why(refusal))
        state = None if player is None else self.state(player, common)
        return b'{"refused":%b,"why":%b,"state":%b}' % (
            as_json(refusal.value),
            said,
            state or b"null",
        )

    def _board(self, board: Board) -> dict[str, object]:
        return {
            "epoch": self._epoch,
            "change": board.change,
            "title": board.title,
            "language": board.language,
            "words": language(),
            "phase": board.phase.value,
            "position": board.position,
            "questions": board.questions,
            "round": int(board.round),
            "paused": board.paused,
            "left": board.seconds_left,
            "place": place_words(board),
            "asked": None if board.asked is None else _asked(board.asked, board.told),
            "told": None if board.told is None else _told(board.told, board.asked),
        }


def place_words(board: Board) -> str:
    """Which question it is, of how many."""
    return t("{position} of {questions}", position=board.position + 1, questions=board.questions)


def door_as_plain(door: Door, *, joined: bool) -> dict[str, object]:
    """What is told at the door."""
    return {
        "title": door.title,
        "language": door.language,
        "names": door.names.value,
        "roster": [[number, name] for number, name in door.roster],
        "joined": joined,
    }


def _asked(asked: Asked, told: Told | None) -> dict[str, object]:
    lit = () if told is None else told.lit
    return {
        "credit": asked.credit,
        "text": pieces(asked.text, asked.statement, lit),
        "statement": asked.statement_text,
        "asked": asked.asked,
        "scope": asked.scope,
    }


def pieces(
    text: str, statement: Span | None, lit: Sequence[LitWord]
) -> list[tuple[str, bool, list[int]]]:
    """The text cut where something begins or ends: words, whether marked, and which are lit.

    Lit words are counted from 0 in the order of `lit`. The phone gets pieces and no places, since
    its script counts characters in another way.
    """
    spans = [*([statement] if statement else []), *(word.span for word in lit)]
    cuts = {0, len(text)} | {at for span in spans for at in span if 0 < at < len(text)}
    edges = sorted(cuts)
    return [
        (
            text[start:end],
            statement is not None and statement.start <= start and end <= statement.end,
            [
                number
                for number, word in enumerate(lit)
                if word.span.start <= start and end <= word.span.end
            ],
        )
        for start, end in pairwise(edges)
    ]


def _told(told: Told, asked: Asked | None) -> dict[str, object]:
    text = "" if asked is None else asked.text
    return {
        "verdict": None if told.verdict is None else told.verdict.value,
        "headline": told.headline,
        "technique": told.technique,
        "explanation": told.explanation,
        "lit": [
            {
                "words": text[word.span.start : word.span.end],
                "verdict": word.verdict.value,
                "line": word.line,
                "kind": word.kind,
                "note": word.note,
            }
            for word in told.lit
        ],
        "views": _by_verdict(told.views),
    }


def _by_verdict(sentences: Mapping[Verdict, str]) -> list[list[str]]:
    return [[verdict.value, sentences[verdict]] for verdict in Verdict if verdict in sentences]


def said_to(own: Own, board: Board) -> Said:
    """What the phone of a player says to them at this moment."""
    told, chosen = board.told, own.chosen
    key = None if told is None else told.verdict
    # Only one's own wrong answer is spoken of; the other stays where it is.
    wrong = key is not None and chosen not in (None, key)
    return Said(
        judged="" if told is None else _judged(own, key),
        why_not_asked=t("Why not {verdict}?", verdict=verdict_plain(chosen))
        if wrong and chosen is not None
        else "",
        why_not=told.why_not.get(chosen, "")
        if wrong and told is not None and chosen is not None
        else "",
        score=_score(own) if board.phase is Phase.ENDED else "",
    )


def _own(own: Own, board: Board) -> dict[str, object]:
    said = said_to(own, board)
    return {
        "number": own.number,
        "name": own.name,
        "team": t("Team {number}", number=own.team) if own.team else "",
        "admitted": own.admitted,
        "removed": own.removed,
        "freed": own.freed,
        "saving": own.saving,
        "chosen": None if own.chosen is None else own.chosen.value,
        "before": None if own.before is None else own.before.value,
        "said": said.judged,
        "why_not_asked": said.why_not_asked,
        "why_not": said.why_not,
        "score": said.score,
    }


def _judged(own: Own, key: Verdict | None) -> str:
    if own.chosen is None:
        return "" if own.saving else t("You did not answer this one.")
    said = verdict_word(own.chosen)
    if key is None:
        return t("You said {verdict}.", verdict=said)
    if own.chosen is key:
        return t("Right. You said {verdict}.", verdict=said)
    return t("Not this time. You said {verdict}.", verdict=said)


def _score(own: Own) -> str:
    if not own.answered:
        return ""
    return t(
        "You judged {right} of {answered} as the texts support them.",
        right=own.right_answers or 0,
        answered=own.answered,
    )
