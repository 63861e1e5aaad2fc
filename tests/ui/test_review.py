"""Looking back: measures with their words, lists that find things, answers as they were seen."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.person import Person
from tests.window import MOMENT, SHIPPED
from trainer.core.paths import DataPaths
from trainer.services.made_up import MadeUp, make_up
from trainer.ui.pages.review.page import ReviewPage
from trainer.ui.places import Where
from trainer.ui.widgets.charts import BandChart
from trainer.ui.widgets.measures import MatrixDrawing, MeasureCard
from trainer.ui.widgets.pickers import DayField
from trainer.ui.widgets.tables import GridTable

Key = Qt.Key
TWO_DAYS = dt.timedelta(days=2)


def practised(folder: Path, sessions: int) -> Path:
    """A data folder in which somebody practised every other day until now."""
    plan = MadeUp(sessions, MOMENT - sessions * TWO_DAYS, TWO_DAYS)
    make_up(DataPaths(folder), SHIPPED, plan)
    return folder


@pytest.fixture
def regular(open_window: Callable[..., Person], tmp_path: Path) -> Person:
    """Somebody with twelve sessions behind them, on the overview."""
    person = open_window(practised(tmp_path / "regular", 12))
    person.presses("Review")
    person.waits_until(lambda: "met for the first time" in person.sees())
    return person


def cards(person: Person) -> list[MeasureCard]:
    return [widget for widget in person.visible() if isinstance(widget, MeasureCard)]


def charts(person: Person) -> list[BandChart]:
    return [widget for widget in person.visible() if isinstance(widget, BandChart)]


def first_column(person: Person, column: int = 1) -> list[str]:
    rows = person.find(GridTable).rows
    return [str(rows.data(rows.index(row, column))) for row in range(rows.rowCount())]


def test_before_the_first_answer_it_says_what_will_be_here(person: Person) -> None:
    person.presses("Review")
    person.waits_until(lambda: "Nothing here yet" in person.sees())
    assert not cards(person)


def test_with_few_answers_it_says_what_is_missing_and_draws_no_curve(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    person = open_window(practised(tmp_path / "thin", 3))
    person.presses("Review")
    person.waits_until(lambda: "30 statements met for the first time" in person.sees())
    assert not charts(person)
    assert "A curve over time needs at least 50 more answers" in person.sees()
    assert "From 12 statements of each verdict on" in person.sees()


def test_every_measure_has_a_sentence_and_a_table_with_its_name(regular: Person) -> None:
    assert len(cards(regular)) == 11
    for card in cards(regular):
        assert card.says.text().endswith("."), card.title.text()
        assert card.table.accessibleName().startswith(card.title.text())
    regular.types(Key.Key_T)
    regular.rests()
    for card in cards(regular):
        assert card.table.isVisible(), card.title.text()
        assert card.table.rows.rowCount()
        assert card.table.height() >= card.table.sizeHint().height()
    assert not charts(regular)
    regular.types(Key.Key_T)
    assert len(charts(regular)) == 2


def test_a_chart_tells_its_points_by_arrows(regular: Person) -> None:
    accuracy, doubt = charts(regular)
    accuracy.setFocus()
    regular.types(Key.Key_Home)
    first = accuracy.readout.text()
    assert "chance alone could make it" in first
    regular.types(Key.Key_Right)
    assert accuracy.readout.text() not in ("", first)
    regular.types(Key.Key_Left)
    assert accuracy.readout.text() == first
    doubt.setFocus()
    regular.types(Key.Key_End)
    assert "False doubt" in doubt.readout.text()
    assert "False trust" in doubt.readout.text()


def test_a_chart_has_all_its_words_for_a_screen_reader(regular: Person) -> None:
    for chart in charts(regular):
        assert chart.accessibleName()
        said = chart.accessibleDescription()
        assert said.count("answers") >= 4, "each point with its count"
        assert any(card.says.text() in said for card in cards(regular))
    matrix = regular.find(MatrixDrawing)
    assert "It was a claim, you said verified" in matrix.accessibleDescription()


def test_letters_pass_through_a_table_to_the_page(regular: Person) -> None:
    regular.types(Key.Key_T)
    cards(regular)[0].table.setFocus()
    regular.types(Key.Key_T)
    assert len(charts(regular)) == 2


def test_confident_errors_are_one_press_away_and_open_as_they_were_seen(regular: Person) -> None:
    regular.presses("Look at them")
    regular.waits_until(lambda: regular.find(GridTable).rows.rowCount() > 0)
    assert set(first_column(regular, 4)) == {"Sure"}
    assert all(
        was != said
        for was, said in zip(first_column(regular, 2), first_column(regular, 3), strict=True)
    )
    statement = first_column(regular)[0]
    regular.find(GridTable).setFocus()
    regular.types(Key.Key_Return)
    assert regular.is_on(Where.SESSION)
    assert "Not this time" in regular.sees()
    assert statement in " ".join(regular.sees().split())
    regular.types(Key.Key_Escape)
    assert regular.is_on(Where.REVIEW)
    regular.waits_until(lambda: regular.find(GridTable).rows.rowCount() > 0)
    assert first_column(regular)[0] == statement


def test_everything_called_verified_that_was_not_can_be_asked_for(regular: Person) -> None:
    regular.looks_through("Answers")
    regular.picks("Which answers", "I called it verified, and it was not")
    regular.waits_until(lambda: set(first_column(regular, 3)) == {"Verified"})
    assert "Verified" not in first_column(regular, 2)


def test_an_answer_is_found_by_its_words(regular: Person) -> None:
    regular.looks_through("Answers")
    # Qt's test keyboard has no letters beyond ASCII.
    wanted = next(words for words in first_column(regular) if words[:24].isascii())
    search = regular.find(QLineEdit)
    search.setFocus()
    QTest.keyClicks(search, wanted[:24].upper())
    regular.waits_until(lambda: set(first_column(regular)) == {wanted})
    search.clear()
    QTest.keyClicks(search, "no such words anywhere")
    regular.waits_until(lambda: "No answer is like that" in regular.sees())


def test_days_and_packs_narrow_the_measures(regular: Person) -> None:
    regular.picks("Days", "Last 7 days")
    regular.waits_until(lambda: "30 statements" in regular.sees())
    regular.picks("Packs", "First steps")
    regular.waits_until(lambda: "30 statements" not in regular.sees())
    regular.picks("How they were met", "Check-ups")
    regular.waits_until(lambda: "There are no such answers" in regular.sees())
    regular.picks("How they were met", "First sights")
    regular.picks("Packs", "All packs")
    regular.picks("Days", "Between two days")
    first, last = (widget for widget in regular.visible() if isinstance(widget, DayField))
    for field, day in ((last, "2026-02-26"), (first, "2026-02-25")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, day)
    regular.waits_until(lambda: "10 statements" in regular.sees())


def test_what_is_no_day_becomes_the_last_good_one_again(regular: Person) -> None:
    regular.picks("Days", "Between two days")
    first, last = (widget for widget in regular.visible() if isinstance(widget, DayField))
    before = first.text()
    first.setFocus()
    first.selectAll()
    QTest.keyClicks(first, "2026-02-3")
    last.setFocus()
    assert first.text() == before
    assert first.day.isoformat() == before


def test_sessions_can_be_sorted_and_searched(regular: Person) -> None:
    regular.looks_through("Sessions")
    assert len(first_column(regular)) == 12
    regular.picks("Order", "Least right first")

    def shares() -> list[int]:
        return [int(words.split()[0]) for words in first_column(regular, 3)]

    regular.waits_until(lambda: shares() == sorted(shares()))
    search = regular.find(QLineEdit)
    search.setFocus()
    QTest.keyClicks(search, "nothing of this name")
    regular.waits_until(lambda: "No session is like that" in regular.sees())


def test_notes_are_listed_and_copied_for_the_author(person: Person) -> None:
    person.presses("Review")
    person.presses("Notes")
    person.waits_until(lambda: "No notes yet" in person.sees())
    person.presses("Today")
    person.starts_ten()
    person.judges(person.truth)
    person.types(Key.Key_D)
    QTest.keyClicks(person.focus, "I read it otherwise")
    person.types(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    statement = person.opened.practice.statements[0]
    person.types(Key.Key_Escape)
    person.presses("Review")
    person.looks_through("Notes")
    assert first_column(person) == ["I read it otherwise"]
    person.presses("Copy all for the author")
    copied = QGuiApplication.clipboard().text()
    assert "I read it otherwise" in copied
    assert statement in copied
    person.types(Key.Key_Return)
    assert person.is_on(Where.SESSION)
    assert "I read it otherwise" in person.sees()


def test_a_window_closed_while_it_counts_leaves_nothing_behind(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    person = open_window(practised(tmp_path / "busy", 4))
    person.presses("Review")
    page = person.window.page(Where.REVIEW)
    assert isinstance(page, ReviewPage)
    assert page.overview.latest.busy
    person.window.close()
    person.rests(300)


def test_a_new_answer_is_counted_when_one_comes_back(person: Person) -> None:
    person.starts_ten()
    person.judges(person.truth)
    person.types(Key.Key_Return)
    person.types(Key.Key_Escape)
    person.presses("Review")
    person.waits_until(lambda: "One statement met for the first time" in person.sees())
    person.presses("Today")
    person.types(Key.Key_Return)
    person.judges(person.truth)
    person.types(Key.Key_Return, Key.Key_Escape)
    person.presses("Review")
    person.waits_until(lambda: "2 statements met for the first time" in person.sees())
