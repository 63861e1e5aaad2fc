"""Questions off the GUI thread: the latest is answered, and nobody is missed who has left."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.core.errors import UserError
from trainer.ui.latest import Latest

PATIENCE = 10.0


class Asked:
    """A `Latest` and what came back from it."""

    def __init__(self) -> None:
        self.owner = QObject()
        self.latest = Latest(self.owner)
        self.answers: list[object] = []
        self.faults: list[object] = []
        self.slow = 0
        self.latest.answered.connect(self.answers.append)
        self.latest.failed.connect(self.faults.append)
        self.latest.slow.connect(self._was_slow)

    def _was_slow(self) -> None:
        self.slow += 1


@pytest.fixture
def asked(qapp: QApplication) -> Asked:
    return Asked()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a slow question waits for; it never waits for ever."""
    event = threading.Event()
    yield event
    event.set()


def held(gate: threading.Event, outcome: object) -> Callable[[], object]:
    def question() -> object:
        assert gate.wait(PATIENCE)
        return outcome

    return question


def test_an_answer_comes_back_on_the_gui_thread(asked: Asked, qtbot: QtBot) -> None:
    asked.latest.ask(threading.current_thread)
    qtbot.waitUntil(lambda: len(asked.answers) == 1)
    assert asked.answers[0] is not threading.current_thread()
    assert not asked.latest.busy


def test_of_several_questions_the_latest_is_answered(
    asked: Asked, qtbot: QtBot, gate: threading.Event
) -> None:
    asked.latest.ask(held(gate, "first"))
    asked.latest.ask(held(gate, "second"))
    asked.latest.ask(held(gate, "third"))
    gate.set()
    qtbot.waitUntil(lambda: not asked.latest.busy)
    assert asked.answers == ["third"]


def test_a_fault_of_the_world_comes_back_as_one(asked: Asked, qtbot: QtBot) -> None:
    error = UserError("The disk is away.")

    def question() -> object:
        raise error

    asked.latest.ask(question)
    qtbot.waitUntil(lambda: asked.faults == [error])
    assert asked.answers == []


def test_only_what_takes_a_while_is_worth_a_word(
    asked: Asked, qtbot: QtBot, gate: threading.Event
) -> None:
    asked.latest.ask(held(gate, "late"))
    qtbot.waitUntil(lambda: asked.slow == 1)
    gate.set()
    qtbot.waitUntil(lambda: asked.answers == ["late"])
    assert asked.slow == 1


def test_an_answer_to_somebody_who_has_left_does_no_harm(
    asked: Asked, qtbot: QtBot, gate: threading.Event
) -> None:
    asked.latest.ask(held(gate, "too late"))
    running = [thread for thread in threading.enumerate() if thread.name == "task"]
    asked.owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.set()
    for thread in running:
        thread.join(PATIENCE)
    qtbot.wait(20)
    assert asked.answers == []
