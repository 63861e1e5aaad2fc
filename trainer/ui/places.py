"""Where in the program somebody can be."""

from dataclasses import dataclass
from enum import Enum


class Where(Enum):
    """The pages."""

    OPENING = "opening"
    TROUBLE = "trouble"
    TODAY = "today"
    PRACTICE = "practice"
    SUMMARY = "summary"
    REVIEW = "review"
    SESSION = "session"
    LIBRARY = "library"
    SETTINGS = "settings"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what it is about: a past session and the answer in it, counted from 0."""

    where: Where
    session: int = 0
    position: int = 0
