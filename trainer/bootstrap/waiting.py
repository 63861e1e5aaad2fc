"""A lock in a file, so that of two starts at once only one sets things up."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from trainer.bootstrap.processes import say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def only_one(lock: Path) -> Iterator[int]:
    """Hold the lock; waits for whoever holds it, and says so. Yields its file descriptor.

    The system lets go of the lock when the last process that has the descriptor ends, however it
    ends. `OSError` where the file cannot be made.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+b") as file:
        if not _taken(file):
            say("Another start is setting things up; waiting for it …")
            while not _taken(file):
                time.sleep(0.1)
        yield file.fileno()


def _taken(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
