"""Quotation marks in explanations, and whether the words inside them stand in the excerpt."""

import difflib
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from trainer.core.questions import Span

_QUOTATION = re.compile(
    "“([^“”]*)”"
    "|„([^„“”]*)[“”]"
    "|»([^«»]*)«"
    "|«([^«»]*)»"
    '|"([^"]*)"'
    # An apostrophe is a closing mark too; one with a letter behind it belongs to its word.
    r"|(?<!\w)‘((?:[^‘’]|’(?=\w))*)’"
)
_STRAY = re.compile('[“”„«»"]')
_ANY_MARK = re.compile('[“”„«»"‘]')
_GAP = re.compile(r"\[?(?:…|\.\.\.)\]?")
_RUN = re.compile("  +")
_BLANKS = "\n\t\r\u00a0\u2009\u202f"
_SAME = str.maketrans("“”„«»‘’\u201a`\u00b4" + _BLANKS, '"' * 5 + "'" * 5 + " " * len(_BLANKS))
_WORD = re.compile(r"\S+")
_LONGEST_SEARCH = 600
"""Words of an excerpt up to which near misses are looked for; more than three times the most."""


def has_marks(text: str) -> bool:
    """Whether there is any quotation mark in `text`."""
    return _ANY_MARK.search(text) is not None


def quotations(text: str) -> tuple[str, ...]:
    """What stands between quotation marks in `text`, without the marks, outermost marks only."""
    return tuple(match[match.lastindex or 0] for match in _QUOTATION.finditer(text))


def unpaired_mark(text: str) -> str:
    """A quotation mark in `text` that has no partner, or nothing."""
    stray = _STRAY.search(_QUOTATION.sub("", text))
    return stray.group() if stray else ""


def folded(text: str) -> str:
    """`text` with each run of blanks as one space and every quotation mark straight."""
    return _RUN.sub(" ", text.translate(_SAME))


class Passage:
    """The text of an excerpt, prepared for quotations to be looked up in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> str:
        return folded(self.text)

    @cached_property
    def _left_out(self) -> tuple[list[int], list[int]]:
        """Where the folded text leaves blanks out, and how many up to there."""
        runs = [match.span() for match in _RUN.finditer(self.text.translate(_SAME))]
        removed = list(accumulate((end - start - 1 for start, end in runs), initial=0))
        places = [end - count for (_, end), count in zip(runs, removed[1:], strict=True)]
        return places, removed

    def find(self, quotation: str) -> tuple[Span, ...]:
        """Where the words of a quotation stand, gaps left out; empty where they do not.

        A comma or full stop at the end of a quotation is the writer's and need not be there.
        """
        if not quotation.strip(" .,…"):
            return ()
        place = _place(self.text, quotation, 0)
        if place is not None:
            return (place,)
        words = folded(quotation).strip()
        place = _place(self._folded, words.rstrip(".,").strip() or words, 0)
        if place is not None:
            return (self._unfolded(place),)
        spans: list[Span] = []
        at = 0
        for part in _GAP.split(words):
            bare = part.strip()
            bare = bare.rstrip(".,").strip() or bare
            if not bare:
                continue
            place = _place(self._folded, bare, at)
            if place is None:
                return ()
            spans.append(self._unfolded(place))
            at = place.end
        return tuple(spans)

    def unquoted(self, text: str) -> tuple[str, ...]:
        """What is the writer's own in `text`: the stretches between quotations of this passage."""
        stretches = []
        start = 0
        for match in _QUOTATION.finditer(text):
            if self.find(match[match.lastindex or 0]):
                stretches.append(text[start : match.start()])
                start = match.end()
        return (*stretches, text[start:])

    def overlap(self, quoted: Sequence[Span], cues: Sequence[Span]) -> bool:
        """Whether quoted words are words of a cue, here or wherever else they stand."""
        return any(
            (span.start < cue.end and cue.start < span.end)
            or self.text[span.start : span.end] in self.text[cue.start : cue.end]
            for span in quoted
            for cue in cues
        )

    def _unfolded(self, span: Span) -> Span:
        """A span of the folded text as a span of the text."""
        places, removed = self._left_out
        return Span(
            span.start + removed[bisect_right(places, span.start)],
            span.end + removed[bisect_right(places, span.end - 1)],
        )

    def closest(self, quote: str) -> str:
        """The words of the excerpt that are most like `quote`, or nothing where none are."""
        places = [match.span() for match in _WORD.finditer(self.text)]
        wanted = len(quote.split())
        if not places or not 0 < wanted <= len(places) <= _LONGEST_SEARCH:
            return ""
        windows = [
            self.text[places[first][0] : places[last][1]]
            for length in {wanted, max(wanted - 1, 1), wanted + 1}
            for first, last in enumerate(range(length - 1, len(places)))
        ]
        near = difflib.get_close_matches(quote[:500], windows, n=1, cutoff=0.6)
        return near[0] if near else ""


def _place(text: str, words: str, at: int) -> Span | None:
    """The first place of whole `words` in `text` from `at` on."""
    start = text.find(words, at) if words else -1
    if start < 0:
        return None
    end = start + len(words)
    cut_before = words[0].isalnum() and start > 0 and text[start - 1].isalnum()
    cut_behind = words[-1].isalnum() and end < len(text) and text[end].isalnum()
    if not cut_before and not cut_behind:
        return Span(start, end)
    # Compiling costs more than finding, so it is left to the rare cut word.
    pattern = _edge("<!", words[0]) + re.escape(words) + _edge("!", words[-1])
    match = re.compile(pattern).search(text, start + 1)
    return Span(*match.span()) if match else None


def _edge(look: str, letter: str) -> str:
    return rf"(?{look}[^\W_])" if letter.isalnum() else ""
