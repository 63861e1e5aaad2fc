"""What a session does for one learner: due skills on fresh texts, the fitting level, the mix."""

import dataclasses
import datetime as dt
import random
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.ability import Ability
from trainer.core.catalogue import Entry
from trainer.core.choosing import BEGIN, Aim, Mix, aim_for, choose
from trainer.core.progress import Progress, SkillState
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Skill, Verdict

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
VERDICTS = [verdict.value for verdict in Verdict]
SKILLS = list(Skill)
seeds = st.integers(0, 10_000)


def entry(
    number: int,
    skill: Skill = Skill.SCOPE,
    *,
    verdict: str = "",
    level: int = 1,
    pack: str = "harbour",
    side: str = "",
    reserved: str = "",
) -> Entry:
    return Entry(
        pack=pack,
        question=f"q{number}",
        excerpt=f"e{number}",
        revision=f"{number:064x}",
        verdict=verdict or VERDICTS[number % 3],
        skills=(skill.value,),
        level=level,
        side=side,
        topic="",
        reserved=reserved,
    )


def chosen(
    entries: Sequence[Entry],
    aim: Aim = BEGIN,
    sights: Mapping[QuestionRef, int] | None = None,
    size: int = 10,
    seed: int = 1,
) -> tuple[Entry, ...]:
    return choose(entries, sights or {}, {}, size, random.Random(seed), aim=aim)


def shelf(each: int = 6) -> list[Entry]:
    """Some questions of each verdict on each skill."""
    return [
        entry(n * 100 + k, skill, verdict=VERDICTS[k % 3])
        for n, skill in enumerate(SKILLS)
        for k in range(each)
    ]


def skills_of(found: Sequence[Entry]) -> Counter[str]:
    return Counter(skill for one in found for skill in one.skills)


@given(st.sets(st.sampled_from(SKILLS), max_size=10), seeds)
def test_each_due_skill_is_served_by_a_question_never_seen(due: set[Skill], seed: int) -> None:
    here = shelf()
    sights = {one.ref: n + 1 for n, one in enumerate(here) if n % 6 < 3}
    found = chosen(here, Aim(due=tuple(due)), sights, seed=seed)
    assert {skill.value for skill in due} <= set(skills_of(found))
    assert not any(one.ref in sights for one in found)
    assert sorted(Counter(one.verdict for one in found).values()) == [3, 3, 4]


def test_when_more_is_due_than_there_is_room_the_most_urgent_come() -> None:
    found = chosen(shelf(), Aim(due=tuple(SKILLS)), size=5)
    assert set(skills_of(found)) == {skill.value for skill in SKILLS[:5]}


@given(seeds)
def test_one_question_on_two_due_skills_serves_both(seed: int) -> None:
    both = entry(1)._replace(skills=("scope", "duress"))
    harder = [entry(n, Skill.DURESS, level=3) for n in range(2, 5)]
    rest = [entry(n, Skill.CALL) for n in range(5, 35)]
    found = chosen([both, *harder, *rest], Aim(due=(Skill.SCOPE, Skill.DURESS)), seed=seed)
    assert both in found
    assert not set(harder) & set(found)


@given(seeds)
def test_a_skill_that_has_run_dry_gets_the_longest_unseen(seed: int) -> None:
    dry = [entry(n, Skill.DURESS, verdict="claim") for n in range(3)]
    fresh = [entry(n, Skill.CALL) for n in range(10, 40)]
    sights = {dry[0].ref: 9, dry[1].ref: 4, dry[2].ref: 7}
    found = chosen([*dry, *fresh], Aim(due=(Skill.DURESS,)), sights, seed=seed)
    assert dry[1] in found
    assert sum(one.ref in sights for one in found) == 1


@given(seeds)
def test_a_skill_with_new_texts_waits_for_room_rather_than_repeat(seed: int) -> None:
    devices = [
        entry(1, Skill.CALL, verdict="propaganda"),
        entry(2, Skill.DURESS, verdict="propaganda"),
    ]
    met = entry(3, Skill.DURESS, verdict="claim")
    rest = [entry(n, Skill.SCOPE) for n in range(10, 30)]
    aim = Aim(due=(Skill.CALL, Skill.DURESS))
    found = chosen([*devices, met, *rest], aim, {met.ref: 5}, size=3, seed=seed)
    assert devices[0] in found
    assert met not in found


