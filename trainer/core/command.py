"""What somebody typed on the command line, as a value."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from pathlib import Path

from trainer import __version__


class Word(Enum):
    """The word after the program's name that says what it shall do."""

    RUN = ""
    """No word: open the window."""
    CHECK = "check"
    TOUR = "tour"
    BENCH = "bench"
    TEST = "test"


class ExitCode(IntEnum):
    """How the program ends, for a shell to read."""

    FINE = 0
    PROBLEMS = 1
    WRONG_USE = 2
    STOPPED = 130
    """By Ctrl-C, as shells count it."""


@dataclass(frozen=True, slots=True)
class Command:
    """One start of the program.

    `data_folder` is None where the person's usual one is meant. `packs` belong to `check`, as does
    `together`: whether they are looked at as one (without packs: those that ship). `out` belongs to
    `tour`, `pytest_arguments` to `test` and `bench`. Paths are absolute.
    """

    word: Word = Word.RUN
    data_folder: Path | None = None
    packs: tuple[Path, ...] = ()
    together: bool = False
    out: Path | None = None
    pytest_arguments: tuple[str, ...] = ()


def parse(arguments: Sequence[str]) -> Command:
    """The command that these arguments (without the program's name) mean.

    Help, the version and wrong use are answered at once: `SystemExit` with 0, 0 and 2.
    """
    parser = _parser()
    found, others = parser.parse_known_args(list(arguments))
    word = Word(found.word or "")
    if others and word not in (Word.TEST, Word.BENCH):
        parser.error(f"this is not understood: {' '.join(others)}")
    if word is Word.CHECK and not found.packs and not found.together:
        parser.error("check needs a PACK, or --all")
    return Command(
        word=word,
        data_folder=getattr(found, "data_folder", None),
        packs=tuple(getattr(found, "packs", ())),
        together=getattr(found, "together", False),
        out=getattr(found, "out", None),
        pytest_arguments=tuple(others),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py",
        usage="main.py [--data-dir DIR] [WORD …]",
        description="Who Says? Read the news with care: verified, a claim, or propaganda?",
        epilog="Exit codes: 0 fine, 1 problems found, 2 wrong use.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Who Says? {__version__}")
    _take_data_folder(parser)
    words = parser.add_subparsers(
        dest="word",
        metavar="WORD",
        title="words",
        prog="main.py",
        description="none opens the window",
    )
    check = _word(words, Word.CHECK, "check packs and list every problem with its line")
    check.add_argument("packs", nargs="*", type=_absolute, metavar="PACK", help="a folder or .zip")
    check.add_argument(
        "--all",
        dest="together",
        action="store_true",
        help="the properties of all packs together; without PACK, of those that ship",
    )
    tour = _word(words, Word.TOUR, "draw every page, light and dark, from a made-up history")
    tour.add_argument(
        "--out", required=True, type=_absolute, metavar="DIR", help="where the pictures go"
    )
    _word(words, Word.BENCH, "measure speed and memory; more arguments go to pytest")
    _word(words, Word.TEST, "run every check and test; more arguments go to pytest")
    return parser


def _word(
    words: "argparse._SubParsersAction[argparse.ArgumentParser]", word: Word, what: str
) -> argparse.ArgumentParser:
    parser = words.add_parser(word.value, help=what, description=what, allow_abbrev=False)
    _take_data_folder(parser)
    return parser


def _take_data_folder(parser: argparse.ArgumentParser) -> None:
    # SUPPRESS, since a subparser's default would overwrite what stood before the word.
    parser.add_argument(
        "--data-dir",
        dest="data_folder",
        type=_absolute,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="keep the history and settings there instead of in the usual place",
    )


def _absolute(path: str) -> Path:
    if not path:
        raise argparse.ArgumentTypeError("it is empty")
    return Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 - links stay as typed
