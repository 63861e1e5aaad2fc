"""Written records that passed every check, made into the questions of the core."""

from collections.abc import Iterable
from typing import TypeVar

from trainer.core.questions import (
    Article,
    Cue,
    Excerpt,
    Key,
    Pack,
    Question,
    Quote,
    default_reason,
)
from trainer.core.rubric import CueKind, Verdict
from trainer.packs.file_checks import text_of
from trainer.packs.written import (
    WrittenArticle,
    WrittenCue,
    WrittenExcerpt,
    WrittenFile,
    WrittenHead,
    WrittenQuestion,
)

Value = TypeVar("Value")


def pack_from(head: WrittenHead, files: Iterable[WrittenFile]) -> Pack:
    """The pack of a faultless head and faultless files. Its authors' order of files is kept."""
    return Pack(
        id=_there(head.id),
        title=_there(head.title),
        version=_there(head.version),
        language=_there(head.language),
        level=_there(head.level),
        authors=_there(head.authors),
        licence=_there(head.licence),
        about=_there(head.about),
        articles=tuple(_article(_there(file.article), file.excerpt or ()) for file in files),
    )


def outline(head: WrittenHead | None, name: str) -> Pack:
    """What is known of a pack that cannot be played; `name` stands in where it has no name."""
    if head is None:
        return Pack(name, name, "", "", 1, (), "", "")
    return Pack(
        id=head.id or name,
        title=head.title or name,
        version=head.version or "",
        language=head.language or "",
        level=head.level or 1,
        authors=head.authors or (),
        licence=head.licence or "",
        about=head.about or "",
    )


def _article(article: WrittenArticle, excerpts: Iterable[WrittenExcerpt]) -> Article:
    return Article(
        title=_there(article.title),
        outlet=_there(article.outlet),
        kind=_there(article.kind),
        date=article.date,
        genre=article.genre or "",
        topic=article.topic or "",
        excerpts=tuple(
            Excerpt(
                id=_there(excerpt.id),
                text=_there(text_of(excerpt)),
                questions=tuple(_question(question) for question in excerpt.question or ()),
            )
            for excerpt in excerpts
        ),
    )


def _question(question: WrittenQuestion) -> Question:
    cues = tuple(_cue(cue, question.verdict) for cue in question.cues or ())
    return Question(
        id=_there(question.id),
        statement=_quote(_there(question.statement), question),
        asks=_there(question.asks),
        skills=_there(question.skills),
        level=_there(question.level),
        cues=cues,
        key=_key(question, question.verdict, cues) if question.verdict else None,
        views=question.views or {},
        scope=question.scope or "",
        side=question.side or "",
        reserved=question.reserved or "",
    )


def _key(question: WrittenQuestion, verdict: Verdict, cues: tuple[Cue, ...]) -> Key:
    return Key(
        verdict=verdict,
        reason=question.because or default_reason(verdict, _there(question.skills), cues),
        explanation=_there(question.explanation),
        why_not=_there(question.why_not),
        technique=question.technique,
    )


def _cue(cue: WrittenCue, verdict: Verdict | None) -> Cue:
    kind = _there(cue.kind)
    confirms = cue.confirms
    if confirms is None:
        # An author who does not say so means a check that ended as the verdict did.
        confirms = kind is CueKind.CHECK and verdict is Verdict.VERIFIED
    return Cue(
        kind=kind,
        quote=_quote(_there(cue.quote), cue),
        note=_there(cue.note),
        technique=cue.technique,
        confirms=confirms,
    )


def _quote(text: str, around: WrittenQuestion | WrittenCue) -> Quote:
    return Quote(text, around.after or "", around.before or "")


def _there(value: Value | None) -> Value:
    """A value that the checks have seen to be there."""
    if value is None:
        raise AssertionError("a value is missing that the checks let pass")
    return value
