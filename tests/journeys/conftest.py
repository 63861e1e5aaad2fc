"""A real window, and the real program as a process of its own."""

from tests.window import open_window, person, qapp

__all__ = ["open_window", "person", "qapp"]
