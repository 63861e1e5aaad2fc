"""Pages redraw once for one change, and only those that are looked at; closed ones are gone."""

import gc
import random
import weakref
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.everywhere import everywhere
from tests.ui.person import Person
from tests.window import ASSETS, MOMENT, SHIPPED
from trainer.core.changes import Changes, Topic
from trainer.core.clock import SteppingClock
from trainer.core.paths import DataPaths
from trainer.services.opening import Opening
from trainer.services.preferences import Preferences
from trainer.ui.page import Page
from trainer.ui.pages.library.page import LibraryPage
from trainer.ui.pages.practice.page import PracticePage
from trainer.ui.pages.review.page import ReviewPage
from trainer.ui.pages.settings.page import SettingsPage
from trainer.ui.pages.today.page import TodayPage
from trainer.ui.places import Where
from trainer.ui.start import icon
from trainer.ui.theme.dress import Dress
from trainer.ui.window import Window

COUNTED: tuple[type[Page], ...] = (TodayPage, PracticePage, LibraryPage, ReviewPage, SettingsPage)


@pytest.fixture
def redrawn(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each page was redrawn."""
    counts: Counter[str] = Counter()
    for kind in COUNTED:
        monkeypatch.setattr(kind, "refresh", counting(kind, counts))
    return counts


def counting(kind: type[Page], counts: Counter[str]) -> Callable[[Page], None]:
    real = kind.refresh

    def refresh(page: Page) -> None:
        counts[kind.__name__] += 1
        real(page)

    return refresh


def test_one_key_redraws_one_page_once(redrawn: Counter[str], person: Person) -> None:
    for page in ("Review", "Library", "Settings", "Today"):
        person.presses(page)
    person.starts_ten()
    for key in (Qt.Key.Key_1, Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Return):
        redrawn.clear()
        person.types(key)
        assert redrawn == {"PracticePage": 1}


def test_coming_to_a_page_redraws_it_once(redrawn: Counter[str], person: Person) -> None:
    for page, name in (
        ("Review", "ReviewPage"),
        ("Library", "LibraryPage"),
        ("Today", "TodayPage"),
    ):
        redrawn.clear()
        person.presses(page)
        person.rests()
        assert redrawn == {name: 1}


def test_a_change_that_does_not_concern_a_page_leaves_it_alone(
    redrawn: Counter[str], person: Person
) -> None:
    redrawn.clear()
    person.window.hub.publish(Changes.of(Topic.SAVING, Topic.SESSION))

    assert redrawn == {}


def test_changes_from_threads_are_gathered_into_one_redraw(
    redrawn: Counter[str], person: Person
) -> None:
    redrawn.clear()
    for _ in range(50):
        person.window.hub.publish_from_thread(Changes.of(Topic.ANSWERS))
    person.waits_until(lambda: bool(redrawn))
    person.rests(150)

    assert redrawn == {"TodayPage": 1}


def test_a_closed_window_its_pages_and_its_look_are_gone(
    qapp: QApplication, qtbot: QtBot, furnished: Path
) -> None:
    gone = [weakref.ref(one) for one in opened_and_closed(qapp, qtbot, furnished)]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(10)
    gc.collect()

    assert [type(ref()).__name__ for ref in gone if ref() is not None] == []


def opened_and_closed(qapp: QApplication, qtbot: QtBot, folder: Path) -> list[object]:
    """A window that was led through all pages and closed, its pages, its hub and its look."""
    paths = DataPaths(folder)
    preferences = Preferences(paths.settings)
    dress = Dress(qapp, ASSETS / "themes", preferences.settings)
    clock = SteppingClock(MOMENT)
    opening = Opening(paths, SHIPPED, clock, preferences, random.Random(5), assets=ASSETS)
    window = Window(
        lambda: opening, preferences, dress, clock=clock, folder=folder, icon=icon(ASSETS)
    )
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show()
    for _ in everywhere(Person(window, qtbot)):
        pass
    pages = [window.page(where) for where in (Where.TODAY, Where.PRACTICE, Where.SESSION)]
    window.close()
    window.deleteLater()
    return [window, dress, window.hub, *pages]
