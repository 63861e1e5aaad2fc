"""The one thread that writes, and the receipts it hands out, so that nobody waits for the disk."""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

from trainer.core.errors import UserError
from trainer.core.words import t
from trainer.store.connection import Executor, open_writer
from trainer.store.statements import Refused
from trainer.store.trouble import BUSY, WORLD, Saving, code, in_words

Job = Callable[[Executor], None]
Listener = Callable[[Saving], None]

OVERDUE = 0.08
"""Seconds after which something unsaved is worth a word on the screen."""

_LOCK_PATIENCE = 0.08
_PAUSES = (0.1, 0.25, 0.5, 1.0, 2.0)
"""Seconds between attempts while the disk is in trouble; the last one repeats."""


_LISTENING = threading.Lock()
"""Held for the moment in which a receipt is settled or somebody begins to listen to it."""


class Receipt:
    """The promise that something will be saved. It is kept once the commit is on the disk."""

    def __init__(self) -> None:
        # A bare lock, held until it is settled: an event wakes who waits noticeably later.
        self._unsettled = threading.Lock()
        self._unsettled.acquire()
        self._refusal: UserError | None = None
        self._settled = False
        self._listeners: list[Callable[[UserError | None], None]] = []
        self.awaited = False

    @classmethod
    def refused(cls, why: UserError) -> "Receipt":
        """A receipt for something that will never be saved."""
        receipt = cls()
        receipt.settle(why)
        return receipt

    def wait(self, seconds: float) -> bool:
        """Whether it is saved within `seconds`; raises the `UserError` if it never will be."""
        if not self._unsettled.acquire(timeout=seconds):
            self.awaited = True
            return False
        self._unsettled.release()
        if self._refusal is not None:
            raise self._refusal
        return True

    def expect(self, seconds: float) -> None:
        """Wait until it is saved; raises a `UserError` where that takes longer than `seconds`."""
        if not self.wait(seconds):
            raise UserError(
                t("The disk is still busy with this."),
                t("Wait a moment and look again; it is done as soon as the disk is free."),
            )

    def when_settled(self, listener: Callable[[UserError | None], None]) -> None:
        """Have `listener` told how it ended: None once it is saved, or why it never will be.

        It is called once, on the writer's thread, or at once where it is settled already.
        """
        with _LISTENING:
            if not self._settled:
                self._listeners.append(listener)
                return
        listener(self._refusal)

    def settle(self, refusal: UserError | None = None) -> None:
        """Say how it ended. For the writer alone."""
        self._refusal = refusal
        self._unsettled.release()
        with _LISTENING:
            self._settled = True
            listeners, self._listeners = self._listeners, []
        for listener in listeners:
            try:
                listener(refusal)
            except Exception as error:  # noqa: BLE001 -- a listener's bug must not stop the saving
                report_bug(error)


