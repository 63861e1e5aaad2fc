"""The window of the page tests, for measuring what a key costs."""

from tests.window import open_window, person, qapp

__all__ = ["open_window", "person", "qapp"]
