"""The report on a class's quiz as it stands on paper: the words and figures of its page."""

import datetime as dt
from dataclasses import dataclass

from trainer.core.class_reports import ClassReport, QuestionReport
from trainer.core.class_words import key_name
from trainer.core.dates import exact
from trainer.core.items import ENOUGH, Finding
from trainer.core.names import proper_name
from trainer.core.words import t, tn
from trainer.ui.figures import ShareFigure, interval_words
from trainer.ui.pages.class_report.questions import (
    NOTHING,
    Sheet,
    correlation_words,
    questions_said,
    share_words,
    split,
    votes_said,
    warning,
    ways_words,
)
from trainer.ui.pages.class_report.state import (
    judging_figures,
    judging_said,
    later_sheets,
    lead_said,
)

_LONGEST_TITLE = 120
"""Letters of the quiz's title."""


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """One question: its statement with its number, and a cell of one or two lines a column."""

    statement: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """The whole report.

    `questions_say` is what stands out, `columns` name the cells of each question and `columns_say`
    how to read them. `figures` are the class's measures with their intervals, `about` what they
    mean; `sheets` are the skills, teams and earlier quizzes. `made_at` is aware.
    """

    title: str
    lead: str
    made_at: dt.datetime
    questions_say: str
    columns_say: str
    columns: tuple[str, ...]
    questions: tuple[PrintedQuestion, ...]
    figures: tuple[ShareFigure, ...]
    about: str
    sheets: tuple[Sheet, ...]


def printed_report(report: ClassReport, made_at: dt.datetime) -> PrintedReport:
    """The report on paper, with days in full: it will be read on another one."""
    again = report.has_second
    return PrintedReport(
        title=proper_name(report.title, _LONGEST_TITLE),
        lead=lead_said(report, exact(report.started_at)),
        made_at=made_at,
        questions_say=questions_said(report),
        columns_say=_columns_said(report),
        columns=(
            t("It is"),
            t("Right"),
            t("First vote"),
            *((t("Second vote"),) if again else ()),
            t("With the rest"),
        ),
        questions=tuple(_question(one, again=again) for one in report.questions),
        figures=judging_figures(report.tally),
        about=judging_said(report.tally),
        sheets=later_sheets(report, exact),
    )


def _columns_said(report: ClassReport) -> str:
    rest = t(
        "“With the rest” is the correlation of being right here with being right on all others, "
        "from {enough} answers of single pupils on: above 0 the able ones get it right more often.",
        enough=ENOUGH,
    )
    return f"{votes_said(report)} {rest}"


def _question(found: QuestionReport, *, again: bool) -> PrintedQuestion:
    right = found.right
    likely = "" if right is None else interval_words(right)
    return PrintedQuestion(
        t(
            "{number}. {statement}",
            number=found.position + 1,
            statement=found.revision.question.statement.text,
        ),
        (
            key_name(found.revision),
            _lines(share_words(right) or NOTHING, likely),
            split(found.first),
            *((_second(found),) if again else ()),
            _with_the_rest(found),
        ),
    )


def _second(found: QuestionReport) -> str:
    if found.second is None:
        return NOTHING
    right, shift = found.second_right, found.shift
    if right is None or shift is None:
        return split(found.second)
    ways = t("{share}, {ways}", share=share_words(right), ways=ways_words(shift))
    return _lines(split(found.second), ways)


def _with_the_rest(found: QuestionReport) -> str:
    """The correlation and what it warns of, or what is missing to tell it."""
    if found.truth is None:
        return NOTHING
    missing = ENOUGH - found.persons
    if missing > 0:
        return tn("needs one answer more", "needs {number} answers more", missing)
    if found.finding is Finding.TOO_FEW:
        return t("nobody differs")
    return _lines(correlation_words(found), warning(found))


def _lines(*words: str) -> str:
    return "\n".join(one for one in words if one)
