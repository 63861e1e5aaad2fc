"""How values of the core are written into columns and read back."""

import datetime as dt

from trainer.core.questions import Span
from trainer.core.rubric import Skill

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


def from_time(moment: dt.datetime) -> int:
    """Whole microseconds since 1970 in UTC; a `ValueError` for a naive moment."""
    if moment.tzinfo is None:
        raise ValueError("the history keeps aware datetimes only")
    return (moment - _EPOCH) // _MICROSECOND


def to_time(microseconds: int) -> dt.datetime:
    """The aware moment, in UTC."""
    return _EPOCH + microseconds * _MICROSECOND


def from_spans(spans: tuple[Span, ...]) -> str:
    """Spans as "3-9 12-20"."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def to_spans(text: str) -> tuple[Span, ...]:
    """The spans of a text as `from_spans` makes it."""
    return tuple(Span(*map(int, pair.split("-"))) for pair in text.split())


def to_skills(text: str) -> tuple[Skill, ...]:
    """The skills of a text of values between blanks, less those that this release does not know."""
    return tuple(_SKILLS[value] for value in text.split() if value in _SKILLS)


def to_level(level: int) -> int:
    """The level as one that there is, 1 to 3."""
    return min(max(level, 1), 3)


_SKILLS = {skill.value: skill for skill in Skill}
