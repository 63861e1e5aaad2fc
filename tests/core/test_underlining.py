"""The pencil: what it marks word by word, and that drawing back takes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.evidence import tokens
from trainer.core.questions import Span
from trainer.core.settings import UnderlineWhen
from trainer.core.underlining import Pencil

TEXT = "The mill, said Ada, never closed."
# 0 The, 1 mill, 2 said, 3 Ada, 4 never, 5 closed

texts = st.text(st.sampled_from("ab ,.’-\n"), max_size=40)


def marked(pencil: Pencil) -> list[str]:
    return [TEXT[span.start : span.end] for span in pencil.underlined]


def test_words_beside_each_other_become_one_line_with_what_stands_between() -> None:
    pencil = Pencil.on(TEXT).step(1).mark().step(1).mark().step(3).mark()
    assert marked(pencil) == ["mill, said", "closed"]


def test_marking_a_marked_word_takes_the_mark_away() -> None:
    assert Pencil.on(TEXT).mark().mark().underlined == ()


def test_drawing_marks_the_way_and_drawing_back_takes_it_back() -> None:
    pencil = Pencil.on(TEXT, at=2).draw(1).draw(1)
    assert marked(pencil) == ["said Ada, never"]
    assert marked(pencil.draw(-1)) == ["said Ada"]
    assert marked(pencil.draw(-3)) == ["mill, said"]


def test_drawing_back_leaves_what_was_marked_before_it_began() -> None:
    pencil = Pencil.on(TEXT, [Span(4, 8)]).go_to(3).draw(-2).draw(2)
    assert marked(pencil) == ["mill", "Ada"]


def test_going_elsewhere_ends_a_stretch() -> None:
    pencil = Pencil.on(TEXT).draw(1).step(2).draw(1)
    assert marked(pencil) == ["The mill", "Ada, never"]


@pytest.mark.parametrize(("way", "end"), [(-1, 0), (99, 5)])
def test_the_pencil_stops_at_the_edge_of_the_text(way: int, end: int) -> None:
    assert Pencil.on(TEXT).step(way).at == end


def test_half_a_word_underlined_counts_as_the_word() -> None:
    assert marked(Pencil.on(TEXT, [Span(16, 17)])) == ["Ada"]


@pytest.mark.parametrize(("position", "number"), [(0, 0), (2, 0), (8, 1), (9, 2), (99, 5)])
def test_a_place_belongs_to_the_word_there_or_the_nearest(position: int, number: int) -> None:
    assert Pencil.on(TEXT).nearest(position) == number


def test_a_text_without_words_can_be_walked_and_marks_nothing() -> None:
    pencil = Pencil.on("… – …").step(1).mark().draw(2)
    assert (pencil.word, pencil.underlined, pencil.nearest(1)) == (None, (), 0)


@given(texts, st.data())
def test_what_is_underlined_comes_back_as_the_same_marks(text: str, data: st.DataObject) -> None:
    words = range(len(tokens(text)))
    chosen = data.draw(st.sets(st.sampled_from(words))) if words else set()
    pencil = Pencil(tokens(text), frozenset(chosen))
    assert Pencil.on(text, pencil.underlined).marked == chosen


@given(texts, st.lists(st.tuples(st.sampled_from(["step", "draw", "mark"]), st.integers(-3, 3))))
def test_no_move_leaves_the_text(text: str, moves: list[tuple[str, int]]) -> None:
    pencil = Pencil.on(text)
    for move, words in moves:
        match move:
            case "step":
                pencil = pencil.step(words)
            case "draw":
                pencil = pencil.draw(words)
            case _:
                pencil = pencil.mark()
        assert pencil.word in (*pencil.words, None)
        assert pencil.marked <= set(range(len(pencil.words)))


@pytest.mark.parametrize(
    ("when", "levels"),
    [
        (UnderlineWhen.ALWAYS, [1, 2, 3]),
        (UnderlineWhen.FROM_LEVEL_2, [2, 3]),
        (UnderlineWhen.NEVER, []),
    ],
)
def test_the_step_is_asked_for_by_level(when: UnderlineWhen, levels: list[int]) -> None:
    assert [level for level in (1, 2, 3) if when.asks_at(level)] == levels
