"""What a person at the screen waits for: starting, and from a key to the painted page.

Windows are drawn offscreen, so that the program's own work is measured and no graphics card's.
"""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.cold import copied
from tests.ui.person import KEYS, Person, other
from tests.window import PROGRAM
from trainer.core.sessions import Stage
from trainer.ui.places import Where
from trainer.ui.widgets.reading import ReadingView

STARTS = 7
KEYS_PRESSED = 200

Key = Qt.Key


def told(benchmark: BenchmarkFixture, what: str, value: float | str) -> None:
    """Keep a figure with the measurement, and print it: the table has no room for it."""
    benchmark.extra_info[what] = value
    sys.stdout.write(f"{what}: {value}\n")


def measured(
    benchmark: BenchmarkFixture,
    call: Callable[[], None],
    rounds: int,
    setup: Callable[[], None] | None = None,
) -> None:
    """Call it so many times under the clock."""
    benchmark.pedantic(call, setup=setup, rounds=rounds)  # type: ignore[no-untyped-call] # theirs


# -- Starting.


@dataclass(frozen=True)
class Starts:
    """How windows are started: from which copy of the program, and after what."""

    program: Path
    environment: Mapping[str, str]
    before_each: Callable[[], None] = lambda: None

    def start(self, which: str, *arguments: str) -> dict[str, float]:
        """Start a window; the moments after the start of its process, in ms, and memory in MB."""
        self.before_each()
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.starting_{which}", *arguments],
            cwd=self.program,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        noted = cast("dict[str, float]", json.loads(done.stdout.splitlines()[-1]))
        return {
            what: round(value if what.startswith("memory") else (value - begun) * 1000, 1)
            for what, value in noted.items()
        }


def environment_with(compiled: Path, **others: str) -> dict[str, str]:
    """The environment of a start that keeps its compiled modules in a folder of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(compiled)} | others


def medians(starts: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {what: statistics.median(start[what] for start in starts) for what in starts[0]}


def compare(
    benchmark: BenchmarkFixture, starts: Starts, folder: Path, rounds: int = STARTS
) -> None:
    """Start our window and a bare one turn by turn, so that both meet the same computer.

    What the benchmark itself times holds the closing of the window and the preparing too.
    """
    bare: list[dict[str, float]] = []
    ours: list[dict[str, float]] = []

    def start_bare() -> None:
        bare.append(starts.start("bare"))

    def start_ours() -> None:
        ours.append(starts.start("ours", str(folder), "0"))

    measured(benchmark, start_ours, rounds, setup=start_bare)
    ours_at, bare_at = medians(ours), medians(bare)
    told(benchmark, "bare window painted, median ms", bare_at["first paint"])
    told(benchmark, "first paint, median ms", ours_at["first paint"])
    told(benchmark, "start page painted, median ms", ours_at["start page painted"])
    for what in ("first paint", "start page painted"):
        ratio = ours_at[what] / bare_at["first paint"]
        told(benchmark, f"{what}, times the bare window", round(ratio, 2))
    told(benchmark, "memory at the start page, MB", ours_at["memory at the start"])
    told(benchmark, "memory of the bare window, MB", bare_at["memory at the start"])


def test_a_warm_start_beside_a_bare_window(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    starts = Starts(PROGRAM, environment_with(tmp_path / "compiled"))
    starts.start("bare")
    starts.start("ours", str(tmp_path / "data"), "0")
    compare(benchmark, starts, tmp_path / "data")


def test_a_cold_start_beside_a_bare_window(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """Cold: program and packages not in memory, and no module compiled, Python's own neither.

    Only the files of Python itself may be in memory.
    """
    copy = copied(tmp_path)
    environment = environment_with(
        tmp_path / "none", PYTHONDONTWRITEBYTECODE="1", PYTHONPATH=str(copy.packages)
    )
    starts = Starts(copy.program, environment, before_each=copy.forget)
    compare(benchmark, starts, tmp_path / "data", rounds=3)
    copy.delete()


def test_memory_after_three_hundred_answers(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    starts = Starts(PROGRAM, environment_with(tmp_path / "compiled"))
    found: dict[str, float] = {}

    def answer() -> None:
        found.update(starts.start("ours", str(tmp_path / "data"), "300"))

    measured(benchmark, answer, 1)
    before, after = found["memory at the start"], found["memory after the answers"]
    told(benchmark, "memory at the start page, MB", before)
    told(benchmark, "memory after 300 answers, MB", after)
    told(benchmark, "after collecting, MB", found["memory after collecting"])
    told(benchmark, "times the start page", round(after / before, 2))


# -- From a key to the painted page.


class Paints(QObject):
    """Counts what is painted in the whole program."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.count += 1
        return False


