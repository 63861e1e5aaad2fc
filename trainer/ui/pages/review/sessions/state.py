"""What the list of past sessions shows."""

import datetime as dt
from dataclasses import replace

from trainer.core.dates import moment
from trainer.core.history import SessionLine
from trainer.core.inquiry import Order, SessionInquiry
from trainer.core.words import t, tn
from trainer.ui.figures import out_of
from trainer.ui.plots import Grid, Listing

Titles = dict[str, str]


def orders() -> tuple[tuple[Order, str], ...]:
    """How the list can be sorted, with names."""
    return (
        (Order.NEWEST, t("Newest first")),
        (Order.OLDEST, t("Oldest first")),
        (Order.BEST, t("Most right first")),
        (Order.WEAKEST, t("Least right first")),
    )


def kinds() -> tuple[tuple[bool | None, str], ...]:
    """Which sessions can be asked for, with names: check-ups, the others, or all."""
    return ((None, t("All sessions")), (False, t("Practice")), (True, t("Check-ups")))


def is_narrow(inquiry: SessionInquiry) -> bool:
    """Whether any session is left out."""
    return replace(inquiry, order=Order.NEWEST) != SessionInquiry()


def sessions_state(
    count: int,
    lines: tuple[SessionLine, ...],
    inquiry: SessionInquiry,
    titles: Titles,
    now: dt.datetime,
) -> Listing:
    """The list of so many sessions, of which `lines` are the first.

    `titles` names the packs at hand by their ids.
    """
    if count:
        empty = ""
    elif is_narrow(inquiry):
        empty = t("No session is like that. Choose other packs, days or words.")
    else:
        empty = t("Nothing here yet. After your first answers, every session can be seen again.")
    return Listing(
        lead=tn("One session", "{number} sessions", count) if count else "",
        empty=empty,
        grid=Grid(
            (t("When"), t("Session"), t("Packs"), t("Right"), t("Standing")),
            tuple(session_row(line, titles, now) for line in lines),
        ),
    )


def session_row(line: SessionLine, titles: Titles, now: dt.datetime) -> tuple[str, ...]:
    """A row for one session."""
    return (
        moment(line.started_at, now),
        line.title,
        ", ".join(titles.get(pack, pack) for pack in line.packs),
        out_of(line.right, line.answered),
        (
            t("finished")
            if line.finished
            else t("{answered} of {planned} answered", answered=line.answered, planned=line.planned)
        ),
    )
