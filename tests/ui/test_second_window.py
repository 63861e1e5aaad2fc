"""A program may open one window after another; what became of the first does no harm."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parents[2]

WINDOWS = """
import gc, random, sys, weakref
from pathlib import Path
from PySide6.QtTest import QTest
from trainer.core.clock import SystemClock
from trainer.core.paths import DataPaths
from trainer.services.opening import Opening
from trainer.services.preferences import Preferences
from trainer.ui.places import Place, Where
from trainer.ui.room_tour import ALONE
from trainer.ui.start import application, icon
from trainer.ui.theme.dress import Dress
from trainer.ui.window import Window

program, folder, way = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
assets = program / "assets"
qt = application()
begun = []

def use_a_window():
    paths, clock = DataPaths(folder), SystemClock()
    preferences = Preferences(paths.settings)
    dress = Dress(qt, assets / "themes", preferences.settings)
    opening = Opening(
        paths, program / "questions", clock, preferences, random.Random(1), assets=assets
    )
    window = Window(
        lambda: opening, preferences, dress, clock=clock, folder=folder, icon=icon(assets),
        surroundings=ALONE,
    )
    window.show()
    while window.opened is None:
        QTest.qWait(20)
    if way != "untouched":
        window.keeper.show_projector()
    if way == "led about":
        window.lead_to(Place(Where.CLASSROOM))
    QTest.qWait(60)
    begun.append(weakref.ref(window))
    window.close()
    if way == "deleted":
        window.deleteLater()

for _ in range(3):
    use_a_window()
    QTest.qWait(100)
gc.collect()
QTest.qWait(100)
print("used", len(begun), "held", sum(window() is not None for window in begun))
"""


@pytest.mark.parametrize("way", ["untouched", "with a projector", "led about", "deleted"])
def test_a_window_that_was_closed_ends_once_and_leaves_room_for_the_next(
    tmp_path: Path, way: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS, str(PROGRAM), str(tmp_path / "data"), way],
        cwd=PROGRAM,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "used 3 held 0\n"), done.stderr
    assert "QObject" not in done.stderr
