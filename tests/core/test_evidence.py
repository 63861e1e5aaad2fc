"""The evidence score: worked by hand, and how many deciding places were found."""

import pytest

from trainer.core.evidence import Evidence, evidence, places_found
from trainer.core.measures import Share
from trainer.core.questions import Span

TEXT = "Nobody outside the company has measured the engines, said the company."


def spans(*words: str) -> list[Span]:
    return [Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]


def test_precision_and_recall_count_words() -> None:
    # Underlined 3 words, 2 of them among the 4 that decide: P = 2/3, R = 2/4, F1 = 4/7.
    found = evidence(TEXT, spans("the company has"), spans("Nobody outside the company"))
    assert found == pytest.approx(Evidence(2 / 3, 1 / 2, 4 / 7))


def test_the_same_word_elsewhere_does_not_count() -> None:
    last = Span(len(TEXT) - 8, len(TEXT) - 1)
    assert TEXT[last.start : last.end] == "company"
    assert evidence(TEXT, [last], spans("outside the company")).f1 == 0


@pytest.mark.parametrize(("underlined", "deciding"), [((), ("engines",)), (("engines",), ())])
def test_nothing_on_either_side_scores_nothing(
    underlined: tuple[str, ...], deciding: tuple[str, ...]
) -> None:
    assert evidence(TEXT, spans(*underlined), spans(*deciding)) == Evidence(0, 0, 0)


def test_a_place_is_found_by_one_of_its_words() -> None:
    found = places_found(TEXT, spans("outside"), spans("Nobody outside", "measured", "said"))
    assert found == Share(1, 3)


def test_one_long_line_finds_every_place_under_it() -> None:
    found = places_found(TEXT, [Span(0, len(TEXT))], spans("Nobody outside", "measured"))
    assert found == Share(2, 2)
