"""Classes and their lists of pupils, pasted or read from a file."""

import codecs
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.core.changes import Changes, Topic
from trainer.core.classroom import Pupil, SchoolClass
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.names import folded, proper_name
from trainer.core.words import t
from trainer.store.classes import Classes as Store

MOST_PUPILS = 200
_LONGEST_LIST = 200_000
"""Characters of a pasted list that are read."""

_SEPARATORS = "\t;,"
_CHANGED = Changes.of(Topic.CLASSES)


@dataclass(frozen=True, slots=True)
class NameList:
    """Names read from a text, and what was left out, in words."""

    names: tuple[str, ...]
    left_out: tuple[str, ...]


class Classes:
    """The classes of the open history. What it raises is a `UserError`."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> tuple[SchoolClass, ...]:
        """All classes by name."""
        return self._store.all()

    def pupils(self, school_class: int) -> tuple[Pupil, ...]:
        """Who is on the list of a class."""
        return self._store.pupils(school_class)

    def add(self, name: str) -> Changes:
        """A new class with an empty list."""
        self._store.add(self._named(name, besides=0), self._clock.now())
        return _CHANGED

    def rename(self, school_class: int, name: str) -> Changes:
        """Give a class another name."""
        self._store.rename(school_class, self._named(name, besides=school_class))
        return _CHANGED

    def set_pupils(self, school_class: int, names: Sequence[str]) -> Changes:
        """Have exactly these on the list; who stays keeps their past."""
        self._store.set_pupils(school_class, names)
        return _CHANGED

    def erase(self, school_class: int) -> Changes:
        """Let a class go with its pupils and all its quizzes, out of the backups too.

        It may take seconds, and is done off the GUI thread.
        """
        self._store.erase(school_class)
        return _CHANGED

    def _named(self, name: str, *, besides: int) -> str:
        named = proper_name(name)
        if not named:
            raise UserError(t("A class needs a name."), t("Write one, such as 8b."))
        if any(
            one.id != besides and folded(one.name) == folded(named) for one in self._store.all()
        ):
            raise UserError(
                t("There is a class of this name already."), t("Choose another name for this one.")
            )
        return named


def read_names(text: str) -> NameList:
    """The names in a pasted list or a CSV file: one a line, first and last name in columns or not.

    A first line that names the columns is left out, and so are names that look like an earlier one.
    """
    names: list[str] = []
    seen: set[str] = set()
    left_out: list[str] = []
    for number, line in enumerate(_lines(text), 1):
        name = proper_name(" ".join(line))
        if not name or (number == 1 and _is_heading(line)):
            continue
        if folded(name) in seen:
            left_out.append(t("Line {line}: {name} is there already.", line=number, name=name))
        elif len(names) == MOST_PUPILS:
            left_out.append(t("Line {line} and after: too many for a class.", line=number))
            break
        else:
            seen.add(folded(name))
            names.append(name)
    return NameList(tuple(names), tuple(left_out))


def read_file(place: Path) -> NameList:
    """The names in a text file, as spreadsheets write it; a `UserError` where it cannot be read."""
    try:
        with place.open("rb") as file:
            raw = file.read(_LONGEST_LIST * 4)
    except OSError as error:
        raise UserError(
            t("{file} cannot be read.", file=place.name),
            t("Look whether it is still there and may be opened."),
            str(error),
        ) from error
    return read_names(_decoded(raw))


def _decoded(raw: bytes) -> str:
    """The text, in the encodings that spreadsheets write; the last of them knows every byte."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _lines(text: str) -> list[list[str]]:
    plain = text[:_LONGEST_LIST].removeprefix("\ufeff").replace("\x00", "")
    found = max(_SEPARATORS, key=plain.count)
    return list(csv.reader(plain.splitlines(), delimiter=found))


def _is_heading(line: Sequence[str]) -> bool:
    words = {folded(cell) for cell in line}
    headings = {
        folded(word)
        for word in t("name|first name|last name|surname|forename|pupil|student|family name").split(
            "|"
        )
    }
    return bool(words) and words <= headings
