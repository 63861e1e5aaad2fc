"""A data folder with a shipped pack of forty questions, opened as the program opens it."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.packs.samples import big_pack
from tests.store.samples import SECONDS, clock
from trainer.core.clock import SteppingClock
from trainer.core.paths import DataPaths
from trainer.core.rubric import Verdict
from trainer.packs.writing import write_pack
from trainer.services.opening import Opened, Opening
from trainer.services.practice import Practice, Selection
from trainer.services.preferences import Preferences
from trainer.services.trouble import Trouble


@dataclass
class House:
    """All that one start of the program is given, and what it opened."""

    paths: DataPaths
    shipped: Path
    clock: SteppingClock = field(default_factory=clock)
    left_open: list[Opened] = field(default_factory=list)

    @property
    def opening(self) -> Opening:
        preferences = Preferences(self.paths.settings)
        return Opening(self.paths, self.shipped, self.clock, preferences, random.Random(1))

    def attempt(self, way: Callable[[Opening], Opened | Trouble]) -> Opened | Trouble:
        """Open or repair; what was opened is closed at the end of the test."""
        outcome = way(self.opening)
        if isinstance(outcome, Opened):
            self.left_open.append(outcome)
        return outcome

    def open(self) -> Opened:
        outcome = self.attempt(Opening.open)
        assert isinstance(outcome, Opened), outcome
        return outcome

    def close(self) -> None:
        """What a quit does; nothing may be left unsaved."""
        said = [opened.close() for opened in self.left_open]
        self.left_open.clear()
        assert not any(said), said

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let another program hold the history, with a change that it then gives up."""
        with closing(sqlite3.connect(self.paths.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(DataPaths(tmp_path / "data"), tmp_path / "shipped")
    write_pack(big_pack(40, articles=4), made.shipped / "big")
    yield made
    made.close()


@pytest.fixture
def opened(house: House) -> Opened:
    return house.open()


def judge(practice: Practice, count: int, verdict: Verdict = Verdict.CLAIM) -> None:
    """Answer so many questions and leave each reveal but the last one."""
    for number in range(count):
        if number:
            practice.go_on()
        practice.choose(verdict)
        practice.answer()


def play(opened: Opened, count: int = 10, verdict: Verdict = Verdict.CLAIM) -> int:
    """A session of ten with so many answers, all saved; its number."""
    practice = opened.practice
    practice.start(Selection(title="Ten"))
    judge(practice, count, verdict)
    assert practice.session is not None
    number = practice.session.id
    practice.leave()
    assert opened.all_saved(SECONDS)
    return number


@pytest.fixture
def wide_house(tmp_path: Path) -> Iterator[House]:
    """A house with more questions than three sessions of thirty need."""
    made = House(DataPaths(tmp_path / "data"), tmp_path / "shipped")
    write_pack(big_pack(120, articles=4), made.shipped / "big")
    yield made
    made.close()
