"""Shares and counts in the words and figures that pages show."""

from dataclasses import dataclass

from trainer.core.measures import Share, Tally
from trainer.core.words import t, tn


@dataclass(frozen=True, slots=True)
class ShareFigure:
    """A share for the screen: its value and interval from 0 to 1, None while nothing is known.

    `colour` names a token; `chance` marks what guessing gives, None for no mark.
    """

    label: str
    words: str
    value: float | None
    low: float | None
    high: float | None
    colour: str = "accent"
    chance: float | None = None
    spoken: str = ""


def per_cent(value: float) -> str:
    """A share as a whole number of per cent."""
    return t("{number}\u00a0%", number=round(value * 100))


def interval_words(share: Share) -> str:
    """The 95 % interval of a share in words, empty while there is none."""
    interval = share.interval
    if interval is None:
        return ""
    return range_words(interval)


def range_words(ends: tuple[float, float]) -> str:
    """Two shares as the ends of a range of per cent."""
    return t("{low} to {high}\u00a0%", low=round(ends[0] * 100), high=round(ends[1] * 100))


def share_figure(label: str, share: Share, colour: str, chance: float | None = None) -> ShareFigure:
    """A share with its interval, ready for a bar."""
    value, interval = share.value, share.interval
    if value is None or interval is None:
        words = t("no answers yet")
        return ShareFigure(label, "–", None, None, None, colour, chance, f"{label}: {words}")
    words = per_cent(value)
    spoken = t(
        "{label}: {words}, {part} of {whole}; chance alone could make it {interval}",
        label=label,
        words=words,
        part=share.part,
        whole=share.whole,
        interval=interval_words(share),
    )
    return ShareFigure(label, words, value, interval[0], interval[1], colour, chance, spoken)


def doubt_and_trust(tally: Tally) -> str:
    """What false doubt and false trust say together; empty until both can be told."""
    doubt, trust = tally.false_doubt.value, tally.false_trust.value
    if doubt is None or trust is None:
        return ""
    if doubt == 0 and trust == 0:
        return t("You doubted no verified statement and trusted no unproven one.")
    low, high = tally.false_doubt.interval or (0.0, 1.0)
    if low <= trust <= high:
        return t("You doubt what is verified about as often as you trust what is not.")
    if doubt > trust:
        return t("You doubt what is verified more often than you trust what is not.")
    return t("You trust what is not verified more often than you doubt what is.")


def out_of(part: int, whole: int) -> str:
    """A count out of another."""
    return t("{part} of {whole}", part=part, whole=whole)


def texts_met(number: int) -> str:
    """How many statements were judged for the first time."""
    return tn(
        "From one statement that you met for the first time.",
        "From {number} statements that you met for the first time.",
        number,
    )
