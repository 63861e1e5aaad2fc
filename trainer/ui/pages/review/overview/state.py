"""What the overview of the review shows."""

import datetime as dt
from dataclasses import dataclass

from trainer.core.calibration import Calibration
from trainer.core.dates import days_from_to
from trainer.core.detection import ENOUGH, detection, enough_for_detection
from trainer.core.glossary import (
    confidence_name,
    verdict_name,
    verdict_word,
)
from trainer.core.measures import VERDICTS, Tally
from trainer.core.rubric import Confidence
from trainer.core.words import t, tn
from trainer.services.lookback import EvidenceMean, Overview
from trainer.ui.figures import ShareFigure, interval_words, out_of, per_cent, share_figure
from trainer.ui.pages.review.overview.about import (
    packs_bars,
    sides_bars,
    skills_bars,
    techniques_bars,
    topics_bars,
)
from trainer.ui.pages.review.overview.curves import accuracy_plot, doubt_plot
from trainer.ui.pages.review.state import Filters
from trainer.ui.plots import BarLine, Bars, Grid, Matrix, MatrixCell, Plot

_TEN = 10
_SURER = 0.05
"""A gap between stated and real shares that is worth a word."""


@dataclass(frozen=True, slots=True)
class OverviewState:
    """The overview. `empty` says what to do where there is nothing to show, else it is empty.

    `look_at` is the label of the way to the wrong answers that were called sure, "" for none.
    """

    lead: str
    empty: str
    accuracy: Plot
    doubt: Plot
    matrix: Matrix
    sureness: Bars
    look_at: str
    apart: Bars
    skills: Bars
    techniques: Bars
    evidence: Bars
    packs: Bars
    topics: Bars
    sides: Bars


def overview_state(
    found: Overview, filters: Filters, titles: dict[str, str], now: dt.datetime
) -> OverviewState:
    """The overview of what was found; `titles` names the packs at hand by their ids."""
    tally, trend = found.tally, found.trend
    return OverviewState(
        lead=_lead(found, filters),
        empty=_empty(found, filters),
        accuracy=accuracy_plot(tally, trend),
        doubt=doubt_plot(tally, trend),
        matrix=_matrix(tally),
        sureness=_sureness(found.calibration, found.missed_while_sure),
        look_at=t("Look at them") if found.missed_while_sure else "",
        apart=_apart(tally),
        skills=skills_bars(found.skills, tally.right, now),
        techniques=techniques_bars(found.techniques),
        evidence=_evidence(found.evidence),
        packs=packs_bars(found.packs, titles),
        topics=topics_bars(found.topics),
        sides=sides_bars(found.sides),
    )


def _lead(found: Overview, filters: Filters) -> str:
    if not found.tally.total:
        return ""
    counted = {
        "first": tn(
            "One statement met for the first time",
            "{number} statements met for the first time",
            found.tally.total,
        ),
        "repeat": tn("One repeat", "{number} repeats", found.tally.total),
        "checkup": tn(
            "One answer in check-ups", "{number} answers in check-ups", found.tally.total
        ),
    }.get(filters.sights, tn("One answer", "{number} answers", found.tally.total))
    return t(
        "{counted}, in {sessions} on {days}, {range}",
        counted=counted,
        sessions=tn("one session", "{number} sessions", found.sessions),
        days=tn("one day", "{number} days", len(found.days)),
        range=days_from_to(found.days[0], found.days[-1]),
    )


def _empty(found: Overview, filters: Filters) -> str:
    if found.tally.total:
        return ""
    if filters.narrow:
        return t("There are no such answers. Choose other packs, days or kinds of answers above.")
    return t(
        "Nothing here yet. After your first answers you see here how you judge, and about 80 "
        "statements later how that changes."
    )


def _matrix(tally: Tally) -> Matrix:
    title = t("What you take for what")
    rows = tuple(tuple(_cell(tally, truth, chosen) for chosen in range(3)) for truth in range(3))
    return Matrix(
        title,
        _mix_up(tally),
        names=tuple((verdict, verdict_name(verdict)) for verdict in VERDICTS),
        cells=rows,
        grid=Grid(
            (t("It was"), *(_said(k) for k in range(3))),
            tuple(
                (verdict_name(verdict), *(cell.count for cell in row))
                for verdict, row in zip(VERDICTS, rows, strict=True)
            ),
        ),
    )


def _said(column: int) -> str:
    return t("You said {verdict}", verdict=verdict_word(VERDICTS[column]))


def _cell(tally: Tally, truth: int, chosen: int) -> MatrixCell:
    count, row = tally.counts[truth][chosen], sum(tally.counts[truth])
    return MatrixCell(
        str(count),
        count / row if row else 0.0,
        truth == chosen,
        t(
            "It was {truth}, you said {chosen}: {count} of {row}",
            truth=verdict_word(VERDICTS[truth]),
            chosen=verdict_word(VERDICTS[chosen]),
            count=count,
            row=row,
        ),
    )


