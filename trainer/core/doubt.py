"""When somebody has begun to doubt what is verified: false doubt now beside the level before."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.measures import Share, Tally
from trainer.core.rubric import Verdict

RECENT = 30
"""First sights that count as lately."""

ENOUGH_BEFORE = 12
"""Verified statements met before those, from which on there is a level to compare with."""

ENOUGH_LATELY = 6
"""Verified statements among the recent ones, below which a rise would be a matter of luck."""

SHOWN = 3
"""Doubted statements that are shown."""

PAUSE = dt.timedelta(days=7)
"""How long nothing is said after it was said."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One statement met for the first time: where its answer is, the key, the answer."""

    session: int
    position: int
    truth: Verdict
    chosen: Verdict

    @property
    def doubted(self) -> bool:
        """Whether it is verified and was not called so."""
        return self.truth is Verdict.VERIFIED and self.chosen is not Verdict.VERIFIED


@dataclass(frozen=True, slots=True)
class Rise:
    """False doubt lately and before, with the verified statements that were doubted last."""

    lately: Share
    before: Share
    doubted: tuple[Sight, ...]


def rise(recent: Sequence[Sight], whole: Tally) -> Rise | None:
    """The rise of false doubt over the latest first sights; None where there is none to tell.

    `recent` are the latest first sights, at most `RECENT`, the latest one first; `whole` counts all
    first sights, these among them. There is a rise where the whole 95 % interval (Wilson 1927) of
    false doubt lately lies above its share before, given `ENOUGH_BEFORE` verified statements then,
    `ENOUGH_LATELY` now, and `RECENT` first sights. Source of the concern: Batailler et al. 2022 and
    Modirrousta-Galian and Higham 2023, by whom training against misinformation may raise doubt of
    true items along with doubt of false ones.
    """
    if len(recent) < RECENT:
        return None
    now = Tally.of((sight.truth, sight.chosen) for sight in recent).false_doubt
    before = Share(
        max(0, whole.false_doubt.part - now.part), max(0, whole.false_doubt.whole - now.whole)
    )
    if now.interval is None or now.whole < ENOUGH_LATELY or before.whole < ENOUGH_BEFORE:
        return None
    level = before.value
    if level is None or now.interval[0] <= level:
        return None
    doubted = tuple(sight for sight in recent if sight.doubted)[:SHOWN]
    return Rise(now, before, doubted)


def said_lately(told_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether it was said within `PAUSE`; one said in the future, by a clock gone wrong, is past.

    A clock set back by less than that keeps it quiet as well.
    """
    return told_at is not None and abs(now - told_at) < PAUSE
