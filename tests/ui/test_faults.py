"""Our own mistakes: written down, shown once, and the program goes on."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton

from tests.ui.person import Person
from trainer.ui.faults import FaultDialog, Faults
from trainer.ui.places import Where
from trainer.ui.sidebar import Sidebar

pytestmark = pytest.mark.qt_no_exception_capture


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log" / "log.txt"


@pytest.fixture
def watched(person: Person, log: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody whose program looks out for its own mistakes."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults = Faults(log, person.window)
    faults.watch()
    yield person
    faults.deleteLater()


def dialogs(person: Person) -> list[FaultDialog]:
    return [one for one in person.window.findChildren(FaultDialog) if one.isVisible()]


def break_a_slot(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the next press of a sidebar button a mistake of ours."""

    @Slot()
    def broken() -> None:
        raise ZeroDivisionError("a slot of ours")

    sidebar = person.find(Sidebar)
    button = sidebar.places[Where.SETTINGS]
    button.clicked.connect(broken)
    person.presses("Settings")
    button.clicked.disconnect(broken)


def test_a_mistake_in_a_slot_is_told_and_the_program_goes_on(
    watched: Person, log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_a_slot(watched, monkeypatch)
    watched.waits_until(lambda: len(dialogs(watched)) == 1)
    dialog = dialogs(watched)[0]

    assert "ZeroDivisionError: a slot of ours" in log.read_text(encoding="utf-8")
    assert "ZeroDivisionError: a slot of ours" in capsys.readouterr().err
    details = dialog.findChild(QPlainTextEdit)
    assert details is not None
    assert "in broken" in details.toPlainText()
    press(dialog, "Copy the details")
    assert QGuiApplication.clipboard().text() == details.toPlainText()
    press(dialog, "Go on")
    watched.presses("Library")
    assert watched.is_on(Where.LIBRARY)


def press(dialog: FaultDialog, name: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == name).click()


def test_a_mistake_on_a_thread_is_told_the_same_way(
    watched: Person, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("on a thread")

    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    watched.waits_until(lambda: len(dialogs(watched)) == 1)

    assert dialogs(watched)[0].thread() is watched.window.thread()
    assert "ZeroDivisionError: on a thread" in log.read_text(encoding="utf-8")
    assert "on a thread" in capsys.readouterr().err


def test_many_mistakes_at_once_open_one_dialog_and_are_all_written_down(
    watched: Person, log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(5):
        break_a_slot(watched, monkeypatch)
    watched.waits_until(lambda: bool(dialogs(watched)))

    assert len(dialogs(watched)) == 1
    assert log.read_text(encoding="utf-8").count("ZeroDivisionError: a slot of ours") == 5


def test_a_closed_dialog_is_gone(
    watched: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_a_slot(watched, monkeypatch)
    watched.waits_until(lambda: bool(dialogs(watched)))
    gone = weakref.ref(dialogs(watched)[0])
    press(dialogs(watched)[0], "Go on")
    watched.rests()
    gc.collect()

    assert gone() is None
    break_a_slot(watched, monkeypatch)
    watched.waits_until(lambda: len(dialogs(watched)) == 1)


def test_a_log_that_cannot_be_written_is_no_second_mistake(
    person: Person,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    (tmp_path / "file").write_text("in the way")
    faults = Faults(tmp_path / "file" / "log.txt", person.window)
    faults.watch()
    break_a_slot(person, monkeypatch)
    person.waits_until(lambda: len(dialogs(person)) == 1)

    assert "the log could not be written" in capsys.readouterr().err


def test_a_closed_file_dialog_is_gone(person: Person) -> None:
    person.presses("Library")
    for _ in range(3):
        person.presses("Add a pack…")
        open_ones = [d for d in person.window.findChildren(QFileDialog) if d.isVisible()]
        assert len(open_ones) == 1
        open_ones[0].reject()
        del open_ones
        person.rests()
    gc.collect()

    assert person.window.findChildren(QFileDialog) == []