def _mix_up(tally: Tally) -> str:
    wrong = [
        (tally.counts[truth][chosen], truth, chosen)
        for truth in range(3)
        for chosen in range(3)
        if truth != chosen and tally.counts[truth][chosen]
    ]
    if not wrong:
        return t("No verdict was taken for another in these answers.")
    count, truth, chosen = max(wrong)
    return tn(
        "Most often: {truth} taken for {chosen}, once.",
        "Most often: {truth} taken for {chosen}, {number} times.",
        count,
        truth=verdict_word(VERDICTS[truth]),
        chosen=verdict_word(VERDICTS[chosen]),
    )


def _sureness(found: Calibration, missed: int) -> Bars:
    title = t("How sure, how right")
    levels = [(level, share) for level, share in reversed(found.levels) if share.whole]
    lines = tuple(
        BarLine(
            share_figure(confidence_name(level), share, "accent", chance=level.probability),
            str(share.whole),
        )
        for level, share in levels
    )
    return Bars(
        title,
        _sureness_says(found, missed),
        heads=(t("You said"), t("right"), t("of")),
        lines=lines,
        grid=Grid(
            (t("You said"), t("That means"), t("Right"), t("Could be"), t("Answers")),
            tuple(
                (
                    confidence_name(level),
                    per_cent(level.probability),
                    per_cent(share.value or 0.0),
                    interval_words(share),
                    out_of(share.part, share.whole),
                )
                for level, share in levels
            ),
        ),
    )


def _sureness_says(found: Calibration, missed: int) -> str:
    if found.overconfidence is None:
        return t("There are no such answers yet.")
    said = []
    sure = dict(found.levels)[Confidence.SURE]
    if sure.value is not None:
        said.append(
            t(
                "Where you were sure you were right {times} times in 10.",
                times=round(sure.value * _TEN),
            )
        )
    points = round(abs(found.overconfidence) * 100)
    if found.overconfidence > _SURER:
        said.append(t("In all you were {points} points surer than right.", points=points))
    elif found.overconfidence < -_SURER:
        said.append(t("In all you were {points} points more right than sure.", points=points))
    else:
        said.append(t("In all you were about as right as you were sure."))
    said.append(t("The line across each bar is what that word promises."))
    if missed:
        said.append(
            tn(
                "One confident error is waiting to be looked at.",
                "{number} confident errors are waiting to be looked at.",
                missed,
            )
        )
    return " ".join(said)


def _apart(tally: Tally) -> Bars:
    """d′ and c of each verdict, or how many answers they still need."""
    title = t("Skill apart from readiness")
    counts = [tally.recognised(verdict).whole for verdict in VERDICTS]
    if not enough_for_detection(tally):
        return Bars(
            title,
            t(
                "From {enough} statements of each verdict on, this tells how well you see a "
                "verdict apart from how readily you give it. So far: {verified} verified, {claim} "
                "claims, {propaganda} of propaganda.",
                enough=ENOUGH,
                verified=counts[0],
                claim=counts[1],
                propaganda=counts[2],
            ),
            grid=Grid(
                (t("Verdict"), t("Statements so far"), t("Still needed")),
                tuple(
                    (verdict_name(verdict), str(count), str(max(0, ENOUGH - count)))
                    for verdict, count in zip(VERDICTS, counts, strict=True)
                ),
            ),
        )
    rows = []
    for verdict in VERDICTS:
        one = detection(tally, verdict)
        if one is not None:
            rows.append(
                (
                    verdict_name(verdict),
                    f"{one.sensitivity:.1f}",
                    f"{one.criterion:+.1f}",
                    _readiness(one.criterion),
                )
            )
    return Bars(
        title,
        t(
            "d′ tells how well you see a verdict: 0 is guessing, 2 is well. c tells how readily "
            "you give it: below 0 freely, above 0 sparingly."
        ),
        grid=Grid((t("Verdict"), t("d′"), t("c"), t("You give it")), tuple(rows)),
    )


_LEANING = 0.3


def _readiness(criterion: float) -> str:
    if criterion > _LEANING:
        return t("sparingly")
    return t("freely") if criterion < -_LEANING else t("evenly")


def _evidence(found: EvidenceMean | None) -> Bars:
    title = t("The words that decide")
    if found is None:
        return Bars(
            title,
            t(
                "Underline the words that decide before you answer: then this tells how far they "
                "are the ones that the key names."
            ),
        )
    return Bars(
        title,
        tn(
            "The words you underlined and the words that decide overlap by {score}, in one answer.",
            "The words you underlined and the words that decide overlap by {score}, in your latest "
            "{number} answers with underlining.",
            found.answers,
            score=per_cent(found.score),
        ),
        lines=(
            BarLine(
                ShareFigure(t("Overlap"), per_cent(found.score), found.score, None, None),
                str(found.answers),
            ),
        ),
        heads=("", t("overlap"), t("of")),
        grid=Grid(
            (t("Evidence score"), t("Answers")), ((per_cent(found.score), str(found.answers)),)
        ),
    )
