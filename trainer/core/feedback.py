"""What is said besides the explanation: credit for trust with a reason, calm after a sure slip."""

from trainer.core.evidence import Evidence
from trainer.core.measures import Share
from trainer.core.questions import Key
from trainer.core.rubric import Confidence, Reason, Verdict
from trainer.core.words import t, tn

_MOSTLY_OTHER_WORDS = 0.5


def aside(key: Key, chosen: Verdict, confidence: Confidence) -> str:
    """A line on how somebody judged, empty where the explanation says it all.

    Recognising what is verified is credited with the evidence it rests on, so that doubt does not
    become a habit; an error that somebody was sure of is named gently.
    """
    if chosen is key.verdict:
        return credit(key.reason) if chosen is Verdict.VERIFIED else ""
    if confidence is not Confidence.SURE:
        return ""
    if key.verdict is Verdict.VERIFIED:
        return t(
            "You were sure. Here the text did show its ground: reading with care also means "
            "trusting good evidence."
        )
    return t(
        "You were sure. That happens to careful readers too, and such a slip teaches the most; "
        "the skill comes back soon, on another text."
    )


def credit(reason: Reason) -> str:
    """What somebody saw who recognised a verified statement; empty for reasons of other steps."""
    return {
        Reason.OWN_OBSERVATION: t("You saw what it rests on: the reporter was there."),
        Reason.AUTHENTICATED_RECORD: t("You saw what it rests on: a record that was checked."),
        Reason.INDEPENDENT_SOURCES: t(
            "You saw what it rests on: sources that do not depend on each other agree."
        ),
        Reason.ADMISSION: t("You saw what it rests on: the source admits what hurts it."),
        Reason.OPPONENTS_AGREE: t("You saw what it rests on: even opponents agree on this."),
        Reason.PUBLIC_RECORD: t("You saw what it rests on: anybody can look it up."),
        Reason.OFFICIAL_ACT: t(
            "You saw what it rests on: an office tells what it did in its own power, on the record."
        ),
    }.get(reason, "")


def places_words(found: Share, score: Evidence) -> str:
    """How the underlined words meet the deciding ones, in words."""
    if found.whole == 1:
        said = (
            t("You underlined the place that decides.")
            if found.part
            else t("The place that decides is another one.")
        )
    elif found.part == 0:
        said = t("The places that decide are others.")
    else:
        said = tn(
            "You underlined {number} of the {whole} deciding places.",
            "You underlined {number} of the {whole} deciding places.",
            found.part,
            whole=found.whole,
        )
    if found.part and score.precision < _MOSTLY_OTHER_WORDS:
        return t("{said} Most of your words are others: fewer would do.", said=said)
    return said
