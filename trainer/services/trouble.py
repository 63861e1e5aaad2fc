"""What can be told of a history that cannot be opened."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """A history that cannot be opened, and what can be done about it.

    `backup` tells in words of the newest good backup, empty without one. `damaged` is false where
    the file is sound but this program cannot use it; then there is nothing to repair.
    """

    message: str
    hint: str
    details: str
    damaged: bool
    backup: str
    may_salvage: bool
