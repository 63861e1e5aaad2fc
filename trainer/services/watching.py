"""Packs that change on the disk while the program runs: noticed, read again, told.

The folders are looked at again and again rather than waited for: that works alike on every system,
on a stick and on a shared drive, and however an editor saves.
"""

import threading
from collections.abc import Callable

from trainer.services.library import Library

EVERY = 0.4
"""Seconds between two looks."""
_LONGEST_UNREST = 5
"""Looks after which a folder that never rests is read all the same."""
_LAST_LOOK = 1.0
"""Seconds that an end waits for a look that has begun."""


class Watcher:
    """Looks at the packs that a person can change, on a thread of its own, until it is stopped.

    A change is read once two looks in a row see the same, so that a file that is just being saved
    is not read half. `tell` is called on that thread after the library has changed.
    """

    def __init__(self, library: Library, tell: Callable[[], None], *, every: float = EVERY) -> None:
        self._library = library
        self._tell = tell
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="packs", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; nothing is told afterwards."""
        self._stopped.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(_LAST_LOOK)

    def _run(self) -> None:
        before, unrest = self._library.as_read, 0
        while not self._stopped.wait(self._every):
            now = self._library.on_disk()
            if now == self._library.as_read:
                unrest = 0
            elif now == before or unrest == _LONGEST_UNREST:
                self._library.load()
                unrest = 0
                if not self._stopped.is_set():
                    self._tell()
            else:
                unrest += 1
            before = now
