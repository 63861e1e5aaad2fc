"""What the page of all check-ups shows."""

import datetime as dt
from dataclasses import dataclass

from trainer.core.checkups import FORM_SIZE
from trainer.core.dates import moment
from trainer.core.words import t
from trainer.services.checkups import CheckupStanding
from trainer.ui.checkups import OfferState, lacking_words, next_words, offer_state
from trainer.ui.figures import out_of


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One finished check-up. `session` is its number in the history."""

    session: int
    title: str
    when: str
    score: str


@dataclass(frozen=True, slots=True)
class CheckupsState:
    """All check-ups, the latest first. `says` tells what is missing or when the next one comes."""

    about: str
    says: str
    offer: OfferState | None
    rows: tuple[TakenRow, ...]


def checkups_state(standing: CheckupStanding, now: dt.datetime) -> CheckupsState:
    """The page for a learner who stands so."""
    return CheckupsState(
        about=t(
            "A check-up is {number} statements on texts that practice never shows, without "
            "feedback until the end. Beside your first one, a later one shows what has changed.",
            number=FORM_SIZE,
        ),
        says=lacking_words(standing) or next_words(standing),
        offer=offer_state(standing),
        rows=tuple(
            TakenRow(
                session=taken.session,
                title=t("Check-up {number}", number=number),
                when=moment(taken.finished_at, now),
                score=t(
                    "{score} right", score=out_of(taken.tally.right.part, taken.tally.right.whole)
                ),
            )
            for number, taken in reversed(list(enumerate(standing.taken, 1)))
        ),
    )
