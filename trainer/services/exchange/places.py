"""A file that is written beside its place and put there at one stroke, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trainer.core.errors import UserError
from trainer.core.words import t


@contextmanager
def written_beside(place: Path) -> Iterator[Path]:
    """The path to write to; at the end it replaces the file at `place`.

    Where anything goes wrong, what was at `place` stays and nothing is left beside it. A full disk
    or a folder that cannot be written is a `UserError`.
    """
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        yield beside
        _keep(beside)
        beside.replace(place)
    except OSError as error:
        raise UserError(
            t("The file could not be written; what was there before is unchanged."),
            t("See whether the disk has room and the folder may be written, or choose another."),
            f"{place}: {error}",
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _keep(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
