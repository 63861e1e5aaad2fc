"""How well, over time: balanced accuracy, and false doubt beside false trust."""

import datetime as dt
from collections.abc import Sequence

from trainer.core.dates import day_and_month, days_from_to, month_name
from trainer.core.measures import Share, Tally
from trainer.core.trends import Period, Trend
from trainer.core.words import t, tn
from trainer.ui.figures import (
    ShareFigure,
    doubt_and_trust,
    out_of,
    per_cent,
    range_words,
    share_figure,
)
from trainer.ui.plots import Curve, Dot, Grid, Plot

Ends = tuple[float, float]

CHANCE = 1 / 3
_SHORT = 120
"""Days up to which the axis names days; a longer one names months."""

_TICKS = 4


def accuracy_plot(tally: Tally, trend: Trend) -> Plot:
    """Balanced accuracy over time with its interval."""
    title, value, ends = t("Balanced accuracy"), tally.balanced_accuracy, tally.balanced_interval
    if value is None or ends is None:
        return Plot(title, _missing_verdict(tally))
    if not trend.periods:
        figure = ShareFigure(
            t("So far"), per_cent(value), value, *ends, chance=CHANCE, spoken=_figures(value, ends)
        )
        return Plot(
            title,
            t("{figures}; guessing gives 33\u00a0%.", figures=_figures(value, ends))
            + " "
            + _missing_curve(trend),
            figures=(figure,),
            grid=Grid(
                (t("Balanced accuracy"), t("Could be"), t("Answers")),
                ((per_cent(value), range_words(ends), str(tally.total)),),
            ),
        )
    found = [(period, *_balanced(period.tally)) for period in trend.periods]
    return Plot(
        title,
        _accuracy_says(found[0][1:], found[-1][1:]),
        curves=(Curve(title, "accent", dashed=False, dots=tuple(_dot(*one) for one in found)),),
        ticks=_ticks(trend.periods),
        chance=CHANCE,
        grid=Grid(
            (t("Days"), t("Balanced accuracy"), t("Could be"), t("Answers")),
            tuple(
                (_days(one), per_cent(value), range_words(ends), str(one.tally.total))
                for one, value, ends in found
            ),
        ),
    )


def doubt_plot(tally: Tally, trend: Trend) -> Plot:
    """False doubt and false trust over time, always as a pair."""
    title, pair = t("Doubt and trust"), (tally.false_doubt, tally.false_trust)
    if not all(share.whole for share in pair):
        return Plot(title, _missing_verdict(tally))
    names = (t("False doubt"), t("False trust"))
    if not trend.periods:
        return Plot(
            title,
            f"{doubt_and_trust(tally)} {_missing_curve(trend)}",
            figures=(
                share_figure(names[0], pair[0], "accent"),
                share_figure(names[1], pair[1], "ink"),
            ),
            grid=Grid(
                ("", t("Share"), t("Could be"), t("Answers")),
                tuple(
                    (name, *_share_words(share)) for name, share in zip(names, pair, strict=True)
                ),
            ),
        )
    doubts = [(one, *_known(one.tally.false_doubt)) for one in trend.periods]
    trusts = [(one, *_known(one.tally.false_trust)) for one in trend.periods]
    return Plot(
        title,
        _doubt_says(tally, doubts, trusts),
        curves=(
            Curve(names[0], "accent", dashed=False, dots=tuple(_dot(*one) for one in doubts)),
            Curve(names[1], "ink", dashed=True, dots=tuple(_dot(*one) for one in trusts)),
        ),
        ticks=_ticks(trend.periods),
        grid=Grid(
            (t("Days"), *names, t("Answers")),
            tuple(
                (
                    _days(one),
                    _with_range(doubt[1:]),
                    _with_range(trust[1:]),
                    str(one.tally.total),
                )
                for one, doubt, trust in zip(trend.periods, doubts, trusts, strict=True)
            ),
        ),
    )


def _accuracy_says(first: tuple[float, Ends], last: tuple[float, Ends]) -> str:
    told = t("From {before} to {after}.", before=per_cent(first[0]), after=per_cent(last[0]))
    band = t("The band shows what chance alone could explain.")
    if last[1][0] > first[1][1]:
        return f"{told} {t('You judge better than at first, by more than chance.')} {band}"
    if last[1][1] < first[1][0]:
        return f"{told} {t('That is less than at first, by more than chance.')} {band}"
    return f"{told} {t('That may still be chance: the band shows how far it reaches.')}"


