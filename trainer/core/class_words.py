"""What is said of a class's quiz, wherever it is said: on the screen, on paper, in files."""

from trainer.core.class_reports import ClassReport, PupilReport
from trainer.core.detection import ENOUGH
from trainer.core.glossary import skill_name, verdict_name
from trainer.core.items import Finding
from trainer.core.measures import Share
from trainer.core.revisions import Revision
from trainer.core.room import Names, Player, Way
from trainer.core.words import t, tn


def key_name(revision: Revision) -> str:
    """The key's verdict by name, or that there is none."""
    key = revision.question.key
    return t("To argue about") if key is None else verdict_name(key.verdict)


def way_name(way: Way) -> str:
    """How somebody answered."""
    return {Way.PHONE: t("Phone"), Way.SEAT: t("Hot seat"), Way.PAPER: t("Paper")}[way]


def finding_name(finding: Finding) -> str:
    """What the figures of a question suggest, in a few words."""
    return {
        Finding.TOO_FEW: t("Too few answers"),
        Finding.FINE: t("Fine"),
        Finding.LOOK: t("Look at it"),
        Finding.CHECK_KEY: t("Check the key"),
    }[finding]


def name_kind(names: Names, player: Player) -> str:
    """Where a player's name comes from."""
    if player.pupil is not None:
        return t("Class list")
    if player.way is Way.PAPER:
        return t("Written by the teacher")
    if player.way is Way.SEAT:
        return t("Written by the teacher or made up")
    return {
        Names.NICKNAMES: t("Made-up nickname"),
        Names.ROSTER: t("Class list"),
        Names.FREE: t("Typed by the pupil"),
    }[names]


def names_said(report: ClassReport) -> str:
    """Whose names the names of a quiz are, in a sentence or two."""
    said = {
        Names.NICKNAMES: t("Names are made up, and tell nobody who is who."),
        Names.ROSTER: t("Names are those on the list of the class."),
        Names.FREE: t("Names are those that the pupils typed and the teacher let in."),
    }[report.names]
    others = any(pupil.player.way is not Way.PHONE for pupil in report.pupils)
    if not others:
        return said
    return f"{said} {t('Those of hot seats and sheets are as the teacher wrote them.')}"


def second_vote_said(report: ClassReport) -> str:
    """How the second votes stand against the first, in a sentence; "" where there were none."""
    shifts = [
        one.shift for one in report.questions if one.truth is not None and one.shift is not None
    ]
    if not shifts:
        return ""
    both = sum(shift.both for shift in shifts)
    if not both:
        return t("There were second votes, but nobody in particular voted both times.")
    return tn(
        "One vote was given twice, before and after talking: {right} went from wrong to right "
        "and {wrong} from right to wrong.",
        "{number} votes were given twice, before and after talking: {right} of them went from "
        "wrong to right and {wrong} from right to wrong.",
        both,
        right=sum(shift.to_right for shift in shifts),
        wrong=sum(shift.to_wrong for shift in shifts),
    )


def score_said(pupil: PupilReport) -> str:
    """How many of a pupil's answers were right."""
    tally = pupil.tally
    if not tally.total:
        return t("Nothing was answered yet.")
    return tn(
        "One statement judged, {right} of it as the text supports it.",
        "{number} statements judged, {right} of them as the text supports it.",
        tally.total,
        right=tally.right.part,
    )


def doubt_said(pupil: PupilReport) -> str:
    """A pupil's false doubt and false trust: counts where they are few, else with their range."""
    doubt, trust = pupil.tally.false_doubt, pupil.tally.false_trust
    said = []
    if doubt.whole:
        said.append(
            t("Called something else though it was verified: {count}.", count=_counted(doubt))
        )
    if trust.whole:
        said.append(t("Called verified though it was not: {count}.", count=_counted(trust)))
    return " ".join(said)


def _of(share: Share) -> str:
    return t("{part} of {whole}", part=share.part, whole=share.whole)


def _counted(share: Share) -> str:
    counts = _of(share)
    interval = share.interval
    if share.whole < ENOUGH or interval is None:
        return counts
    return t(
        "{counts}, {low} to {high}\u00a0%",
        counts=counts,
        low=round(interval[0] * 100),
        high=round(interval[1] * 100),
    )


def advice_said(pupil: PupilReport) -> tuple[str, ...]:
    """What helps a pupil: what to look at again and what sits well, a sentence each."""
    said = []
    if pupil.look_again:
        skills = ", ".join(
            t(
                "{skill} ({part} of {whole})",
                skill=skill_name(skill),
                part=one.part,
                whole=one.whole,
            )
            for skill, one in pupil.look_again
        )
        said.append(t("Look again at: {skills}.", skills=skills))
    if pupil.sits_well:
        skills = ", ".join(map(skill_name, pupil.sits_well))
        said.append(t("Went well: {skills}.", skills=skills))
    return tuple(said)
