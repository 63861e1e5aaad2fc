"""A teacher looks back on a quiz: what was hard, for whom, and in files for others."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from tests.core.test_class_reports import room_of
from tests.ui.lesson import Lesson
from tests.ui.person import Person, other
from trainer.core.class_reports import ClassReport, class_report
from trainer.core.items import Finding
from trainer.core.rubric import Verdict
from trainer.services.made_up_class import MadeUpLesson, hold_lesson
from trainer.ui.pages.class_report.questions import questions_sheet
from trainer.ui.places import Place, Where
from trainer.ui.widgets.reading import ReadingView
from trainer.ui.widgets.tables import GridTable

Key = Qt.Key
HARDEST = "Hardest was question"


def looks_back(person: Person, room: int) -> None:
    person.window.lead_to(Place(Where.CLASS_REPORT, session=room))
    person.waits_until(lambda: " answer" in person.sees())


def held(person: Person, lesson: MadeUpLesson, seed: int = 11) -> int:
    return hold_lesson(person.opened.classroom, lesson, seed)


def report(person: Person, room: int) -> ClassReport:
    return person.opened.classroom.reports.report(room)


def cells(person: Person) -> list[tuple[str, ...]]:
    """The rows of the one table in sight."""
    return list(person.find(GridTable).rows.grid.rows)


def column(person: Person, head: str) -> list[str]:
    grid = person.find(GridTable).rows.grid
    at = grid.columns.index(head)
    return [row[at] for row in grid.rows]


def test_the_end_of_a_quiz_leads_to_how_it_went_and_back(person: Person) -> None:
    lesson = Lesson(person).begins(2)
    lesson.joins("a", "b")
    lesson.presses(Key.Key_G)
    assert person.is_on(Where.ROOM), "nothing is told while the quiz runs"
    lesson.presses(Key.Key_Space)
    lesson.says("a", lesson.truth)
    lesson.says("b", other(lesson.truth))
    lesson.presses(Key.Key_X, Key.Key_Return)
    person.presses("See how it went")
    person.waits_until(lambda: HARDEST in person.sees())
    assert f"{HARDEST} 1: 50\u00a0% right." in person.sees()
    assert "2 pupils · 2 answers" in person.sees()
    assert column(person, "Right") == ["50\u00a0%, 1 of 2", "–"], "unanswered is not wrong"
    person.types(Key.Key_Escape)
    assert person.is_on(Where.ROOM)


def test_each_question_stands_with_its_counts(person: Person) -> None:
    room = held(person, MadeUpLesson("Monday", pupils=8, questions=5, hands=True))
    looks_back(person, room)
    found = report(person, room).questions
    assert column(person, "Votes") == [" · ".join(map(str, one.first)) for one in found]
    assert column(person, "Second vote")[:3] == ["–"] * 3
    shift = found[3].shift
    assert shift is not None
    assert column(person, "Second vote")[3].endswith(f"↑{shift.to_right} ↓{shift.to_wrong}")
    assert "raised hands, which count in shares and belong to nobody" in person.sees()


def test_below_thirty_answers_no_question_is_blamed_and_it_is_said_why(person: Person) -> None:
    looks_back(person, held(person, MadeUpLesson("Monday", pupils=8, questions=4)))
    assert "can be told from 30 answers of single pupils on" in person.sees()
    assert "With the rest" not in person.find(GridTable).rows.grid.columns


def test_from_thirty_answers_on_the_correlation_stands_there(person: Person) -> None:
    room = held(person, MadeUpLesson("Monday", pupils=45, questions=4))
    looks_back(person, room)
    assert any(one not in {"–", ""} for one in column(person, "With the rest"))
    warned = [one.finding for one in report(person, room).questions]
    for words, finding in zip(column(person, "With the rest"), warned, strict=True):
        assert ("Look at it" in words) is (finding is Finding.LOOK)
        assert ("Check the key" in words) is (finding is Finding.CHECK_KEY)


@pytest.mark.parametrize("pupils", [9, 34])
def test_all_columns_fit_into_a_narrow_window(person: Person, pupils: int) -> None:
    person.window.resize(1024, 700)
    looks_back(person, held(person, MadeUpLesson("Monday", pupils=pupils, questions=10)))
    person.settles()
    table = person.find(GridTable)
    assert ("With the rest" in table.rows.grid.columns) is (pupils == 34)
    assert "Second vote" in table.rows.grid.columns
    assert table.horizontalScrollBar().maximum() == 0


def test_a_question_that_few_answered_has_no_correlation_beside_those_that_many_did() -> None:
    rows = ["vcp", "cvc"] * 5 + ["vc ", "cv "] * 12
    found = class_report(room_of(*rows))
    assert found.questions[2].item is not None
    assert found.questions[2].item.correlation is not None, "there would be one to show"
    grid = questions_sheet(found).grid
    at = grid.columns.index("With the rest")
    assert [row[at] for row in grid.rows][2] == "–"
    assert "–" not in [row[at] for row in grid.rows][:2]


def test_a_question_opens_with_its_text_and_whom_the_wrong_verdict_drew(person: Person) -> None:
    room = held(person, MadeUpLesson("Monday", pupils=12, questions=3))
    looks_back(person, room)
    person.types(Key.Key_Down, Key.Key_Return)
    question = report(person, room).questions[1]
    assert person.find(ReadingView).toPlainText() == question.revision.text
    assert question.revision.question.key is not None
    assert question.draws is not None
    drawn = question.choosers[question.draws[0]]
    names = {one.player.name for one in report(person, room).pupils if one.player.number in drawn}
    assert names
    assert all(name in person.sees() for name in names)
    person.types(Key.Key_Right)
    assert person.find(ReadingView).toPlainText() != question.revision.text
    person.types(Key.Key_Right, Key.Key_Escape)
    assert person.find(GridTable).currentIndex().row() == 2, "the last one has no next"
    assert person.is_on(Where.CLASS_REPORT)


def test_a_question_to_argue_about_has_votes_and_cases_but_nothing_right(person: Person) -> None:
    lesson = Lesson(person)
    open_ended = next(one for one in person.opened.library.entries if not one.verdict)
    lesson.begins(entries=[open_ended])
    lesson.joins("a", "b")
    lesson.presses(Key.Key_Space)
    lesson.says("a", Verdict.CLAIM)
    lesson.says("b", Verdict.VERIFIED)
    views = lesson.revision.question.views
    lesson.presses(Key.Key_X, Key.Key_Return, Key.Key_G)
    person.waits_until(lambda: "Nobody has answered a question with a key." in person.sees())
    assert column(person, "Votes") == ["1 · 1 · 0"]
    assert column(person, "Right") == [""]
    person.types(Key.Key_Return)
    person.waits_until(lambda: "nothing is right or wrong here" in person.sees())
    assert views
    assert all(words in person.sees() for words in views.values())


def test_a_new_look_reaches_a_question_that_is_open(person: Person) -> None:
    looks_back(person, held(person, MadeUpLesson("Monday", pupils=4, questions=2)))
    person.types(Key.Key_Return)
    shown = person.find(ReadingView).toPlainText()
    person.window.page(Where.CLASS_REPORT).redraw()
    person.rests(60)
    assert person.find(ReadingView).toPlainText() == shown


def test_skills_stand_beside_what_the_class_doubts_and_trusts(person: Person) -> None:
    room = held(person, MadeUpLesson("Monday", pupils=9, questions=6, teams=3))
    looks_back(person, room)
    person.types(Key.Key_2)
    seen = person.sees()
    for words in ("False doubt", "False trust", "Over-labelling", "Balanced accuracy", "Teams"):
        assert words in seen
    assert "The class " in seen


def test_a_pupil_is_told_apart_and_advised(person: Person) -> None:
    room = held(person, MadeUpLesson("Monday", pupils=5, questions=6))
    looks_back(person, room)
    person.types(Key.Key_3, Key.Key_Return)
    first = report(person, room).pupils[0]
    assert column(person, "Name")[0] == first.player.name
    assert f"{first.tally.total} statements judged, {first.tally.right.part} of them" in (
        person.sees()
    )
    person.types(Key.Key_Escape)
    assert "statements judged" not in person.sees()
    assert person.is_on(Where.CLASS_REPORT)


def test_a_quiz_that_nobody_answered_says_what_is_missing(person: Person) -> None:
    Lesson(person).begins(2)
    lesson = person.opened.classroom.running
    assert lesson is not None
    lesson.end()
    looks_back(person, lesson.id)
    assert "Nobody has answered a question with a key." in person.sees()
    person.types(Key.Key_2)
    assert "Skills show once a question with a key has been answered." in person.sees()
    assert "once there are answers to verified statements and to others" in person.sees()
    person.types(Key.Key_3)
    assert "Nobody took part by name" in person.sees()


def test_an_earlier_quiz_of_the_class_stands_beside_this_one(person: Person) -> None:
    classes = person.opened.classroom.classes
    classes.add("9b")
    school_class = classes.all()[0].id
    classes.set_pupils(school_class, [f"Pupil {number}" for number in range(12)])
    first = held(person, MadeUpLesson("March", 12, 9, school_class), 3)
    looks_back(person, first)
    person.types(Key.Key_2)
    assert "This is the first quiz of this class that had answers." in person.sees()
    person.types(Key.Key_Escape)
    second = held(person, MadeUpLesson("April", 12, 9, school_class, better=0.2), 4)
    looks_back(person, second)
    person.types(Key.Key_2)
    assert "Beside earlier quizzes of 9b" in person.sees()
    assert "Against the quiz before" in person.sees()
    assert "The questions differ too" in person.sees()


@pytest.mark.parametrize(
    ("button", "ending"),
    [("CSV table", "csv"), ("Excel workbook", "xlsx"), ("xAPI statements", "json")],
)
def test_every_answer_goes_into_a_file(
    person: Person, tmp_path: Path, button: str, ending: str
) -> None:
    room = held(person, MadeUpLesson("Monday", pupils=5, questions=4))
    looks_back(person, room)
    place = tmp_path / f"monday.{ending}"
    person.presses(button)
    person.chooses_file(place)
    person.waits_until(lambda: "Written to" in person.sees())
    votes = len(person.opened.classroom.kept(room).votes)
    if ending == "csv":
        assert len(list(csv.DictReader(place.read_text("utf-8-sig").splitlines()))) == votes
    elif ending == "json":
        assert len(json.loads(place.read_text("utf-8"))) == votes
    else:
        assert len(load_workbook(place).worksheets) == 5


def test_a_quiz_is_erased_only_after_a_yes(person: Person) -> None:
    room = held(person, MadeUpLesson("Monday", pupils=3, questions=2))
    looks_back(person, room)
    classroom = person.opened.classroom
    person.presses("Erase this quiz…")
    person.types(Key.Key_Escape)
    assert "It cannot be brought back" not in person.sees()
    person.presses("Erase this quiz…")
    assert "backups included" in person.sees()
    person.presses("Erase it")
    assert "Erasing, in the backups as well…" in person.sees()
    person.waits_until(lambda: not person.is_on(Where.CLASS_REPORT))
    assert all(line.id != room for line in classroom.past())


def test_an_erased_quiz_is_in_no_file_any_more(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    first = open_window(tmp_path / "data")
    held(first, MadeUpLesson("Zanzibar Monday", pupils=3, questions=2))
    first.window.close()
    backups = tmp_path / "data" / "backups"
    assert any(b"Zanzibar" in file.read_bytes() for file in backups.iterdir())
    person = open_window(tmp_path / "data")
    (line,) = person.opened.classroom.past()
    looks_back(person, line.id)
    person.presses("Erase this quiz…")
    person.presses("Erase it")
    person.waits_until(lambda: not person.is_on(Where.CLASS_REPORT))
    files = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert [file.name for file in files if b"Zanzibar" in file.read_bytes()] == []


def test_a_damaged_file_that_may_hold_the_quiz_is_named(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    person = open_window(tmp_path / "data")
    room = held(person, MadeUpLesson("Monday", pupils=3, questions=2))
    aside = tmp_path / "data" / "history.damaged-20260301-120000.sqlite3"
    aside.write_bytes(b"what was left")
    looks_back(person, room)
    person.presses("Erase this quiz…")
    assert str(aside) in person.sees()


def test_a_quiz_whose_room_is_open_is_not_erased(person: Person) -> None:
    Lesson(person).begins(1)
    running = person.opened.classroom.running
    assert running is not None
    running.end()
    looks_back(person, running.id)
    person.presses("Erase this quiz…")
    person.presses("Erase it")
    person.waits_until(lambda: "This quiz is still open." in person.sees())
    assert person.is_on(Where.CLASS_REPORT)
    person.waits_until(lambda: "Erase this quiz…" in person.sees())


def test_a_report_on_a_quiz_that_is_gone_is_told_calmly(person: Person) -> None:
    person.window.lead_to(Place(Where.CLASS_REPORT, session=99))
    person.waits_until(lambda: "not in the history any more" in person.sees())
