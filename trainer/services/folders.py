"""The folders that are open for writing, remembered from one start to the next."""

import contextlib
import json
from pathlib import Path

from trainer.packs.atomic import write_atomically

MOST = 20
"""Folders that may be open at once; each is looked at again and again."""


class OpenFolders:
    """The folders in the order in which they were opened.

    A `file` that cannot be read counts as none, and one that cannot be written leaves them open
    until the program ends.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self.places = _read(file) if file is not None else ()

    def add(self, place: Path) -> None:
        """Open a folder, as the last one; the first is closed where there are too many."""
        if place not in self.places:
            self._keep((*self.places, place)[-MOST:])

    def remove(self, place: Path) -> None:
        """Close a folder."""
        self._keep(tuple(one for one in self.places if one != place))

    def _keep(self, places: tuple[Path, ...]) -> None:
        self.places = places
        if self._file is None:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps([str(place) for place in places], indent=1)
            write_atomically(self._file, text.encode(), lasting=True)


def _read(file: Path) -> tuple[Path, ...]:
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return ()
    if not isinstance(kept, list):
        return ()
    places = [Path(place) for place in kept if isinstance(place, str) and "\0" not in place]
    return tuple(place for place in places if place.is_absolute())[:MOST]
