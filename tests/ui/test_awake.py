"""The computer stays awake as long as a class depends on it, and lets go by itself."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from trainer.ui import awake
from trainer.ui.awake import Awake, Hold, hold_by_child, ways_of

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no cat")


class Held:
    """A hold that notes how often it was let go."""

    def __init__(self) -> None:
        self.released = 0

    def release(self) -> None:
        self.released += 1


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


def test_what_was_taken_is_let_go(qtbot: QtBot, parent: QObject) -> None:
    holds = [Held(), Held()]
    waking = Awake(parent, [lambda: holds[0], lambda: None, lambda: holds[1]])
    waking.hold()
    qtbot.waitUntil(lambda: waking.held)
    assert not waking.failed
    waking.release()
    waking.release()
    assert [one.released for one in holds] == [1, 1]


def test_where_no_way_works_it_is_said(qtbot: QtBot, parent: QObject) -> None:
    waking = Awake(parent, [lambda: None])
    with qtbot.waitSignal(waking.changed):
        waking.hold()
    assert waking.failed
    with qtbot.waitSignal(waking.changed):
        waking.release()
    assert not waking.failed


def test_what_is_let_go_before_it_was_taken_is_not_kept(qtbot: QtBot, parent: QObject) -> None:
    held = Held()

    def slowly() -> Hold:
        time.sleep(0.2)
        return held

    waking = Awake(parent, [slowly])
    waking.hold()
    waking.release()
    qtbot.waitUntil(lambda: held.released == 1)
    assert not waking.held


@on_posix
def test_a_program_that_runs_keeps_awake_until_it_is_let_go() -> None:
    held = hold_by_child(("env", "cat"))
    assert held is not None
    held.release()
    held.release()


@on_posix
@pytest.mark.parametrize("command", ["false", "no-such-program-anywhere"])
def test_a_program_that_refuses_or_is_missing_is_no_way(command: str) -> None:
    assert hold_by_child((command,)) is None


@on_posix
def test_a_program_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awake, "_PATIENCE", 0.2)
    assert hold_by_child(("sleep", "600")) is None


HOLDING = """
import sys
from trainer.ui.awake import hold_by_child
held = hold_by_child(("cat",))
print(held._child.pid, flush=True)
sys.stdin.read()
"""


@on_posix
def test_when_the_program_is_killed_the_computer_may_sleep_again() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": "."},
    ) as program:
        assert program.stdout is not None
        helper = int(program.stdout.readline())
        program.send_signal(signal.SIGKILL)
        program.wait(5)
        deadline = time.monotonic() + 5
        while runs(helper):
            assert time.monotonic() < deadline, "the helper outlives the program"
            time.sleep(0.02)


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat", encoding="ascii") as told:  # noqa: PTH123  a process, no file
        return told.read().rpartition(")")[2].split()[0] != "Z"


def test_every_system_has_its_way() -> None:
    assert all(ways_of(system) for system in ("linux", "darwin", "win32"))


DESKTOP = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot, ClassInfo
from PySide6.QtDBus import QDBusConnection

@ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
class Saver(QObject):
    @Slot(str, str, result=int)
    def Inhibit(self, who, why):
        print("asked by", who, flush=True)
        return 7

app = QCoreApplication(sys.argv)
bus = QDBusConnection.sessionBus()
saver = Saver()
bus.registerObject("/org/freedesktop/ScreenSaver", saver, QDBusConnection.ExportAllSlots)
print("ready" if bus.registerService("org.freedesktop.ScreenSaver") else "no", flush=True)
app.exec()
"""


ASKING = """
import sys
from PySide6.QtCore import QCoreApplication
from trainer.ui.awake import hold_session
app = QCoreApplication(sys.argv)
held = hold_session()
print("held" if held else "refused", flush=True)
if held:
    held.release()
"""

BOTH = """
"$1" -c "$2" > "$4" 2>&1 &
desktop=$!
for _ in $(seq 100); do grep -q ready "$4" && break; sleep 0.1; done
"$1" -c "$3"
kill $desktop
wait $desktop 2>/dev/null
cat "$4"
"""


SESSION = which("dbus-run-session") or ""


@pytest.mark.skipif(not SESSION, reason="there is no session bus to start")
def test_the_desktop_is_asked_over_the_session_bus(tmp_path: Path) -> None:
    told = (sys.executable, DESKTOP, ASKING, str(tmp_path / "desktop"))
    done = subprocess.run(
        [SESSION, "--", "sh", "-c", BOTH, "sh", *told],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines() == ["held", "ready", "asked by who-says"], done.stderr
