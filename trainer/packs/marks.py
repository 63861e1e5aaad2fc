"""Whether a pack has changed since it was last seen, told without reading it."""

from pathlib import Path

from trainer.packs.caps import Mark
from trainer.packs.folder import folder_marks


def marks_of(place: Path) -> tuple[Mark, ...] | None:
    """The marks of all files of the pack at `place`; None where they cannot be had."""
    try:
        if place.is_dir():
            return folder_marks(place)
        status = place.stat()
    except (OSError, ValueError):
        return None
    return (Mark(place.name, status.st_size, status.st_mtime_ns),)
