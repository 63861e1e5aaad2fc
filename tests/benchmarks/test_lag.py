"""How long the teacher's window keeps somebody waiting while a whole school's phones answer.

The phones are in a process of their own; the server, the store and the window are the program's.
The aims are for two cores that have nothing else to do.
"""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.test_live import CLASS, Crowd, measured, milliseconds, told
from tests.journeys.in_class import PATIENCE, by_itself, way_in
from tests.ui.lesson import Lesson
from tests.ui.person import Person
from tests.ui.test_classroom import Teacher
from trainer.core.room import Phase
from trainer.core.rubric import Verdict
from trainer.live.binding import allow_files

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

EVERY = 2
"""Milliseconds between two looks at the clock."""


class Watch:
    """Looks at the clock again and again; a late look means that the window was busy."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._look)
        self._before = 0.0

    def _look(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, now - self._before - EVERY / 1000))
        self._before = now

    def during(self, work: Callable[[], object], press: Callable[[], object] | None = None) -> None:
        """Do something on a thread, with the window alive, until it is done.

        `press` is done in the window meanwhile.
        """
        loop = QEventLoop()
        thread = threading.Thread(target=work)
        look = QTimer()
        look.timeout.connect(lambda: None if thread.is_alive() else loop.quit())
        look.start(20)
        self._before = time.perf_counter()
        self._timer.start()
        thread.start()
        if press is not None:
            QTimer.singleShot(10, press)
        loop.exec()
        self._timer.stop()
        thread.join()


@pytest.fixture
def teacher(open_window: Callable[..., Person], tmp_path: Path) -> Teacher:
    return Teacher(open_window(tmp_path / "data", surroundings=by_itself()))


@pytest.fixture
def crowd(teacher: Teacher) -> Iterator[Crowd]:
    """Two hundred phones at the address that the room's page shows, not yet in."""
    allow_files(4_096)
    person = teacher.person
    teacher.picks()
    teacher.starts()
    person.waits_until(lambda: " · code " in person.sees(), PATIENCE)
    url, _ = way_in(person.sees())
    host, port = url.removeprefix("http://").split(":")
    crowd = Crowd(host, int(port), CLASS)
    yield crowd
    crowd.close()


def test_the_window_while_two_hundred_come_in_and_answer(
    benchmark: BenchmarkFixture, teacher: Teacher, crowd: Crowd
) -> None:
    told(benchmark, "aim", "p99 25 ms, worst 100 ms")
    person, lesson = teacher.person, Lesson(teacher.person)
    person.presses("The school gives all phones one address")
    watch, votes = Watch(), Watch()

    def vote(verdict: Verdict, over: float) -> Callable[[], object]:
        position = lesson.room.position
        return lambda: crowd.does("vote", position=position, verdict=verdict.value, over=over)

    def rest() -> None:
        time.sleep(0.5)

    def step() -> None:
        lesson.presses(Qt.Key.Key_Space)

    def quiz() -> None:
        key = lesson.running.view().setting.secret
        watch.during(lambda: crowd.does("join", key=key))
        watch.during(lambda: crowd.does("listen"))
        for verdict in Verdict:
            watch.during(rest, step)
            assert lesson.room.phase is Phase.OPEN
            votes.during(vote(verdict, 0.0))
            votes.during(vote(Verdict.CLAIM, 3.0))
            assert len(lesson.room.votes) == CLASS
            for _ in range(3):
                watch.during(rest, step)
            lesson.presses(Qt.Key.Key_L)

    measured(benchmark, quiz)
    told(benchmark, "while they come in and at each step", milliseconds(watch.late))
    told(benchmark, "while they answer", milliseconds(votes.late))
