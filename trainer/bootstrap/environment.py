"""The environment that the packages live in: `.venv` beside the program, made once, kept whole."""

import hashlib
import os
import shutil
import sys
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from trainer.bootstrap.installing import Log, fault_of_system, install, make_environment
from trainer.bootstrap.pins import lacking, pins_here
from trainer.bootstrap.processes import run_quietly, say
from trainer.bootstrap.waiting import only_one
from trainer.core.errors import UserError


class Needs(Enum):
    """What has to be there, by the file that lists it. Testing needs all that running does."""

    RUNNING = "requirements.txt"
    TESTING = "requirements-dev.txt"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The note in an environment that says what it is, written when a step is done.

    `place` is the folder it was made in, `base` the Python it was made from, `version` that one's
    (as "3.12"), `running` and `testing` the digests of the requirements that it holds, "" where it
    does not. Without a version it is half-made.
    """

    place: str
    base: str = ""
    version: str = ""
    running: str = ""
    testing: str = ""

    def text(self) -> str:
        """The stamp as a file holds it: a line a field."""
        fields = (self.place, self.base, self.version, self.running, self.testing)
        return "\n".join(fields) + "\n"

    @classmethod
    def read(cls, text: str) -> "Stamp | None":
        """The stamp that this text is, None for any other text."""
        fields = text.split("\n")
        return cls(*fields[:5]) if len(fields) == 6 and not fields[5] else None  # noqa: PLR2004 - five fields, each with its line end

    def holds(self, digest: str) -> bool:
        """Whether the requirements with this digest were installed to the end."""
        return digest in (self.running, self.testing)


@dataclass(frozen=True, slots=True)
class Environment:
    """A folder with a Python and packages of its own, for the program in `program`."""

    folder: Path
    program: Path

    @property
    def python(self) -> Path:
        """The Python inside."""
        inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        return self.folder.joinpath(*inside)

    @property
    def log(self) -> Path:
        """The details of a set-up that failed."""
        return self._beside / "log.txt"

    @property
    def _beside(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.setup")

    @property
    def _stamp_file(self) -> Path:
        return self.folder / "who-says.stamp"

    def is_this_python(self) -> bool:
        """Whether the running Python is the one inside."""
        return Path(sys.prefix).resolve() == self.folder.resolve()

    def whole(self, needs: Needs) -> bool:
        """Whether all is there, where it was made, from a Python that still exists."""
        stamp = self._sound_stamp()
        return stamp is not None and stamp.holds(self._digest(needs))

    def make_whole(self, needs: Needs) -> None:
        """Make or complete the environment. `UserError` where the world does not let us."""
        try:
            with only_one(self._beside / "lock") as lock:
                if not self.whole(needs):
                    self.log.unlink(missing_ok=True)
                    self._fill(needs, Log(self.log, lock))
        except OSError as fault:
            raise fault_of_system(fault, self.log) from fault

    def _fill(self, needs: Needs, log: Log) -> None:
        outside = self._outside_python()
        stamp = self._sound_stamp() or self._adopted(needs) or self._made_anew(outside, log)
        if not stamp.holds(self._digest(needs)):
            # Killed from here on, the environment is half-made and says so.
            self._write(Stamp(stamp.place))
            many = len(pins_here(self._requirements(needs)))
            say(f"Fetching and installing {many} packages, once; it may take some minutes …")
            install(self.python, self._requirements(needs), log, outside)
        self._write(self._complete(stamp, needs))
        say("All packages are there.")

    def _made_anew(self, outside: Path, log: Log) -> Stamp:
        self._clear()
        say(f"Making a folder for the packages: {self.folder}")
        self.folder.mkdir(parents=True)
        # First of all the stamp, so that what a kill leaves is known as our own half-made work.
        self._write(Stamp(str(self.folder.resolve())))
        make_environment(outside, self.folder, log)
        return Stamp(str(self.folder.resolve()), self._base(), self._asked_version())

    def _outside_python(self) -> Path:
        """The Python to make this with: not the one inside, which may be about to go."""
        if self.is_this_python():
            return Path(getattr(sys, "_base_executable", sys.executable))
        return Path(sys.executable)

    def _clear(self) -> None:
        if self.folder.is_symlink():
            self.folder.unlink()
        elif self._stamp_file.exists():
            say("The folder for the packages is half-made, moved or out of date: making it again.")
            # The stamp goes last, or a kill meanwhile would leave a folder that nobody owns.
            for child in self.folder.iterdir():
                if child != self._stamp_file:
                    shutil.rmtree(
                        child
                    ) if child.is_dir() and not child.is_symlink() else child.unlink()
            shutil.rmtree(self.folder)
        elif self.folder.exists() and any(self.folder.iterdir()):
            aside = self.folder.with_name(
                f"{self.folder.name}.kept-{time.strftime('%Y%m%d-%H%M%S')}"
            )
            say(f"{self.folder.name} was made by something else: it is kept as {aside.name}.")
            self.folder.rename(aside)
        elif self.folder.exists():
            self.folder.rmdir()

    def _adopted(self, needs: Needs) -> Stamp | None:
        """A stamp for an environment that somebody made by hand with all that is needed."""
        if self._stamp_file.exists() or not self.python.exists():
            return None
        sites = [*self.folder.glob("lib/python3*/site-packages"), self.folder / "Lib/site-packages"]
        if lacking(pins_here(self._requirements(needs)), sites[0]):
            return None
        stamp = Stamp(str(self.folder.resolve()), self._base(), self._asked_version())
        return self._complete(stamp, needs) if stamp.version else None

    def _complete(self, stamp: Stamp, needs: Needs) -> Stamp:
        # The requirements for testing hold those for running with the same pins.
        testing = self._digest(Needs.TESTING) if needs is Needs.TESTING else ""
        return Stamp(stamp.place, stamp.base, stamp.version, self._digest(Needs.RUNNING), testing)

    def _sound_stamp(self) -> Stamp | None:
        """The stamp, if the environment is as it was left and its Python is still there."""
        try:
            stamp = Stamp.read(self._stamp_file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return None
        if stamp is None or stamp.place != str(self.folder.resolve()) or not stamp.version:
            return None
        if not self.python.exists() or stamp.base != self._base():
            return None
        if self.is_this_python() and stamp.version != _version():
            return None
        return stamp

    def _write(self, stamp: Stamp) -> None:
        fresh = self._stamp_file.with_suffix(".fresh")
        fresh.write_text(stamp.text(), encoding="utf-8")
        fresh.replace(self._stamp_file)

    def _base(self) -> str:
        """The Python that the environment leans on, "" where it has vanished."""
        if os.name != "nt":
            return str(self.python.resolve())
        # On Windows the Python inside is a copy; a text file names the one it starts.
        file = self.folder / "pyvenv.cfg"
        settings = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        homes = [line.partition("=")[2].strip() for line in settings if line.startswith("home")]
        return homes[0] if homes and Path(homes[0], "python.exe").exists() else ""

    def _asked_version(self) -> str:
        asked = run_quietly([self.python, "-c", _ASK_VERSION])
        return asked.said.strip() if asked.code == 0 else ""

    def _requirements(self, needs: Needs) -> Path:
        return self.program / needs.value

    def _digest(self, needs: Needs) -> str:
        return hashlib.sha256(self._requirements(needs).read_bytes()).hexdigest()


_ASK_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


def python_for(program: Path, needs: Needs) -> Path | None:
    """The Python to run the program with, None for the one that is running.

    A Python that already has the pinned packages is taken as it is. Else they are in an environment
    beside the program, or in the person's cache folder where that is read-only; it is made if need
    be, with one line of progress a step. `UserError` where it cannot be.
    """
    beside = Environment(program / ".venv", program)
    kept = Environment(_in_cache(program), program)
    places = (beside, kept)
    inside = next((place for place in places if place.is_this_python()), None)
    if inside is not None and inside.whole(needs):
        return None
    # Somebody who started an environment of their own means that one; a bare Python means nothing.
    if inside is None and sys.prefix != sys.base_prefix and _runs_with_all(program, needs):
        return None
    for place in places:
        if place.whole(needs):
            return place.python
    if inside is None and _runs_with_all(program, needs):
        return None
    if os.access(program, os.W_OK):
        beside.make_whole(needs)
        return beside.python
    say(f"{program} is not to be written to: the packages go to {kept.folder}")
    _make_in_cache(kept, needs)
    return kept.python


def _runs_with_all(program: Path, needs: Needs) -> bool:
    return not lacking(pins_here(program / needs.value))


def _make_in_cache(kept: Environment, needs: Needs) -> None:
    try:
        kept.folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UserError(
            f"Neither {kept.program} nor {kept.folder.parent} is to be written to:",
            "copy the program into a folder of your own and start it there.",
            str(fault),
        ) from fault
    kept.make_whole(needs)


def _in_cache(program: Path) -> Path:
    match sys.platform:
        case "win32":
            cache = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        case "darwin":
            cache = Path.home() / "Library" / "Caches"
        case _:
            cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    place = hashlib.sha256(str(program).encode()).hexdigest()[:12]
    return Path(cache, "who-says", f"environment-{place}")


def _version() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"
