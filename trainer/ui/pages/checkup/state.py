"""What the result of a check-up shows, in plain words: a change is called one beyond chance."""

import datetime as dt
from dataclasses import dataclass, replace

from trainer.core import glossary
from trainer.core.checkups import Change, Changes, Taken
from trainer.core.dates import moment
from trainer.core.measures import Share, Tally
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.services.checkups import CheckupResult, CheckupStanding
from trainer.ui.checkups import next_words
from trainer.ui.figures import (
    ShareFigure,
    doubt_and_trust,
    interval_words,
    per_cent,
    range_words,
    share_figure,
)

_RARELY = 0.25
"""The largest share that still counts as rare."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One measure before and now. `bars` is empty for a measure that is no share."""

    label: str
    bars: tuple[ShareFigure, ...]
    figures: str
    says: str


@dataclass(frozen=True, slots=True)
class ComparedCard:
    """Measures that belong together; `about` says what they tell."""

    title: str
    rows: tuple[ComparedRow, ...]
    about: str


@dataclass(frozen=True, slots=True)
class CheckupState:
    """The result of one check-up. `session` is its number in the history, 0 while it is saved."""

    session: int
    headline: str
    lead: str
    cards: tuple[ComparedCard, ...]
    next_words: str


def saving_state() -> CheckupState:
    """The page while the last answers are on their way to the disk."""
    return CheckupState(
        session=0,
        headline=t("Your last answers are being saved"),
        lead=t("The result comes as soon as they are. Nothing is lost."),
        cards=(),
        next_words="",
    )


def checkup_state(
    result: CheckupResult, standing: CheckupStanding, now: dt.datetime
) -> CheckupState:
    """The result; what comes next is told on the latest one alone."""
    latest = standing.taken[-1:] == (result.taken,)
    if result.first is None or result.changed is None:
        headline, lead, cards = _alone(result.taken.tally)
    else:
        headline, lead = _headline(result.first, result.taken), _lead(result, result.changed, now)
        cards = _compared(result.first.tally, result.taken.tally, result.changed)
    return CheckupState(
        session=result.taken.session,
        headline=headline,
        lead=lead,
        cards=cards,
        next_words=next_words(standing) if latest else "",
    )


def _alone(tally: Tally) -> tuple[str, str, tuple[ComparedCard, ...]]:
    right = tally.right
    return (
        t("You recognised {part} of {whole}", part=right.part, whole=right.whole),
        t(
            "This is where you start from. Out of so few, chance plays a part: in the long run it "
            "may be {interval}.",
            interval=interval_words(right),
        ),
        (
            ComparedCard(
                t("Recognised"),
                tuple(
                    _single(glossary.verdict_name(verdict), tally.recognised(verdict), verdict)
                    for verdict in Verdict
                ),
                t("Each statement counts alike, whichever verdict it has."),
            ),
            ComparedCard(
                t("Doubt and trust"),
                (
                    _single(t("False doubt"), tally.false_doubt, Verdict.VERIFIED),
                    _single(t("False trust"), tally.false_trust, Verdict.CLAIM),
                ),
                doubt_and_trust(tally),
            ),
        ),
    )


def _single(label: str, share: Share, verdict: Verdict) -> ComparedRow:
    counted = t("{part} of {whole}", part=share.part, whole=share.whole)
    # Out of so few a count says more than per cent.
    bar = replace(share_figure(label, share, verdict.value), label="", words="")
    return ComparedRow(label, (bar,), counted, "")


def _headline(first: Taken, now: Taken) -> str:
    before, after = first.tally.right, now.tally.right
    if after.part == before.part:
        return t(
            "You recognise {part} of {whole}, as in your first check-up",
            part=after.part,
            whole=after.whole,
        )
    return t(
        "You now recognise {part} of {whole}; in your first check-up it was {before}",
        part=after.part,
        whole=after.whole,
        before=before.part,
    )


def _lead(result: CheckupResult, changed: Changes, now: dt.datetime) -> str:
    when = moment(result.first.finished_at, now) if result.first else ""
    return " ".join(
        (
            _skill_words(changed.balanced_accuracy),
            _doubt_words(changed.false_doubt),
            t("Your first check-up: {when}.", when=when),
        )
    )


def _skill_words(change: Change) -> str:
    if change.beyond_chance and change.difference > 0:
        return t("That is a rise beyond chance: you read better than at the start.")
    if change.beyond_chance:
        return t("That is a fall beyond chance. A few sessions will bring it back.")
    if _is_none(change):
        return t("You tell them apart as well as before.")
    return t("Out of so few, chance alone can make such a difference.")


