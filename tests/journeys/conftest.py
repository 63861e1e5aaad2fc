"""A real window, and the real program as a process of its own."""

import pytest

from tests.window import open_window, person, qapp

__all__ = ["open_window", "person", "qapp"]


def pytest_configure() -> None:
    """Let what helpers assert say what it found."""
    pytest.register_assert_rewrite("tests.journeys.report")
