"""What shows at a glance, and whether a classifier that sees nothing else can guess verdicts."""

import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

import pytest

from tests.packs.samples import big_pack
from trainer.core.questions import Key, Quote
from trainer.core.revisions import Revision, revisions_of
from trainer.core.rubric import Verdict
from trainer.packs.guessing import MOST, Guess, enough, guess
from trainer.packs.surface import Feature, Figure, Glance, averages, glances_at, lopsided

BASE = revisions_of(big_pack(2, articles=1))[0]


def key_of(one: Revision) -> Key:
    assert one.question.key is not None
    return one.question.key


def with_statement(text: str, statement: str, one: Revision = BASE) -> Revision:
    return replace(one, text=text, question=replace(one.question, statement=Quote(statement)))


def figures(text: str, statement: str) -> dict[Figure, float]:
    (glance,) = glances_at([with_statement(text, statement)])
    return dict(glance.figures)


def test_what_shows_of_a_statement_is_counted() -> None:
    seen = figures(
        "He came. “We saw 12 Boats and 3 men! Now go,” he said.", "We saw 12 Boats and 3 men!"
    )
    assert seen[Figure.WORDS] == 7
    assert (seen[Figure.MARKS_IN_IT], seen[Figure.INSIDE_MARKS]) == (False, True)
    assert (seen[Figure.DIGITS], seen[Figure.NUMBERS]) == (True, 2)
    assert seen[Figure.EXCLAMATION]
    assert seen[Figure.NAMES] == 1
    assert 0.1 < seen[Figure.BEGINNING] < 0.3
    assert not seen[Figure.REWORDED]


def test_marks_in_a_statement_and_a_closed_quotation_before_it_are_told_apart() -> None:
    seen = figures("“Go,” he said. Then “we stay,” she said.", "Then “we stay,” she said.")
    assert (seen[Figure.MARKS_IN_IT], seen[Figure.INSIDE_MARKS]) == (True, False)


def test_a_statement_in_other_words_has_no_place() -> None:
    seen = figures("He came at noon.", "It was noon when he came")
    assert (seen[Figure.BEGINNING], seen[Figure.REWORDED]) == (0.5, True)


def test_a_question_without_a_key_is_left_out() -> None:
    assert glances_at([replace(BASE, question=replace(BASE.question, key=None))]) == ()


def fair(questions: int = 150) -> tuple[Revision, ...]:
    """Questions whose verdict chance has dealt."""
    return revisions_of(big_pack(questions, articles=20))


def telling(change: Callable[[Revision, Verdict], Revision]) -> tuple[Glance, ...]:
    return glances_at([change(one, key_of(one).verdict) for one in fair()])


def guessed(glances: tuple[Glance, ...]) -> Guess:
    return guess(glances, repeats=3, shuffles=3)


def test_where_nothing_tells_the_guess_is_as_good_as_chance() -> None:
    found = guessed(glances_at(fair(240)))
    assert found.scores[found.best].mean < MOST
    assert found.by_chance.mean == pytest.approx(1 / 3, abs=0.08)


def longer_verified(one: Revision, verdict: Verdict) -> Revision:
    words = one.question.statement.text
    more = f"{words} and so on and on and on" if verdict is Verdict.VERIFIED else words
    return with_statement(one.text, more, one)


def sides_of_their_own(one: Revision, verdict: Verdict) -> Revision:
    return replace(one, question=replace(one.question, side=f"the {verdict.value} people"))


def loud_propaganda(one: Revision, verdict: Verdict) -> Revision:
    words = one.question.statement.text
    said = f"{words}!" if verdict is Verdict.PROPAGANDA else words
    return with_statement(one.text, said, one)


@pytest.mark.parametrize(
    ("change", "feature"),
    [
        (longer_verified, Feature.LENGTH),
        (sides_of_their_own, Feature.SIDE),
        (loud_propaganda, Feature.EXCLAMATION),
    ],
)
def test_a_feature_that_tells_is_noticed_and_named(
    change: Callable[[Revision, Verdict], Revision], feature: Feature
) -> None:
    found = guessed(telling(change))
    assert found.scores[found.best].mean > MOST
    assert next(iter(found.alone)) is feature
    assert found.by_chance.mean < MOST


def test_what_was_learnt_from_an_excerpt_is_not_asked_about_it() -> None:
    """Four questions on each excerpt have its verdict and its length: known, it gives them all."""
    chance = random.Random(3)
    lengths = chance.sample(range(5, 200), 90)
    glances = tuple(
        Glance(
            excerpt=("one", str(length)),
            verdict=verdict.value,
            figures=dict.fromkeys(Figure, 0.0) | {Figure.WORDS: length},
            names={Feature.SIDE: "", Feature.GENRE: ""},
        )
        for length, verdict in zip(lengths, cycle(Verdict), strict=False)
        for _ in range(4)
    )
    found = guessed(glances)
    assert found.scores[found.best].mean < MOST


def test_the_same_questions_give_the_same_figures() -> None:
    glances = glances_at(fair(60))
    assert guessed(glances) == guessed(glances)


def test_too_few_questions_are_not_guessed_at() -> None:
    assert not enough(glances_at(fair(6)))
    assert not enough(())
    assert enough(glances_at(fair(60)))


def test_how_a_feature_is_dealt_is_told_verdict_by_verdict() -> None:
    glances = telling(longer_verified)
    words = averages(glances, Figure.WORDS)
    assert words["verified"] == pytest.approx(words["claim"] + 7)
    sides = lopsided(telling(sides_of_their_own), Feature.SIDE)
    assert [name for name, counts in sides.items() if len(set(counts.values()) - {0}) > 1] == []
    assert all(list(counts) == [verdict.value for verdict in Verdict] for counts in sides.values())


def test_nothing_of_the_classifier_is_loaded_until_it_guesses() -> None:
    start = "import sys, trainer.services.properties; print('sklearn' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", start], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "False\n"