def test_a_due_skill_does_not_upset_the_mix_of_verdicts() -> None:
    skills = [Skill.ATTACK, Skill.CALL, Skill.WORDING, Skill.DISTRACTION, Skill.SIMPLIFICATION]
    devices = [entry(n, skill, verdict="propaganda") for n, skill in enumerate(skills)]
    others = [entry(n, verdict=VERDICTS[n % 2]) for n in range(10, 40)]
    counts = Counter(one.verdict for one in chosen([*devices, *others], Aim(due=tuple(skills))))
    assert counts["propaganda"] in (3, 4)


def test_a_due_skill_without_any_question_is_passed_over() -> None:
    assert len(chosen([entry(n) for n in range(30)], Aim(due=(Skill.DURESS,)))) == 10


@given(st.sampled_from([(1, 2, 3), (2, 1, 3), (3, 2, 1)]), seeds)
def test_questions_of_the_fitting_level_come_first(levels: tuple[int, ...], seed: int) -> None:
    here = [entry(n, level=n // 30 + 1) for n in range(90)]
    for due in ((), (Skill.SCOPE,)):
        found = chosen(here, Aim(due=due, levels=levels), seed=seed)
        assert {one.level for one in found} == {levels[0]}


def test_skills_that_rest_come_behind_those_that_are_new() -> None:
    here = [entry(n, Skill.SCOPE if n % 2 else Skill.CALL) for n in range(60)]
    found = chosen(here, Aim(resting=frozenset({Skill.SCOPE})))
    assert set(skills_of(found)) == {"call"}


@given(seeds)
def test_sides_and_packs_take_turns(seed: int) -> None:
    sides = [entry(n, side="ab"[n // 3 % 2]) for n in range(60)]
    counts = Counter(one.side for one in chosen(sides, seed=seed))
    assert abs(counts["a"] - counts["b"]) <= 2
    packs = [entry(n, pack=f"p{n // 3 % 2}") for n in range(60)]
    counts = Counter(one.pack for one in chosen(packs, seed=seed))
    assert abs(counts["p0"] - counts["p1"]) <= 2


@given(seeds)
def test_in_the_real_life_mix_three_of_four_are_verified(seed: int) -> None:
    here = [entry(n) for n in range(120)]
    for size, verified in ((8, 6), (20, 15)):
        found = chosen(here, Aim(mix=Mix.REAL_LIFE), size=size, seed=seed)
        counts = Counter(one.verdict for one in found)
        assert counts["verified"] == verified
        assert counts["claim"] + counts["propaganda"] == size - verified
    due = Aim(due=(Skill.SCOPE,), mix=Mix.REAL_LIFE)
    assert Counter(one.verdict for one in chosen(here, due, size=8, seed=seed))["verified"] == 6


def test_the_shares_of_each_mix_add_up() -> None:
    for mix in Mix:
        assert sum(mix.shares.values()) == pytest.approx(1)
        assert set(mix.shares) == set(Verdict)


@given(st.sets(st.integers(0, 59)), seeds)
def test_a_reserved_question_is_never_served_however_due(seen: set[int], seed: int) -> None:
    held = [entry(n, Skill.DURESS, reserved="checkup") for n in range(60)]
    sights = {held[n].ref: n + 1 for n in seen}
    assert chosen(held, Aim(due=(Skill.DURESS,)), sights, seed=seed) == ()


# -- From progress to aim.


def state(
    skill: Skill, due: dt.datetime, last: dt.datetime = NOON - DAY, *, surely_wrong: bool = False
) -> SkillState:
    return SkillState(skill, "{}", due, last, 1, 1, surely_wrong)


def aimed(*states: SkillState, ability: Ability | None = None) -> Aim:
    return (
        aim_for(Progress().having(*states), NOON)
        if ability is None
        else aim_for(dataclasses.replace(Progress().having(*states), ability=ability), NOON)
    )


def test_of_due_skills_the_longest_waiting_comes_first_and_the_others_rest() -> None:
    aim = aimed(
        state(Skill.CALL, NOON - DAY),
        state(Skill.SCOPE, NOON - 3 * DAY),
        state(Skill.DURESS, NOON + 3 * DAY),
    )
    assert aim.due == (Skill.SCOPE, Skill.CALL)
    assert aim.resting == {Skill.DURESS}


def test_what_was_surely_wrong_comes_first_and_at_once() -> None:
    aim = aimed(
        state(Skill.CALL, NOON - 9 * DAY), state(Skill.SCOPE, NOON + DAY, NOON, surely_wrong=True)
    )
    assert aim.due == (Skill.SCOPE, Skill.CALL)


def test_somebody_new_begins_with_the_easiest() -> None:
    assert aim_for(Progress(), NOON) == BEGIN


def test_somebody_able_gets_harder_questions() -> None:
    assert aimed(ability=Ability(2.5, 50)).levels == (3, 2, 1)