def _doubt_words(change: Change) -> str:
    if change.beyond_chance and change.difference > 0:
        return t("You doubt verified statements more often than before.")
    if change.beyond_chance:
        return t("You doubt verified statements less often than before.")
    if _is_none(change) and change.after <= _RARELY:
        return t("You doubt verified statements as rarely as before.")
    if _is_none(change):
        return t("You doubt verified statements as often as before.")
    return t("Whether you doubt verified statements more or less than before cannot be told yet.")


def _compared(first: Tally, now: Tally, changed: Changes) -> tuple[ComparedCard, ...]:
    return (
        ComparedCard(
            t("How well you tell them apart"),
            (
                _means(first, now, changed.balanced_accuracy),
                _numbers(t("Skill (d′)"), changed.sensitivity),
            ),
            t(
                "Balanced accuracy is the mean share recognised over the three verdicts. d′ is how "
                "well you tell verified statements from the others, whatever you lean to; 0 is "
                "blind."
            ),
        ),
        ComparedCard(
            t("What you lean to"),
            (
                _shares(
                    t("False doubt"),
                    (first.false_doubt, now.false_doubt),
                    Verdict.VERIFIED,
                    changed.false_doubt,
                ),
                _shares(
                    t("False trust"),
                    (first.false_trust, now.false_trust),
                    Verdict.CLAIM,
                    changed.false_trust,
                ),
                _numbers(t("Caution (c)"), changed.criterion),
            ),
            t(
                "False doubt: verified statements that you did not call so. False trust: others "
                "that you did. c is above 0 where you say “verified” sparingly, below 0 where "
                "you say it freely."
            ),
        ),
    )


def _shares(
    label: str, shares: tuple[Share, Share], verdict: Verdict, change: Change
) -> ComparedRow:
    names = (t("Before"), t("Now"))
    bars = tuple(
        share_figure(name, share, verdict.value) for name, share in zip(names, shares, strict=True)
    )
    return ComparedRow(label, bars, "", _points_words(change))


def _means(first: Tally, now: Tally, change: Change) -> ComparedRow:
    """The balanced accuracy, which is a mean of shares and no share out of a whole."""
    bars = tuple(
        _mean(name, value, tally.balanced_interval or (0.0, 1.0))
        for name, value, tally in (
            (t("Before"), change.before, first),
            (t("Now"), change.after, now),
        )
    )
    return ComparedRow(t("Balanced accuracy"), bars, "", _points_words(change))


def _mean(label: str, value: float, interval: tuple[float, float]) -> ShareFigure:
    words = per_cent(value)
    spoken = t(
        "{label}: {words}; chance alone could make it {interval}",
        label=label,
        words=words,
        interval=range_words(interval),
    )
    return ShareFigure(label, words, value, *interval, chance=1 / 3, spoken=spoken)


def _numbers(label: str, change: Change) -> ComparedRow:
    figures = t(
        "{before} before, {after} now", before=_number(change.before), after=_number(change.after)
    )
    says = _change_words(
        change, _signed(change.difference), _signed(change.low), _signed(change.high)
    )
    return ComparedRow(label, (), figures, says)


def _points_words(change: Change) -> str:
    return _change_words(
        change,
        t("{number}\u00a0points", number=_points(change.difference)),
        _points(change.low),
        t("{number}\u00a0points", number=_points(change.high)),
    )


def _change_words(change: Change, difference: str, low: str, high: str) -> str:
    """The difference with its 95 % interval; called a change where that leaves out none at all."""
    if change.beyond_chance:
        return t(
            "A change of {difference}; between {low} and {high} in the long run.",
            difference=difference,
            low=low,
            high=high,
        )
    return t(
        "No sure change: {difference}, and anything from {low} to {high} in the long run.",
        difference=difference,
        low=low,
        high=high,
    )


def _points(value: float) -> str:
    return _with_sign(f"{abs(value) * 100:.0f}", value)


def _number(value: float) -> str:
    return _signed(value).removeprefix("+")


def _signed(value: float) -> str:
    return _with_sign(f"{abs(value):.1f}", value)


def _with_sign(figure: str, value: float) -> str:
    if not float(figure):
        return figure
    return f"+{figure}" if value > 0 else f"−{figure}"


def _is_none(change: Change) -> bool:
    return abs(change.difference) < 1e-9  # noqa: PLR2004  sums of shares are not exact
