"""What a session asks: fresh questions first, a third of each verdict, twins kept apart."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.catalogue import Entry
from trainer.core.choosing import SESSION_SIZE, choose
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Verdict

VERDICTS = [verdict.value for verdict in Verdict]


def entry(
    number: int,
    verdict: str = "",
    *,
    pack: str = "harbour",
    excerpt: str = "",
    level: int = 1,
    reserved: str = "",
) -> Entry:
    return Entry(
        pack=pack,
        question=f"q{number}",
        excerpt=excerpt or f"e{number}",
        revision=f"{number:064x}",
        verdict=verdict or VERDICTS[number % 3],
        skills=("scope",),
        level=level,
        side="",
        topic="",
        reserved=reserved,
    )


def discussed(number: int) -> Entry:
    return entry(number)._replace(verdict="")


def chosen(
    entries: Sequence[Entry],
    sights: Mapping[QuestionRef, int] | None = None,
    levels: Mapping[str, int] | None = None,
    size: int = SESSION_SIZE,
    seed: int = 1,
) -> tuple[Entry, ...]:
    return choose(entries, sights or {}, levels or {}, size, random.Random(seed))


def neighbours(order: Sequence[Entry]) -> int:
    return sum((a.pack, a.excerpt) == (b.pack, b.excerpt) for a, b in pairwise(order))


seeds = st.integers(0, 10_000)
shelves = st.lists(
    st.builds(
        entry,
        st.integers(0, 10_000),
        st.sampled_from(VERDICTS),
        pack=st.sampled_from(["harbour", "market"]),
        excerpt=st.sampled_from(["", "a", "b", "c"]),
        level=st.integers(1, 3),
        reserved=st.sampled_from(["", "", "checkup-a"]),
    ),
    max_size=30,
    unique_by=lambda one: one.ref,
)


@given(shelves, st.integers(0, 12), seeds)
def test_a_session_is_as_long_as_asked_or_as_there_are_questions(
    shelf: list[Entry], size: int, seed: int
) -> None:
    found = chosen(shelf, size=size, seed=seed)
    fit = [one for one in shelf if one.practicable]
    assert len(found) == min(size, len(fit))
    assert len(set(found)) == len(found)
    assert set(found) <= set(fit)


def test_questions_held_back_or_for_discussion_are_never_served() -> None:
    shelf = [*(entry(n, reserved="checkup-a") for n in range(9)), *map(discussed, range(9, 18))]
    assert chosen(shelf) == ()
    assert chosen([*shelf, entry(99)]) == (entry(99),)


def test_no_question_at_all_is_an_empty_session() -> None:
    assert chosen([]) == ()


@given(seeds)
def test_each_verdict_has_its_third(seed: int) -> None:
    counts = Counter(one.verdict for one in chosen([entry(n) for n in range(60)], seed=seed))
    assert sorted(counts.values()) == [3, 3, 4]


@given(shelves, seeds)
def test_a_verdict_falls_short_of_its_third_only_where_there_are_no_more(
    shelf: list[Entry], seed: int
) -> None:
    counts = Counter(one.verdict for one in chosen(shelf, seed=seed))
    there = Counter(one.verdict for one in shelf if one.practicable)
    for verdict in VERDICTS:
        assert counts[verdict] == there[verdict] or counts[verdict] >= max(counts.values()) - 1


def test_no_verdict_is_always_the_one_with_four() -> None:
    shelf = [entry(n) for n in range(60)]
    most = {
        Counter(one.verdict for one in chosen(shelf, seed=s)).most_common(1)[0] for s in range(40)
    }
    assert most == {(verdict, 4) for verdict in VERDICTS}


@given(shelves, st.sets(st.integers(0, 29)), st.integers(1, 12), seeds)
def test_of_a_verdict_the_unseen_come_first_and_then_the_longest_unseen(
    shelf: list[Entry], seen: set[int], size: int, seed: int
) -> None:
    sights = {one.ref: n + 1 for n, one in enumerate(shelf) if n in seen}
    found = chosen(shelf, sights, size=size, seed=seed)
    for verdict in VERDICTS:
        there = [one for one in shelf if one.practicable and one.verdict == verdict]
        served = sorted(sights.get(one.ref, 0) for one in found if one.verdict == verdict)
        oldest = sorted(sights.get(one.ref, 0) for one in there)
        assert served == oldest[: len(served)]


@given(seeds)
def test_easy_packs_come_before_hard_ones_and_easy_questions_before_hard_ones(seed: int) -> None:
    shelf = [
        *(entry(n, pack="hard") for n in range(12)),
        *(entry(n, pack="easy", level=2) for n in range(12, 24)),
        *(entry(n, pack="easy", level=1) for n in range(24, 30)),
    ]
    levels = {"hard": 2, "easy": 1}
    assert all(one.pack == "easy" for one in chosen(shelf, levels=levels, seed=seed))
    assert {one.ref for one in chosen(shelf, levels=levels, size=6, seed=seed)} == {
        one.ref for one in shelf[24:]
    }


def test_an_unseen_hard_question_comes_before_an_easy_one_seen_already() -> None:
    easy, hard = entry(0, "claim", pack="easy"), entry(1, "claim", pack="hard", level=3)
    levels = {"easy": 1, "hard": 3}
    assert chosen([easy, hard], {easy.ref: 5}, levels, size=1) == (hard,)
    assert chosen([easy, hard], {}, levels, size=1) == (easy,)


@given(seeds)
def test_each_excerpt_is_used_once_while_there_are_enough(seed: int) -> None:
    # Four questions on each of fifteen excerpts.
    shelf = [entry(n, excerpt=f"e{n % 15}") for n in range(60)]
    found = chosen(shelf, seed=seed)
    assert len({one.excerpt for one in found}) == len(found)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(VERDICTS)), max_size=6), seeds)
def test_neighbours_share_an_excerpt_only_where_no_order_could_help(
    kinds: list[tuple[str, str]], seed: int
) -> None:
    shelf = [entry(n, verdict, excerpt=excerpt) for n, (excerpt, verdict) in enumerate(kinds)]
    fewest = min(neighbours(order) for order in permutations(shelf))
    assert neighbours(chosen(shelf, seed=seed)) == fewest


@pytest.mark.parametrize("seed", range(50))
def test_ten_of_few_excerpts_still_stand_apart(seed: int) -> None:
    shelf = [entry(n, excerpt="abcdeaaaab"[n]) for n in range(10)]
    assert neighbours(chosen(shelf, seed=seed)) == 0


@given(shelves, seeds)
def test_the_same_chance_makes_the_same_session(shelf: list[Entry], seed: int) -> None:
    assert chosen(shelf, seed=seed) == chosen(shelf, seed=seed)


def test_another_chance_makes_another_session() -> None:
    shelf = [entry(n) for n in range(60)]
    assert len({chosen(shelf, seed=seed) for seed in range(20)}) > 15


def test_the_order_tells_nothing_of_the_verdicts() -> None:
    """With thirds of each verdict, every place of a session holds each of them now and then."""
    shelf = [entry(n) for n in range(60)]
    orders = [[one.verdict for one in chosen(shelf, seed=seed)] for seed in range(300)]
    for place in range(SESSION_SIZE):
        counts = Counter(order[place] for order in orders)
        assert min(counts[verdict] for verdict in VERDICTS) > 60
    runs = [order[at : at + 3] for order in orders for at in range(SESSION_SIZE - 2)]
    assert sum(len(set(run)) == 1 for run in runs) < len(runs) / 50
