"""What kinds of thing a call changed, so that each page can tell whether it is concerned."""

from dataclasses import dataclass
from enum import Enum


class Topic(Enum):
    """A kind of thing that pages show."""

    SESSION = "session"
    """The running session moved."""
    ANSWERS = "answers"
    """Answers, sessions or notes were added to or taken from the history."""
    LEARNERS = "learners"
    LIBRARY = "library"
    ROOM = "room"
    """The quiz that runs moved on, or somebody in it came, went or answered."""
    CLASSES = "classes"
    """Classes, saved quizzes or past quizzes of classes."""
    SETTINGS = "settings"
    SAVING = "saving"
    """Something began or ceased to wait for the disk."""
    STORE = "store"
    """The history was opened, found damaged, restored or replaced."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of thing that one call changed."""

    topics: frozenset[Topic] = frozenset()

    @classmethod
    def of(cls, *topics: Topic) -> "Changes":
        """Changes of these topics."""
        return cls(frozenset(topics))

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.topics | other.topics)

    def __contains__(self, topic: Topic) -> bool:
        return topic in self.topics

    def __bool__(self) -> bool:
        return bool(self.topics)
