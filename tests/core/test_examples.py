"""Every cue, step and technique has an example of its own, with words of it underlined."""

from collections.abc import Callable
from typing import Any

import pytest

from trainer.core.examples import Example, cue_example, step_example
from trainer.core.questions import Span
from trainer.core.rubric import CueKind, Step, Technique, TechniqueGroup
from trainer.core.technique_examples import group_example, group_meaning, technique_example

ALL: list[tuple[Callable[[Any], Example], Any]] = [
    *((step_example, step) for step in Step),
    *((cue_example, kind) for kind in CueKind),
    *((group_example, group) for group in TechniqueGroup),
    *((technique_example, technique) for technique in Technique),
]


@pytest.mark.parametrize(("example_of", "what"), ALL, ids=str)
def test_the_example_has_words_underlined_and_no_bracket_left(
    example_of: Callable[[Any], Example], what: object
) -> None:
    example = example_of(what)
    assert example.spans
    assert all(example.text[start:end].strip() for start, end in example.spans)
    assert not set("[]") & set(example.text)


def test_no_two_examples_are_alike() -> None:
    texts = [example_of(what).text for example_of, what in ALL]
    assert len(set(texts)) == len(texts) == 44


@pytest.mark.parametrize("group", TechniqueGroup)
def test_every_group_says_what_it_does(group: TechniqueGroup) -> None:
    assert group_meaning(group)


def test_brackets_become_spans_in_order() -> None:
    assert Example.of("[a] b [cd]") == Example("a b cd", (Span(0, 1), Span(4, 6)))