def _doubt_says(
    tally: Tally,
    doubts: Sequence[tuple[Period, float, Ends]],
    trusts: Sequence[tuple[Period, float, Ends]],
) -> str:
    told = t(
        "False doubt went from {doubt_before} to {doubt_after}, false trust from {trust_before} "
        "to {trust_after}.",
        doubt_before=per_cent(doubts[0][1]),
        doubt_after=per_cent(doubts[-1][1]),
        trust_before=per_cent(trusts[0][1]),
        trust_after=per_cent(trusts[-1][1]),
    )
    doubt, trust = _moved(doubts), _moved(trusts)
    if doubt < 0 and trust < 0:
        return f"{told} {t('Both fell: you judge better, not just harder.')}"
    if doubt > 0:
        return f"{told} {t('You doubt verified statements more often than at first.')}"
    if trust > 0:
        return f"{told} {t('You trust what is not verified more often than at first.')}"
    if doubt < 0:
        return f"{told} {t('You doubt verified statements less often than at first.')}"
    if trust < 0:
        return f"{told} {t('You trust what is not verified less often than at first.')}"
    return f"{told} {doubt_and_trust(tally)}"


def _moved(found: Sequence[tuple[Period, float, Ends]]) -> int:
    """1 for risen, −1 for fallen, 0 where chance could explain the difference."""
    (_, _, first), (_, _, last) = found[0], found[-1]
    return int(last[0] > first[1]) - int(last[1] < first[0])


def _missing_curve(trend: Trend) -> str:
    return tn(
        "A curve over time needs at least one more answer.",
        "A curve over time needs at least {number} more answers, on different days.",
        trend.missing,
    )


def _missing_verdict(tally: Tally) -> str:
    if not tally.total:
        return t("There are no such answers yet. It needs some statements of each verdict.")
    return t(
        "This needs at least one statement of each verdict. So far: {verified} verified, {claim} "
        "claims, {propaganda} of propaganda.",
        verified=sum(tally.counts[0]),
        claim=sum(tally.counts[1]),
        propaganda=sum(tally.counts[2]),
    )


def _balanced(tally: Tally) -> tuple[float, Ends]:
    value, ends = tally.balanced_accuracy, tally.balanced_interval
    if value is None or ends is None:
        raise ValueError("a period without one of the verdicts")
    return value, ends


def _known(share: Share) -> tuple[float, Ends]:
    value, ends = share.value, share.interval
    if value is None or ends is None:
        raise ValueError("a period without one of the verdicts")
    return value, ends


def _dot(period: Period, value: float, ends: Ends) -> Dot:
    words = t(
        "{days}: {figures}, {answers}",
        days=_days(period),
        figures=_figures(value, ends),
        answers=tn("one answer", "{number} answers", period.tally.total),
    )
    middle = (period.first.toordinal() + period.last.toordinal()) / 2
    return Dot(middle, value, *ends, words)


def _figures(value: float, ends: Ends) -> str:
    return t(
        "{share}; chance alone could make it {range}",
        share=per_cent(value),
        range=range_words(ends),
    )


def _with_range(found: tuple[float, Ends]) -> str:
    return t("{share} ({range})", share=per_cent(found[0]), range=range_words(found[1]))


def _share_words(share: Share) -> tuple[str, str, str]:
    value, ends = _known(share)
    return per_cent(value), range_words(ends), out_of(share.part, share.whole)


def _days(period: Period) -> str:
    return days_from_to(period.first, period.last)


def _ticks(periods: Sequence[Period]) -> tuple[tuple[float, str], ...]:
    """A few days of the axis with their words: firsts of months, or days where it is short."""
    begin, end = periods[0].first.toordinal(), periods[-1].last.toordinal()
    if end - begin <= _SHORT:
        # Away from both ends, where their words would be cut.
        steps = 2 * _TICKS
        places = sorted({begin + (end - begin) * odd // steps for odd in range(1, steps, 2)})
        days = [dt.date.fromordinal(at) for at in places]
        return tuple((float(day.toordinal()), day_and_month(day)) for day in days)
    days = [dt.date.fromordinal(at) for at in range(begin, end + 1)]
    firsts = [day for day in days if day.day == 1]
    shown = firsts[:: -(-len(firsts) // _TICKS)]
    return tuple(
        (float(day.toordinal()), _month(day, before))
        for day, before in zip(shown, [shown[0], *shown], strict=False)
    )


def _month(day: dt.date, before: dt.date) -> str:
    """The month, with its year where that is another than the one before."""
    if day.year == before.year:
        return month_name(day.month)
    return t("{month} {year}", month=month_name(day.month), year=day.year)
