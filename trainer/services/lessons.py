"""The lessons: begin them, go on step by step, leave them; a kill leaves them where they were."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from trainer.core.catalogue import Catalogue, Entry
from trainer.core.changes import Changes, Topic
from trainer.core.clock import Clock
from trainer.core.history import Telling
from trainer.core.lessons import Course, Lesson, Way
from trainer.core.questions import QuestionRef
from trainer.core.sessions import SessionKind, Stage
from trainer.core.words import t
from trainer.services.practice import PATIENCE, Practice
from trainer.store.history import History


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example on the screen: the lesson, its number from 1, and the steps shown of it."""

    lesson: Lesson
    number: int
    lessons: int
    shown: int


class Lessons:
    """The lessons of the running session, where it is one of lessons, and the verbs on them.

    `read` reads the course; it is called once, when lessons are first asked for.
    """

    def __init__(
        self,
        history: History,
        practice: Practice,
        *,
        catalogue: Catalogue,
        read: Callable[[], Course],
        clock: Clock,
        chance: random.Random | None = None,
    ) -> None:
        self._history = history
        self._practice = practice
        self._catalogue = catalogue
        self._read = read
        self._clock = clock
        self._chance = chance or random.SystemRandom()
        self._turned: tuple[int, int] = (0, 0)

    @cached_property
    def _course(self) -> Course:
        return self._read()

    @property
    def offered(self) -> bool:
        """Whether there are lessons, all their questions are at hand and answers can be kept."""
        entries = self._entries()
        return (
            bool(self._course.lessons)
            and not self._history.read_only
            and all(ref in entries for ref in self._course.questions)
        )

    @property
    def way(self) -> Way | None:
        """How far the lessons have come, None where the running session is another."""
        session = self._practice.session
        if session is None or session.kind is not SessionKind.LESSON:
            return None
        return Way(self._course, session.position, self._turns(session.learner, session.id))

    @property
    def example(self) -> Example | None:
        """The worked example to show now, None where a question is due."""
        way, session = self.way, self._practice.session
        if way is None or session is None or session.stage is not Stage.JUDGING:
            return None
        if way.lesson is None or way.number is None or way.shown is None:
            return None
        return Example(way.lesson, way.number + 1, len(self._course.lessons), way.shown)

    def start(self) -> Changes:
        """Begin the lessons: per rule an example and its questions, then all rules mixed.

        Raises `UserError` when the history cannot be written or a question is gone.
        """
        entries = self._entries()
        packs = {ref.pack for ref in self._course.questions}
        rest = [ref for ref in entries if ref.pack in packs]
        self._chance.shuffle(rest)
        planned = [entries[ref] for ref in self._course.planned(rest) if ref in entries]
        return self._practice.begin(t("The first lessons"), planned, SessionKind.LESSON)

    def go_on(self) -> Changes:
        """Show the next step of the example, or leave it for its questions."""
        changes = self._move(Way.go_on)
        if changes and self.example is None:
            changes |= self._practice.show_anew()
        return changes

    def go_back(self) -> Changes:
        """Take the latest step of the example back."""
        return self._move(Way.go_back)

    def skip(self) -> Changes:
        """Leave the lessons for good; what was answered stays, and the guide leads back to them."""
        session = self._practice.session
        if session is None or session.kind is not SessionKind.LESSON:
            return Changes()
        self._history.close_session(session.id).wait(PATIENCE)
        return self._practice.leave()

    def _move(self, move: Callable[[Way], Way]) -> Changes:
        way, session = self.way, self._practice.session
        if way is None or session is None or self.example is None:
            return Changes()
        after = move(way)
        if after == way:
            return Changes()
        self._turned = (session.id, after.turned)
        telling = Telling(f"{_kind(session.id)}{after.turned}", self._clock.now())
        self._history.tellings.tell(session.learner, telling)
        return Changes.of(Topic.SESSION)

    def _turns(self, learner: int, session: int) -> int:
        """How often somebody went on in the examples of this session, as was kept last."""
        if self._turned[0] != session:
            kept = self._history.tellings.latest(learner, _kind(session))
            self._turned = (session, int(kept.kind.rpartition("/")[2]) if kept else 0)
        return self._turned[1]

    def _entries(self) -> dict[QuestionRef, Entry]:
        return {entry.ref: entry for entry in self._catalogue.entries if entry.practicable}


def _kind(session: int) -> str:
    return f"lesson/{session}/"
