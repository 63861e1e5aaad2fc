"""The quotations inside an explanation, and the cues whose words they repeat."""

import re
from collections.abc import Iterator, Sequence

from trainer.core.questions import Cue, Span

_MARKS = re.compile(r"“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|\"([^\"]+)\"")

_END = re.compile(
    r"((?<!\b[A-Z])(?<!\bNo)(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bMrs)[.!?…][”’»)\"]*)\s+(?![a-z])"
)
"""Where a sentence ends: not behind an initial or a short title, nor before a small letter."""


def quotations(text: str) -> Iterator[Span]:
    """Where quoted words stand in `text`, without their quotation marks."""
    for match in _MARKS.finditer(text):
        group = next(number for number, words in enumerate(match.groups(), 1) if words is not None)
        yield Span(match.start(group), match.end(group))


def linked_cues(text: str, cues: Sequence[Cue]) -> tuple[tuple[Span, int], ...]:
    """Each quotation in `text` that repeats words of a cue, with that cue's index.

    Words repeat a cue when they stand in its quote or hold it whole; of several cues the one that
    fits most closely is meant. Case, white space and closing punctuation do not count.
    """
    links = []
    for span in quotations(text):
        words = _plain(text[span.start : span.end])
        fitting = [
            (abs(len(_plain(cue.quote.text)) - len(words)), index)
            for index, cue in enumerate(cues)
            if _holds(_plain(cue.quote.text), words) or _holds(words, _plain(cue.quote.text))
        ]
        if fitting:
            links.append((span, min(fitting)[1]))
    return tuple(links)


def telling_sentence(text: str, cues: Sequence[Cue]) -> str:
    """The sentence of an explanation that repeats the most cues; the first where none does."""
    links = linked_cues(text, cues)
    found = list(_sentences(text))

    def repeats(sentence: Span) -> int:
        return sum(sentence.start <= span.start < sentence.end for span, _ in links)

    if not found:
        return ""
    best = max(found, key=repeats)
    return " ".join(text[best.start : best.end].split())


def _sentences(text: str) -> Iterator[Span]:
    """Where the sentences of `text` stand. One inside quotation marks ends nothing."""
    quoted = tuple(quotations(text))
    begin = 0
    for match in _END.finditer(text):
        if any(span.start <= match.start() < span.end - 1 for span in quoted):
            continue
        yield Span(begin, match.end(1))
        begin = match.end()
    if text[begin:].strip():
        yield Span(begin, len(text))


def _holds(text: str, words: str) -> bool:
    """Whether `words` stand in `text` as whole words."""
    # The plain search is quick and mostly enough to say no.
    return (
        bool(words)
        and words in text
        and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
    )


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" .,;:!?…").replace("’", "'").casefold()
