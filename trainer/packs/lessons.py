"""The lessons that come with the program, read from a folder with one TOML file a rule."""

from dataclasses import dataclass
from pathlib import Path

import tomli

from trainer.core.lessons import Course, Lesson, LessonStep
from trainer.core.questions import Cue, QuestionRef, Quote
from trainer.core.rubric import Step, Verdict
from trainer.packs.written import CONVERTER, WrittenCue


@dataclass(frozen=True, slots=True)
class _WrittenStep:
    """A `[[step]]` table."""

    say: str
    cue: WrittenCue | None = None


@dataclass(frozen=True, slots=True)
class _WrittenLesson:
    """A file with one lesson."""

    id: str
    path_step: int
    title: str
    rule: str
    text: str
    statement: str
    verdict: Verdict
    pack: str
    questions: tuple[str, ...]
    step: tuple[_WrittenStep, ...]


def read_course(folder: Path) -> Course:
    """The lessons in `folder`, in the order of their file names; none where it is not there.

    They ship with the program, so a file that is wrong raises whatever reading it raises.
    """
    return Course(tuple(_lesson(file) for file in sorted(folder.glob("*.toml"))))


def _lesson(file: Path) -> Lesson:
    table = tomli.loads(file.read_text(encoding="utf-8"))
    written = CONVERTER.structure(table, _WrittenLesson)
    return Lesson(
        id=written.id,
        path_step=Step(written.path_step),
        title=written.title,
        rule=written.rule,
        text=written.text.strip(),
        statement=Quote(written.statement),
        verdict=written.verdict,
        steps=tuple(LessonStep(step.say, _cue(step.cue)) for step in written.step),
        questions=tuple(QuestionRef(written.pack, question) for question in written.questions),
    )


def _cue(written: WrittenCue | None) -> Cue | None:
    if written is None:
        return None
    if written.kind is None or written.quote is None:
        raise ValueError("a cue of a lesson needs a kind and a quote")
    return Cue(
        kind=written.kind,
        quote=Quote(written.quote, written.after or "", written.before or ""),
        note=written.note or "",
        technique=written.technique,
        confirms=bool(written.confirms),
    )
