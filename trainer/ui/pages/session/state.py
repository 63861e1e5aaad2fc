"""What the page of one past session shows."""

import datetime as dt
from dataclasses import dataclass

from trainer.core import glossary
from trainer.core.dates import moment
from trainer.core.reveals import Reveal, Shown, reveal, shown
from trainer.core.words import t
from trainer.services.review import PastSession
from trainer.ui.figures import out_of


@dataclass(frozen=True, slots=True)
class AnswerChip:
    """One answer in the strip at the top."""

    position: int
    label: str
    right: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class SessionState:
    """One answer of a past session as it was seen then. `index` counts the answers from 0."""

    title: str
    lead: str
    chips: tuple[AnswerChip, ...]
    index: int
    shown: Shown
    reveal: Reveal
    notes: tuple[str, ...]


def session_state(past: PastSession, index: int, now: dt.datetime) -> SessionState:
    """The state for the answer at `index`; out of range means the nearest there is."""
    index = max(0, min(index, len(past.answers) - 1))
    seen = past.answers[index]
    line = past.line
    return SessionState(
        title=line.title,
        lead=t(
            "{when}. {score} right. Each answer as it was seen then.",
            when=moment(line.started_at, now),
            score=out_of(line.right, line.answered),
        ),
        chips=tuple(
            AnswerChip(
                position=n,
                label=str(n + 1),
                right=one.answer.right,
                spoken=t(
                    "Answer {number}: {outcome}, it was {verdict}",
                    number=n + 1,
                    outcome=t("right") if one.answer.right else t("not right"),
                    verdict=glossary.verdict_word(one.answer.truth),
                ),
            )
            for n, one in enumerate(past.answers)
        ),
        index=index,
        shown=shown(seen.revision),
        reveal=reveal(
            seen.revision, seen.answer.chosen, seen.answer.confidence, seen.answer.underlined
        ),
        notes=seen.notes,
    )
