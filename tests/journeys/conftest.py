"""A real window on a real history, and data folders as a journey finds them."""

from tests.window import open_window, qapp

__all__ = ["open_window", "qapp"]
