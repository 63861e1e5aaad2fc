"""A teacher prepares a quiz and starts it, by keys as well as by pressing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.person import Person
from trainer.core.room import Names, Phase
from trainer.core.rubric import Verdict
from trainer.services.classroom.running import Running
from trainer.ui.pages.classroom.page import ClassroomPage
from trainer.ui.places import Place, Where
from trainer.ui.widgets.tables import GridTable

Key = Qt.Key
QUESTIONS = "Questions of the quiz"


class Teacher:
    """Somebody on the page of the classroom."""

    def __init__(self, person: Person) -> None:
        self.person = person
        person.presses("Classroom")
        assert person.is_on(Where.CLASSROOM)

    def picks(self) -> None:
        """Press the button that picks, whatever it is called now."""
        before = self.page.prepare._draft
        label = "Pick again" if before.picked else "Pick questions"
        self.person.presses(label)
        self.person.waits_until(lambda: self.page.prepare._draft is not before)

    @property
    def page(self) -> ClassroomPage:
        page = self.person.window.page(Where.CLASSROOM)
        assert isinstance(page, ClassroomPage)
        return page

    def list_(self, name: str = QUESTIONS) -> GridTable:
        (table,) = (
            one
            for one in self.person.visible()
            if isinstance(one, GridTable) and one.accessibleName() == name
        )
        return table

    def column(self, title: str, name: str = QUESTIONS) -> list[str]:
        """What stands in a column of a list."""
        rows = self.list_(name).rows
        titles = [rows.headerData(n, Qt.Orientation.Horizontal) for n in range(rows.columnCount())]
        at = titles.index(title)
        return [str(rows.index(n, at).data()) for n in range(rows.rowCount())]

    def columns(self) -> list[str]:
        rows = self.list_().rows
        return [
            str(rows.headerData(n, Qt.Orientation.Horizontal)) for n in range(rows.columnCount())
        ]

    def starts(self) -> Running:
        """Press Ctrl+Enter and wait for the room."""
        self.person.types(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        self.person.waits_until(lambda: self.person.is_on(Where.ROOM))
        running = self.person.opened.classroom.running
        assert running is not None
        return running


@pytest.fixture
def teacher(person: Person) -> Teacher:
    return Teacher(person)


def test_a_quiz_is_picked_and_started_by_keys_alone(teacher: Teacher) -> None:
    person = teacher.person
    assert person.focus.accessibleName() == "Pick questions"
    person.types(Key.Key_Return)
    person.waits_until(lambda: teacher.page.prepare._draft.picked != ())
    statements = teacher.column("Statement")
    assert len(statements) == 10
    assert person.focus is teacher.list_()
    running = teacher.starts()
    view = running.view()
    assert view.room.phase is Phase.LOBBY
    assert [
        " ".join(one.question.statement.text.split())
        for one in person.opened.classroom.kept(view.room.id).revisions
    ] == statements


def test_a_pick_has_as_many_of_each_verdict_as_can_be(teacher: Teacher) -> None:
    teacher.picks()
    assert "10 questions: " in teacher.person.sees()
    teacher.person.presses("Show the answers")
    answers = teacher.column("Answer")
    assert {answers.count(name) for name in ("Verified", "Claim", "Propaganda")} <= {3, 4}


def test_answers_are_not_shown_until_they_are_asked_for(teacher: Teacher) -> None:
    teacher.picks()
    assert "Answer" not in teacher.columns()
    teacher.person.presses("Show the answers")
    assert "Answer" in teacher.columns()
    teacher.person.presses("Hide the answers")
    assert "Answer" not in teacher.columns()


def test_packs_levels_and_number_are_heeded(teacher: Teacher) -> None:
    person = teacher.person
    person.presses("First steps")
    person.presses("Level 1")
    person.picks("Number of questions", "3 questions")
    QTest.keyClick(person.focus, Key.Key_Return)
    teacher.picks()
    assert set(teacher.column("Pack")) == {"First steps"}
    assert set(teacher.column("Level")) == {"1"}
    assert len(teacher.column("Statement")) == 3


def test_it_says_when_there_are_fewer_than_were_wanted(teacher: Teacher) -> None:
    teacher.person.presses("First steps")
    teacher.person.presses("Level 3")
    teacher.person.picks("Number of questions", "30 questions")
    teacher.picks()
    told = teacher.person.sees()
    assert "There are no more to choose from." in told or "No question is like that." in told


def test_alt_and_arrows_move_a_question_and_delete_takes_it_out(teacher: Teacher) -> None:
    teacher.picks()
    alt = Qt.KeyboardModifier.AltModifier
    first, second, third, *others = teacher.column("Statement")
    teacher.person.types(Key.Key_Down, modifier=alt)
    teacher.person.types(Key.Key_Down, modifier=alt)
    assert teacher.column("Statement") == [second, third, first, *others]
    teacher.person.types(Key.Key_Up, modifier=alt)
    assert teacher.column("Statement") == [second, first, third, *others]
    teacher.person.types(Key.Key_Delete)
    assert teacher.column("Statement") == [second, third, *others]
    teacher.person.types(Key.Key_Up, Key.Key_Up)
    teacher.person.types(Key.Key_Up, modifier=alt)
    assert teacher.column("Statement") == [second, third, *others], "the first cannot go up"


def test_the_question_that_is_chosen_is_told_in_full(teacher: Teacher) -> None:
    teacher.picks()
    teacher.person.types(Key.Key_Down)
    assert teacher.column("Statement")[1] in teacher.person.sees().splitlines()


def test_a_quiz_of_which_everything_was_taken_out_cannot_start(teacher: Teacher) -> None:
    teacher.picks()
    for _ in range(10):
        teacher.person.types(Key.Key_Delete)
    assert not teacher.page.prepare.start.isEnabled()
    teacher.person.types(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    teacher.person.rests()
    assert teacher.person.is_on(Where.CLASSROOM)


def test_how_the_class_takes_part_reaches_the_quiz(teacher: Teacher) -> None:
    person = teacher.person
    person.picks("Names", "Names they type")
    person.picks("How they answer", "Without phones")
    person.picks("Teams", "3 teams")
    person.picks("Timer", "45 seconds")
    assert "You see each name first and let it in." in person.sees()
    teacher.page.prepare.title.setFocus()
    QTest.keyClicks(person.focus, "Monday, 8b")
    teacher.picks()
    setting = teacher.starts().view().setting
    assert (setting.title, setting.names) == ("Monday, 8b", Names.FREE)
    assert (setting.phones, setting.teams, setting.seconds) == (False, 3, 45)


def test_a_class_list_without_a_class_is_refused_with_a_word(teacher: Teacher) -> None:
    teacher.person.picks("Names", "The list of a class")
    teacher.picks()
    teacher.person.presses("Start")
    teacher.person.waits_until(
        lambda: "There is no list of names to pick from." in teacher.person.sees()
    )
    assert teacher.page.prepare.start.isEnabled()
    assert teacher.person.is_on(Where.CLASSROOM)


def test_no_second_quiz_starts_while_one_is_open(teacher: Teacher) -> None:
    teacher.picks()
    teacher.starts()
    teacher.person.window.lead_to(Place(Where.CLASSROOM))
    assert "A quiz is open already." in teacher.person.sees()
    assert not teacher.page.prepare.start.isEnabled()


def test_a_quiz_that_has_ended_stands_in_the_list_of_past_ones(teacher: Teacher) -> None:
    person = teacher.person
    assert "No quiz has been held yet." in person.sees()
    teacher.page.prepare.title.setFocus()
    QTest.keyClicks(person.focus, "Monday")
    teacher.picks()
    running = teacher.starts()
    person.window.hub.publish(running.add_seat("Mira"))
    person.window.hub.publish(running.step())
    person.window.hub.publish(running.vote_for(1, Verdict.CLAIM))
    person.window.hub.publish(running.end())
    person.types(Key.Key_Space)
    person.waits_until(lambda: person.is_on(Where.TODAY))
    person.presses("Classroom")
    person.waits_until(lambda: "One quiz so far." in person.sees())
    assert teacher.column("Quiz", "Past quizzes") == ["Monday"]
    assert teacher.column("Questions", "Past quizzes") == ["10"]
    assert teacher.column("Players", "Past quizzes") == ["1"]
    assert teacher.column("Answers", "Past quizzes") == ["1"]


def test_a_guest_is_told_why_no_quiz_is_held(open_window: Callable[..., Person]) -> None:
    person = open_window()
    person.window.lead_to(Place(Where.GUEST))
    person.waits_until(lambda: person.window.opened is not None and person.opened.guest)
    person.presses("Classroom")
    assert "As a guest you keep nothing" in person.sees()
    assert "Pick questions" not in person.sees()
