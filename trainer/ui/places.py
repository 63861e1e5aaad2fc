"""Where in the program somebody can be."""

from dataclasses import dataclass
from enum import Enum

from trainer.core.revisions import Revision


class Where(Enum):
    """The pages."""

    OPENING = "opening"
    TROUBLE = "trouble"
    TODAY = "today"
    PRACTICE = "practice"
    LESSON = "lesson"
    """A worked example."""
    SUMMARY = "summary"
    REVIEW = "review"
    SESSION = "session"
    LIBRARY = "library"
    BROWSE = "browse"
    """The excerpts of one pack."""
    SETTINGS = "settings"
    GUIDE = "guide"
    DISCUSSION = "discussion"
    CHECKUPS = "checkups"
    """All check-ups."""
    CHECKUP = "checkup"
    """The result of one check-up."""
    LEARNERS = "learners"
    DATA = "data"
    """All data of the present learner."""
    CLASSROOM = "classroom"
    """Where a quiz is prepared and started."""
    PREVIEW = "preview"
    """A quiz as the class will see it, before it is held."""
    PAPER = "paper"
    """The answers to a quiz on paper."""
    ROOM = "room"
    """The quiz that runs."""
    CLASS_REPORT = "class-report"
    """How a quiz with a class went; the session of a place is its room."""
    GUEST = "guest"
    """The start page of a guest, whose answers are not kept."""
    HOME = "home"
    """The start page of the learners again, after a guest."""
    BACK = "back"
    """The page before this one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what it is about: a session and an answer in it, from 0, a pack, a learner.

    `part` names a part of the page, empty for the one that was last shown. `title` and `questions`
    are those of a quiz that was not kept yet.
    """

    where: Where
    session: int = 0
    position: int = 0
    pack: str = ""
    learner: int = 0
    part: str = ""
    title: str = ""
    questions: tuple[Revision, ...] = ()