class Screen:
    """A person at the practice page, and the word when everything is painted."""

    def __init__(self, person: Person, paints: Paints) -> None:
        self.person = person
        self._paints = paints

    def press(self, key: Key) -> None:
        """Press a key and wait until all that changed is painted."""
        before = self._paints.count
        self.person.types(key)
        while True:
            seen = self._paints.count
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()
            if seen == self._paints.count > before:
                return

    def to_judging(self) -> None:
        """Come to a statement that is not judged yet."""
        while not (self.person.is_on(Where.PRACTICE) and self.person.is_at(Stage.JUDGING)):
            self.press(Key.Key_Return)

    def to_next_judging(self) -> None:
        """Answer what is judged already, and come to a statement that is not."""
        if self.person.is_on(Where.PRACTICE) and self.person.is_at(Stage.CHOSEN):
            self.press(Key.Key_Return)
        self.to_judging()

    def to_chosen(self) -> None:
        """Choose a verdict, right and wrong in turn."""
        self.to_judging()
        truth = self.person.truth
        wrong = len(self.person.session.answers) % 2 == 1
        self.press(KEYS[other(truth) if wrong else truth])

    def to_reveal(self) -> None:
        """Come to a reveal with a question behind it."""
        self.to_chosen()
        self.press(Key.Key_Return)
        if len(self.person.session.answers) == len(self.person.session.items):
            self.press(Key.Key_Return)
            self.to_reveal()


@pytest.fixture
def screen(person: Person, qapp: QApplication) -> Iterator[Screen]:
    """Somebody at the first statement, with garbage left for later as in the program."""
    paints = Paints()
    qapp.installEventFilter(paints)
    gc.collect()
    gc.disable()
    screen = Screen(person, paints)
    screen.press(Key.Key_Return)
    # A first look at each page is dearer, since it is built then.
    for _ in range(3):
        screen.to_reveal()
        screen.press(Key.Key_Return)
    yield screen
    gc.enable()
    qapp.removeEventFilter(paints)


def press_often(
    benchmark: BenchmarkFixture, screen: Screen, key: Key, setup: Callable[[], None]
) -> None:
    """Press the key many times, and tell the median and the 95th percentile."""
    measured(benchmark, lambda: screen.press(key), KEYS_PRESSED, setup=setup)
    assert benchmark.stats is not None
    times = sorted(benchmark.stats.stats.data)
    median, late = statistics.median(times) * 1000, times[len(times) * 95 // 100] * 1000
    told(benchmark, "median ms", round(median, 1))
    told(benchmark, "95th percentile ms", round(late, 1))


def test_from_enter_to_the_next_question_painted(
    benchmark: BenchmarkFixture, screen: Screen
) -> None:
    told(benchmark, "aims ms", "16 and 50")
    press_often(benchmark, screen, Key.Key_Return, screen.to_reveal)
    assert screen.person.find(ReadingView).toPlainText()


def test_from_enter_to_the_reveal_painted_and_the_answer_saved(
    benchmark: BenchmarkFixture, screen: Screen
) -> None:
    press_often(benchmark, screen, Key.Key_Return, screen.to_chosen)


def test_from_a_verdict_key_to_the_choice_painted(
    benchmark: BenchmarkFixture, screen: Screen
) -> None:
    press_often(benchmark, screen, Key.Key_2, screen.to_next_judging)
