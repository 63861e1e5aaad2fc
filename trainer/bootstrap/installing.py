"""Filling an environment with the pinned packages by pip, and what may go wrong on the way."""

import re
from dataclasses import dataclass
from pathlib import Path

from trainer.bootstrap.processes import Finished, run_quietly
from trainer.core.errors import UserError

_OLDEST_PIP = (22, 3)
"""The first that fills another Python's environment (`--python`)."""

_PIP_SETTINGS = {
    "PIP_USER": "0",  # a person's "always --user" would refuse an environment
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYTHONUTF8": "1",
}


@dataclass(frozen=True, slots=True)
class _Trouble:
    """A fault of the world, and the words by which pip betrays it."""

    signs: tuple[str, ...]
    message: str
    hint: str


_TROUBLES = (
    _Trouble(
        ("do not match the hashes", "hashes are required in"),
        "A package that was fetched is not the one that this program was made with",
        "it was not installed. Try again on another network; if it stays so, tell the makers",
    ),
    _Trouble(
        ("no space left on device", "errno 28", "disk quota exceeded", "winerror 112"),
        "The disk is full",
        "make 600 MB free, here and in the folder for temporary files, and start again",
    ),
    _Trouble(
        (
            "failed to establish a new connection",
            "connection refused",
            "name resolution",
            "getaddrinfo failed",
            "timed out",
            "timeouterror",
            "network is unreachable",
            "connection reset",
            "connection aborted",
            "remotedisconnected",
            "connection broken",
            "incompleteread",
            "proxyerror",
            "cannot connect to proxy",
            "sslerror",
            "certificate_verify_failed",
            "could not fetch url",
        ),
        "The packages could not be fetched",
        "they are needed once: connect to the internet (or set the proxy in pip’s settings) "
        "and start again",
    ),
    _Trouble(
        ("permission denied", "errno 13", "read-only file system", "errno 30", "winerror 5]"),
        "A file could not be written",
        "see to it that you may write there, and start again",
    ),
    _Trouble(
        ("no matching distribution found", "could not find a version"),
        "A package is not to be had for this computer and Python",
        "check the internet connection and pip’s settings; else try another Python, 3.11 to 3.14",
    ),
)


@dataclass(frozen=True, slots=True)
class Log:
    """Where the details of one set-up go, and the lock that its helpers hold with it."""

    file: Path
    lock: int


def make_environment(python: Path, folder: Path, log: Log) -> None:
    """Make an empty environment of `python` in `folder`.

    `python`'s own pip can fill it from outside. Only where there is none is one put inside, since
    many a Linux has pip without the means to do that. `UserError` where neither can be.
    """
    inside = not _has_pip(python)
    if inside and run_quietly([python, "-c", "import ensurepip"]).code != 0:
        raise UserError(
            "pip is missing, which fetches the packages that the program needs.",
            f"Install it ({_how_to_get_pip()}) and start again.",
        )
    words: list[str | Path] = [python, "-m", "venv", *([] if inside else ["--without-pip"]), folder]
    made = run_quietly(words, log.file, keep_open=[log.lock])
    if made.code != 0:
        raise _fault(made, "The folder for the packages could not be made", log)


def install(target: Path, requirements: Path, log: Log, outside: Path) -> None:
    """Install exactly the pinned packages, checked by their hashes, for the Python `target`.

    Done by the pip inside, or where there is none yet by that of the Python `outside`.
    `UserError` says what went wrong and what to do.
    """
    pip: list[str | Path] = [target, "-m", "pip"]
    if not _has_pip(target):
        pip = [outside, "-m", "pip", "--python", target]
    words: list[str | Path] = [
        *pip,
        "install",
        "--no-input",
        # With none at all pip would not say that it was the network which failed.
        "--retries=3",
        "--require-hashes",
        "--only-binary=:all:",
        "--requirement",
        requirements,
    ]
    done = run_quietly(words, log.file, _PIP_SETTINGS, keep_open=[log.lock])
    if done.code != 0:
        raise _fault(done, "The packages could not be installed", log)


def fault_of_system(fault: OSError, log: Path) -> UserError:
    """An error of the operating system in the words that pip's faults have."""
    return _fault(Finished(1, f"{fault} [errno {fault.errno}]"), "A file could not be made", log)


def _fault(ended: Finished, otherwise: str, log: Log | Path) -> UserError:
    file = log.file if isinstance(log, Log) else log
    said = ended.said.lower()
    for trouble in _TROUBLES:
        if any(sign in said for sign in trouble.signs):
            return UserError(f"{trouble.message}:", f"{trouble.hint}.", f"Details: {file}")
    return UserError(f"{otherwise}:", "the log file says why.", f"Details: {file}")


def _has_pip(python: Path) -> bool:
    asked = run_quietly([python, "-m", "pip", "--version"])
    version = re.search(r"^pip (\d+)\.(\d+)", asked.said, re.MULTILINE)
    if asked.code != 0 or version is None:
        return False
    return (int(version[1]), int(version[2])) >= _OLDEST_PIP


def _how_to_get_pip() -> str:
    if Path("/usr/bin/apt-get").exists():
        return "sudo apt-get install python3-pip"
    return "python3 -m ensurepip --upgrade"
