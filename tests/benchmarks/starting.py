"""What a measured process notes down of itself: moments and memory, as one line of JSON.

It imports nothing of Qt or of the program: imports are part of what the process measures.
"""

import json
import os
import sys
import time
from pathlib import Path

NOTED: dict[str, float] = {}
"""Moments on the system's monotonic clock, in seconds, and memory in megabytes."""


def note_now(what: str) -> None:
    """Remember the moment, the first time."""
    NOTED.setdefault(what, time.monotonic())


def megabytes() -> float:
    """The memory that this process has in use now, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def write_noted() -> None:
    """Write one line of JSON for whoever started this process."""
    sys.stdout.write(json.dumps(NOTED) + "\n")
