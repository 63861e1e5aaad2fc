"""Somebody at the real program, which runs in a process of its own and can be killed."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.window import own_address
from trainer.core.paths import DataPaths

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


class Program:
    """A started program: press keys, read what can be seen, kill it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.words = ""
        self.focus = ""

    def types(self, *keys: str) -> str:
        """Press keys by their Qt names without `Key_`, one after the other; what is seen then."""
        return self._say(" ".join(f"Key_{key}" for key in keys) or "look")

    def sees(self, words: str) -> str:
        """Wait until these words can be seen; all that is seen then."""
        self.waits(lambda: words in self.types(), words)
        return self.words

    def waits(self, holds: Callable[[], bool], what: str = "") -> None:
        """Wait until something holds, which is called `what` where it never does."""
        begun = time.monotonic()
        while not holds():
            assert time.monotonic() - begun < PATIENCE, f"no {what!r} in:\n{self.words}"
            time.sleep(0.02)

    def tab_to(self, beginning: str) -> None:
        """Press Tab until something whose name begins so has the focus."""
        for _ in range(60):
            self.types("Tab")
            if self.focus.startswith(beginning):
                return
        raise AssertionError(f"Tab does not come to {beginning!r}:\n{self.words}")

    def press(self, beginning: str) -> str:
        """Go to something by Tab and press it with Enter."""
        self.tab_to(beginning)
        return self.types("Return")

    def kill(self) -> None:
        """End it as a power switch would: nothing of it runs any more."""
        self.cut()
        self._process.wait(PATIENCE)

    def cut(self) -> None:
        """The same, without waiting for its end; from any thread."""
        self._process.send_signal(signal.SIGKILL)

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def close(self) -> int:
        """Close its window; the exit code."""
        self._say("close")
        return self._process.wait(PATIENCE)

    def _say(self, order: str) -> str:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{order}\n")
        stdin.flush()
        line = stdout.readline()
        assert line, "the program has ended"
        answer = json.loads(line)
        self.words, self.focus = answer["words"], answer["focus"]
        return self.words


@contextmanager
def started(folder: Path, before: Sequence[str] = ()) -> Iterator[Program]:
    """The program on a data folder; ended afterwards, and it must have logged no fault of its own.

    `before` is put in front of the command, as a shell's `env` is.
    """
    with subprocess.Popen(
        [*before, sys.executable, "-m", "tests.journeys.remote", str(folder), own_address().digits],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Program(process)
        finally:
            process.kill()
    assert not DataPaths(folder).log.exists(), DataPaths(folder).log.read_text()


def said(words: str) -> str:
    """The line of a reveal that tells right or not and repeats what was said."""
    (line,) = (line for line in words.splitlines() if "You said" in line and "." in line)
    return line


def excerpt(words: str) -> str:
    """The longest text in sight before a reveal: the excerpt."""
    return max(words.splitlines(), key=len)
