"""The files of a pack, wherever it lies: in a folder or in one zip file."""

from pathlib import Path

from trainer.core.problems import Problem
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
        problem = Problem("", 0, "This is no ordinary file.", "A pack is a folder or a zip file.")
    else:
        problem = Problem("", 0, "There is nothing here.", "See whether the path is spelt right.")
    return Contents(problems=(problem,))
