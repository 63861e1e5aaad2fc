"""Somebody hands the computer on: names, PINs, a guest, exports and the end of it all."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.person import Person
from trainer.core.paths import DataPaths
from trainer.core.settings import Look, Settings
from trainer.services.exporting import Form
from trainer.services.practice import Selection
from trainer.ui.pages.data.page import DataPage
from trainer.ui.pages.data.state import Wish
from trainer.ui.pages.learners.page import LearnersPage
from trainer.ui.places import Place, Where
from trainer.ui.tasks import LongTask

Opens = Callable[..., Person]


def chooses(person: Person, words: str) -> None:
    """Choose a line of the menu at the foot of the sidebar."""
    person.window.sidebar.who.fill()
    menu = person.window.sidebar.who.menu
    found = {action.text(): action for action in menu.actions()}
    assert words in found, sorted(found)
    action: QAction = found[words]
    action.trigger()
    person.rests()


def offered(person: Person) -> list[str]:
    person.window.sidebar.who.fill()
    return [action.text() for action in person.window.sidebar.who.menu.actions() if action.text()]


def writes(person: Person, field: str, words: str) -> None:
    """Write into the visible field of this name and press Enter."""
    fields = [
        one
        for one in person.window.findChildren(QLineEdit)
        if one.isVisible() and one.accessibleName() == field
    ]
    assert len(fields) == 1, field
    fields[0].setFocus()
    fields[0].setText(words)
    QTest.keyClick(fields[0], Qt.Key.Key_Return)
    person.rests()


def with_ada_and_bo(person: Person) -> None:
    """Ada has answered two questions; Bo is new and practises now."""
    chooses(person, "Learners…")
    writes(person, "Your name", "Ada")
    answers(person, 2)
    chooses(person, "Learners…")
    writes(person, "Name of the new learner", "Bo")


def answers(person: Person, count: int) -> None:
    """Answer so many questions of a new session."""
    practice, hub = person.opened.practice, person.window.hub
    hub.publish(practice.start(Selection(title="Ten")))
    for _ in range(count):
        hub.publish(practice.choose(person.truth))
        hub.publish(practice.answer())
        hub.publish(practice.go_on())
    hub.publish(practice.leave())
    assert person.opened.all_saved(10)


def goes_to(person: Person, place: Place) -> None:
    person.window.lead_to(place)
    person.rests()


def test_no_page_shows_what_belongs_to_somebody_else(person: Person) -> None:
    with_ada_and_bo(person)
    assert person.is_on(Where.TODAY)
    for where in (Where.TODAY, Where.REVIEW, Where.LIBRARY, Where.SETTINGS, Where.DATA):
        goes_to(person, Place(where))
        assert "Ada" not in person.sees(), where
        assert "2 of 10" not in person.sees(), where
    chooses(person, "Ada")
    assert person.is_on(Where.TODAY)
    assert person.opened.review.session_count() == 1
    goes_to(person, Place(Where.SESSION, session=1))
    chooses(person, "Bo")
    assert person.is_on(Where.TODAY)
    person.window.lead_to(Place(Where.BACK))
    person.rests()
    assert person.is_on(Where.TODAY)


def test_the_sidebar_names_who_practises_and_offers_the_others(person: Person) -> None:
    assert "You ▾" in person.sees()
    with_ada_and_bo(person)
    assert "Bo ▾" in person.sees()
    assert {"Ada", "Bo", "Practise as a guest", "Learners…", "Your data…"} <= set(offered(person))


def test_a_pin_is_asked_for_before_anything_is_shown(open_window: Opens, tmp_path: Path) -> None:
    person = open_window(tmp_path / "home of two")
    with_ada_and_bo(person)
    chooses(person, "Learners…")
    writes(person, "A new PIN", "2468")
    assert "has a PIN" in person.sees()
    assert "a curtain, not a lock" in person.sees()
    person.window.close()
    again = open_window(tmp_path / "home of two")
    assert again.is_on(Where.LEARNERS)
    goes_to(again, Place(Where.REVIEW))
    assert again.is_on(Where.LEARNERS)
    assert not again.window.sidebar.isEnabled()
    assert "session" not in again.sees().replace("session as a guest", "")
    writes(again, "PIN of Bo", "1111")
    assert "This is not the PIN." in again.sees()
    writes(again, "PIN of Bo", "2468")
    assert again.is_on(Where.TODAY)
    assert again.window.sidebar.isEnabled()


def test_somebody_with_a_pin_is_asked_for_it_from_the_menu(person: Person) -> None:
    with_ada_and_bo(person)
    person.window.hub.publish(person.opened.learners.set_pin("2468"))
    chooses(person, "Ada")
    chooses(person, "Bo")
    assert person.is_on(Where.LEARNERS)
    assert person.focus.accessibleName() == "PIN of Bo"
    assert person.opened.learners.present.name == "Ada"
    writes(person, "PIN of Bo", "2468")
    assert person.opened.learners.present.name == "Bo"


def test_a_guest_is_told_that_nothing_is_kept_and_leaves_nothing(
    open_window: Opens, tmp_path: Path
) -> None:
    person = open_window(tmp_path / "home")
    answers(person, 2)
    chooses(person, "Practise as a guest")
    person.waits_until(lambda: person.window.opened is not None and person.opened.guest)
    assert "nothing that you do now is kept" in person.sees()
    assert person.opened.review.session_count() == 0
    answers(person, 3)
    assert "nothing that you do now is kept" in person.sees()
    person.window.hub.publish(person.window._preferences.change(Settings(Look.DARK, 150)))
    chooses(person, "End the guest session")
    person.waits_until(lambda: person.window.opened is not None and not person.opened.guest)
    assert "nothing that you do now is kept" not in person.sees()
    assert person.opened.review.session_count() == 1
    assert person.window._preferences.settings.look is not Look.DARK
    assert not DataPaths(tmp_path / "home").guest.exists()


def data_page(person: Person) -> DataPage:
    goes_to(person, Place(Where.DATA))
    page = person.window.page(Where.DATA)
    assert isinstance(page, DataPage)
    return page


def test_everything_is_exported_and_comes_back_on_an_empty_folder(
    open_window: Opens, tmp_path: Path
) -> None:
    person = open_window(tmp_path / "here")
    answers(person, 6)
    person.window.hub.publish(person.opened.learners.rename("Ada"))
    page, written = data_page(person), tmp_path / "mine.json"
    page._form = Form.JSON
    page._export(str(written))
    person.waits_until(lambda: f"Written to {written}" in person.sees())
    before = person.opened.data.report()

    other = open_window(tmp_path / "there")
    there = data_page(other)
    there._read(str(written))
    other.waits_until(lambda: "6 answers" in other.sees())
    assert other.button("As a new learner: Ada")
    other.presses("Add to your own")
    other.waits_until(lambda: other.opened.review.session_count() == 1)
    assert "6 new answers" in other.sees()
    assert "Ada ▾" in other.sees()
    after = other.opened.data.report()
    assert dataclasses.replace(after, made_at=before.made_at, skills=before.skills) == before


def test_a_report_is_two_pages_of_pdf(person: Person, tmp_path: Path) -> None:
    answers(person, 10)
    page = data_page(person)
    page._make_report(str(tmp_path / "report.pdf"))
    person.waits_until(lambda: "Written to" in person.sees())
    raw = (tmp_path / "report.pdf").read_bytes()
    assert raw.startswith(b"%PDF")
    assert raw.count(b"/Type /Page\n") == 2


def test_a_report_that_cannot_be_written_is_told_calmly(person: Person, tmp_path: Path) -> None:
    page = data_page(person)
    page._make_report(str(tmp_path / "nowhere" / "report.pdf"))
    person.waits_until(lambda: "could not be written" in person.sees())
    assert not page._work_card.isVisible()


def test_a_bad_file_is_told_and_the_page_goes_on(person: Person, tmp_path: Path) -> None:
    page = data_page(person)
    (tmp_path / "bad.json").write_text('{"format": 1}')
    page._read(str(tmp_path / "bad.json"))
    person.waits_until(lambda: "cannot be brought in" in person.sees())
    assert person.button("Choose a file…")


def test_erasing_asks_first_and_offers_an_export(open_window: Opens, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    person = open_window(folder)
    with_ada_and_bo(person)
    answers(person, 3)
    aside = DataPaths(folder).root / "history.damaged-20260101-120000.sqlite3"
    aside.write_bytes(b"Bo was here")
    data_page(person)
    person.presses("Erase…")
    assert "Everything about Bo goes for good" in person.sees()
    assert aside.name in person.sees()
    assert person.button("JSON file")
    assert person.focus.accessibleName() == "Keep everything"
    person.presses("Keep everything")
    assert person.opened.review.session_count() == 1
    person.presses("Erase…")
    person.presses("Erase Bo")
    person.waits_until(lambda: person.opened.learners.present.name == "Ada")
    assert person.is_on(Where.TODAY)
    assert person.window.isEnabled()
    assert "Bo" not in [one.name for one in person.opened.learners.people()]
    assert not aside.exists()


def test_long_work_is_called_off(person: Person, tmp_path: Path) -> None:
    page = data_page(person)
    heard: list[str] = []

    def work(watch: object) -> None:
        assert isinstance(watch, LongTask)
        while True:
            watch.going(1, 2)

    page._begin(Wish.EXPORT, work, heard.append)
    person.rests()
    assert "Writing the file…" in person.sees()
    person.presses("Cancel")
    person.waits_until(lambda: "Cancelled; nothing was written." in person.sees())
    assert heard == []


def test_work_that_outlives_its_page_is_called_off(person: Person) -> None:
    page = data_page(person)
    ended: list[bool] = []

    def work(watch: object) -> None:
        assert isinstance(watch, LongTask)
        try:
            while True:
                watch.going(1, 2)
        finally:
            ended.append(True)

    page._begin(Wish.EXPORT, work, ended.append)
    person.window.hub.publish(person.opened.learners.add("Bo"))
    del page
    person.waits_until(lambda: ended == [True])


@pytest.mark.parametrize("where", [Where.LEARNERS, Where.DATA])
def test_every_control_can_be_reached_and_named(person: Person, where: Where) -> None:
    with_ada_and_bo(person)
    goes_to(person, Place(where))
    page = person.window.page(where)
    assert isinstance(page, LearnersPage | DataPage)
    for widget in page.findChildren(QLineEdit):
        assert widget.accessibleName()
