"""What a teacher takes out of a class's report on paper, and what each pupil is handed."""

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog

from tests.core.test_class_reports import room_of
from tests.ui.pdf import pages_of
from tests.ui.person import Person
from tests.ui.test_class_report import held, looks_back, report
from tests.ui.test_paper import letters
from tests.window import ASSETS
from trainer.core.class_reports import ClassReport, class_report
from trainer.core.class_words import second_vote_said
from trainer.core.dates import exact
from trainer.core.room import Names
from trainer.core.rubric import Verdict
from trainer.core.settings import Look
from trainer.services.classroom.pupil_pages import PupilPage, pupil_pages
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan
from trainer.services.made_up_class import MadeUpLesson, class_of
from trainer.ui.figures import interval_words, per_cent
from trainer.ui.flowing import Piece, flow_pieces
from trainer.ui.pages.class_report.drawing import draw_class_report
from trainer.ui.pages.class_report.leaves import draw_pupil_pages
from trainer.ui.pages.class_report.printed import printed_report
from trainer.ui.paper import Paper, Sheet, font, pdf_of
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD
from trainer.ui.theme.tokens import read_tokens

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Key = Qt.Key
A4 = QPageSize(QPageSize.PageSizeId.A4)
TOKENS = read_tokens(ASSETS / "themes", Look.LIGHT)


def saves(person: Person, button: str, file: Path) -> list[str]:
    """What stands on each page of the file that a button makes."""
    person.presses(button)
    person.chooses_file(file)
    person.waits_until(lambda: f"Written to {file}" in person.sees())
    return pages_of(file.read_bytes())


def prints(person: Person, button: str, file: Path) -> list[str]:
    person.presses(button)
    person.prints_to(file)
    person.waits_until(lambda: f"Written to {file}" in person.sees())
    return pages_of(file.read_bytes())


def all_of(pages: list[str]) -> str:
    return letters(" ".join(pages))


def handed_out(pages: tuple[PupilPage, ...]) -> list[str]:
    draw = partial(draw_pupil_pages, pages=pages, tokens=TOKENS)
    return pages_of(pdf_of(draw, "Monday", A4))


def reported(person: Person, found: ClassReport) -> list[str]:
    printed = printed_report(found, person.window._clock.now())
    draw = partial(draw_class_report, report=printed, tokens=TOKENS)
    return pages_of(pdf_of(draw, "Monday", A4))


def test_the_report_is_saved_with_the_figures_of_its_page(person: Person, tmp_path: Path) -> None:
    school_class = class_of(person.opened.classroom, "9b", [f"Pupil {n}" for n in range(12)])
    held(person, MadeUpLesson("March", 12, 6, school_class), 3)
    room = held(person, MadeUpLesson("April", 12, 8, school_class, teams=2), 4)
    looks_back(person, room)
    pages = saves(person, "PDF report", tmp_path / "report.pdf")
    found = report(person, room)
    words = all_of(pages)
    assert 1 <= len(pages) <= 3
    assert "April" in pages[0]
    begun = exact(found.started_at)
    assert f"9b · {begun} · 12 pupils · {found.answers} answers." in " ".join(pages[0].split())
    for question in found.questions:
        assert letters(question.revision.question.statement.text) in words
        assert question.right is not None
        assert question.right.value is not None
        right = f"{per_cent(question.right.value)}, {question.right.part} of {question.right.whole}"
        assert letters(right + interval_words(question.right)) in words
        assert " · ".join(map(str, question.first)) in " ".join(pages)
        if question.second is not None:
            assert " · ".join(map(str, question.second)) in " ".join(pages)
    assert letters(second_vote_said(found)) in words
    for measure, share in (
        ("False doubt", found.tally.false_doubt),
        ("False trust", found.tally.false_trust),
    ):
        assert share.value is not None
        assert letters(measure + per_cent(share.value) + interval_words(share)) in words
    for heading in ("Skills", "Teams", "Beside earlier quizzes of 9b", "March"):
        assert letters(heading) in words


def test_below_thirty_answers_each_question_says_how_many_are_missing(person: Person) -> None:
    words = all_of(reported(person, class_report(room_of(*["vcp"] * 28, "vc ", "v  "))))
    assert "needs2answersmore" in words
    assert "needsoneanswermore" in words
    assert "nobodydiffers" in words


