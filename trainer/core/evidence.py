"""The evidence score: how far the words that a learner underlined are the words that decide."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from trainer.core.measures import Share
from trainer.core.questions import Span

_TOKEN = re.compile(r"\w+(?:[’'\-]\w+)*")


class Evidence(NamedTuple):
    """Precision, recall and their harmonic mean F1 over tokens, each 0 to 1."""

    precision: float
    recall: float
    f1: float


def tokens(text: str) -> tuple[Span, ...]:
    """The words of a text in their order: runs of letters and digits, inner hyphens included."""
    return tuple(Span(*match.span()) for match in _TOKEN.finditer(text))


def evidence(text: str, underlined: Iterable[Span], deciding: Iterable[Span]) -> Evidence:
    """How the underlined spans of `text` meet the deciding ones, by whole tokens.

    A token counts as covered when a span touches it. Nothing underlined scores 0, as does
    underlining where nothing decides. Source: token-level F1 as for SQuAD (Rajpurkar et al. 2016),
    on positions in place of words, so that a repeated word counts only where it stands.
    """
    words = tokens(text)
    marked = _covered(words, underlined)
    wanted = _covered(words, deciding)
    both = len(marked & wanted)
    if not both:
        return Evidence(0.0, 0.0, 0.0)
    precision, recall = both / len(marked), both / len(wanted)
    return Evidence(precision, recall, 2 * precision * recall / (precision + recall))


def places_found(text: str, underlined: Iterable[Span], deciding: Iterable[Span]) -> Share:
    """How many of the deciding spans of `text` the underlined ones touch in at least one token."""
    words = tokens(text)
    marked = _covered(words, underlined)
    places = tuple(deciding)
    return Share(sum(bool(marked & _covered(words, [place])) for place in places), len(places))


def _covered(words: tuple[Span, ...], spans: Iterable[Span]) -> frozenset[int]:
    spans = tuple(spans)
    return frozenset(
        index
        for index, word in enumerate(words)
        if any(span.start < word.end and word.start < span.end for span in spans)
    )
