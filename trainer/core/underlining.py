"""Underlining the words that decide: which words are marked, where the pencil is, and its moves."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trainer.core.evidence import tokens
from trainer.core.questions import Span


@dataclass(frozen=True, slots=True)
class Pencil:
    """The words of a text, those that are marked, and the one the pencil is at.

    Words are numbered from 0 in the order of the text. Every move gives the pencil after it; one
    that would leave the text stops at its edge. While a stretch is drawn, `anchor` is the word it
    began at and `before` what was marked then, so that drawing back takes the stretch back.
    """

    words: tuple[Span, ...]
    marked: frozenset[int] = frozenset()
    at: int = 0
    anchor: int | None = None
    before: frozenset[int] = frozenset()

    @classmethod
    def on(cls, text: str, underlined: Iterable[Span] = (), at: int = 0) -> "Pencil":
        """A pencil at word `at` of `text`, where these spans are underlined already."""
        words = tokens(text)
        spans = tuple(underlined)
        marked = frozenset(
            number
            for number, word in enumerate(words)
            if any(span.start < word.end and word.start < span.end for span in spans)
        )
        return cls(words, marked).go_to(at)

    @property
    def word(self) -> Span | None:
        """The word it is at; None in a text without words."""
        return self.words[self.at] if self.words else None

    @property
    def on_marked(self) -> bool:
        """Whether the word it is at is marked."""
        return self.at in self.marked

    @property
    def underlined(self) -> tuple[Span, ...]:
        """What is marked, neighbouring words as one span, in the order of the text."""
        spans: list[Span] = []
        last = None
        for number in sorted(self.marked):
            word = self.words[number]
            if last is not None and number == last + 1:
                spans[-1] = Span(spans[-1].start, word.end)
            else:
                spans.append(word)
            last = number
        return tuple(spans)

    def go_to(self, number: int) -> "Pencil":
        """Put it on a word; the marks stay."""
        return replace(self, at=self._inside(number), anchor=None, before=frozenset())

    def step(self, words: int) -> "Pencil":
        """Go so many words on, or back."""
        return self.go_to(self.at + words)

    def mark(self) -> "Pencil":
        """Mark the word it is at, or take its mark away."""
        if not self.words:
            return self
        return replace(self, marked=self.marked ^ {self.at}, anchor=None, before=frozenset())

    def draw_to(self, number: int) -> "Pencil":
        """Mark all words from where the drawing began up to this one, and those between."""
        if not self.words:
            return self
        anchor = self.at if self.anchor is None else self.anchor
        before = self.marked if self.anchor is None else self.before
        at = self._inside(number)
        drawn = range(min(anchor, at), max(anchor, at) + 1)
        return replace(self, marked=before | frozenset(drawn), at=at, anchor=anchor, before=before)

    def draw(self, words: int) -> "Pencil":
        """Draw so many words on, or back."""
        return self.draw_to(self.at + words)

    def nearest(self, position: int) -> int:
        """The number of the word at this character, else of the nearest; 0 without any."""
        return min(
            range(len(self.words)),
            key=lambda number: max(
                self.words[number].start - position, position - self.words[number].end + 1, 0
            ),
            default=0,
        )

    def _inside(self, number: int) -> int:
        return max(0, min(number, len(self.words) - 1))
