"""A quiz on chosen skills is even over them and over the verdicts, as far as questions allow."""

import random
from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from trainer.core.catalogue import Entry
from trainer.core.rubric import Skill, Verdict
from trainer.core.spreading import spread, unevenness

CHOSEN = (Skill.ATTACK, Skill.PUBLIC_RECORD, Skill.SCOPE)
OTHER = Skill.DURESS


def entry(number: int, verdict: str, *skills: Skill, excerpt: str = "", side: str = "") -> Entry:
    return Entry(
        pack=f"pack-{number % 3}",
        question=f"q{number}",
        excerpt=excerpt or f"e{number}",
        revision=f"hash {number}",
        verdict=verdict,
        skills=tuple(skill.value for skill in skills),
        level=1,
        side=side,
        topic="",
        reserved="",
    )


def kind(one: Entry) -> tuple[str, tuple[str, ...]]:
    return one.verdict, tuple(skill.value for skill in CHOSEN if skill.value in one.skills)


def skills_of(entries: tuple[Entry, ...]) -> Counter[str]:
    return Counter(skill for one in entries for skill in one.skills)


skill_lists = st.lists(st.sampled_from([*CHOSEN, OTHER]), min_size=1, max_size=2, unique=True)
shelves = st.lists(
    st.tuples(st.sampled_from(["", *(verdict.value for verdict in Verdict)]), skill_lists),
    max_size=40,
).map(lambda found: [entry(n, verdict, *skills) for n, (verdict, skills) in enumerate(found)])


@given(shelves, st.integers(1, 20), st.integers())
def test_no_exchange_of_one_question_would_make_it_more_even(
    shelf: list[Entry], size: int, seed: int
) -> None:
    fitting = [one for one in shelf if one.verdict and kind(one)[1]]
    picked = spread(shelf, CHOSEN, size, random.Random(seed))
    assert len(picked) == len(set(picked)) == min(size, len(fitting))
    assert set(picked) <= set(fitting)
    reached = unevenness(Counter(map(kind, picked)), len(CHOSEN))
    for out, into in product(picked, set(fitting) - set(picked)):
        other = Counter(map(kind, picked))
        other[kind(out)] -= 1
        other[kind(into)] += 1
        assert unevenness(other, len(CHOSEN)) >= reached - 1e-6


def test_skills_and_verdicts_get_the_same_where_there_is_enough() -> None:
    shelf = [
        entry(number, verdict.value, skill)
        for number, (_, verdict, skill) in enumerate(product(range(5), Verdict, CHOSEN))
    ]
    picked = spread(shelf, CHOSEN, 9, random.Random(1))
    assert set(Counter(one.verdict for one in picked).values()) == {3}
    assert set(skills_of(picked).values()) == {3}


def test_a_rare_skill_is_asked_as_often_as_it_can_be() -> None:
    many = [entry(number, Verdict.PROPAGANDA.value, Skill.ATTACK) for number in range(30)]
    rare = [entry(30 + n, Verdict.VERIFIED.value, Skill.PUBLIC_RECORD) for n in range(2)]
    picked = spread([*many, *rare], CHOSEN[:2], 10, random.Random(1))
    assert skills_of(picked) == {"attack": 8, "public-record": 2}


def test_another_excerpt_and_side_comes_first_among_alike_questions() -> None:
    shelf = [
        entry(number, Verdict.CLAIM.value, Skill.SCOPE, excerpt=f"e{number // 3}", side=side)
        for number, side in enumerate("aaabbbccc")
    ]
    picked = spread(shelf, [Skill.SCOPE], 3, random.Random(1))
    assert len({(one.pack, one.excerpt) for one in picked}) == 3
    assert len({one.side for one in picked}) == 3


def test_picks_vary() -> None:
    shelf = [entry(number, Verdict.CLAIM.value, Skill.SCOPE) for number in range(40)]
    picks = {spread(shelf, [Skill.SCOPE], 5, random.Random(seed)) for seed in range(5)}
    assert len(picks) == 5
