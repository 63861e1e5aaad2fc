"""What phones and the projector show of a question, made from the question as it was planned."""

from collections.abc import Mapping
from types import MappingProxyType

from trainer.core.reveals import headline, legend_of, marks_of, shown, technique_title
from trainer.core.revisions import Revision
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.live.host import Asked, LitWord, Told

_NOTHING: Mapping[Verdict, str] = MappingProxyType({})


def asked_of(revision: Revision) -> Asked:
    """The question while it is judged. Nothing of the key is in it."""
    seen = shown(revision)
    return Asked(
        credit=seen.credit,
        text=seen.text,
        statement=seen.statement,
        statement_text=seen.statement_text,
        asked=seen.asked,
        scope=seen.scope,
    )


def told_of(revision: Revision, lit: int) -> Told:
    """What is told at the reveal, with the first `lit` deciding words of the text."""
    question = revision.question
    key = question.key
    return Told(
        verdict=None if key is None else key.verdict,
        headline=t("Careful readers split on this one") if key is None else headline(key.verdict),
        technique=technique_title(question),
        explanation="" if key is None else key.explanation,
        lit=lit_words(revision)[:lit],
        why_not=_NOTHING if key is None else key.why_not,
        views=question.views,
    )


def lit_words(revision: Revision) -> tuple[LitWord, ...]:
    """All deciding words in the order of the text."""
    return tuple(
        LitWord(mark.span, mark.verdict, mark.line.value, row.kind, row.note)
        for mark, row in zip(marks_of(revision), legend_of(revision), strict=True)
    )