def test_a_key_that_looks_wrong_is_warned_of_on_paper(person: Person) -> None:
    # Who is right on the others is wrong on the first.
    words = all_of(reported(person, class_report(room_of(*["ccp"] * 16, *["vvv"] * 16))))
    assert words.count("Checkthekeyofquestion1") == 1
    assert words.count("Checkthekey") == 2, "beside its correlation too"


def test_thirty_questions_make_three_pages_at_the_most(person: Person) -> None:
    room = held(person, MadeUpLesson("Long", 31, 30))
    pages = reported(person, report(person, room))
    assert len(pages) <= 3
    assert all("With the rest" in page for page in pages[:2]), "columns are named on each page"


def test_the_paper_is_the_same_from_a_printer(person: Person, tmp_path: Path) -> None:
    room = held(person, MadeUpLesson("Monday", 5, 4))
    looks_back(person, room)
    saved = saves(person, "PDF report", tmp_path / "saved.pdf")
    assert prints(person, "Print…", tmp_path / "printed.pdf") == saved


def test_every_pupil_gets_a_page_of_their_own(person: Person, tmp_path: Path) -> None:
    names = [f"Pupil {letter}" for letter in "ABCDE"]
    school_class = class_of(person.opened.classroom, "9b", names)
    room = held(person, MadeUpLesson("Monday", 5, 6, school_class))
    looks_back(person, room)
    person.types(Key.Key_3)
    pages = saves(person, "Save a page for each pupil…", tmp_path / "all.pdf")
    assert len(pages) == 5
    for name, page in zip(names, pages, strict=True):
        assert page.strip().startswith(name)
        assert not any(other in page for other in names if other != name)
    found = pupil_pages(report(person, room))
    for page, one in zip(pages, found, strict=True):
        for question in one.questions:
            told = letters(question.headline + question.answered + question.verdict)
            assert told in letters(page)
            assert letters(question.statement) in letters(page)
            assert letters("".join(question.why)) in letters(page)
            for quote in question.quotes:
                assert letters(quote) in letters(page)
        for skill, rule in one.advice:
            assert letters(skill + rule) in letters(page)


def test_the_page_of_the_chosen_pupil_comes_alone(person: Person, tmp_path: Path) -> None:
    school_class = class_of(person.opened.classroom, "9b", ["Ada", "Ben", "Cleo"])
    looks_back(person, held(person, MadeUpLesson("Monday", 3, 4, school_class)))
    person.types(Key.Key_3, Key.Key_Down, Key.Key_Return)
    (page,) = saves(person, "Save the pupil’s page…", tmp_path / "ben.pdf")
    assert page.strip().startswith("Ben")
    assert "Ada" not in page
    assert prints(person, "Print the pupil’s page…", tmp_path / "printed.pdf") == [page]
    person.types(Key.Key_Escape)
    every = prints(person, "Print a page for each pupil…", tmp_path / "every.pdf")
    assert [one.split()[0] for one in every] == ["Ada", "Ben", "Cleo"]


def test_nobody_gets_a_page_where_nobody_took_part(person: Person) -> None:
    classroom = person.opened.classroom
    entries = person.opened.classroom.quizzes.pick(Choice(), 2)
    looks_back(person, classroom.open_on_paper(Plan("Monday", entries)))
    assert person.button("PDF report")
    person.types(Key.Key_3)
    with pytest.raises(AssertionError, match="no button"):
        person.button("Save a page for each pupil…")


def test_a_file_that_cannot_be_written_is_told_calmly(person: Person, tmp_path: Path) -> None:
    looks_back(person, held(person, MadeUpLesson("Monday", 2, 2)))
    place = tmp_path / "report.pdf"
    place.write_text("before")
    # Nothing can be written where it is prepared.
    (tmp_path / f".report.pdf.{os.getpid()}.part").mkdir()
    person.presses("PDF report")
    dialog = person.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(place))
    person.waits_until(lambda: "could not be written" in person.sees())
    assert "Writing…" not in person.sees()
    assert place.read_text() == "before"


