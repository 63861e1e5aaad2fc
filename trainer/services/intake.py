"""Packs on their way into the library: read, checked and, where they are broken, told about.

It stands apart from the library because a start from the cache needs none of it.
"""

from dataclasses import dataclass
from pathlib import Path

from trainer.core.catalogue import PackCard, Source
from trainer.core.errors import UserError
from trainer.core.problems import Problem, Severity
from trainer.core.questions import ArticleKind, Pack
from trainer.core.revisions import Revision, revisions_of
from trainer.core.words import t, tn
from trainer.packs.archive import archived
from trainer.packs.contents import contents_of
from trainer.packs.reading import Reading, read_pack, reading_of

_PROBLEMS_TOLD = 3


@dataclass(frozen=True, slots=True)
class Arrival:
    """A sound pack, and the zip file that holds exactly what was checked."""

    pack: Pack
    archive: bytes


def arrival(place: Path) -> Arrival:
    """The pack at `place`; a `UserError` naming its first problems where it is broken."""
    contents = contents_of(place)
    reading = reading_of(contents, place)
    if reading.pack is None:
        raise _broken(reading)
    return Arrival(reading.pack, archived(contents.files))


def card_and_revisions(place: Path, *, shipped: bool) -> tuple[PackCard, tuple[Revision, ...]]:
    """The card of the pack at `place` and its questions; a broken pack has none."""
    reading = read_pack(place)
    revisions = () if reading.pack is None else revisions_of(reading.pack)
    return _card(reading, shipped=shipped), revisions


def _card(reading: Reading, *, shipped: bool) -> PackCard:
    pack = reading.outline
    articles = () if reading.pack is None else reading.pack.articles
    quoted = [article for article in articles if article.kind is ArticleKind.REPORTED]
    return PackCard(
        id=pack.id,
        title=pack.title,
        version=pack.version,
        language=pack.language,
        level=pack.level,
        authors=pack.authors,
        licence=pack.licence,
        about=pack.about,
        place=str(reading.place),
        shipped=shipped,
        problems=reading.problems,
        sources=tuple(Source(one.title, one.outlet, one.date) for one in quoted),
        invented=len(articles) - len(quoted),
    )


def _broken(reading: Reading) -> UserError:
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    told = [_told(problem) for problem in errors[:_PROBLEMS_TOLD]]
    more = len(errors) - len(told)
    if more:
        told.append(tn("And {number} more.", "And {number} more.", more))
    return UserError(
        tn(
            "“{title}” cannot be added: it has one problem.",
            "“{title}” cannot be added: it has {number} problems.",
            len(errors),
            title=reading.outline.title,
        ),
        "\n".join(told),
        "\n".join(map(_told, errors)),
    )


def _told(problem: Problem) -> str:
    said = f"{problem.message} {problem.hint}".strip()
    if not problem.file:
        return said
    if not problem.line:
        return f"{problem.file}: {said}"
    return t("{file}, line {line}: {said}", file=problem.file, line=problem.line, said=said)
