"""Keeping the computer awake while a class depends on it, and saying so where that fails."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

from trainer.core.paths import APP
from trainer.core.words import t
from trainer.ui.latest import Latest

_PATIENCE = 2.0
"""Seconds that a helper of the system may take to answer."""

_ECHO = b"awake\n"


class Hold(Protocol):
    """Something that keeps the computer awake as long as it is held."""

    def release(self) -> None:
        """Let the computer sleep again. More than once is the same as once."""
        ...


Way = Callable[[], Hold | None]
"""Takes hold, which may take a second or two; None where this system has no such way."""


class Awake(QObject):
    """Holds the computer awake from `hold` to `release`.

    `changed` says that `failed` says something else: whether the computer may fall asleep although
    it should not. If the program is killed, the system lets go by itself.
    """

    changed = Signal()

    def __init__(self, parent: QObject, ways: Sequence[Way]) -> None:
        super().__init__(parent)
        self.failed = False
        self._ways = tuple(ways)
        self._lock = threading.Lock()
        self._wanted = False
        self._holds: list[Hold] = []
        self._latest = Latest(self)
        self._latest.answered.connect(self._on_held)

    @property
    def held(self) -> bool:
        """Whether the system has promised to stay awake."""
        return bool(self._holds)

    def hold(self) -> None:
        """Keep the computer awake from now on."""
        if not self._wanted:
            self._wanted = True
            self._latest.ask(self._take)

    def release(self) -> None:
        """Let the computer sleep again."""
        with self._lock:
            self._wanted = False
            holds, self._holds = self._holds, []
        for one in holds:
            one.release()
        self._tell(failed=False)

    def finish(self, seconds: float) -> None:
        """Let the computer sleep again, and leave nothing running."""
        self.release()
        self._latest.finish(seconds)

    def _take(self) -> bool:
        """Take every hold there is, on another thread; whether there was any."""
        taken = [held for way in self._ways if (held := way()) is not None]
        with self._lock:
            if self._wanted and not self._holds:
                self._holds, taken = taken, []
                return bool(self._holds)
        # It was let go of meanwhile.
        for one in taken:
            one.release()
        return True

    @Slot(object)
    def _on_held(self, held: object) -> None:
        self._tell(failed=self._wanted and not held)

    def _tell(self, *, failed: bool) -> None:
        if failed != self.failed:
            self.failed = failed
            self.changed.emit()


def ways_of(platform: str) -> tuple[Way, ...]:
    """The ways to keep a computer with this `sys.platform` awake; all of them are taken."""
    if platform == "win32":
        return (hold_windows,)
    if platform == "darwin":
        return (lambda: hold_by_child(("/usr/bin/caffeinate", "-d", "-i", "cat")),)
    inhibit = (
        "systemd-inhibit",
        "--what=idle:sleep",
        f"--who={APP}",
        f"--why={_why()}",
        "cat",
    )
    return hold_session, lambda: hold_by_child(inhibit)


def _why() -> str:
    return t("A class takes part in a quiz.")


class _Child:
    """A program that keeps the computer awake while it runs; it ends when our end of it does."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child

    def release(self) -> None:
        if self._child.stdin is not None:
            # One that refused is gone already, with what was said to it still unread.
            with contextlib.suppress(OSError):
                self._child.stdin.close()
        try:
            self._child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait(_PATIENCE)
        if self._child.stdout is not None:
            self._child.stdout.close()


def hold_by_child(command: Sequence[str]) -> Hold | None:
    """Hold by a program that runs `cat` while it keeps the computer awake.

    What is said to `cat` comes back only where the program did its work before; and as `cat` ends
    with its input, nothing is left running when we are killed.
    """
    try:
        child = subprocess.Popen(  # noqa: S603  the commands are those above
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "SYSTEMD_LOG_LEVEL": "err"},
        )
    except OSError:
        return None
    held = _Child(child)
    if _echoes(child):
        return held
    held.release()
    return None


def _echoes(child: subprocess.Popen[bytes]) -> bool:
    if child.stdin is None or child.stdout is None:
        return False
    watch = threading.Timer(_PATIENCE, child.kill)
    watch.start()
    try:
        child.stdin.write(_ECHO)
        child.stdin.flush()
        return child.stdout.readline() == _ECHO
    except OSError:
        return False
    finally:
        watch.cancel()
        watch.join()


class _Session:
    """A cookie of the desktop's; it holds as long as the connection that asked for it."""

    def __init__(self, connection: str) -> None:
        self._connection = connection

    def release(self) -> None:
        QDBusConnection.disconnectFromBus(self._connection)


def hold_session() -> Hold | None:
    """Hold by the desktop: the screen is not locked or dimmed, and idleness is not counted."""
    name = f"{APP}-awake"
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, name)
    place = "org.freedesktop.ScreenSaver"
    asked = QDBusMessage.createMethodCall(place, "/org/freedesktop/ScreenSaver", place, "Inhibit")
    asked.setArguments([APP, _why()])
    if bus.isConnected():
        reply = bus.call(asked, QDBus.CallMode.Block, round(_PATIENCE * 1000))
        if reply.type() is QDBusMessage.MessageType.ReplyMessage:
            return _Session(name)
    QDBusConnection.disconnectFromBus(name)
    return None


_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002


class _ThreadState:
    """Windows keeps awake for a thread, so this one lives as long as the hold."""

    def __init__(self) -> None:
        self.taken = False
        self._asked, self._end = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="awake", daemon=True)
        self._thread.start()
        self._asked.wait(_PATIENCE)

    def release(self) -> None:
        self._end.set()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415  only here

            say = ctypes.windll.kernel32.SetThreadExecutionState
            self.taken = bool(say(_CONTINUOUS | _SYSTEM | _DISPLAY))
            self._asked.set()
            self._end.wait()
            say(_CONTINUOUS)
        self._asked.set()


def hold_windows() -> Hold | None:
    """Hold by the state of a thread, as Windows has it."""
    held = _ThreadState()
    if held.taken:
        return held
    held.release()
    return None
