"""What a quiz on paper asks and what was entered of it, in values that know no widget."""

from dataclasses import dataclass

from trainer.core.rubric import Verdict
from trainer.core.words import t


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One sheet: its player's number, the name on it, and the box ticked at each question."""

    number: int
    name: str
    ticks: tuple[Verdict | None, ...]


def quoted(statement: str) -> str:
    """A statement in quotation marks, unless it holds some of its own."""
    own = any(mark in statement for mark in '“„«"')
    return statement if own else t("“{statement}”", statement=statement)
