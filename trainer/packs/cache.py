"""What the library needs of a pack at every start, kept so that the pack need not be read again.

One file a pack: a line that says what follows, the index as JSON, then the question bodies one
behind the other. Whatever does not fit (another version, a changed pack, any damage) counts as not
kept. A body is trusted only after its content hash was compared, which is the caller's part.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from pathlib import Path
from typing import Any, Protocol, TypeVar

from trainer import __version__
from trainer.core.catalogue import Entry, PackCard, Source
from trainer.core.problems import Problem, Severity
from trainer.core.revisions import Revision
from trainer.core.words import language
from trainer.packs.atomic import write_atomically
from trainer.packs.caps import Mark

_HASH = 64
"""Digits of a content hash."""

Value = TypeVar("Value", bound=Hashable)


def _magic() -> str:
    """What a cache file begins with; the problems on its card are in the person's language."""
    return f"who-says-pack-cache 2 {__version__} {language()}"


class Bodies(Protocol):
    """The bodies of a pack's revisions, in the order of its entries."""

    def body(self, index: int) -> str:
        """One body; `OSError` or `ValueError` where it cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class HeldBodies:
    """Bodies that are kept in memory, where they could not be stored."""

    bodies: tuple[str, ...]

    def body(self, index: int) -> str:
        """One body."""
        return self.bodies[index]


@dataclass(frozen=True, slots=True)
class StoredBodies:
    """Bodies in a cache file from the byte `start` on; body i ends `ends[i]` behind it."""

    file: Path
    start: int
    ends: tuple[int, ...]

    def body(self, index: int) -> str:
        """One body, read from the file; `OSError` or `ValueError` where it cannot be had."""
        begin = self.ends[index - 1] if index else 0
        with self.file.open("rb") as file:
            file.seek(self.start + begin)
            return file.read(self.ends[index] - begin).decode()


@dataclass(frozen=True, slots=True)
class Shelved:
    """A pack as the library keeps it: its card, its light entries, and a way to each full text."""

    card: PackCard
    entries: tuple[Entry, ...]
    bodies: Bodies


def entry_of(revision: Revision) -> Entry:
    """The light entry of a question."""
    question = revision.question
    return Entry(
        pack=revision.pack,
        question=question.id,
        excerpt=revision.excerpt,
        revision=revision.hash,
        verdict=question.key.verdict.value if question.key is not None else "",
        skills=tuple(skill.value for skill in question.skills),
        level=question.level,
        side=question.side,
        topic=revision.topic,
        reserved=question.reserved,
    )


class Cache:
    """The kept packs in one folder, which may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, place: Path, marks: Sequence[Mark], *, shipped: bool) -> Shelved | None:
        """The pack at `place` as it was kept, None unless its files still have these marks."""
        file = self._file(place)
        try:
            with file.open("rb") as cached:
                header = cached.readline(200).decode().split()
                if " ".join(header[:-2]) != _magic():
                    return None
                index = cached.read(int(header[-2]))
                start = cached.tell()
            if hashlib.sha256(index).hexdigest() != header[-1]:
                return None
            plain = json.loads(index)
            if plain["place"] != str(place) or plain["marks"] != [list(mark) for mark in marks]:
                return None
            return Shelved(
                card=_card_from(plain["card"], place, shipped=shipped),
                entries=tuple(_entries_from(plain["card"]["id"], plain["entries"])),
                bodies=StoredBodies(file, start, tuple(accumulate(plain["entries"]["length"]))),
            )
        # A JSON that is no index of ours fails in one of these ways.
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None

    def keep(
        self, place: Path, marks: Sequence[Mark], card: PackCard, revisions: Iterable[Revision]
    ) -> Shelved:
        """Keep a pack; where the folder cannot be written it is held in memory instead."""
        revisions = tuple(revisions)
        entries = tuple(map(entry_of, revisions))
        bodies = [revision.body.encode() for revision in revisions]
        plain = {
            "place": str(place),
            "marks": marks,
            "card": _plain_card(card),
            "entries": _plain_entries(entries, [len(body) for body in bodies]),
        }
        index = json.dumps(plain, separators=(",", ":")).encode()
        header = f"{_magic()} {len(index)} {hashlib.sha256(index).hexdigest()}\n".encode()
        file = self._file(place)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(file, b"".join((header, index, *bodies)), lasting=False)
        except OSError:
            return Shelved(card, entries, HeldBodies(tuple(r.body for r in revisions)))
        ends = tuple(accumulate(map(len, bodies)))
        return Shelved(card, entries, StoredBodies(file, len(header) + len(index), ends))

    def forget(self, place: Path) -> None:
        """Drop what is kept of the pack at `place`."""
        try:
            self._file(place).unlink(missing_ok=True)
        except OSError:
            # It stays, and is found out again by its content hashes.
            return

    def forget_all_but(self, places: Iterable[Path]) -> None:
        """Drop what is kept of packs that are gone."""
        wanted = {self._file(place).name for place in places}
        try:
            for file in self._folder.glob("pack-*.cache"):
                if file.name not in wanted:
                    file.unlink(missing_ok=True)
        except OSError:
            return

    def _file(self, place: Path) -> Path:
        name = hashlib.sha256(str(place).encode(errors="surrogatepass")).hexdigest()[:32]
        return self._folder / f"pack-{name}.cache"


