"""What the report on a class's quiz shows, part by part; thin data say what is missing."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

from trainer.core.class_reports import ClassReport, PupilReport, changed_since
from trainer.core.class_words import advice_said, doubt_said, names_said, score_said, way_name
from trainer.core.dates import moment
from trainer.core.glossary import skill_name
from trainer.core.measures import Tally
from trainer.core.words import t, tn
from trainer.ui.aside import aside_words
from trainer.ui.figures import ShareFigure, interval_words, per_cent, range_words, share_figure
from trainer.ui.pages.class_report.questions import (
    NOTHING,
    QuestionState,
    Sheet,
    question_state,
    questions_sheet,
    share_words,
)
from trainer.ui.plots import Grid

_CHANCE = 1 / 3


class Part(Enum):
    """A part of the report."""

    QUESTIONS = "questions"
    SKILLS = "skills"
    PUPILS = "pupils"


@dataclass(frozen=True, slots=True)
class PupilState:
    """What is said of one pupil."""

    name: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassReportState:
    """One part of the report, and the question or pupil that was opened in it, if one was.

    `sheets` are the part's tables. `figures` are the class's measures with their intervals and
    `about` says what they mean; only the skills have them.
    """

    title: str
    lead: str
    part: Part
    sheets: tuple[Sheet, ...]
    figures: tuple[ShareFigure, ...] = ()
    about: str = ""
    question: QuestionState | None = None
    pupil: PupilState | None = None


def part_names() -> tuple[tuple[Part, str], ...]:
    """The parts and what they are called."""
    return (
        (Part.QUESTIONS, t("Questions")),
        (Part.SKILLS, t("Skills")),
        (Part.PUPILS, t("Pupils")),
    )


def class_report_state(
    report: ClassReport, part: Part, now: dt.datetime, line: int | None = None
) -> ClassReportState:
    """The state of a part; `line` is the line of its table that was opened, None for none."""
    lead = lead_said(report, moment(report.started_at, now))
    if part is Part.QUESTIONS:
        asked = report.questions[line] if line is not None else None
        return ClassReportState(
            report.title,
            lead,
            part,
            (questions_sheet(report),),
            question=None if asked is None else question_state(report, asked),
        )
    if part is Part.PUPILS:
        pupil = report.pupils[line] if line is not None else None
        return ClassReportState(
            report.title,
            lead,
            part,
            (_pupils(report),),
            pupil=None if pupil is None else _pupil(pupil),
        )
    return ClassReportState(
        report.title,
        lead,
        part,
        later_sheets(report, partial(moment, now=now)),
        figures=judging_figures(report.tally),
        about=judging_said(report.tally),
    )


def later_sheets(report: ClassReport, when: Callable[[dt.datetime], str]) -> tuple[Sheet, ...]:
    """Skills, teams and earlier quizzes, as far as there are any. `when` tells a moment."""
    sheets = (_skills(report), _teams(report), _earlier(report, when))
    return tuple(sheet for sheet in sheets if sheet)


def lead_said(report: ClassReport, begun: str) -> str:
    """Whose quiz it was and how many took part; `begun` says when."""
    taken_part = tn("One pupil", "{number} pupils", len(report.pupils))
    answers = tn("one answer", "{number} answers", report.answers)
    where = (report.class_name, begun, taken_part, answers)
    said = [t("{facts}.", facts=" · ".join(part for part in where if part))]
    if report.hands:
        said.append(
            tn(
                "One of them is a raised hand, which counts in shares and belongs to nobody.",
                "{number} of them are raised hands, which count in shares and belong to nobody.",
                report.hands,
            )
        )
    if not report.ended:
        said.append(t("The quiz was not ended, so more may come."))
    return " ".join(said)


def _skills(report: ClassReport) -> Sheet:
    if not report.skills:
        return Sheet(t("Skills"), t("Skills show once a question with a key has been answered."))
    skill, share = report.skills[0]
    says = (
        t("Every skill that came up was met with right answers alone.")
        if share.part == share.whole
        else t(
            "Most is missing at “{skill}”: {share} right.",
            skill=skill_name(skill),
            share=share_words(share),
        )
    )
    says = f"{says} {t('Unanswered is never counted as wrong.')}"
    rows = tuple(
        (skill_name(skill), share_words(share), interval_words(share))
        for skill, share in report.skills
    )
    return Sheet(t("Skills"), says, Grid((t("Skill"), t("Right"), t("Likely")), rows))


def judging_figures(tally: Tally) -> tuple[ShareFigure, ...]:
    """How a class judges: balanced, false doubt and false trust, over-labelling."""
    value, interval = tally.balanced_accuracy, tally.balanced_interval
    label = t("Balanced accuracy")
    if value is None or interval is None:
        words = t("needs all three verdicts")
        balanced = ShareFigure(
            label, NOTHING, None, None, None, chance=_CHANCE, spoken=f"{label}: {words}"
        )
    else:
        spoken = t(
            "{label}: {words}; chance alone could make it {interval}",
            label=label,
            words=per_cent(value),
            interval=range_words(interval),
        )
        balanced = ShareFigure(
            label, per_cent(value), value, *interval, chance=_CHANCE, spoken=spoken
        )
    return (
        balanced,
        share_figure(t("False doubt"), tally.false_doubt, "verified"),
        share_figure(t("False trust"), tally.false_trust, "claim"),
        share_figure(t("Over-labelling"), tally.over_labelling, "propaganda"),
    )


def judging_said(tally: Tally) -> str:
    """Which way a class leans, and what the figures mean."""
    doubt, trust = tally.false_doubt, tally.false_trust
    said = t(
        "False doubt: verified statements that were called something else. False trust: others "
        "that were called verified. Over-labelling: statements called propaganda that are none. "
        "Bands are what chance alone could make of a figure, in 19 of 20 cases."
    )
    if doubt.value is None or trust.value is None:
        missing = t(
            "Doubt and trust can be told apart once there are answers to verified statements and "
            "to others."
        )
        return f"{missing} {said}"
    low, high = doubt.interval or (0.0, 1.0)
    if low <= trust.value <= high:
        leaning = t("The class doubts what is verified about as often as it trusts what is not.")
    elif doubt.value > trust.value:
        leaning = t("The class doubts what is verified more often than it trusts what is not.")
    else:
        leaning = t("The class trusts what is not verified more often than it doubts what is.")
    return f"{leaning} {said}"


def _teams(report: ClassReport) -> Sheet | None:
    if not report.teams:
        return None
    rows = tuple(
        (
            t("Team {number}", number=team.number),
            str(team.players),
            share_words(team.tally.right),
            interval_words(team.tally.right) or NOTHING,
        )
        for team in report.teams
    )
    return Sheet(
        t("Teams"),
        t("First votes. Where the ranges overlap, chance may have decided."),
        Grid((t("Team"), t("Pupils"), t("Right"), t("Likely")), rows),
    )


def _earlier(report: ClassReport, when: Callable[[dt.datetime], str]) -> Sheet | None:
    """The class's quizzes before this one and it; None without a class. `when` tells a moment."""
    if not report.class_name:
        return None
    title = t("Beside earlier quizzes of {name}", name=report.class_name)
    if not report.earlier:
        return Sheet(title, t("This is the first quiz of this class that had answers."))
    lines = [(one.title, one.started_at, one.tally) for one in report.earlier]
    lines.append((t("This one: {title}", title=report.title), report.started_at, report.tally))
    rows = tuple(
        (name, when(begun), _balanced(tally), *_leaning(tally))
        for name, begun, tally in reversed(lines)
    )
    columns = (t("Quiz"), t("When"), t("Balanced accuracy"), t("False doubt"), t("False trust"))
    return Sheet(title, _changed(report), Grid(columns, rows))


