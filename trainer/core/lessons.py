"""The lessons on the decision path as a state machine: an example, two questions, the next rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trainer.core.questions import Cue, QuestionRef, Quote, Span
from trainer.core.rubric import Step, Verdict


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One step of a worked example: what is said, and the words that light up with it, if any."""

    say: str
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One rule of the decision path: the rule in words, a worked example, questions on it.

    `text` is invented for this, `statement` its words that are judged. `path_step` is the step of
    the decision path that the rule belongs to.
    """

    id: str
    path_step: Step
    title: str
    rule: str
    text: str
    statement: Quote
    verdict: Verdict
    steps: tuple[LessonStep, ...]
    questions: tuple[QuestionRef, ...]

    @property
    def statement_span(self) -> Span:
        """Where the statement stands in the text."""
        return self.statement.find(self.text)

    def lit(self, shown: int) -> Iterator[tuple[int, Cue, Span]]:
        """The cues of the first `shown` steps, each with its number from 1 and its place."""
        cues = (step.cue for step in self.steps[:shown] if step.cue is not None)
        for number, cue in enumerate(cues, 1):
            yield number, cue, cue.quote.find(self.text)


@dataclass(frozen=True, slots=True)
class Course:
    """All lessons, in the order of the decision path."""

    lessons: tuple[Lesson, ...] = ()

    @property
    def questions(self) -> tuple[QuestionRef, ...]:
        """The questions on single rules, in the order in which they are asked."""
        return tuple(ref for lesson in self.lessons for ref in lesson.questions)

    def planned(self, mixed: Sequence[QuestionRef]) -> tuple[QuestionRef, ...]:
        """A session's questions: those on single rules, then `mixed` ones less those."""
        taught = self.questions
        return (*taught, *(ref for ref in mixed if ref not in taught))


@dataclass(frozen=True, slots=True)
class Way:
    """How far somebody has come through a course.

    `position` is that of the present question in the session, from 0. `turned` counts how often
    somebody went on inside the examples, over the whole course: before its first step an example
    shows text and rule alone, so one of n steps takes n + 1 turns to get through.
    """

    course: Course
    position: int = 0
    turned: int = 0

    @property
    def number(self) -> int | None:
        """The number of the present lesson, from 0; None once the rules are mixed."""
        end = 0
        for number, lesson in enumerate(self.course.lessons):
            end += len(lesson.questions)
            if self.position < end:
                return number
        return None

    @property
    def lesson(self) -> Lesson | None:
        """The rule that is being taught, None once the rules are mixed."""
        return None if self.number is None else self.course.lessons[self.number]

    @property
    def shown(self) -> int | None:
        """How many steps of the present example are shown; None where a question is due.

        Nobody who has begun with the questions on a rule is led back to its example.
        """
        lesson, number = self.lesson, self.number
        if lesson is None or number is None or self.position != self._first_question(number):
            return None
        turned = max(0, self.turned - self._turns_before(number))
        return turned if turned <= len(lesson.steps) else None

    def go_on(self) -> "Way":
        """Show the next step of the example, or leave it for its questions."""
        if self.shown is None or self.number is None:
            return self
        return replace(self, turned=self._turns_before(self.number) + self.shown + 1)

    def go_back(self) -> "Way":
        """Take the latest step of the example back; its beginning stays."""
        if not self.shown or self.number is None:
            return self
        return replace(self, turned=self._turns_before(self.number) + self.shown - 1)

    def _turns_before(self, number: int) -> int:
        return sum(len(lesson.steps) + 1 for lesson in self.course.lessons[:number])

    def _first_question(self, number: int) -> int:
        return sum(len(lesson.questions) for lesson in self.course.lessons[:number])