def _plain_card(card: PackCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "version": card.version,
        "language": card.language,
        "level": card.level,
        "authors": card.authors,
        "licence": card.licence,
        "about": card.about,
        "problems": [
            (problem.file, problem.line, problem.message, problem.hint, problem.severity.value)
            for problem in card.problems
        ],
        "sources": [
            (source.title, source.outlet, source.date and source.date.isoformat())
            for source in card.sources
        ],
        "invented": card.invented,
    }


def _card_from(plain: dict[str, Any], place: Path, *, shipped: bool) -> PackCard:
    return PackCard(
        id=plain["id"],
        title=plain["title"],
        version=plain["version"],
        language=plain["language"],
        level=plain["level"],
        authors=tuple(plain["authors"]),
        licence=plain["licence"],
        about=plain["about"],
        place=str(place),
        shipped=shipped,
        problems=tuple(
            Problem(file, line, message, hint, Severity(severity))
            for file, line, message, hint, severity in plain["problems"]
        ),
        sources=tuple(
            Source(title, outlet, dt.date.fromisoformat(date) if date else None)
            for title, outlet, date in plain["sources"]
        ),
        invented=plain["invented"],
    )


def _plain_entries(entries: Sequence[Entry], lengths: Sequence[int]) -> dict[str, Any]:
    """Column by column, with what repeats as a table and positions in it: quick to read back."""
    return {
        "question": [entry.question for entry in entries],
        "revision": "".join(entry.revision for entry in entries),
        "excerpt": _coded([entry.excerpt for entry in entries]),
        "verdict": _coded([entry.verdict for entry in entries]),
        "skills": _coded([entry.skills for entry in entries]),
        "level": [entry.level for entry in entries],
        "side": _coded([entry.side for entry in entries]),
        "topic": _coded([entry.topic for entry in entries]),
        "reserved": _coded([entry.reserved for entry in entries]),
        "length": lengths,
    }


def _coded(values: Sequence[Value]) -> tuple[list[Value], list[int]]:
    positions = {value: position for position, value in enumerate(dict.fromkeys(values))}
    return list(positions), [positions[value] for value in values]


def _decoded(coded: Sequence[Any]) -> Iterable[Any]:
    table, positions = coded
    return map(table.__getitem__, positions)


def _entries_from(pack: str, plain: dict[str, Any]) -> Iterable[Entry]:
    hashes = plain["revision"]
    skills, positions = plain["skills"]
    make: Callable[[Iterable[Any]], Entry] = Entry._make
    return map(
        make,
        zip(
            repeat(pack, len(plain["question"])),
            plain["question"],
            _decoded(plain["excerpt"]),
            [hashes[start : start + _HASH] for start in range(0, len(hashes), _HASH)],
            _decoded(plain["verdict"]),
            _decoded(([tuple(names) for names in skills], positions)),
            plain["level"],
            _decoded(plain["side"]),
            _decoded(plain["topic"]),
            _decoded(plain["reserved"]),
            strict=True,
        ),
    )
