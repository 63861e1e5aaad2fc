"""Other programs, run either out of sight with their words kept in a log, or in full view."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finished:
    """A program that ended, with all it said on either stream."""

    code: int
    said: str


def run_quietly(
    command: Sequence[str | Path],
    log: Path | None = None,
    environment: Mapping[str, str] | None = None,
    keep_open: Sequence[int] = (),
) -> Finished:
    """Run to the end, out of sight; what it says is appended to `log`.

    `keep_open` are file descriptors that it inherits where the system can hand them on.
    """
    result = subprocess.run(  # noqa: S603 - the commands are our own, no shell reads them
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        env=dict(os.environ) | dict(environment or {}),
        pass_fds=() if sys.platform == "win32" else tuple(keep_open),
    )
    if log is not None:
        note(
            log,
            f"$ {' '.join(map(str, command))}\n{result.stdout}\nexit code {result.returncode}\n",
        )
    return Finished(result.returncode, result.stdout)


def run_in_view(command: Sequence[str | Path], folder: Path) -> int:
    """Run to the end with our own screen and keyboard, standing in `folder`; the exit code."""
    sys.stdout.flush()
    sys.stderr.flush()
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=folder, check=False).returncode  # noqa: S603 - our own command


def note(log: Path, text: str) -> None:
    """Append to a log file; where that cannot be, on a full disk for one, go on without."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return


def say(line: str) -> None:
    """Tell the person one line of progress, beside what the command itself prints."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
