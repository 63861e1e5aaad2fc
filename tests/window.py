"""A real window on a real history, for everything that is tested through what a person sees."""

import datetime as dt
import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.person import Person
from trainer.core.addresses import Address, Link
from trainer.core.clock import SteppingClock
from trainer.core.paths import DataPaths
from trainer.core.settings import Settings
from trainer.services.opening import Opening
from trainer.services.preferences import Preferences
from trainer.ui.awake import hold_by_child
from trainer.ui.keeper import Surroundings
from trainer.ui.start import application, icon
from trainer.ui.theme.dress import Dress
from trainer.ui.window import Window

PROGRAM = Path(__file__).resolve().parents[1]
ASSETS = PROGRAM / "assets"
SHIPPED = PROGRAM / "questions"
MOMENT = dt.datetime(2026, 3, 2, 17, 4, tzinfo=dt.UTC)


LOOPBACK = Address("127.0.0.1", "lo", Link.OTHER)
ALONE = Surroundings(lambda: (LOOPBACK,), (lambda: hold_by_child(("cat",)),))
"""A computer that only itself can reach, and that stays awake."""


def own_address() -> Address:
    """One of this computer's that only itself can reach, for this run of the tests alone.

    Else another room, in another run, might answer where phones look for theirs. Only Linux has
    more than one.
    """
    if sys.platform != "linux":
        return LOOPBACK
    run = os.getpid()
    return Address(f"127.{83 + run // 65_536}.{run // 256 % 256}.{run % 256}", "lo", Link.OTHER)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application with our fonts and style."""
    return application()


@pytest.fixture
def open_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[..., Person]]:
    """Opens a window on a data folder (by default one of the test's own) and closes it after."""
    people: list[Person] = []

    def opens(
        folder: Path | None = None,
        shipped: Path = SHIPPED,
        settings: Settings | None = None,
        size: tuple[int, int] = (1280, 800),
        *,
        moment: dt.datetime = MOMENT,
        step: dt.timedelta = dt.timedelta(seconds=5),
        surroundings: Surroundings = ALONE,
    ) -> Person:
        paths = DataPaths(folder or tmp_path / "data")
        clock = SteppingClock(moment, step)
        preferences = Preferences(paths.settings)
        if settings is not None:
            preferences.change(settings)
        dress = Dress(qapp, ASSETS / "themes", preferences.settings)
        opening = Opening(paths, shipped, clock, preferences, random.Random(5), assets=ASSETS)
        window = Window(
            lambda: opening,
            preferences,
            dress,
            clock=clock,
            folder=paths.root,
            icon=icon(ASSETS),
            surroundings=surroundings,
        )
        window.resize(*size)
        with qtbot.waitSignal(window.ready, timeout=20_000):
            window.show()
        people.append(Person(window, qtbot))
        return people[-1]

    yield opens
    for person in people:
        person.window.close()
        if person.window.isVisible():
            # It asked first.
            person.window.close()
        person.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.fixture
def person(open_window: Callable[..., Person]) -> Person:
    """Somebody who starts the program for the first time."""
    return open_window()
