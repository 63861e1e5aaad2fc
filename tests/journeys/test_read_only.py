"""The journey of somebody whose history lies where nothing can be written."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.program import excerpt, said, started

ROOT = sys.platform != "win32" and os.geteuid() == 0
pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or (ROOT and not sys.platform.startswith("linux")),
    reason="modes of folders do not hold there",
)

BOUND_BY_MODES = """
import ctypes, os, sys
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Begins a program that file modes hold for, although root starts it."""


@contextmanager
def only_to_look_at(folder: Path) -> Iterator[None]:
    """Nothing in the folder can be changed meanwhile."""
    places = [folder, *folder.rglob("*")]
    modes = [(place, place.stat().st_mode) for place in places]
    for place, mode in modes:
        place.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for place, mode in modes:
            place.chmod(mode)


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file in the folder with its bytes."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_history_that_cannot_be_written_can_still_be_read(tmp_path: Path) -> None:
    """My old computer's folder is on a stick whose switch is set to "locked".

    It opens, and a line at the top says that it can only be looked at. I read my last session,
    answer by answer. I press Start, and am told why that cannot be, and what to do. Nothing on the
    stick has changed.
    """
    folder = tmp_path / "stick"
    with started(folder) as program:
        program.sees("Nothing to fill in")
        program.press("Straight to ten questions")
        program.sees("1 of 10")
        answered = []
        for key in "12":
            text = excerpt(program.words)
            answered.append((text, said(program.types(key, "Return"))))
            program.types("Return")
        program.types("Escape")
        assert program.close() == 0

    before = contents(folder)
    bound = [sys.executable, "-c", BOUND_BY_MODES] if ROOT else []
    with only_to_look_at(folder), started(folder, before=bound) as program:
        program.sees("This history can only be looked at: its folder cannot be written.")
        program.press("All past sessions")
        program.sees("One session")
        program.types("Return")
        for number, (text, outcome) in enumerate(answered):
            words = program.types("Right") if number else program.sees("Before")
            assert text in words
            assert said(words) == outcome
        program.types("Escape")
        program.tab_to("Today")
        program.types("Space")
        program.press("Start")
        words = program.sees("so answers could not be kept")
        assert "start with --data-dir and another folder" in words
        assert "1 of 10" not in words
        assert program.close() == 0
    assert contents(folder) == before
