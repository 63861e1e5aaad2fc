"""Packs on their way into the library: read, checked and, where they are broken, told about.

It stands apart from the library because a start from the cache needs none of it.
"""

from dataclasses import dataclass
from pathlib import Path

from trainer.core.catalogue import PackCard
from trainer.core.errors import UserError
from trainer.core.problems import Problem, Severity
from trainer.core.questions import Pack
from trainer.core.revisions import Revision, revisions_of
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
    )


def _broken(reading: Reading) -> UserError:
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    told = [_told(problem) for problem in errors[:_PROBLEMS_TOLD]]
    more = len(errors) - len(told)
    count = "one problem" if len(errors) == 1 else f"{len(errors)} problems"
    return UserError(
        f"“{reading.outline.title}” cannot be added: it has {count}.",
        "\n".join((*told, f"And {more} more." if more else "")).strip(),
        "\n".join(map(_told, errors)),
    )


def _told(problem: Problem) -> str:
    line = f", line {problem.line}" if problem.line else ""
    where = f"{problem.file}{line}: " if problem.file else ""
    return f"{where}{problem.message} {problem.hint}".strip()
