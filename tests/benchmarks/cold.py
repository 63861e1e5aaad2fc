"""A copy of the program and its packages that the computer has never read: a start from cold.

Nobody else has the copy in use, so the system can really be asked to forget its contents.
"""

import os
import shutil
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from tests.window import PROGRAM


@dataclass(frozen=True)
class Copy:
    """The program in `program` and the packages that it needs in `packages`, nothing compiled."""

    program: Path
    packages: Path

    def forget(self) -> None:
        """Ask the system to drop the contents of all its files from memory, where it can be."""
        if not hasattr(os, "posix_fadvise"):
            return
        for path in (*self.program.rglob("*"), *self.packages.rglob("*")):
            if path.is_file():
                _forget(path)

    def delete(self) -> None:
        """Take it away; it is too big to be left to the next tidying up."""
        shutil.rmtree(self.program)
        shutil.rmtree(self.packages)


def copied(folder: Path) -> Copy:
    """Copy all that a start reads, but for Python's own library; a quarter of a gigabyte."""
    copy = Copy(folder / "program", folder / "packages")
    shutil.copytree(PROGRAM, copy.program, ignore=shutil.ignore_patterns(".*", "*.pyc"))
    for line in (PROGRAM / "requirements.txt").read_text(encoding="utf-8").splitlines():
        name, pinned, _ = line.partition("==")
        if pinned and not name.startswith(("#", " ")):
            _copy_package(name, copy.packages)
    if hasattr(os, "sync"):
        # Only what has been written to the disk can be forgotten.
        os.sync()
    return copy


def _copy_package(name: str, target: Path) -> None:
    for file in distribution(name).files or ():
        source = Path(str(file.locate()))
        if ".." in file.parts or file.suffix == ".pyc" or not source.is_file():
            continue
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target / file)


def _forget(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(file)
