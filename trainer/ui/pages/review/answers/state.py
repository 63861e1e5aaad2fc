"""What the list of single answers shows, and what can be asked for in one step."""

import datetime as dt
from dataclasses import replace
from enum import Enum

from trainer.core.dates import moment
from trainer.core.glossary import confidence_name, skill_name, verdict_name
from trainer.core.inquiry import AnswerLine, Inquiry
from trainer.core.rubric import Confidence, Skill, Verdict
from trainer.core.words import t, tn
from trainer.ui.plots import Grid, Listing


class Preset(Enum):
    """What people want to look at again."""

    ALL = "all"
    WRONG = "wrong"
    SURE_AND_WRONG = "sure-and-wrong"
    TRUSTED = "trusted"
    """Called verified, and it was not."""
    DOUBTED = "doubted"
    """Verified, and called something else."""
    OVER_LABELLED = "over-labelled"
    """Called propaganda, and it was not."""
    OVERLOOKED = "overlooked"
    """Propaganda, and called something else."""


def presets() -> tuple[tuple[Preset, str], ...]:
    """The presets with their names."""
    return (
        (Preset.ALL, t("Right and wrong")),
        (Preset.WRONG, t("Everything I got wrong")),
        (Preset.SURE_AND_WRONG, t("I was sure, and wrong")),
        (Preset.TRUSTED, t("I called it verified, and it was not")),
        (Preset.DOUBTED, t("It was verified, and I doubted it")),
        (Preset.OVER_LABELLED, t("I called it propaganda, and it was not")),
        (Preset.OVERLOOKED, t("It was propaganda, and I missed it")),
    )


def skills() -> tuple[tuple[Skill | None, str], ...]:
    """All skills with their names, and all of them together first."""
    return ((None, t("All skills")), *((skill, skill_name(skill)) for skill in Skill))


def topics_and_sides(
    topics: tuple[str, ...], sides: tuple[str, ...]
) -> tuple[tuple[tuple[str, str], str], ...]:
    """Each topic and each side as (topic, side), one of them empty, with its name."""
    return (
        (("", ""), t("All topics and sides")),
        *(((topic, ""), t("Topic: {topic}", topic=topic)) for topic in topics),
        *((("", side), t("Side: {side}", side=side)) for side in sides),
    )


def preset_inquiry(inquiry: Inquiry, preset: Preset) -> Inquiry:
    """The inquiry narrowed to what the preset means."""
    wrong = replace(inquiry, right=False)
    return {
        Preset.ALL: inquiry,
        Preset.WRONG: wrong,
        Preset.SURE_AND_WRONG: replace(wrong, confidence=Confidence.SURE),
        Preset.TRUSTED: replace(wrong, chosen=Verdict.VERIFIED),
        Preset.DOUBTED: replace(wrong, truth=Verdict.VERIFIED),
        Preset.OVER_LABELLED: replace(wrong, chosen=Verdict.PROPAGANDA),
        Preset.OVERLOOKED: replace(wrong, truth=Verdict.PROPAGANDA),
    }[preset]


def answers_state(
    count: int, lines: tuple[AnswerLine, ...], inquiry: Inquiry, now: dt.datetime
) -> Listing:
    """The list of so many answers, of which `lines` are the first."""
    if count:
        empty = ""
    elif inquiry != Inquiry():
        empty = t("No answer is like that. Choose other packs, days, words or kinds of answers.")
    else:
        empty = t("Nothing here yet. Every answer you give can be found here again.")
    return Listing(
        lead=tn("One answer", "{number} answers", count) if count else "",
        empty=empty,
        grid=Grid(
            (t("When"), t("Statement"), t("It was"), t("You said"), t("How sure"), t("Pack")),
            tuple(answer_row(line, now) for line in lines),
        ),
    )


def answer_row(line: AnswerLine, now: dt.datetime) -> tuple[str, ...]:
    """A row for one answer."""
    return (
        moment(line.answered_at, now),
        " ".join(line.statement.split()),
        verdict_name(line.truth),
        verdict_name(line.chosen),
        confidence_name(line.confidence),
        line.pack_title,
    )
