"""How long it takes to export, bring in, report on and erase a learner of 30,000 answers."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.store.samples import NOON, clock, revision
from trainer.core.paths import DataPaths
from trainer.core.records import KeptAnswer, KeptItem, KeptSession, Record
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import SessionKind
from trainer.services.exporting import Data, Form, SetAside
from trainer.services.learners import Learners
from trainer.services.preferences import Preferences
from trainer.services.skills import advance
from trainer.store.history import History, open_history

SESSIONS, QUESTIONS, FRESH = 3000, 900, 90


def long_record() -> Record:
    """Ten answers every half hour, the first 900 of them to new questions."""
    chance = random.Random(1)
    shown = [
        revision(number, text=f"{'The ferry was late. ' * 20}{number}")
        for number in range(QUESTIONS)
    ]
    sessions = []
    for number in range(SESSIONS):
        begin = NOON + dt.timedelta(minutes=30 * number)
        fresh = number < FRESH
        picked = shown[number * 10 : number * 10 + 10] if fresh else chance.sample(shown, 10)
        items = tuple(KeptItem(at, one.hash, fresh) for at, one in enumerate(picked))
        answers = tuple(
            KeptAnswer(
                order=number * 10 + at,
                position=at,
                chosen=chance.choice(list(Verdict)),
                confidence=chance.choice(list(Confidence)),
                first_sight=fresh,
                shown_at=begin,
                answered_at=begin + dt.timedelta(seconds=9 * at + 5),
            )
            for at in range(10)
        )
        sessions.append(
            KeptSession("Ten", SessionKind.PRACTICE, "", begin, 10, False, items, answers)
        )
    return Record("Ada", NOON, {one.hash: one.body for one in shown}, tuple(sessions))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = open_history(DataPaths(tmp_path), clock())
    yield opened
    opened.close()


@pytest.fixture
def data(history: History, tmp_path: Path) -> Data:
    history.people.take_in(long_record(), 1, advance)
    return Data(history, Learners(history, Preferences(tmp_path / "s.toml"), clock()), clock())


def measure(
    benchmark: BenchmarkFixture, rounds: int, call: Callable[..., object], *given: object
) -> None:
    benchmark.pedantic(call, given, rounds=rounds)  # type: ignore[no-untyped-call]  # it has no types


@pytest.mark.parametrize("form", Form)
def test_export(benchmark: BenchmarkFixture, data: Data, tmp_path: Path, form: Form) -> None:
    measure(benchmark, 2, data.export, form, tmp_path / f"ada.{form.value}")


def test_reading_the_file(benchmark: BenchmarkFixture, data: Data, tmp_path: Path) -> None:
    data.export(Form.JSON, tmp_path / "ada.json")
    measure(benchmark, 2, data.read, tmp_path / "ada.json")


def test_bringing_it_in(benchmark: BenchmarkFixture, history: History) -> None:
    record = long_record()
    measure(benchmark, 2, history.people.take_in, record, None, advance)


def test_the_figures_of_a_report(benchmark: BenchmarkFixture, data: Data) -> None:
    measure(benchmark, 2, data.report)


def test_erasing(benchmark: BenchmarkFixture, data: Data) -> None:
    measure(benchmark, 1, data.erase, 1, SetAside.KEPT)
