"""The files of a pack, wherever it lies: in a folder or in one zip file."""

from pathlib import Path

from trainer.core.problems import Problem
from trainer.core.words import t
from trainer.packs.archive import archive_contents
from trainer.packs.caps import Contents
from trainer.packs.folder import folder_contents


def contents_of(place: Path) -> Contents:
    """The TOML files at `place` and what is wrong with their wrapping; it never raises."""
    try:
        if place.is_dir():
            return folder_contents(place)
        if place.is_file():
            return archive_contents(place)
        there = place.exists()
    except (OSError, ValueError):
        there = False
    if there:
        said, hint = t("This is no ordinary file."), t("A pack is a folder or a zip file.")
    else:
        said, hint = t("There is nothing here."), t("See whether the path is spelt right.")
    return Contents(problems=(Problem("", 0, said, hint),))
