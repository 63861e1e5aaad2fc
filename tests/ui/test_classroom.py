"""A teacher prepares a quiz and starts it, by keys as well as by pressing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.person import Person
from trainer.core.changes import Changes, Topic
from trainer.core.glossary import skill_name
from trainer.core.questions import QuestionRef
from trainer.core.room import Names, Phase
from trainer.core.rubric import Skill, Verdict
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.running import Running
from trainer.services.made_up_class import MadeUpLesson, hold_lesson
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


def test_the_quiz_comes_into_sight_once_it_is_picked(teacher: Teacher) -> None:
    assert teacher.page.prepare.start.visibleRegion().isEmpty()
    teacher.picks()
    teacher.person.settles()
    table = teacher.list_()
    assert table.visibleRegion().boundingRect().height() > 0.9 * table.height()


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
    assert "Tick more levels or packs, or none of them, to have more." in told


def test_ticked_skills_are_what_the_quiz_is_about(teacher: Teacher) -> None:
    person, chosen = teacher.person, (Skill.ATTACK, Skill.CALL)
    for skill in chosen:
        person.presses(skill_name(skill))
    teacher.picks()
    picked = [one.entry for one in teacher.page.prepare._draft.picked]
    assert len(picked) == 10
    assert all(any(skill.value in one.skills for skill in chosen) for one in picked)
    counts = [sum(skill.value in one.skills for one in picked) for skill in chosen]
    assert abs(counts[0] - counts[1]) <= 1, counts
    for skill in chosen:
        person.presses(skill_name(skill))
    teacher.picks()
    assert (
        len({skill for one in teacher.page.prepare._draft.picked for skill in one.entry.skills}) > 2
    )


def test_it_says_at_once_how_many_there_are_and_what_to_loosen(teacher: Teacher) -> None:
    person = teacher.person
    assert "To choose from: " in person.sees()
    person.presses(skill_name(Skill.DURESS))
    person.picks("Number of questions", "30 questions")
    QTest.keyClick(person.focus, Key.Key_Return)
    number = len(person.opened.classroom.quizzes.candidates(Choice(skills=(Skill.DURESS,))))
    assert number < 30
    assert f"To choose from: {number} questions, " in person.sees()
    assert "Tick more skills, or none of them, to have more." in person.sees()
    teacher.picks()
    assert len(teacher.column("Statement")) == number
    assert "There are no more to choose from. Tick more skills" in person.sees()


def test_only_skills_that_some_question_has_are_offered(teacher: Teacher) -> None:
    library = teacher.person.opened.library
    asked = {skill for one in library.entries if one.practicable for skill in one.skills}
    offered = [tick.accessibleName() for tick in teacher.page.prepare.choosing.skills.buttons]
    assert offered == [skill_name(skill) for skill in Skill if skill.value in asked]


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
    person.presses("Past quizzes")
    assert "No quiz has been held yet." in person.sees()
    person.presses("Prepare a quiz")
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
    person.presses("Past quizzes")
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


def writes(person: Person, field: QLineEdit, words: str) -> None:
    """Write into a field."""
    field.setFocus()
    QTest.keyClicks(field, words)


def names_in(teacher: Teacher, names: str) -> None:
    """Paste a list of names."""
    teacher.page.classes.names.setFocus()
    teacher.page.classes.names.setPlainText(names)


def with_class(teacher: Teacher, name: str) -> None:
    """Add a class by keys."""
    person = teacher.person
    if not teacher.page.classes.isVisible():
        person.presses("Classes")
    writes(person, teacher.page.classes.new_name, name)
    QTest.keyClick(person.focus, Key.Key_Return)
    person.waits_until(lambda: teacher.page.classes.name.text() == name)


def test_a_kept_quiz_is_loaded_again_in_its_order(teacher: Teacher) -> None:
    person = teacher.person
    teacher.picks()
    person.types(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    statements = teacher.column("Statement")
    writes(person, teacher.page.prepare.title, "Monday")
    person.presses("Keep this quiz")
    person.waits_until(lambda: "It is kept." in person.sees())
    teacher.picks()
    assert teacher.column("Statement") != statements
    teacher.page.prepare.title.clear()
    person.presses("Load this quiz")
    person.waits_until(lambda: teacher.column("Statement") == statements)
    assert teacher.page.prepare.title.text() == "Monday"


def test_a_kept_quiz_remembers_what_it_was_drawn_from(teacher: Teacher) -> None:
    person, choosing = teacher.person, teacher.page.prepare.choosing
    for name in ("First steps", "Level 1", skill_name(Skill.SCOPE)):
        person.presses(name)
    person.picks("Number of questions", "3 questions")
    QTest.keyClick(person.focus, Key.Key_Return)
    teacher.picks()
    wanted = choosing.choice
    writes(person, teacher.page.prepare.title, "Monday")
    person.presses("Keep this quiz")
    person.waits_until(lambda: "It is kept." in person.sees())
    for name in ("First steps", "Level 1", skill_name(Skill.SCOPE), skill_name(Skill.CALL)):
        person.presses(name)
    person.picks("Number of questions", "10 questions")
    QTest.keyClick(person.focus, Key.Key_Return)
    assert choosing.choice != wanted
    person.presses("Load this quiz")
    person.waits_until(lambda: choosing.choice == wanted)
    assert choosing.wanted == 3
    assert person.button("First steps").isChecked()
    assert not person.button(skill_name(Skill.CALL)).isChecked()


def test_a_quiz_without_a_title_is_not_kept(teacher: Teacher) -> None:
    teacher.picks()
    teacher.person.presses("Keep this quiz")
    teacher.person.waits_until(
        lambda: "A quiz that is kept needs a title." in teacher.person.sees()
    )
    assert teacher.person.opened.classroom.quizzes.saved() == ()


def test_a_kept_quiz_says_what_is_missing_of_it(teacher: Teacher) -> None:
    quizzes = teacher.person.opened.classroom.quizzes
    (entry,) = quizzes.pick(Choice(), 1)
    gone = [QuestionRef("gone-pack", "one"), QuestionRef("gone-pack", "two")]
    teacher.person.window.hub.publish(quizzes.save("Old", [gone[0], entry.ref, gone[1]]))
    teacher.person.presses("Load this quiz")
    teacher.person.waits_until(lambda: "2 questions are not at hand" in teacher.person.sees())
    assert "gone-pack" in teacher.person.sees()
    assert len(teacher.column("Statement")) == 1


def test_a_kept_quiz_is_deleted_after_a_question(teacher: Teacher) -> None:
    person, quizzes = teacher.person, teacher.person.opened.classroom.quizzes
    refs = [entry.ref for entry in quizzes.pick(Choice(), 2)]
    person.window.hub.publish(quizzes.save("Old", refs))
    person.presses("Delete…")
    assert "Delete “Old”?" in person.sees()
    person.types(Key.Key_Return)
    assert len(quizzes.saved()) == 1, "Enter keeps it"
    assert "Delete “Old”?" not in person.sees()
    person.presses("Delete…")
    person.presses("Delete it")
    person.waits_until(lambda: quizzes.saved() == ())
    person.waits_until(lambda: "Kept quizzes" not in person.sees())


def test_a_question_is_found_by_its_words_and_added_by_keys(teacher: Teacher) -> None:
    person, quizzes = teacher.person, teacher.person.opened.classroom.quizzes
    (wanted,) = quizzes.worded(quizzes.pick(Choice(), 1))
    writes(person, teacher.page.prepare.adding.words, wanted.statement[:60].upper())
    found = "Questions that were found"
    person.waits_until(teacher.page.prepare.adding.table.isVisible)
    person.waits_until(lambda: wanted.statement in teacher.column("Statement", found))
    person.types(Key.Key_Return)
    assert person.focus is teacher.list_(found)
    at = teacher.column("Statement", found).index(wanted.statement)
    person.types(*[Key.Key_Down] * at, Key.Key_Return)
    assert teacher.column("Statement") == [wanted.statement]
    person.types(Key.Key_Return)
    assert teacher.column("Statement") == [wanted.statement], "it is in once"


def test_a_search_that_finds_nothing_says_so(teacher: Teacher) -> None:
    writes(teacher.person, teacher.page.prepare.adding.words, "qqxqq")
    teacher.person.waits_until(lambda: "No statement has these words." in teacher.person.sees())


def test_a_class_is_added_and_its_list_pasted(teacher: Teacher) -> None:
    person, classes = teacher.person, teacher.person.opened.classroom.classes
    with_class(teacher, "8b")
    assert person.focus is teacher.page.classes.names
    names_in(teacher, "Ada\nBo\n\nada\nCem")
    assert "3 names." in person.sees()
    assert "Line 4: ada is there already." in person.sees()
    person.presses("Keep this list")
    person.waits_until(lambda: "The list of 8b is kept." in person.sees())
    (one,) = classes.all()
    assert [pupil.name for pupil in classes.pupils(one.id)] == ["Ada", "Bo", "Cem"]
    person.presses("Prepare a quiz")
    person.picks("Class", "8b (3)")
    person.picks("Names", "The list of a class")
    teacher.picks()
    assert teacher.starts().view().setting.school_class == one.id


def test_each_class_shows_its_own_list(teacher: Teacher) -> None:
    person = teacher.person
    with_class(teacher, "8b")
    names_in(teacher, "Ada")
    person.presses("Keep this list")
    person.waits_until(lambda: "The list of 8b is kept." in person.sees())
    with_class(teacher, "9a")
    assert teacher.page.classes.names.toPlainText() == ""
    person.picks("Class", "8b (1)")
    assert teacher.page.classes.names.toPlainText() == "Ada"
    assert teacher.page.classes.name.text() == "8b"


def test_names_come_from_a_csv_file(teacher: Teacher, tmp_path: Path) -> None:
    place = tmp_path / "class.csv"
    place.write_bytes("First name;Last name\r\nZoë;Müller\r\nBo;Li\r\n".encode("cp1252"))
    with_class(teacher, "8b")
    teacher.person.presses("Read a file…")
    teacher.person.chooses_file(place)
    written = teacher.page.classes.names
    teacher.person.waits_until(lambda: written.toPlainText() == "Zoë Müller\nBo Li")
    assert "2 names." in teacher.person.sees()


def test_a_class_gets_another_name_and_two_of_one_name_are_refused(teacher: Teacher) -> None:
    person, classes = teacher.person, teacher.person.opened.classroom.classes
    with_class(teacher, "8b")
    with_class(teacher, "9a")
    teacher.page.classes.name.clear()
    writes(person, teacher.page.classes.name, "8B")
    person.presses("Rename")
    person.waits_until(lambda: "There is a class of this name already." in person.sees())
    teacher.page.classes.name.clear()
    writes(person, teacher.page.classes.name, "9b")
    person.presses("Rename")
    person.waits_until(lambda: [one.name for one in classes.all()] == ["8b", "9b"])


def test_a_class_is_erased_after_a_question(teacher: Teacher) -> None:
    person, classes = teacher.person, teacher.person.opened.classroom.classes
    with_class(teacher, "8b")
    person.presses("Erase this class…")
    assert "Erase 8b with its list of names" in person.sees()
    person.types(Key.Key_Return)
    assert len(classes.all()) == 1, "Enter keeps it"
    person.presses("Erase this class…")
    person.presses("Erase it")
    person.waits_until(lambda: classes.all() == ())
    person.waits_until(lambda: "A class and its list" not in person.sees())


def test_keys_change_no_quiz_that_is_not_in_sight(teacher: Teacher) -> None:
    teacher.picks()
    before = teacher.column("Statement")
    teacher.person.presses("Past quizzes")
    teacher.person.types(Key.Key_Delete)
    teacher.person.types(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    teacher.person.rests()
    assert teacher.person.is_on(Where.CLASSROOM)
    teacher.person.presses("Prepare a quiz")
    assert teacher.column("Statement") == before


def test_a_quiz_on_paper_leads_to_its_sheets(teacher: Teacher) -> None:
    teacher.picks()
    statements = teacher.column("Statement")
    teacher.person.presses("On paper…")
    teacher.person.waits_until(lambda: teacher.person.is_on(Where.PAPER))
    assert teacher.person.opened.classroom.running is None
    (line,) = teacher.person.opened.classroom.past()
    assert (line.questions, line.answers) == (len(statements), 0)
    assert teacher.person.window.sidebar.places[Where.CLASSROOM].isChecked()


def test_a_past_quiz_opens_as_its_report(teacher: Teacher) -> None:
    room = hold_lesson(teacher.person.opened.classroom, MadeUpLesson("Monday", 5, 3))
    assert teacher.person.opened.all_saved(20)
    teacher.person.window.hub.publish(Changes.of(Topic.CLASSES))
    teacher.person.presses("Past quizzes")
    table = teacher.list_("Past quizzes")
    table.setFocus()
    teacher.person.types(Key.Key_Return)
    teacher.person.waits_until(lambda: teacher.person.is_on(Where.CLASS_REPORT))
    assert teacher.person.window.place.session == room
    teacher.person.waits_until(lambda: "Hardest was" in teacher.person.sees())
