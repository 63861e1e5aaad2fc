"""A month looked back on, taken to another computer with all its figures, and erased there."""

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.steps import Key, Read, open_newest_session, page_through, press
from tests.ui.person import Person
from tests.ui.test_learners import chooses
from tests.ui.test_printing import cells
from tests.ui.test_review import cards, first_column
from tests.window import MOMENT, SHIPPED
from trainer.core.paths import DataPaths
from trainer.services.made_up import MadeUp, make_up
from trainer.ui.places import Where

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TWO_DAYS = dt.timedelta(days=2)
SESSIONS = 15
ALL = "150 statements met for the first time, in 15 sessions on 15 days"
WEEK = "30 statements met for the first time, in 3 sessions on 3 days"

Figures = dict[str, tuple[str, ...]]
"""The words and all cells of each measure, by its title."""


def test_a_month_moves_to_another_computer_and_is_erased_there(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    """I practised every other day for a month, on a computer that is not mine.

    I look back: on all of it, on the last week, on what I called verified and was not. I write all
    of it into a file, and a table for my own sums, and take them home on a stick. At home, where
    nothing was, I bring the file in: every figure is what it was, of the week as of the month, and
    each answer is there as I saw it. Then I let everything go, and nothing of it is left.
    """
    away, home = tmp_path / "away", tmp_path / "home"
    begin = MOMENT - SESSIONS * TWO_DAYS
    make_up(DataPaths(away), SHIPPED, MadeUp(SESSIONS, begin, TWO_DAYS))
    person = open_window(away)
    month, week = looks_back(person)
    assert month != week
    errors = trusted_wrongly(person)
    assert errors
    session = newest_session(person)
    file, table = tmp_path / "stick" / "mine.json", tmp_path / "stick" / "mine.csv"
    file.parent.mkdir()
    writes_out(person, "JSON file", file)
    writes_out(person, "CSV table", table)
    person.window.close()
    with table.open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.reader(lines))) == 1 + 150

    person = open_window(home)
    assert "Nothing to fill in" in person.sees()
    brings_in(person, file)
    assert looks_back(person) == (month, week)
    assert trusted_wrongly(person) == errors
    assert newest_session(person) == session
    assert holding(home, session[0].text)

    chooses(person, "Your data…")
    person.presses("Erase…")
    assert "Everything about You goes for good: 15 sessions" in person.sees()
    assert person.focus.accessibleName() == "Keep everything"
    press(person, "Erase You")
    person.waits_until(lambda: person.is_on(Where.TODAY))
    person.waits_until(lambda: "Nothing to fill in" in person.sees())
    person.presses("Review")
    person.waits_until(lambda: "Nothing here yet" in person.sees())
    person.window.close()
    assert not holding(home, session[0].text)
    assert session[0].text[:40] in file.read_text(encoding="utf-8"), "the stick has it still"


def holding(folder: Path, text: str) -> list[Path]:
    """The files of a data folder with these words in them; texts of packs are nobody's."""
    own = (one for one in folder.rglob("*") if one.is_file() and "cache" not in one.parts)
    return [one for one in own if text[:40].encode() in one.read_bytes()]


def looks_back(person: Person) -> tuple[Figures, Figures]:
    """Read the tables of the month and of its last week, and leave all days chosen."""
    person.presses("Review")
    person.presses("Overview")
    person.waits_until(lambda: ALL in person.sees())
    person.types(Key.Key_T)
    month = figures(person)
    person.picks("Days", "Last 7 days")
    person.waits_until(lambda: WEEK in person.sees())
    week = figures(person)
    person.picks("Days", "All days")
    person.waits_until(lambda: ALL in person.sees())
    assert figures(person) == month
    person.types(Key.Key_T)
    return month, week


def figures(person: Person) -> Figures:
    found = {card.title.text(): (card.says.text(), *cells(card)) for card in cards(person)}
    assert len(found) == 11
    assert sum(map(len, found.values())) > 200
    return found


def trusted_wrongly(person: Person) -> list[str]:
    """The statements that were called verified and were not."""
    person.looks_through("Answers")
    person.picks("Which answers", "I called it verified, and it was not")
    person.waits_until(lambda: set(first_column(person, 3)) == {"Verified"})
    assert "Verified" not in first_column(person, 2)
    return first_column(person)


def newest_session(person: Person) -> list[Read]:
    """The last session answer by answer."""
    person.presses("Today")
    open_newest_session(person)
    reads = page_through(person, 10)
    assert len({one.text for one in reads}) > 1
    person.types(Key.Key_Escape)
    return reads


def writes_out(person: Person, form: str, file: Path) -> None:
    chooses(person, "Your data…")
    press(person, form)
    person.chooses_file(file)
    person.waits_until(lambda: f"Written to {file}" in person.sees())


def brings_in(person: Person, file: Path) -> None:
    chooses(person, "Your data…")
    press(person, "Choose a file…")
    person.chooses_file(file)
    person.waits_until(lambda: "The file holds 150 answers" in person.sees())
    press(person, "Add to your own")
    person.waits_until(lambda: "150 new answers" in person.sees())
