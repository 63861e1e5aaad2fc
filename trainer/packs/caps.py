"""What a pack from a stranger may weigh, and the plain shapes that its files are read into."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from trainer.core.problems import Problem
from trainer.core.words import t, tn

MAX_BYTES = 20_000_000
"""The most that all texts of a pack may weigh together, in bytes."""
MAX_MEMBERS = 1_000
MAX_RATIO = 100
"""How many times its packed size a zip member may unpack to."""
MAX_QUESTIONS = 20_000
MAX_EXCERPT = 20_000
"""The most characters of an excerpt that are looked at."""
MAX_WORDING = 4_000
"""The most characters of any other wording."""

HEAD_FILE = "pack.toml"

_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)


class PackFile(NamedTuple):
    """One TOML file of a pack: its name relative to the pack, with `/`, and its bytes."""

    name: str
    data: bytes


class Mark(NamedTuple):
    """What tells one state of a file from another without reading it."""

    name: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a pack in the order of their names, and what was wrong with its wrapping."""

    files: tuple[PackFile, ...] = ()
    problems: tuple[Problem, ...] = ()


def is_device(name: str) -> bool:
    """Whether `name` is the name of a device on Windows, with or without an ending."""
    return _DEVICE.fullmatch(name.split(".", maxsplit=1)[0].rstrip(" ")) is not None


def is_portable(name: str) -> bool:
    """Whether a file's name, with `/`, stays inside the pack and can be had on every system."""
    if "\\" in name or "\0" in name or name.startswith("/") or _DRIVE.match(name):
        return False
    if not name.isascii() and name != name.encode(errors="replace").decode():
        return False
    parts = name.removesuffix("/").split("/")
    return not any(part in {"", ".", ".."} or is_device(part) for part in parts)


def is_ignored(name: str) -> bool:
    """Whether a file or folder is the system's own litter and no part of a pack."""
    return name.startswith(".") or name == "__MACOSX" or name.endswith("~")


def is_text(name: str) -> bool:
    """Whether a file belongs to the wording of a pack; the others are left unread."""
    return name.lower().endswith(".toml")


def shown(text: str, most: int = 80) -> str:
    """`text` made safe to print on one line: cut, and with unprintable characters spelt out."""
    cut = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in cut
    )


def gathered(
    names: Iterable[str], read: Callable[[str, int], bytes | Problem], before: Iterable[Problem]
) -> Contents:
    """Read texts one after the other, as long as together they weigh no more than a pack may.

    `read` gives the beginning of a text, no longer than so many bytes, or what is wrong with it.
    `before` are the problems so far.
    """
    files: list[PackFile] = []
    problems = list(before)
    left = MAX_BYTES
    for name in names:
        found = read(name, left + 1)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        left -= len(found)
        if left < 0:
            return Contents(problems=(*problems, too_heavy()))
        files.append(PackFile(name, found))
    return Contents(tuple(files), tuple(problems))


def unreadable(name: str, error: OSError) -> Problem:
    """The system does not let this be read; `name` is "" for the pack itself."""
    return Problem(
        shown(name),
        0,
        t("This cannot be read: {fault}.", fault=error.strerror or error),
        t("See whether it is still there and whether you may read it."),
    )


def unportable(name: str) -> Problem:
    """A file's name is none that every system could have, or leads out of the pack."""
    return Problem(
        shown(name),
        0,
        t("This name leads out of the pack, or cannot be had on every system."),
        t("Use letters, digits and hyphens, inside the pack's folder."),
    )


def twice(names: Iterable[str]) -> Iterator[Problem]:
    """Names that differ in capitals alone, or not at all."""
    counts = Counter(name.casefold() for name in names)
    for name, count in counts.items():
        if count > 1:
            yield Problem(
                shown(name),
                0,
                tn(
                    "The pack holds this name {number} time.",
                    "The pack holds this name {number} times.",
                    count,
                ),
                t("Keep one of them."),
            )


def too_heavy() -> Problem:
    """The texts weigh more than a pack may."""
    return Problem(
        "",
        0,
        t(
            "The texts of this pack weigh more than {size} MB together.",
            size=MAX_BYTES // 1_000_000,
        ),
        t("Split it into several packs."),
    )


def too_many() -> Problem:
    """There are more files than a pack may have."""
    return Problem(
        "",
        0,
        tn(
            "This pack has more than {number} file.",
            "This pack has more than {number} files.",
            MAX_MEMBERS,
        ),
        t("Keep only pack.toml and the articles in it, or split it into several packs."),
    )


def too_deep(name: str) -> Problem:
    """A folder lies inside a folder of the pack."""
    return Problem(
        shown(name),
        0,
        t("This lies more than one folder deep."),
        t("Put the articles beside pack.toml, or into one folder beside it."),
    )