def _balanced(tally: Tally) -> str:
    value, interval = tally.balanced_accuracy, tally.balanced_interval
    if value is None or interval is None:
        return t("needs all three verdicts")
    return t("{share} ({range})", share=per_cent(value), range=range_words(interval))


def _leaning(tally: Tally) -> tuple[str, str]:
    return share_words(tally.false_doubt), share_words(tally.false_trust)


def _changed(report: ClassReport) -> str:
    """What changed since the quiz before; other questions may be easier, and that is said."""
    change = changed_since(report.earlier[-1].tally, report.tally)
    if change is None:
        return t("To compare, both quizzes need answers to statements of all three verdicts.")
    right = change.balanced_accuracy
    points = t("{number}\u00a0points", number=round(abs(right.difference) * 100))
    if not right.beyond_chance:
        said = t("Against the quiz before, no change beyond chance ({points}).", points=points)
    elif right.difference > 0:
        said = t("Against the quiz before, a rise beyond chance of {points}.", points=points)
    else:
        said = t("Against the quiz before, a fall beyond chance of {points}.", points=points)
    return f"{said} {t('The questions differ too, and may be easier or harder.')}"


def _pupils(report: ClassReport) -> Sheet:
    if not report.pupils:
        return Sheet(
            t("Pupils"),
            t("Nobody took part by name: raised hands are counted, and belong to nobody."),
        )
    asked = sum(question.truth is not None for question in report.questions)
    silent = sum(not pupil.tally.total for pupil in report.pupils)
    says = [names_said(report)]
    if silent:
        says.append(
            tn(
                "One has answered nothing with a key.",
                "{number} have answered nothing with a key.",
                silent,
            )
        )
    rows = tuple(
        (
            pupil.player.name,
            way_name(pupil.player.way),
            t("{part} of {whole}", part=pupil.tally.total, whole=asked),
            share_words(pupil.tally.right),
            ", ".join(skill_name(skill) for skill, _ in pupil.look_again) or NOTHING,
        )
        for pupil in report.pupils
    )
    columns = (t("Name"), t("By"), t("Answered"), t("Right"), t("To look at again"))
    return Sheet(t("Pupils"), " ".join(says), Grid(columns, rows))


def _pupil(pupil: PupilReport) -> PupilState:
    says = (score_said(pupil), doubt_said(pupil), *advice_said(pupil))
    return PupilState(pupil.player.name, tuple(one for one in says if one))


def erase_words(set_aside: Sequence[Path]) -> str:
    """The question before a quiz goes."""
    asked = t(
        "Erase this quiz with all its answers, backups included? A backup that cannot be read is "
        "deleted. It cannot be brought back."
    )
    return f"{asked} {aside_words(set_aside)}".strip()
