"""What the list of past sessions shows."""

import datetime as dt
from dataclasses import dataclass

from trainer.core.history import SessionLine
from trainer.core.words import t, tn
from trainer.ui.dates import moment
from trainer.ui.figures import out_of


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One past session in the table."""

    session: int
    when: str
    title: str
    packs: str
    score: str
    standing: str


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The page around the table. `empty` says what to do while there is nothing to show."""

    lead: str
    empty: str


def review_state(count: int) -> ReviewState:
    """The page for so many past sessions."""
    return ReviewState(
        lead=tn("One session so far", "{number} sessions so far", count) if count else "",
        empty=(
            ""
            if count
            else t("Nothing here yet. After your first answers, every session can be seen again.")
        ),
    )


def session_row(line: SessionLine, titles: dict[str, str], now: dt.datetime) -> SessionRow:
    """A row for one session; `titles` names the packs at hand by their ids."""
    return SessionRow(
        session=line.id,
        when=moment(line.started_at, now),
        title=line.title,
        packs=", ".join(titles.get(pack, pack) for pack in line.packs),
        score=out_of(line.right, line.answered),
        standing=(
            t("finished")
            if line.finished
            else t("{answered} of {planned} answered", answered=line.answered, planned=line.planned)
        ),
    )
