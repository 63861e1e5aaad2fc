"""Preparing a quiz: what is picked, how the class takes part, and the way into the room."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.person import Person
from trainer.core.room import Names, Phase
from trainer.ui.pages.classroom.page import ClassroomPage, PickedTable
from trainer.ui.places import Place, Where


@pytest.fixture
def page(person: Person) -> ClassroomPage:
    person.presses("Classroom")
    return person.find(ClassroomPage)


def statements(page: ClassroomPage) -> list[str]:
    rows = page.picked.rows
    return [str(rows.index(row, 1).data()) for row in range(rows.rowCount())]


def test_ten_questions_of_every_verdict_are_picked_at_once(
    person: Person, page: ClassroomPage
) -> None:
    assert len(statements(page)) == 10
    by_revision = {entry.revision: entry for entry in person.opened.library.entries}
    verdicts = [by_revision[entry.revision].verdict for entry in page._draft.entries]
    assert sorted(verdicts.count(verdict) for verdict in set(verdicts)) == [3, 3, 4]
    assert not any(entry.reserved for entry in page._draft.entries)


def test_choices_pick_anew_and_keep_to_what_was_chosen(person: Person, page: ClassroomPage) -> None:
    person.picks("Pack", "A disputed remedy")
    person.picks("How many questions", "5 questions")
    person.picks("Level", "Level 2")
    assert len(statements(page)) == 5
    assert {(entry.pack, entry.level) for entry in page._draft.entries} == {("remedy", 2)}


def test_questions_are_taken_out_and_moved_by_keys(page: ClassroomPage) -> None:
    before = statements(page)
    table: PickedTable = page.picked
    table.setFocus()
    table.setCurrentIndex(table.rows.index(2, 0))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert statements(page) == [*before[:2], *before[3:]]
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert statements(page) == [before[0], before[3], before[1], *before[4:]]
    assert table.currentIndex().row() == 1


def test_starting_leads_into_the_lobby_with_what_was_picked(
    person: Person, page: ClassroomPage
) -> None:
    entries = page._draft.entries
    page.title.setText("Monday")
    person.picks("Teams", "2 teams")
    person.picks("Timer", "30 seconds")
    person.presses("Open the room")
    person.waits_until(lambda: person.is_on(Where.ROOM))
    room = person.opened.classroom.running
    assert room is not None
    view = room.view()
    assert [revision.hash for revision in room.revisions] == [e.revision for e in entries]
    assert (view.setting.title, view.setting.names) == ("Monday", Names.NICKNAMES)
    assert (view.room.phase, view.room.teams, view.room.seconds) == (Phase.LOBBY, 2, 30)


def test_a_class_list_is_pasted_and_names_are_picked_from_it(
    person: Person, page: ClassroomPage
) -> None:
    person.picks("Names", "Names from a class list")
    assert "There is no class list yet" in person.sees()
    assert not page.start.isEnabled()
    page.new_class.setText("8b")
    page.pupils.setPlainText("Ada\nBen\nada\n")
    person.presses("Keep this list")
    assert "Line 3: ada is there already." in person.sees()
    person.picks("Names", "Names from a class list")
    assert page.start.isEnabled()
    person.presses("Open the room")
    person.waits_until(lambda: person.is_on(Where.ROOM))
    room = person.opened.classroom.running
    assert room is not None
    assert [name for _, name in room.phones.door().roster] == ["Ada", "Ben"]


def test_an_empty_list_is_refused_in_words(person: Person, page: ClassroomPage) -> None:
    page.new_class.setText("8b")
    person.presses("Keep this list")
    assert "There is no name on this list yet." in person.sees()
    assert person.opened.classroom.classes.all() == ()


def test_a_quiz_that_has_ended_is_listed(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    person = open_window(tmp_path / "data")
    person.presses("Classroom")
    assert "No quiz has ended yet." in person.sees()
    page = person.find(ClassroomPage)
    page.title.setText("Monday")
    person.presses("Open the room")
    person.waits_until(lambda: person.is_on(Where.ROOM))
    room = person.opened.classroom.running
    assert room is not None
    room.end()
    keeper = person.window.keeper
    assert keeper is not None
    keeper.close_room()
    person.waits_until(lambda: person.opened.classroom.running is None)
    assert person.opened.all_saved(20)
    person.window.lead_to(Place(Where.CLASSROOM))
    assert page.past.rows.rowCount() == 1
    assert page.past.rows.index(0, 0).data() == "Monday"
