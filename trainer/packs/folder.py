"""A pack that is a folder: its files found and read without following anything out of it."""

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from trainer.core.problems import Problem
from trainer.core.words import t
from trainer.packs.caps import (
    MAX_MEMBERS,
    Contents,
    Mark,
    gathered,
    is_ignored,
    is_portable,
    is_text,
    shown,
    too_deep,
    too_many,
    twice,
    unportable,
    unreadable,
)

# A pipe put in place of a file after it was looked at must not block the reader either.
_CAREFULLY = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def folder_marks(place: Path) -> tuple[Mark, ...]:
    """One mark for each thing in the folder. Raises `OSError` where it cannot be listed."""
    found = islice(_walk(place), MAX_MEMBERS + 1)
    return tuple(sorted(Mark(name, s.st_size, s.st_mtime_ns) for name, s in found))


def folder_contents(place: Path) -> Contents:
    """The TOML files of the folder, in the order of their names, and what is wrong with it."""
    try:
        found = sorted(islice(_walk(place), MAX_MEMBERS + 1))
    except OSError as error:
        return Contents(problems=(unreadable("", error),))
    if len(found) > MAX_MEMBERS:
        return Contents(problems=(too_many(),))
    problems = [problem for name, status in found for problem in _wrong_kind(name, status)]
    problems += twice(name for name, _ in found if is_text(name))
    texts = [name for name, status in found if is_text(name) and stat.S_ISREG(status.st_mode)]
    texts = [name for name in texts if name.count("/") <= 1]

    def read(name: str, most: int) -> bytes | Problem:
        try:
            return _read(place / name, most)
        except OSError as error:
            return unreadable(name, error)

    return gathered(texts, read, problems)


def _walk(place: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Everything in the folder and its sub-folders, and the folders two deep, unopened."""
    yield from _level(place, "")


def _level(place: Path, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(place) as entries:
        for entry in entries:
            if is_ignored(entry.name):
                continue
            name = prefix + entry.name
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode) and not prefix:
                yield from _level(place / entry.name, name + "/")
            else:
                yield name, status


def _wrong_kind(name: str, status: os.stat_result) -> Iterator[Problem]:
    mode = status.st_mode
    if is_text(name) and not is_portable(name):
        yield unportable(name)
    if stat.S_ISDIR(mode):
        yield too_deep(name)
    elif stat.S_ISLNK(mode):
        yield Problem(
            shown(name),
            0,
            t("This is a link, and links are not followed."),
            t("Put the file itself here."),
        )
    elif not stat.S_ISREG(mode):
        yield Problem(shown(name), 0, t("This is no ordinary file."), t("Take it out of the pack."))


def _read(path: Path, most: int) -> bytes:
    descriptor = os.open(path, _CAREFULLY)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - an open descriptor has no path
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("no ordinary file")
        return file.read(most)
