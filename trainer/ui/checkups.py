"""Check-ups in words: why one is offered, when the next one comes, what is missing."""

from dataclasses import dataclass

from trainer.core.checkups import AFTER_ANSWERS, FORM_SIZE, Occasion
from trainer.core.words import t, tn
from trainer.services.checkups import CheckupStanding

NEEDED = 2 * FORM_SIZE
"""Held-back questions that check-ups need: two forms, since only a change tells something."""

_ALL = len(Occasion)


@dataclass(frozen=True, slots=True)
class OfferState:
    """A check-up to begin, or to go on with where `waiting` is its number in the history."""

    title: str
    words: str
    begin: str
    waiting: int
    may_put_off: bool


def offer_state(standing: CheckupStanding) -> OfferState | None:
    """The check-up that can be begun or gone on with; None for none."""
    if standing.waiting is not None:
        return OfferState(
            title=t("Your check-up waits"),
            words=t(
                "Question {number} of {total}. The result comes after the last one.",
                number=standing.waiting.answered + 1,
                total=standing.waiting.planned,
            ),
            begin=t("Go on with the check-up"),
            waiting=standing.waiting.id,
            may_put_off=False,
        )
    if standing.offer is None:
        return None
    return OfferState(
        title=_offer_title(standing.offer),
        words=_offer_words(standing.offer),
        begin=t("Take the check-up"),
        waiting=0,
        may_put_off=not standing.put_off,
    )


def todays_offer(standing: CheckupStanding, unfinished: int) -> OfferState | None:
    """What the start page offers: not what was put off today, nor the `unfinished` it shows."""
    if standing.waiting is not None and standing.waiting.id == unfinished:
        return None
    if standing.put_off and standing.waiting is None:
        return None
    return offer_state(standing)


def _offer_title(occasion: Occasion) -> str:
    return {
        Occasion.START: t("A check-up to begin with"),
        Occasion.AFTER_PRACTICE: t("Time for your second check-up"),
        Occasion.AFTER_7_DAYS: t("A check-up after a week"),
        Occasion.AFTER_30_DAYS: t("A check-up after a month"),
    }[occasion]


def _offer_words(occasion: Occasion) -> str:
    return {
        Occasion.START: t(
            "{number} statements without feedback until the end. A later check-up on other texts "
            "then shows what has changed.",
            number=FORM_SIZE,
        ),
        Occasion.AFTER_PRACTICE: t(
            "You have answered {answers} questions since the first one. {number} statements on "
            "texts that nobody practises show what has changed.",
            answers=AFTER_ANSWERS,
            number=FORM_SIZE,
        ),
        Occasion.AFTER_7_DAYS: t(
            "A week has passed since the second one. {number} statements show what has stayed.",
            number=FORM_SIZE,
        ),
        Occasion.AFTER_30_DAYS: t(
            "A month has passed since the second one. {number} statements show what has stayed.",
            number=FORM_SIZE,
        ),
    }[occasion]


def lacking_words(standing: CheckupStanding) -> str:
    """What is missing for check-ups, "" when nothing is."""
    if not standing.missing or standing.taken:
        return ""
    return tn(
        "Check-ups need {needed} held-back questions; one is missing.",
        "Check-ups need {needed} held-back questions; {number} are missing.",
        standing.missing,
        needed=NEEDED,
    )


def next_words(standing: CheckupStanding) -> str:
    """When the next check-up comes, "" while one is offered or waits, or none can be taken."""
    if standing.offer or standing.waiting or lacking_words(standing):
        return ""
    if standing.used_up:
        return t(
            "You have met all held-back questions. A pack with new ones brings check-ups back."
        )
    return _dated_words(standing) if standing.taken else ""


def _dated_words(standing: CheckupStanding) -> str:
    count = len(standing.taken)
    if count == 1:
        left = AFTER_ANSWERS - (standing.practised - standing.taken[0].answers_before)
        return tn(
            "The next check-up is offered after one more answer in practice.",
            "The next check-up is offered after {number} more answers in practice.",
            max(left, 1),
        )
    if count == 2:  # noqa: PLR2004  the first and the second
        return t("The next check-up is offered a week after the second one.")
    if count < _ALL:
        return t("The next check-up is offered a month after the second one.")
    return t("These were all check-ups there are.")
