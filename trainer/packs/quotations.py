"""Quotation marks in explanations, and whether the words inside them stand in the excerpt."""

import difflib
import re
from functools import cached_property

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
_MARKS = '“”„«»"'
_ANY_MARK = re.compile('[“”„«»"‘]')
_GAP = re.compile(r"\[?(?:…|\.\.\.)\]?")
_BLANKS = re.compile(r"\s+")
_SAME = str.maketrans("“”„«»‘’\u201a`\u00b4", '"' * 5 + "'" * 5)
_WORD = re.compile(r"\S+")
_LONGEST_SEARCH = 600
"""Words of an excerpt up to which near misses are looked for; more than three times the most."""


def quotations(text: str) -> tuple[str, ...]:
    """What stands between quotation marks in `text`, without the marks, outermost marks only."""
    if not _ANY_MARK.search(text):
        return ()
    return tuple(match[match.lastindex or 0] for match in _QUOTATION.finditer(text))


def unpaired_mark(text: str) -> str:
    """A quotation mark in `text` that has no partner, or nothing."""
    if not _ANY_MARK.search(text):
        return ""
    rest = _QUOTATION.sub("", text)
    return next((mark for mark in rest if mark in _MARKS), "")


def folded(text: str) -> str:
    """`text` with each run of blanks as one space and every quotation mark straight."""
    return _BLANKS.sub(" ", text.translate(_SAME))


class Passage:
    """The text of an excerpt, prepared for quotations to be looked up in it.

    Spans given out here count in the folded text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> str:
        return folded(self.text)

    def span(self, span: Span) -> Span:
        """A span of the text as a span of the folded text."""
        if len(self._folded) == len(self.text):
            return span
        return Span(len(folded(self.text[: span.start])), len(folded(self.text[: span.end])))

    def find(self, quotation: str) -> tuple[Span, ...]:
        """Where the words of a quotation stand, gaps left out; empty where they do not.

        A comma or full stop at the end of a quotation is the writer's and need not be there.
        """
        words = folded(quotation).strip().rstrip(".,").strip() or folded(quotation).strip()
        if not words:
            return ()
        whole = self._place(words, 0)
        if whole:
            return (whole,)
        spans: list[Span] = []
        at = 0
        for part in _GAP.split(folded(quotation).strip()):
            bare = part.strip()
            bare = bare.rstrip(".,").strip() or bare
            if not bare:
                continue
            place = self._place(bare, at)
            if place is None:
                return ()
            spans.append(place)
            at = place.end
        return tuple(spans)

    def touches(self, quotation: str, cues: tuple[Span, ...]) -> bool:
        """Whether a quotation shares words with one of the cues, given as folded spans."""
        return any(
            (span.start < cue.end and cue.start < span.end)
            or self._folded[span.start : span.end] in self._folded[cue.start : cue.end]
            for span in self.find(quotation)
            for cue in cues
        )

    def closest(self, quote: str) -> str:
        """The words of the excerpt that are most like `quote`, or nothing where none are."""
        places = [match.span() for match in _WORD.finditer(self.text)]
        wanted = len(quote.split())
        if not places or not 0 < wanted <= len(places) <= _LONGEST_SEARCH:
            return ""
        windows = [
            self.text[places[i][0] : places[i + wanted - 1][1]]
            for i in range(len(places) - wanted + 1)
        ]
        near = difflib.get_close_matches(quote[:500], windows, n=1, cutoff=0.6)
        return near[0] if near else ""

    def _place(self, words: str, at: int) -> Span | None:
        """The first place of whole `words` in the folded text from `at` on."""
        text = self._folded
        start = text.find(words, at)
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
