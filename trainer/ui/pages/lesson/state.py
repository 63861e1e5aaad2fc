"""What the page of a worked example shows."""

from dataclasses import dataclass

from trainer.core import glossary
from trainer.core.marks import Mark, line_for
from trainer.core.questions import Span
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.services.lessons import Example


@dataclass(frozen=True, slots=True)
class SaidStep:
    """One step in words. `number` is that of the words it lights up, 0 where it lights none."""

    number: int
    words: str
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class LessonState:
    """A worked example as far as it is shown. `done` is the share of it that is, 0 to 1.

    `verdict` is None until the last step; `latest` is what was added last, for screen readers.
    """

    counted: str
    done: float
    title: str
    rule: str
    credit: str
    text: str
    statement: Span
    marks: tuple[Mark, ...]
    steps: tuple[SaidStep, ...]
    verdict: Verdict | None
    next_label: str
    may_go_back: bool
    latest: str


def lesson_state(example: Example) -> LessonState:
    """The page for an example with so many of its steps shown."""
    lesson, shown = example.lesson, example.shown
    marks = tuple(
        Mark(
            span,
            cue.points_to,
            line_for(cue.kind, cue.points_to),
            number,
            f"{glossary.cue_name(cue.kind)}: {cue.note}",
        )
        for number, cue, span in lesson.lit(shown)
    )
    in_turn = iter(marks)
    steps = tuple(
        _said(step.say, next(in_turn) if step.cue else None) for step in lesson.steps[:shown]
    )
    whole = shown == len(lesson.steps)
    return LessonState(
        counted=t("Rule {number} of {all}", number=example.number, all=example.lessons),
        done=(example.number - 1 + shown / (len(lesson.steps) + 1)) / example.lessons,
        title=lesson.title,
        rule=lesson.rule,
        credit=t("A worked example · written for practice, people and places invented"),
        text=lesson.text,
        statement=lesson.statement_span,
        marks=marks,
        steps=steps,
        verdict=lesson.verdict if whole else None,
        next_label=_next_label(example),
        may_go_back=shown > 0,
        latest=steps[-1].words if steps else f"{lesson.title}. {lesson.rule} {lesson.text}",
    )


def _said(words: str, mark: Mark | None) -> SaidStep:
    return SaidStep(mark.number if mark else 0, words, mark.verdict if mark else None)


def _next_label(example: Example) -> str:
    if example.shown == 0:
        return t("Show me")
    if example.shown < len(example.lesson.steps):
        return t("Next")
    return t("Now you")
