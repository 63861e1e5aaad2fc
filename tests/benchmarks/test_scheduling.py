"""What scheduling costs and what it is worth, over two months of made-up learners."""

import random
from collections.abc import Callable, Sequence
from statistics import fmean

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.forgetting import (
    DAYS,
    AnySkill,
    Fading,
    FixedFromStart,
    FixedIntervals,
    Fsrs,
    Outcome,
    exponential,
    live,
    power,
)
from tests.store.samples import NOON
from trainer.core.catalogue import Entry
from trainer.core.choosing import SESSION_SIZE, Aim, choose
from trainer.core.progress import Judged, Progress
from trainer.core.rubric import Confidence, Skill, Verdict
from trainer.services.skills import advance

LEARNERS = 1_000
QUESTIONS = 10_000


def shelf() -> list[Entry]:
    chance = random.Random(1)
    verdicts, skills = [verdict.value for verdict in Verdict], [skill.value for skill in Skill]
    return [
        Entry(
            pack=f"p{number % 12}",
            question=f"q{number}",
            excerpt=f"e{number // 3}",
            revision=f"{number:064x}",
            verdict=verdicts[number % 3],
            skills=tuple(chance.sample(skills, 2)),
            level=1 + number % 3,
            side=f"s{number % 7}",
            topic="",
            reserved="",
        )
        for number in range(QUESTIONS)
    ]


@pytest.mark.parametrize("seen", [0, QUESTIONS // 2, QUESTIONS])
def test_choosing_ten_of_ten_thousand(benchmark: BenchmarkFixture, seen: int) -> None:
    entries = shelf()
    sights = {entry.ref: number + 1 for number, entry in enumerate(entries[:seen])}
    levels = {f"p{number}": 1 + number % 3 for number in range(12)}
    aim = Aim(tuple(Skill)[:12], frozenset(tuple(Skill)[12:]), (2, 1, 3))
    benchmark.extra_info["aim"] = "30 ms"

    def ten() -> tuple[Entry, ...]:
        return choose(entries, sights, levels, SESSION_SIZE, random.SystemRandom(), aim=aim)

    assert len(benchmark(ten)) == SESSION_SIZE


def test_moving_two_skills_on_by_an_answer(benchmark: BenchmarkFixture) -> None:
    judged = Judged(
        learner=1,
        sequence=1,
        skills=(Skill.CALL, Skill.SCOPE),
        level=2,
        right=True,
        confidence=Confidence.SURE,
        first_sight=True,
        answered_at=NOON,
    )
    before = advance(Progress(), judged)
    after: Progress = benchmark(advance, before, judged)
    assert after.states[Skill.CALL].reviews == 2


def told(name: str, outcomes: Sequence[Outcome]) -> str:
    means = (
        fmean(one.reviews for one in outcomes),
        100 * fmean(one.kept_on_average for one in outcomes),
        100 * fmean(one.kept_at_end for one in outcomes),
        100 * fmean(one.kept_later for one in outcomes),
    )
    return f"{name:42}" + "".join(f"{mean:10.1f}" for mean in means)


def by_chance(outcomes: Sequence[Outcome], fading: Fading) -> list[Outcome]:
    """The same learners with as many reviews on each day, of skills drawn by chance."""
    return [
        live(AnySkill(number, outcome.spent), fading, number)
        for number, outcome in enumerate(outcomes)
    ]


@pytest.mark.parametrize("fading", [exponential, power])
def test_a_thousand_learners_for_two_months(benchmark: BenchmarkFixture, fading: Fading) -> None:
    def all_by(way: Callable[[int], Fsrs | FixedIntervals]) -> list[Outcome]:
        return [live(way(number), fading, number) for number in range(LEARNERS)]

    pedantic: Callable[..., list[Outcome]] = benchmark.pedantic
    fsrs = pedantic(all_by, args=(Fsrs,), rounds=1)
    fixed, restarting = all_by(FixedIntervals), all_by(FixedFromStart)
    lines = [
        f"{fading.__name__} forgetting, {LEARNERS} learners, 17 skills; skill kept in per cent",
        f"{'':42}{'reviews':>10}{'all days':>10}{'day 60':>10}{'day 90':>10}",
        told("FSRS", fsrs),
        told("  by chance, as many on the same days", by_chance(fsrs, fading)),
        told("after 1, 7, 30 days", fixed),
        told("  by chance, as many on the same days", by_chance(fixed, fading)),
        told("after 1, 7, 30 days, anew when wrong", restarting),
        told("  by chance, as many on the same days", by_chance(restarting, fading)),
    ]
    print("\n".join(lines))  # noqa: T201 -- what comes out is the result, whichever way
    assert all(len(one.spent) == DAYS for one in (*fsrs, *fixed, *restarting))
