"""Where the program keeps its things inside one data folder."""

from dataclasses import dataclass
from pathlib import Path

APP = "who-says"
"""The program's name for folders and desktops."""


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The files and folders below one data folder; nothing is made until it is needed."""

    root: Path

    @property
    def database(self) -> Path:
        """The history: learners, sessions, answers."""
        return self.root / "history.sqlite3"

    @property
    def backups(self) -> Path:
        """Dated copies of the history."""
        return self.root / "backups"

    @property
    def cache(self) -> Path:
        """What can be made again from the packs."""
        return self.root / "cache"

    @property
    def guest(self) -> Path:
        """What a guest leaves while they practise; it goes when they do."""
        return self.root / "guest"

    @property
    def packs(self) -> Path:
        """Packs that the person added."""
        return self.root / "packs"

    @property
    def open_folders(self) -> Path:
        """Which folders of packs are open for writing."""
        return self.root / "open-folders.json"

    @property
    def settings(self) -> Path:
        """How the person likes the program to look."""
        return self.root / "settings.toml"

    @property
    def log(self) -> Path:
        """What the program noted about its own faults."""
        return self.root / "log.txt"

    @property
    def tour(self) -> Path:
        """Pictures of the pages, made where there is no screen."""
        return self.root / "tour"
