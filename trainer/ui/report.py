"""The report on one learner: two sheets of paper with what happened, how well and how sure."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from trainer.core.dates import long_date
from trainer.core.glossary import confidence_name, skill_name, verdict_name
from trainer.core.measures import VERDICTS, Share, Tally
from trainer.core.techniques import technique_name
from trainer.core.words import t, tn
from trainer.services.exchange.places import written_beside
from trainer.services.reporting import Report, SkillFigure
from trainer.ui.figures import doubt_and_trust, per_cent
from trainer.ui.paper import Paper
from trainer.ui.theme.tokens import Tokens

_CHANCE = 1 / 3
_SKILLS, _TECHNIQUES, _PACKS, _CHECKUPS, _PERIODS = 10, 5, 5, 4, 6
"""How many lines of each there is room for."""


def write_report(report: Report, place: Path, tokens: Tokens) -> None:
    """Write the report as a PDF to `place`, at one stroke. Raises a `UserError`."""
    drawn = draw_report(report, tokens)
    with written_beside(place) as path:
        path.write_bytes(drawn)


def draw_report(report: Report, tokens: Tokens) -> bytes:
    """The report as a PDF of two pages of A4."""
    paper = Paper(title_of(report.name), tokens)
    _first_sheet(paper, report)
    _foot(paper, report, 1)
    paper.turn_over()
    _second_sheet(paper, report)
    _foot(paper, report, 2)
    return paper.finished()


def title_of(name: str) -> str:
    """The title of what tells how a learner of this name reads."""
    return t("How {name} reads", name=name) if name else t("How you read")


def made_words(made_at: dt.datetime) -> str:
    """Where a paper comes from, and of which day it is."""
    return t("Who Says? · {day}", day=long_date(made_at.astimezone().date()))


def _foot(paper: Paper, report: Report, page: int) -> None:
    paper.foot(made_words(report.made_at), t("Page {page} of 2", page=page))


def _first_sheet(paper: Paper, report: Report) -> None:
    paper.title(title_of(report.name))
    paper.small(
        t(
            "Scores are of statements met for the first time. Ranges beside a figure are what "
            "chance alone could make of it, in 19 of 20 cases."
        )
    )
    _what_happened(paper, report)
    _how_well(paper, report.tally)
    _over_time(paper, report)
    _confused(paper, report.tally)


def _what_happened(paper: Paper, report: Report) -> None:
    paper.heading(t("What happened"))
    if report.first is None or report.last is None:
        paper.text(t("Nothing was answered yet. Ten questions take about eight minutes."))
        return
    paper.text(
        t(
            "{sessions} on {days}, from {first} to {last}.",
            sessions=tn("One session", "{number} sessions", report.sessions),
            days=tn("one day", "{number} days", report.days),
            first=long_date(report.first),
            last=long_date(report.last),
        )
    )
    paper.text(
        t(
            "{first} met for the first time, {repeats} met again.",
            first=tn("One statement", "{number} statements", report.first_sights),
            repeats=report.repeats,
        )
    )


def _how_well(paper: Paper, tally: Tally) -> None:
    paper.heading(t("How well"))
    value, interval = tally.balanced_accuracy, tally.balanced_interval
    if value is None or interval is None:
        words = t("needs all three verdicts")
    else:
        words = t(
            "{value}, {low} to {high}",
            value=per_cent(value),
            low=round(interval[0] * 100),
            high=round(interval[1] * 100),
        )
    paper.bar(t("Right, balanced"), value, interval, words, _CHANCE)
    paper.share(t("False doubt"), tally.false_doubt)
    paper.share(t("False trust"), tally.false_trust)
    paper.gap(3)
    said = doubt_and_trust(tally)
    if said:
        paper.text(said)
    paper.small(
        t(
            "Balanced: the mean over the three verdicts; the stroke is blind guessing. False "
            "doubt: verified statements that were not called so. False trust: others that were. A "
            "score that rises by doubting everything is no progress, so the two stand together."
        )
    )


def _over_time(paper: Paper, report: Report) -> None:
    paper.heading(t("Over time"))
    periods = report.trend.periods[-_PERIODS:]
    if not periods:
        missing = report.trend.missing
        paper.text(
            tn(
                "A course of time needs at least one answer more.",
                "A course of time needs at least {number} answers more.",
                missing,
            )
        )
        return
    for period in periods:
        value, interval = period.tally.balanced_accuracy, period.tally.balanced_interval
        words = "" if value is None else per_cent(value)
        label = f"{period.first:%Y-%m-%d} – {period.last:%m-%d}"
        paper.bar(label, value, interval, words, _CHANCE)


def _confused(paper: Paper, tally: Tally) -> None:
    paper.heading(t("What was taken for what"))
    if not tally.total:
        paper.text(t("This fills with the first answers."))
        return
    head = [t("It was"), *(t("called {verdict}", verdict=verdict_name(v)) for v in VERDICTS)]
    rows = [
        [verdict_name(truth), *(str(tally.count(truth, chosen)) for chosen in VERDICTS)]
        for truth in VERDICTS
    ]
    paper.table(head, rows, (0.28, 0.24, 0.24, 0.24))


def _second_sheet(paper: Paper, report: Report) -> None:
    _how_sure(paper, report)
    _apart_from_doubt(paper, report)
    _skills(paper, report.skills)
    _short(
        paper,
        t("Techniques of propaganda, the weakest first"),
        [(technique_name(technique), share) for technique, share in report.techniques],
        _TECHNIQUES,
    )
    _short(
        paper,
        t("Packs"),
        [(title, tally.right) for title, tally in report.packs],
        _PACKS,
    )
    _checkups(paper, report)


def _how_sure(paper: Paper, report: Report) -> None:
    paper.heading(t("How sure"))
    for confidence, share in report.calibration.levels:
        paper.share(confidence_name(confidence), share, confidence.probability)
    paper.gap(3)
    over = report.calibration.overconfidence
    if over is not None:
        paper.text(_overconfidence(over))
    paper.small(
        t("The stroke is how often an answer given so surely should be right; the dot, how often.")
    )


def _overconfidence(over: float) -> str:
    points = abs(round(over * 100))
    if points == 0:
        return t("Sureness and being right go together.")
    if over > 0:
        return tn(
            "Surer than right, by one point of a hundred.",
            "Surer than right, by {number} points of a hundred.",
            points,
        )
    return tn(
        "Right more often than sure, by one point of a hundred.",
        "Right more often than sure, by {number} points of a hundred.",
        points,
    )


def _apart_from_doubt(paper: Paper, report: Report) -> None:
    paper.heading(t("Skill apart from doubt"))
    if not report.detection:
        paper.text(
            t("This needs 12 statements of each verdict: so far {counts}.", counts=_counts(report))
        )
        return
    rows = [
        [verdict_name(verdict), f"{found.sensitivity:.2f}", f"{found.criterion:+.2f}"]
        for verdict, found in report.detection
    ]
    paper.table([t("Against the rest"), t("d′ (telling apart)"), t("c (sparing)")], rows, _THREE)
    paper.small(
        t(
            "d′ is 0 for somebody who cannot tell and rises with skill. c is above 0 where the "
            "verdict is given sparingly, below 0 where it is given freely."
        )
    )


_THREE = (0.4, 0.3, 0.3)


def _counts(report: Report) -> str:
    return ", ".join(
        f"{report.tally.recognised(verdict).whole} {verdict_name(verdict).lower()}"
        for verdict in VERDICTS
    )


def _skills(paper: Paper, skills: Sequence[SkillFigure]) -> None:
    paper.heading(t("Skills, the weakest first"))
    if not skills:
        paper.text(t("This fills with the first answers."))
        return
    rows = [
        [
            skill_name(figure.skill),
            t("{part} of {whole}", part=figure.right.part, whole=figure.right.whole),
            "" if figure.due is None else long_date(figure.due.astimezone().date()),
        ]
        for figure in skills[:_SKILLS]
    ]
    paper.table([t("Skill"), t("Right at first sight"), t("Due again")], rows, (0.48, 0.22, 0.3))


def _short(paper: Paper, title: str, shares: Sequence[tuple[str, Share]], most: int) -> None:
    """A list of shares, left out where there is nothing to list."""
    if not shares:
        return
    paper.heading(title)
    for label, share in shares[:most]:
        paper.share(label, share)
    if len(shares) > most:
        paper.small(t("and {number} more, in the review", number=len(shares) - most))


def _checkups(paper: Paper, report: Report) -> None:
    if not report.checkups:
        return
    paper.heading(t("Check-ups"))
    for form, tally in report.checkups[:_CHECKUPS]:
        paper.share(t("Form {form}", form=form), tally.right, _CHANCE)
