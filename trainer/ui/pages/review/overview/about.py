"""What the answers were about: skills and techniques, and packs, topics and sides."""

import datetime as dt
from collections.abc import Sequence

from trainer.core.glossary import skill_name
from trainer.core.measures import Share, Tally
from trainer.core.rubric import Technique
from trainer.core.techniques import group_name, technique_name
from trainer.core.words import t, tn
from trainer.services.lookback import SkillLine
from trainer.ui.figures import interval_words, out_of, per_cent, share_figure
from trainer.ui.plots import BarLine, Bars, Grid

_MOST = 8
"""Lines that a chart shows; its table shows all."""


def skills_bars(found: Sequence[SkillLine], overall: Share, now: dt.datetime) -> Bars:
    """How well each skill sits and when it is due, the weakest first."""
    title = t("Skills")
    known = sorted(found, key=lambda one: _rank(one.right))
    if not known:
        return Bars(title, t("There are no such answers yet."))
    waiting = [one for one in known if one.waits]
    weak = [one for one in known if _is_weak(one.right, overall)]
    says = (
        t("Weaker than the others, by more than chance: {names}.", names=_names(weak))
        if weak
        else t("No skill stands out as weak: the differences may be chance.")
    )
    due = (
        tn("One is due for practice.", "{number} are due for practice.", len(waiting))
        if waiting
        else t("None is due for practice.")
    )
    return Bars(
        title,
        f"{says} {due}",
        heads=("", t("right"), t("of")),
        lines=tuple(
            BarLine(
                share_figure(skill_name(one.skill), one.right, "accent"),
                str(one.right.whole),
                _due_words(one, now),
            )
            for one in known[:_MOST]
        ),
        grid=Grid(
            (t("Skill"), t("Right"), t("Could be"), t("Answers"), t("Due")),
            tuple(
                (
                    skill_name(one.skill),
                    _value(one.right),
                    interval_words(one.right) or "–",
                    out_of(one.right.part, one.right.whole),
                    _due_words(one, now) or "–",
                )
                for one in known
            ),
        ),
    )


def techniques_bars(found: Sequence[tuple[Technique, Share]]) -> Bars:
    """How often the propaganda of each technique was recognised, the least recognised first."""
    title = t("Techniques")
    known = sorted(found, key=lambda one: _rank(one[1]))
    if not known:
        return Bars(title, t("No propaganda is among these answers."))
    technique, share = known[0]
    return Bars(
        title,
        t(
            "Least often recognised as propaganda: {technique}, {count}.",
            technique=technique_name(technique).lower(),
            count=out_of(share.part, share.whole),
        )
        if share.part < share.whole
        else t("Every technique was recognised as propaganda each time."),
        heads=("", t("recognised"), t("of")),
        lines=tuple(
            BarLine(share_figure(technique_name(one), share, "accent"), str(share.whole))
            for one, share in known[:_MOST]
        ),
        grid=Grid(
            (t("Technique"), t("Group"), t("Recognised"), t("Could be"), t("Statements")),
            tuple(
                (
                    technique_name(one),
                    group_name(one.group),
                    _value(share),
                    interval_words(share),
                    out_of(share.part, share.whole),
                )
                for one, share in known
            ),
        ),
    )


def packs_bars(found: Sequence[tuple[str, Tally]], titles: dict[str, str]) -> Bars:
    """How well by packs."""
    named = [(titles.get(pack, pack), tally) for pack, tally in found]
    return _bars(t("By pack"), t("Pack"), named, t("No pack is named."))


def topics_bars(found: Sequence[tuple[str, Tally]]) -> Bars:
    """How well by topics."""
    return _bars(t("By topic"), t("Topic"), found, t("These packs name no topics."))


def sides_bars(found: Sequence[tuple[str, Tally]]) -> Bars:
    """How well by the side that speaks: whether one is doubted more than another."""
    return _bars(t("By side"), t("Side"), found, t("These packs name no sides."))


def _bars(title: str, head: str, found: Sequence[tuple[str, Tally]], missing: str) -> Bars:
    if not found:
        return Bars(title, missing)
    return Bars(
        title,
        _difference(found),
        heads=("", t("right"), t("of")),
        lines=tuple(
            BarLine(share_figure(name, tally.right, "accent"), str(tally.right.whole))
            for name, tally in found[:_MOST]
        ),
        grid=Grid(
            (head, t("Right"), t("Could be"), t("False doubt"), t("False trust"), t("Answers")),
            tuple(
                (
                    name,
                    _value(tally.right),
                    interval_words(tally.right),
                    _value(tally.false_doubt),
                    _value(tally.false_trust),
                    out_of(tally.right.part, tally.right.whole),
                )
                for name, tally in found
            ),
        ),
    )


def _difference(found: Sequence[tuple[str, Tally]]) -> str:
    """Whether best and weakest differ by more than chance could explain."""
    if len(found) == 1:
        return t("All of it is from one.")
    ranked = sorted(found, key=lambda one: _rank(one[1].right))
    (weakest, least), (best, most) = ranked[0], ranked[-1]
    low, high = most.right.interval, least.right.interval
    if low is not None and high is not None and low[0] > high[1]:
        return t(
            "You judge “{best}” better than “{weakest}”, by more than chance.",
            best=best,
            weakest=weakest,
        )
    return t("No difference here is more than chance could explain.")


def _is_weak(share: Share, overall: Share) -> bool:
    """Whether all of the interval lies below what is right on the whole."""
    interval, usual = share.interval, overall.value
    return interval is not None and usual is not None and interval[1] < usual


def _rank(share: Share) -> tuple[bool, float, int]:
    """Low shares first, those of many answers before others; what has no answers last."""
    value = share.value
    return (value is None, value or 0.0, -share.whole)


def _value(share: Share) -> str:
    return "–" if share.value is None else per_cent(share.value)


def _names(lines: Sequence[SkillLine]) -> str:
    return ", ".join(skill_name(one.skill).lower() for one in lines)


def _due_words(line: SkillLine, now: dt.datetime) -> str:
    if line.waits:
        return t("due now")
    if line.due is None:
        return ""
    days = (line.due.astimezone().date() - now.astimezone().date()).days
    if days <= 0:
        return t("due today")
    return tn("due tomorrow", "due in {number} days", days)
