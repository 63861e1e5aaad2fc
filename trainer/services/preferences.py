"""How the person likes the program to look, kept in a small file of its own."""

import contextlib
import tomllib
from pathlib import Path

from trainer.core.changes import Changes, Topic
from trainer.core.settings import TEXT_SIZES, Look, Settings, UnderlineWhen


class Preferences:
    """The settings in force, written through at each change.

    A file that cannot be read or written leaves the defaults: a look is not worth an error.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._settings = _read(file)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    @property
    def learner(self) -> int:
        """The learner who practises now, by number."""
        return self._settings.learner

    def change(self, settings: Settings) -> Changes:
        """Put these settings in force and keep them."""
        if settings == self._settings:
            return Changes()
        self._settings = settings
        with contextlib.suppress(OSError):
            _write(self._file, settings)
        return Changes.of(Topic.SETTINGS)


def _read(file: Path) -> Settings:
    try:
        kept = tomllib.loads(file.read_text(encoding="utf-8"))
        text_size = kept["text_size"]
        return Settings(
            look=Look(kept["look"]),
            text_size=int(text_size) if text_size in TEXT_SIZES else 100,
            learner=int(kept["learner"]),
            # Files of the first release have no such line.
            underline=UnderlineWhen(kept.get("underline", Settings().underline.value)),
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Settings()


def _write(file: Path, settings: Settings) -> None:
    text = (
        f'look = "{settings.look.value}"\n'
        f"text_size = {settings.text_size}\n"
        f"learner = {settings.learner}\n"
        f'underline = "{settings.underline.value}"\n'
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
