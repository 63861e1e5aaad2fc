"""A history in a folder of its own, closed after each test."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.samples import clock
from trainer.core.paths import DataPaths
from trainer.store.history import History, open_history


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    return DataPaths(tmp_path / "data")


@pytest.fixture
def history(paths: DataPaths) -> Iterator[History]:
    opened = open_history(paths, clock())
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [one.name for one in set(threading.enumerate()) - before if one.is_alive()]
    assert left == []
