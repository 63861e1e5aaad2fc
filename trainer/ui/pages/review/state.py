"""What is looked back on: the filters over all parts of the review, and what they mean."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from trainer.core.dates import days_from_to
from trainer.core.inquiry import ALL_SIGHTS, Inquiry, SessionInquiry, Sight
from trainer.core.words import t

_DAY = dt.timedelta(days=1)


class Part(Enum):
    """The parts of the review."""

    OVERVIEW = "overview"
    SESSIONS = "sessions"
    ANSWERS = "answers"
    NOTES = "notes"


class Range(Enum):
    """Which days are looked back on."""

    ALL = "all"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    BETWEEN = "between"
    """From one chosen day to another."""


_LENGTHS = {Range.WEEK: 7, Range.MONTH: 30, Range.QUARTER: 91, Range.YEAR: 365}

SIGHTS = {sight.value: frozenset({sight}) for sight in Sight} | {"all": ALL_SIGHTS}
"""The choices of answers by how their questions were met, by name."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person set on top of the page.

    `pack` is an id, "" for all; `sights` a key of `SIGHTS`; `first` and `last` are local days that
    count for `Range.BETWEEN` alone, and may be the wrong way round.
    """

    pack: str = ""
    range: Range = Range.ALL
    sights: str = Sight.FIRST.value
    first: dt.date = dt.date.min
    last: dt.date = dt.date.min

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return self != Filters(first=self.first, last=self.last)


def part_names() -> tuple[tuple[Part, str], ...]:
    """The parts with their names, in their order."""
    return (
        (Part.OVERVIEW, t("Overview")),
        (Part.SESSIONS, t("Sessions")),
        (Part.ANSWERS, t("Answers")),
        (Part.NOTES, t("Notes")),
    )


def range_names() -> tuple[tuple[Range, str], ...]:
    """The ranges of days with their names, in their order."""
    return (
        (Range.ALL, t("All days")),
        (Range.WEEK, t("Last 7 days")),
        (Range.MONTH, t("Last 30 days")),
        (Range.QUARTER, t("Last 3 months")),
        (Range.YEAR, t("Last year")),
        (Range.BETWEEN, t("Between two days")),
    )


def sight_names() -> tuple[tuple[str, str], ...]:
    """How questions were met, with names, in their order."""
    return (
        (Sight.FIRST.value, t("First sights")),
        (Sight.REPEAT.value, t("Repeats")),
        (Sight.CHECKUP.value, t("Check-ups")),
        ("all", t("All answers")),
    )


def pack_names(packs: tuple[str, ...], titles: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The packs that were answered from, all of them first; `titles` names those at hand."""
    return (("", t("All packs")), *((pack, titles.get(pack, pack)) for pack in packs))


def filter_words(filters: Filters, titles: dict[str, str]) -> str:
    """What is looked back on, for those who see the figures without the filters above them."""
    pack = titles.get(filters.pack, filters.pack) or t("All packs")
    days = dict(range_names())[filters.range]
    if filters.range is Range.BETWEEN:
        days = days_from_to(*sorted((filters.first, filters.last)))
    return " · ".join((pack, days, dict(sight_names())[filters.sights]))


def inquiry_of(filters: Filters, now: dt.datetime) -> Inquiry:
    """The answers that the filters mean at `now` (aware)."""
    since, until = _bounds(filters, now)
    return Inquiry(sights=SIGHTS[filters.sights], since=since, until=until, pack=filters.pack)


def session_inquiry_of(filters: Filters, now: dt.datetime) -> SessionInquiry:
    """The sessions that the filters mean at `now` (aware)."""
    since, until = _bounds(filters, now)
    return SessionInquiry(since=since, until=until, pack=filters.pack)


def _bounds(filters: Filters, now: dt.datetime) -> tuple[dt.datetime | None, dt.datetime | None]:
    """From the beginning of the first day to the end of the last, None for no bound."""
    if filters.range is Range.ALL:
        return None, None
    if filters.range is Range.BETWEEN:
        first, last = sorted((filters.first, filters.last))
        return _midnight(first), _midnight(last + _DAY)
    today = now.astimezone().date()
    # Without an end: an answer that a clock running ahead has dated is still one of late.
    return _midnight(today - (_LENGTHS[filters.range] - 1) * _DAY), None


def _midnight(day: dt.date) -> dt.datetime:
    """The beginning of a day in the computer's time zone."""
    return dt.datetime.combine(day, dt.time.min).astimezone()
