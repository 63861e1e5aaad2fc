"""What is laid over words of an excerpt: where, in which colour, with which line and number."""

from dataclasses import dataclass
from enum import Enum

from trainer.core.questions import Span
from trainer.core.rubric import CueKind, Verdict


class Line(Enum):
    """The underline that tells the kinds of one colour apart."""

    SOLID = "solid"
    DASHED = "dashed"
    DOUBLE = "double"
    DOTTED = "dotted"
    WAVY = "wavy"


LINES = {
    CueKind.SOURCE: Line.SOLID,
    CueKind.STAKE: Line.DASHED,
    CueKind.HEDGE: Line.DOTTED,
    CueKind.CHECK: Line.DOUBLE,
    CueKind.RECORD: Line.SOLID,
    CueKind.AGREEMENT: Line.DASHED,
    CueKind.LOADED: Line.WAVY,
    CueKind.DEVICE: Line.SOLID,
    CueKind.MOTIVE: Line.DOTTED,
}
"""Within a colour every kind has a line of its own."""


def line_for(kind: CueKind, verdict: Verdict) -> Line:
    """The underline of a cue of this kind in the colour of `verdict`."""
    if kind is CueKind.MOTIVE and verdict is Verdict.CLAIM:
        return Line.WAVY  # dotted is taken there, by the hedge
    return LINES[kind]


@dataclass(frozen=True, slots=True)
class Mark:
    """A lit cue. `number` is the one of its legend, from 1; `tip` what hovering tells."""

    span: Span
    verdict: Verdict
    line: Line
    number: int
    tip: str
