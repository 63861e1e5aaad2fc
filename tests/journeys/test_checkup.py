"""A check-up at the start, sixty answers of practice, a second check-up: what has changed."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.packs.checkups import checkup_pack
from tests.packs.samples import big_pack
from tests.ui.person import Person
from tests.ui.test_access import spoken_name
from tests.window import MOMENT
from trainer.core.checkups import FORM_SIZE
from trainer.core.rubric import Verdict
from trainer.core.settings import Settings, UnderlineWhen
from trainer.packs.writing import write_pack
from trainer.ui.places import Where
from trainer.ui.widgets.shares import ShareBar

ROOT = Path(__file__).parents[2]
PLAIN = Settings(underline=UnderlineWhen.NEVER)
FEEDBACK = ("Right. You said", "Not this time", "Why not")

Opens = Callable[..., Person]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """Packs of ninety questions to practise with and thirty-six that are held back."""
    packs = tmp_path / "packs"
    write_pack(big_pack(90, articles=10), packs / "practice")
    write_pack(checkup_pack(3 * FORM_SIZE), packs / "held-back")
    return packs


@pytest.fixture
def opens(open_window: Opens, shipped: Path) -> Opens:
    return partial(open_window, shipped=shipped, settings=PLAIN)


def check_up(person: Person, verdict: Verdict | None = None) -> Iterator[str]:
    """Judge every question, rightly or always the same; what is seen after each answer."""
    while person.is_on(Where.PRACTICE):
        person.judges(verdict or person.truth)
        if person.is_on(Where.PRACTICE):
            yield person.sees()


def practise(person: Person, sessions: int) -> None:
    for _ in range(sessions):
        person.starts_ten()
        while person.is_on(Where.PRACTICE):
            person.judges(Verdict.CLAIM)
            person.types(Qt.Key.Key_Return)
        person.types(Qt.Key.Key_Escape)
        assert person.is_on(Where.TODAY)


def statement(person: Person) -> str:
    """The words that are judged now."""
    revision = person.opened.practice.revision
    assert revision is not None
    return revision.question.statement.text


def test_a_check_up_before_and_after_sixty_answers_says_what_has_changed(opens: Opens) -> None:
    person = opens()
    assert "A check-up to begin with" in person.sees()
    person.presses("Take the check-up")
    assert "no feedback until the end" in person.sees()
    told = list(check_up(person, Verdict.PROPAGANDA))
    assert len(told) == FORM_SIZE - 1
    assert not [words for words in told for word in FEEDBACK if word in words]

    assert person.is_on(Where.CHECKUP)
    assert "You recognised 4 of 12" in person.sees()
    assert "after 60 more answers" in person.sees()
    person.types(Qt.Key.Key_Return)
    assert person.is_on(Where.SESSION)
    assert any(word in person.sees() for word in FEEDBACK)
    person.types(Qt.Key.Key_Escape)
    assert person.is_on(Where.CHECKUP)
    person.types(Qt.Key.Key_Escape)
    assert person.is_on(Where.TODAY)
    assert "Take the check-up" not in person.sees()

    practise(person, 6)
    assert "Time for your second check-up" in person.sees()
    person.presses("Take the check-up")
    list(check_up(person))
    seen = person.sees()
    assert "You now recognise 12 of 12; in your first check-up it was 4" in seen
    assert "a rise beyond chance" in seen
    assert "You doubt verified statements less often than before." in seen
    person.presses("All check-ups")
    person.waits_until(lambda: "12 of 12 right" in person.sees())
    assert "4 of 12 right" in person.sees()


def test_the_same_score_twice_is_called_no_change(opens: Opens) -> None:
    person = opens()
    person.presses("Take the check-up")
    list(check_up(person, Verdict.VERIFIED))
    person.types(Qt.Key.Key_Escape)
    practise(person, 6)
    person.presses("Take the check-up")
    list(check_up(person, Verdict.VERIFIED))
    seen = person.sees()
    assert "You recognise 4 of 12, as in your first check-up" in seen
    assert "You doubt verified statements as rarely as before." in seen
    assert seen.count("No sure change") == 5
    assert "A change of" not in seen


def test_a_check_up_left_half_way_is_kept_to_go_on_with(opens: Opens) -> None:
    person = opens()
    person.presses("Take the check-up")
    for _ in range(5):
        person.judges(Verdict.CLAIM)
    asked = statement(person)
    person.types(Qt.Key.Key_Escape)
    assert person.is_on(Where.TODAY)
    assert "Check-up 1" in person.sees()
    assert "Question 6 of 12" in person.sees()
    person.starts_ten()
    person.judges(Verdict.CLAIM)
    person.types(Qt.Key.Key_Escape)
    assert "Your check-up waits" in person.sees()
    person.presses("Go on with the check-up")
    assert "6 of 12" in person.sees()
    assert statement(person) == asked
    list(check_up(person))
    assert person.is_on(Where.CHECKUP)


KILLED = """
import os, random, signal, sys
from pathlib import Path
from tests.store.samples import SECONDS
from trainer.core.clock import SystemClock
from trainer.core.paths import DataPaths
from trainer.core.rubric import Verdict
from trainer.services.opening import Opened, Opening
from trainer.services.preferences import Preferences