HOSTILE = (
    "<script>alert(1)</script>",
    "<b>Bold</b> &amp; <img src=x>",
    "\u202egnp.exe\u202c",
    "אדה לבלייס",
    "محمد بن عبد الله",
    "W" * 60,
)


def with_hostile_names(person: Person) -> ClassReport:
    classroom = person.opened.classroom
    entries = classroom.quizzes.pick(Choice(), 2)
    room = classroom.open_on_paper(Plan("<i>Quiz</i> \u202eback", entries, Names.FREE))
    for name in HOSTILE:
        classroom.paper.tick(room, classroom.paper.add(room, name), 0, Verdict.CLAIM)
    assert person.opened.all_saved(5)
    return report(person, room)


def test_names_and_titles_stand_as_they_are_written(person: Person) -> None:
    found = with_hostile_names(person)
    pages = handed_out(pupil_pages(found))
    assert len(pages) == len(HOSTILE), "a page each"
    assert "<script>alert(1)</script>" in pages[0]
    assert "<b>Bold</b> &amp; <img src=x>" in pages[1]
    assert "gnp.exe" in pages[2]
    assert pages[5].count("W") >= 120, "all of a long name, above and at the foot"
    assert all("<i>Quiz</i> back" in page for page in pages)
    assert "<i>Quiz</i> back" in reported(person, found)[0]


def test_words_from_right_to_left_stand_at_the_left_like_all_others(qapp: object) -> None:
    picture = QImage(400, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    sheet = Sheet(QPainter(picture), TOKENS, QRectF(0, 0, 400, 30))
    sheet.write(QRectF(0, 0, 400, 30), "אדה", font(SANS, 14), sheet.ink)
    sheet.painter.end()
    inked = [
        x for x in range(400) if any(picture.pixelColor(x, y).lightness() < 128 for y in range(30))
    ]
    assert inked
    assert max(inked) < 100


def test_a_question_is_never_cut_and_all_pages_are_signed(person: Person) -> None:
    room = held(person, MadeUpLesson("Long", 2, 30))
    found = pupil_pages(report(person, room), 1)
    pages = handed_out(found)
    assert 2 <= len(pages) <= 4
    for number, page in enumerate(pages, 1):
        assert f"page {number}" in page
        assert page.count(found[0].name) >= 1
    whole = [letters(page) for page in pages]
    for question in found[0].questions:
        words = letters(question.statement), letters("".join(question.why)[-40:])
        assert any(all(one in page for one in words) for page in whole)


def test_a_quiz_of_eight_fits_on_one_page(person: Person) -> None:
    room = held(person, MadeUpLesson("Eight", 6, 8))
    found = report(person, room)
    pages = handed_out(pupil_pages(found))
    assert len(pages) == len(found.pupils)


def test_pieces_of_a_paragraph_keep_their_faces_behind_letters_of_two_units() -> None:
    paper = Paper("Monday", TOKENS)
    plain, strong = font(SANS, 11), font(SANS_SEMIBOLD, 11)
    flow_pieces(paper, (Piece("a𝄞b", plain, paper.ink), Piece("strong", strong, paper.ink)))
    lines = pages_of(paper.finished())[0].splitlines()
    assert "strong" in [line.strip() for line in lines], "it is a piece of text of its own"


def test_the_window_goes_on_while_pages_are_drawn(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks_back(person, held(person, MadeUpLesson("Monday", 3, 3)))
    threads: list[threading.Thread] = []
    real: Callable[..., None] = draw_class_report

    def noted(*args: object, **more: object) -> None:
        threads.append(threading.current_thread())
        real(*args, **more)

    monkeypatch.setattr("trainer.ui.pages.class_report.outgoing.draw_class_report", noted)
    saves(person, "PDF report", tmp_path / "report.pdf")
    assert threads
    assert threading.main_thread() not in threads


def test_votes_on_paper_are_all_votes(person: Person) -> None:
    found = report(person, held(person, MadeUpLesson("Monday", 9, 5, hands=True)))
    printed = printed_report(found, person.window._clock.now())
    assert sum(sum(map(int, one.cells[2].split(" · "))) for one in printed.questions) == (
        found.answers
    )
