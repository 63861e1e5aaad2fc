"""The composition root: from a command to a running program, wired."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from trainer.core.clock import SystemClock
from trainer.core.command import Command, ExitCode, Word
from trainer.core.paths import APP, DataPaths
from trainer.core.words import speak, t

if TYPE_CHECKING:
    from trainer.services.opening import Opening
    from trainer.ui.keeper import Surroundings

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
SHIPPED = ROOT / "questions"


def main(command: Command) -> int:
    """Do what was asked for; the exit code."""
    if command.word is Word.CHECK:
        return _check(command)
    if command.word is Word.TOUR:
        return _tour(command)
    return run(command)


def _check(command: Command) -> int:
    if command.together:
        return _check_together(command)
    from trainer.services.checking import report  # noqa: PLC0415  a check needs no window

    found = report(command.packs)
    sys.stdout.write(found.text)
    return found.exit_code


def _check_together(command: Command) -> int:
    from trainer.services.library import pack_places  # noqa: PLC0415  a check needs no window
    from trainer.services.properties import report_on_all  # noqa: PLC0415  a window needs no check

    found = report_on_all(command.packs or tuple(pack_places(SHIPPED)))
    sys.stdout.write(found.text)
    return found.exit_code


def _tour(command: Command) -> int:
    from trainer.ui.tour import draw_tour  # noqa: PLC0415  Qt is imported only where it is needed

    out = command.out or _paths(command).tour
    for picture in draw_tour(out, ASSETS, SHIPPED):
        sys.stdout.write(f"{picture}\n")
    return ExitCode.FINE


def run(command: Command, surroundings: "Surroundings | None" = None) -> int:
    """Open the program and stay until it is closed; the exit code.

    `surroundings` is what the computer offers a classroom, None for what is found.
    """
    from PySide6.QtCore import QLocale  # noqa: PLC0415  Qt is imported only where it is needed

    from trainer.services.preferences import Preferences  # noqa: PLC0415  a check needs no window
    from trainer.ui.faults import Faults  # noqa: PLC0415  a check needs no window
    from trainer.ui.housekeeping import Housekeeping  # noqa: PLC0415  a check needs no window
    from trainer.ui.instance import Instance  # noqa: PLC0415  a check needs no window
    from trainer.ui.start import application, icon  # noqa: PLC0415  a check needs no window
    from trainer.ui.theme.dress import Dress  # noqa: PLC0415  a check needs no window
    from trainer.ui.window import Window  # noqa: PLC0415  a check needs no window

    paths = _paths(command)
    speak(ASSETS / "translations", QLocale.system().uiLanguages())
    qt = application()
    instance = Instance(paths.root)
    if not instance.take():
        said = t("Who Says? is open already; its window was called to the front.")
        sys.stdout.write(f"{said}\n")
        return ExitCode.FINE
    preferences = Preferences(paths.settings)
    dress = Dress(qt, ASSETS / "themes", preferences.settings)
    clock = SystemClock()

    def opening() -> "Opening":
        from trainer.services.opening import Opening  # noqa: PLC0415  behind the first paint

        return Opening(paths, SHIPPED, clock, preferences, assets=ASSETS)

    window = Window(
        opening,
        preferences,
        dress,
        clock=clock,
        folder=paths.root,
        icon=icon(ASSETS),
        surroundings=surroundings,
    )
    faults = Faults(paths.log, window)
    faults.watch()
    Housekeeping(window)
    instance.called.connect(window.come_to_front)
    window.show()
    code = qt.exec()
    instance.release()
    return code


def _paths(command: Command) -> DataPaths:
    folder = command.data_folder or Path(platformdirs.user_data_dir(APP, appauthor=False))
    return DataPaths(folder)