paths = DataPaths(Path(sys.argv[1]))
opening = Opening(paths, Path(sys.argv[2]), SystemClock(), Preferences(paths.settings))
opened = opening.open()
assert isinstance(opened, Opened), opened
opened.checkups.start()
for _ in range(5):
    opened.practice.choose(Verdict.CLAIM)
    opened.practice.proceed()
assert opened.all_saved(SECONDS)
sys.stdout.write(opened.practice.revision.question.statement.text)
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_in_the_middle_goes_on_at_the_same_question(
    opens: Opens, shipped: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "killed"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(shipped)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    person = opens(folder=folder)
    person.presses("Continue")
    assert "6 of 12" in person.sees()
    assert "no feedback until the end" in person.sees()
    assert statement(person) == killed.stdout
    list(check_up(person))
    assert "You recognised" in person.sees()


def test_every_page_of_a_check_up_is_told_in_words_and_fits_at_200_per_cent(opens: Opens) -> None:
    person = opens(size=(1024, 700), settings=Settings(text_size=200, underline=PLAIN.underline))
    for lead in (
        lambda: person.presses("Take the check-up"),
        lambda: list(check_up(person)),
        lambda: person.presses("All check-ups"),
    ):
        lead()
        person.rests()
        seen = list(person.visible())
        focused = [one for one in seen if one.focusPolicy() is not Qt.FocusPolicy.NoFocus]
        assert focused
        assert [type(one).__name__ for one in focused if not spoken_name(one)] == []
        bars = [spoken_name(one) for one in seen if isinstance(one, ShareBar)]
        assert [name for name in bars if not any(map(str.isdigit, name))] == []
        clipped = [
            button.text()
            for button in seen
            if isinstance(button, QPushButton)
            and button.text()
            and button.width() < button.minimumSizeHint().width()
        ]
        assert clipped == []
    assert person.is_on(Where.CHECKUPS)


def test_an_offer_put_off_comes_again_the_next_day(opens: Opens) -> None:
    person = opens()
    person.presses("Not today")
    assert "Take the check-up" not in person.sees()
    person.presses("Review")
    person.presses("Check-ups")
    assert "Take the check-up" in person.sees()
    person.window.close()
    again = opens(moment=MOMENT + dt.timedelta(days=1))
    assert "Take the check-up" in again.sees()


def test_without_enough_held_back_questions_check_ups_say_so_and_stay_off(
    open_window: Opens, tmp_path: Path
) -> None:
    packs = tmp_path / "few"
    write_pack(big_pack(30, articles=3), packs / "practice")
    write_pack(checkup_pack(FORM_SIZE), packs / "held-back")
    person = open_window(shipped=packs)
    assert "check-up" not in person.sees()
    missing = "Check-ups need 24 held-back questions; 12 are missing."
    person.presses("Library")
    assert missing in person.sees()
    person.waits_until(lambda: "12 held back for check-ups" in person.sees())
    person.presses("Review")
    person.presses("Check-ups")
    assert missing in person.sees()
    assert "Take the check-up" not in person.sees()
    person.types(Qt.Key.Key_Escape)
    assert person.is_on(Where.REVIEW)
