"""One window for one data folder, over real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.window import PROGRAM

START = """
import sys
from trainer.app import main
from trainer.core.command import parse
from trainer.ui.window import Window

def telling(name, word):
    real = getattr(Window, name)
    def tell(self, *given):
        result = real(self, *given)
        print(word, flush=True)
        return result
    setattr(Window, name, tell)

telling("come_to_front", "raised")
telling("_on_opened", "opened")
sys.exit(main(parse(sys.argv[1:])))
"""
PATIENCE = 30


class Started:
    """The program, started by its data folder, and what it says."""

    def __init__(self, folder: Path, said: Path) -> None:
        self._said = said
        with said.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", START, "--data-dir", str(folder)],
                cwd=PROGRAM,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROGRAM)},
            )

    def said(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace")

    def says(self, word: str) -> None:
        """Wait until it says `word`."""
        deadline = time.monotonic() + PATIENCE
        while word not in self.said():
            assert time.monotonic() < deadline, f"it never says {word!r}: {self.said()}"
            assert self.process.poll() is None or word in self.said(), self.said()
            time.sleep(0.02)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], Started]]:
    """Starts the program on one of the test's data folders."""
    started: list[Started] = []

    def starts(folder: str) -> Started:
        started.append(Started(tmp_path / folder, tmp_path / f"said-{len(started)}.txt"))
        return started[-1]

    yield starts
    for one in started:
        if one.process.poll() is None:
            one.kill()


def test_a_second_start_raises_the_first_window_and_ends(
    start: Callable[[str], Started],
) -> None:
    first = start("data")
    first.says("opened")
    second = start("data")

    assert second.process.wait(PATIENCE) == 0
    assert "is open already; its window was called to the front" in second.said()
    first.says("raised")
    assert first.process.poll() is None


def test_another_folder_has_a_window_of_its_own(start: Callable[[str], Started]) -> None:
    start("one").says("opened")
    start("two").says("opened")


def test_a_killed_program_does_not_block_the_next(start: Callable[[str], Started]) -> None:
    first = start("data")
    first.says("opened")
    first.kill()

    start("data").says("opened")
