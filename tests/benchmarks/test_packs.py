"""How long packs take: ten thousand questions the first time and from the cache, and spoilt packs.

The program turns automatic garbage collection off and collects when it is idle, so these runs do
the same.
"""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.packs.mutations import read_spoilt
from tests.packs.samples import big_pack
from trainer.packs.writing import write_pack
from trainer.services.library import Library

QUESTIONS = 10_000
Result = TypeVar("Result")


@pytest.fixture(scope="module", params=["folder", "zip"])
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    name = "big" if request.param == "folder" else "big.zip"
    write_pack(big_pack(QUESTIONS), folder / "shipped" / name)
    return folder


@pytest.fixture(autouse=True)
def _collecting_when_idle() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def measured(
    benchmark: BenchmarkFixture,
    call: Callable[[], Result],
    *,
    rounds: int,
    setup: Callable[[], None] | None = None,
) -> Result:
    """Call it so many times under the clock; gives the last result."""
    pedantic: Callable[..., Result] = benchmark.pedantic
    return pedantic(call, setup=setup, rounds=rounds)


def collect() -> None:
    gc.collect()


def load(home: Path) -> Library:
    library = Library(home / "shipped", home / "added", home / "cache")
    library.load()
    assert len(library.entries) == QUESTIONS
    return library


def test_loading_ten_thousand_questions_the_first_time(
    benchmark: BenchmarkFixture, home: Path
) -> None:
    def forget() -> None:
        shutil.rmtree(home / "cache", ignore_errors=True)
        gc.collect()

    benchmark.extra_info["aim"] = "1.5 s"
    measured(benchmark, lambda: load(home), setup=forget, rounds=5)


def test_loading_ten_thousand_questions_from_the_cache(
    benchmark: BenchmarkFixture, home: Path
) -> None:
    load(home)
    benchmark.extra_info["aim"] = "50 ms"
    measured(benchmark, lambda: load(home), setup=collect, rounds=20)


def test_fetching_one_question_out_of_ten_thousand(benchmark: BenchmarkFixture, home: Path) -> None:
    library = load(home)
    hashes = iter([entry.revision for entry in library.entries] * 20)
    measured(benchmark, lambda: library.revision(next(hashes)), rounds=500)


def test_ten_thousand_spoilt_packs(benchmark: BenchmarkFixture) -> None:
    outcome = measured(benchmark, lambda: read_spoilt(range(10_000)), rounds=1)
    benchmark.extra_info["slowest_seconds"] = outcome.slowest
    benchmark.extra_info["still_sound"] = outcome.sound
    assert outcome.slowest < 1
