"""The look changes at once, everywhere, and follows the system where that is wished for."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPalette
from PySide6.QtWidgets import QApplication

from tests.ui.everywhere import everywhere
from tests.ui.layout import faults
from tests.ui.person import Person
from tests.window import ASSETS
from trainer.core.settings import Look, Settings
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.tokens import read_tokens

THEMES = ASSETS / "themes"
ZERO = dt.timedelta(0)
LONG = 1_200
"""Seconds for what goes through every page twice, on a computer that is busy with other things."""


def picture(person: Person) -> QImage:
    return person.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def wear(person: Person, settings: Settings) -> None:
    """Change the settings the way the settings page does."""
    person.window.hub.publish(person.window._preferences.change(settings))
    person.settles()


@pytest.fixture
def still(qapp: QApplication) -> Iterator[None]:
    """No text cursor blinks."""
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(before)


@pytest.mark.timeout(LONG)
def test_a_page_in_front_looks_as_if_it_had_been_made_in_the_new_look(
    still: None, open_window: Callable[..., Person], tmp_path: Path
) -> None:
    """One person wears the look from the start, another changes to it on each page in turn."""
    light, dark = Settings(Look.LIGHT), Settings(Look.DARK)
    # The clock stands: a page that redraws asks it once more, and would show a later time.
    person = open_window(tmp_path / "data", settings=dark, step=ZERO)
    worn = {state: picture(person) for state in everywhere(person)}
    person.window.close()
    shutil.rmtree(tmp_path / "data")
    person = open_window(tmp_path / "data", settings=light, step=ZERO)
    differing = []
    for state in everywhere(person):
        wear(person, dark)
        if picture(person) != worn[state]:
            differing.append(state)
        wear(person, light)

    assert differing == []


@pytest.mark.timeout(LONG)
def test_everything_fits_after_a_change_of_text_size(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    small, large = Settings(Look.LIGHT), Settings(Look.LIGHT, 200)
    person = open_window(tmp_path / "data", settings=small, size=(1024, 700))
    found = []
    for state in everywhere(person):
        wear(person, large)
        found += [f"{state}: {fault}" for fault in faults(person)]
        wear(person, small)

    assert "\n".join(found) == ""


def test_pressing_a_look_on_the_settings_page_dresses_everything(person: Person) -> None:
    person.presses("Settings")
    person.presses("Dark")
    person.settles()
    dark = read_tokens(THEMES, Look.DARK)

    assert picture(person).pixelColor(5, 5) == QColor(dark.paper)
    assert person.button("Dark").isChecked()
    person.presses("Light")
    person.settles()
    assert picture(person).pixelColor(5, 5) == QColor(read_tokens(THEMES, Look.LIGHT).paper)


def test_a_text_size_is_in_force_at_once_and_after_a_new_start(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    person = open_window(tmp_path / "data")
    person.presses("Settings")
    before = person.button("Light").height()
    person.presses("150 %")
    person.settles()
    assert person.button("Light").height() == pytest.approx(before * 1.5, rel=0.1)
    person.window.close()
    again = open_window(tmp_path / "data")
    again.presses("Settings")

    assert again.button("150 %").isChecked()


class Hints(QObject):
    """The system's wishes: what Qt hands on of them, which no offscreen platform has."""

    colorSchemeChanged = Signal(object)  # noqa: N815  Qt's name
    contrastPreferenceChanged = Signal(object)  # noqa: N815  Qt's name

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light
        self.contrast = Qt.ContrastPreference.NoPreference

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> "Hints":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


class System:
    """The application on a system whose wishes a test can change."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self.hints = Hints()

    def styleHints(self) -> Hints:
        return self.hints

    def setFont(self, font: QFont) -> None:
        self._application.setFont(font)

    def setPalette(self, palette: QPalette) -> None:
        self._application.setPalette(palette)

    def setStyleSheet(self, sheet: str) -> None:
        self._application.setStyleSheet(sheet)


@pytest.fixture
def system(qapp: QApplication) -> System:
    return System(qapp)


def dressed(system: System, look: Look) -> Dress:
    return Dress(cast("QApplication", system), THEMES, Settings(look))


def test_the_look_follows_the_system_by_day_and_night(system: System) -> None:
    dress = dressed(system, Look.SYSTEM)
    assert dress.tokens == read_tokens(THEMES, Look.LIGHT)
    system.hints.turn(Qt.ColorScheme.Dark)
    assert dress.tokens == read_tokens(THEMES, Look.DARK)
    system.hints.turn(Qt.ColorScheme.Light)
    assert dress.tokens == read_tokens(THEMES, Look.LIGHT)


def test_the_look_follows_a_wish_for_contrast(system: System) -> None:
    dress = dressed(system, Look.SYSTEM)
    system.hints.contrast = Qt.ContrastPreference.HighContrast
    system.hints.contrastPreferenceChanged.emit(system.hints.contrast)
    assert dress.tokens == read_tokens(THEMES, Look.CONTRAST)
    system.hints.turn(Qt.ColorScheme.Dark)
    assert dress.tokens == read_tokens(THEMES, Look.CONTRAST_DARK)


def test_a_look_of_ones_own_choice_stays_whatever_the_system_does(system: System) -> None:
    dress = dressed(system, Look.LIGHT)
    system.hints.turn(Qt.ColorScheme.Dark)

    assert dress.tokens == read_tokens(THEMES, Look.LIGHT)


def test_text_size_and_look_are_independent(system: System) -> None:
    dress = dressed(system, Look.SYSTEM)
    dress.wear(replace(Settings(Look.SYSTEM), text_size=200))
    system.hints.turn(Qt.ColorScheme.Dark)

    assert dress.scale == 2.0
    assert dress.tokens.dark
