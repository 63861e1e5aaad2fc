"""Days and times as people say them."""

import datetime as dt

from trainer.core.words import t


def month_name(month: int) -> str:
    """The month, 1 to 12, in full."""
    return (
        t("January"),
        t("February"),
        t("March"),
        t("April"),
        t("May"),
        t("June"),
        t("July"),
        t("August"),
        t("September"),
        t("October"),
        t("November"),
        t("December"),
    )[month - 1]


def long_date(day: dt.date) -> str:
    """A date as in "3 March 2022"."""
    return t("{day} {month} {year}", day=day.day, month=month_name(day.month), year=day.year)


def day_and_month(day: dt.date) -> str:
    """A date without its year."""
    return t("{day} {month}", day=day.day, month=month_name(day.month))


def days_from_to(first: dt.date, last: dt.date) -> str:
    """Some days in a row, both ends included, with their year."""
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return t("{first} to {last}", first=long_date(first), last=long_date(last))
    if first.month != last.month:
        return t("{first} to {last}", first=day_and_month(first), last=long_date(last))
    return t("{day} to {last}", day=first.day, last=long_date(last))


def moment(when: dt.datetime, now: dt.datetime) -> str:
    """A past moment as seen from `now`, both aware, in the computer's time zone."""
    here, today = when.astimezone(), now.astimezone().date()
    clock = f"{here.hour}:{here.minute:02d}"
    days = (today - here.date()).days
    if days == 0:
        return t("Today {clock}", clock=clock)
    if days == 1:
        return t("Yesterday {clock}", clock=clock)
    if here.year == today.year:
        return t("{day} {month}, {clock}", day=here.day, month=month_name(here.month), clock=clock)
    return exact(when)


def exact(when: dt.datetime) -> str:
    """A moment, aware, in the computer's time zone, for what will be read on another day."""
    here = when.astimezone()
    clock = f"{here.hour}:{here.minute:02d}"
    return t("{date}, {clock}", date=long_date(here.date()), clock=clock)
