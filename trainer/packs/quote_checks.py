"""The checks of what is quoted in a question against the words of its excerpt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trainer.core.questions import Quote, QuoteError, Span
from trainer.core.words import t, tn
from trainer.packs.caps import shown
from trainer.packs.findings import Findings
from trainer.packs.lines import Where
from trainer.packs.quotations import Passage, has_marks, quotations, unpaired_mark
from trainer.packs.wording import Wording
from trainer.packs.written import WrittenQuestion

_MOST_QUOTATIONS = 40
_MOST_PLACES = 200
"""Places of one quote that are looked at; no quote that means something stands more often."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is quoted, with the sentences for words that cannot be placed."""

    missing: Callable[[str], str]
    misplaced: Callable[[str], str]
    ambiguous: Callable[[str, int], str]


STATEMENT = Quoted(
    missing=lambda words: t("The statement “{words}” is not in the excerpt.", words=words),
    misplaced=lambda words: t(
        "The statement “{words}” stands in the excerpt, but not with these words before or "
        "behind it.",
        words=words,
    ),
    ambiguous=lambda words, places: tn(
        "The statement “{words}” stands {number} time in the excerpt.",
        "The statement “{words}” stands {number} times in the excerpt.",
        places,
        words=words,
    ),
)
CUE = Quoted(
    missing=lambda words: t("The cue “{words}” is not in the excerpt.", words=words),
    misplaced=lambda words: t(
        "The cue “{words}” stands in the excerpt, but not with these words before or behind it.",
        words=words,
    ),
    ambiguous=lambda words, places: tn(
        "The cue “{words}” stands {number} time in the excerpt.",
        "The cue “{words}” stands {number} times in the excerpt.",
        places,
        words=words,
    ),
)


def place(
    kind: Quoted, quote: Quote, passage: Passage, where: Where, findings: Findings
) -> Span | None:
    """Where a quote stands; None where that is noted as a problem."""
    occurrences = passage.text.count(quote.text)
    if occurrences == 1 and not quote.after and not quote.before:
        start = passage.text.find(quote.text)
        return Span(start, start + len(quote.text))
    if occurrences > _MOST_PLACES:
        _say_ambiguous(kind, quote, occurrences, where, findings)
        return None
    try:
        return quote.find(passage.text)
    except QuoteError as error:
        if error.occurrences:
            _say_ambiguous(kind, quote, error.occurrences, where, findings)
        elif occurrences:
            findings.error(
                where,
                kind.misplaced(shown(quote.text)),
                t("`after` holds the words directly before it, `before` those directly behind it."),
            )
        else:
            _say_missing(kind, quote, passage, where, findings)
    return None


def _say_ambiguous(
    kind: Quoted, quote: Quote, occurrences: int, where: Where, findings: Findings
) -> None:
    findings.error(
        where,
        kind.ambiguous(shown(quote.text), occurrences),
        t("Add `after` (the words directly before it) or `before` (the words directly behind it)."),
    )


def _say_missing(
    kind: Quoted, quote: Quote, passage: Passage, where: Where, findings: Findings
) -> None:
    closest = passage.closest(quote.text) if findings.patience.allows_search() else ""
    findings.error(
        where,
        kind.missing(shown(quote.text)),
        _closest_words(closest) or t("Copy the words from the excerpt to the letter."),
    )


def _closest_words(closest: str) -> str:
    return t("The closest words there are “{words}”.", words=shown(closest)) if closest else ""


def check_quotations(
    question: WrittenQuestion, passage: Passage, at: Where, findings: Findings
) -> list[Span]:
    """Note quotations that are none; gives where those of the explanation stand."""
    explained: list[Span] = []
    for where, text in _quoting(question, at):
        mark = unpaired_mark(text)
        if mark:
            message = t("The quotation mark {mark} has no partner.", mark=mark)
            findings.error(where, message, t("Close the quotation, or take the mark out."))
        quoted = quotations(text)
        if len(quoted) > _MOST_QUOTATIONS:
            message = tn(
                "This holds {number} quotation; {most} are the most.",
                "This holds {number} quotations; {most} are the most.",
                len(quoted),
                most=_MOST_QUOTATIONS,
            )
            findings.error(where, message, t("Quote the words that decide."))
            continue
        for quotation in quoted:
            spans = passage.find(quotation)
            if not spans:
                _say_not_quoted(quotation, passage, where, findings)
            elif text is question.explanation:
                explained += spans
    return explained


def _quoting(question: WrittenQuestion, at: Where) -> Iterator[Wording]:
    """The wordings whose quotation marks may hold words of the excerpt alone."""
    if question.explanation is not None and has_marks(question.explanation):
        yield (*at, "explanation"), question.explanation
    for name, sentences in (("why_not", question.why_not), ("views", question.views)):
        for verdict, text in (sentences or {}).items():
            # The walk puts None where a sentence could not be read, and has said so.
            if text is not None and has_marks(text):
                yield (*at, name, verdict.value), text
    for i, cue in enumerate(question.cues or ()):
        if cue.note is not None and has_marks(cue.note):
            yield (*at, "cues", i, "note"), cue.note


def _say_not_quoted(quotation: str, passage: Passage, where: Where, findings: Findings) -> None:
    closest = passage.closest(quotation) if findings.patience.allows_search() else ""
    findings.error(
        where,
        t("“{words}” stands in quotation marks but not in the excerpt.", words=shown(quotation)),
        _closest_words(closest) or t("Quote words of the excerpt alone, or take the marks out."),
    )