class _Order:
    """One job that waits for its transaction."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.receipt = Receipt()
        self.since = time.monotonic()

    @property
    def overdue(self) -> bool:
        return self.receipt.awaited or time.monotonic() - self.since > OVERDUE


class Writer:
    """A thread with a connection of its own that runs jobs in order, each in its transaction.

    A foreign lock, a full disk or a failing one holds the queue up and loses nothing of it. What
    contradicts the history is refused alone. A bug in a job is refused alone too, and reported.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._queue: deque[_Order] = deque()
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._changed = threading.Condition()
        self._closing = False
        self._listeners: list[Listener] = []
        self._told = Saving(0)
        self.commits = 0
        self._thread = threading.Thread(target=self._run, name="history writer", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> Receipt:
        """Have `job` done after all that was put before; it may be called again if it failed."""
        order = _Order(job)
        with self._changed:
            if self._closing:
                return Receipt.refused(UserError(t("The history is closed.")))
            self._queue.append(order)
            self._orders.put(order)
        return order.receipt

    def listen(self, listener: Listener) -> None:
        """Have `listener` told, on the writer's thread, how saving stands whenever that matters."""
        self._listeners.append(listener)

    @property
    def waiting(self) -> int:
        """How many jobs are not saved yet."""
        return len(self._queue)

    def drained(self, seconds: float) -> bool:
        """Wait until nothing is unsaved, at most `seconds`; whether that came about."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._queue, seconds)

    def close(self) -> int:
        """End the thread without waiting for what is unsaved; how many things that is."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            self._orders.put(None)
        self._thread.join()
        left = UserError(t("The program was closed before this could be saved."))
        for order in self._queue:
            order.receipt.settle(left)
        return len(self._queue)

    def _run(self) -> None:
        try:
            self._connect_early()
            while (order := self._orders.get()) is not None:
                self._see_through(order)
        finally:
            self._disconnect()

    def _connect_early(self) -> None:
        try:
            self._connected()
        except sqlite3.Error:
            # Nothing waits to be saved yet; the first job tries again and tells.
            return

    def _see_through(self, order: _Order) -> None:
        attempt = 0
        while not self._closing:
            try:
                self._commit(order.job)
            except sqlite3.Error as error:
                if code(error) not in WORLD:
                    self._done(order, _bug(error))
                    return
                self._hold_up(error, attempt)
                attempt += 1
            except Refused as refusal:
                self._done(order, refusal)
                return
            except Exception as error:  # noqa: BLE001 -- a bug in one job must not stop the others
                self._done(order, _bug(error))
                return
            else:
                self.commits += 1
                self._done(order)
                return

    def _commit(self, job: Job) -> None:
        connection = self._connected()
        connection.execute("BEGIN IMMEDIATE")
        try:
            job(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _connected(self) -> sqlite3.Connection:
        """The connection, a new one where the file at the path is no longer the one it is on.

        Otherwise answers would go on into a file that somebody has moved away or deleted.
        """
        if self._connection is not None and self._file != _identity(self._path):
            self._disconnect()
        if self._connection is None:
            self._file = _identity(self._path)
            self._connection = open_writer(self._path, _LOCK_PATIENCE)
        return self._connection

    def _done(self, order: _Order, refusal: UserError | None = None) -> None:
        overdue = order.overdue
        order.receipt.settle(refusal)
        with self._changed:
            self._queue.popleft()
            self._changed.notify_all()
        if refusal is not None or overdue or self._told != Saving(0):
            self._tell(refusal)

    def _hold_up(self, error: sqlite3.Error, attempt: int) -> None:
        busy = code(error) in BUSY
        if not busy:
            # After an input or output error the old connection may hold stale pages.
            self._disconnect()
        self._tell(None if busy else in_words(error))
        if not busy:
            with self._changed:
                pause = _PAUSES[min(attempt, len(_PAUSES) - 1)]
                self._changed.wait_for(lambda: self._closing, pause)

    def _tell(self, trouble: UserError | None) -> None:
        saving = Saving(self.waiting, trouble)
        if _alike(saving, self._told):
            return
        self._told = saving
        for listener in tuple(self._listeners):
            try:
                listener(saving)
            except Exception as error:  # noqa: BLE001 -- a listener's bug must not stop the saving
                report_bug(error)

    def _disconnect(self) -> None:
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        try:
            connection.close()
        except sqlite3.Error as error:
            # Closing tidies the log up; what is committed is safe without that.
            self._tell(in_words(error))


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that bears its name, None without one."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _alike(saving: Saving, told: Saving) -> bool:
    """Whether a second word would say nothing new; a refusal always is new."""
    if saving.trouble is None or told.trouble is None:
        return saving == told
    same_words = saving.trouble.message == told.trouble.message
    return saving.waiting == told.waiting and same_words and not isinstance(saving.trouble, Refused)


def _bug(error: Exception) -> Refused:
    refusal = Refused(
        t("This could not be saved, by a fault of the program."),
        t("Please report it with the details; everything else is saved as usual."),
        f"{type(error).__name__}: {error}",
    )
    refusal.__cause__ = error
    return refusal


def report_bug(error: Exception) -> None:
    """Hand a bug on a thread of ours to the one place that takes them all."""
    threading.excepthook(
        threading.ExceptHookArgs(
            (type(error), error, error.__traceback__, threading.current_thread())
        )
    )
