"""A quiz on paper: sheets come out of the printer, and what was ticked goes in by keys."""

import random
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPageSize

from tests.journeys.steps import press, write
from tests.ui.pdf import pages_of
from tests.ui.person import Person
from tests.window import ASSETS
from trainer.core.changes import Changes, Topic
from trainer.core.glossary import verdict_name
from trainer.core.paths import DataPaths
from trainer.core.reveals import legend_of, shown
from trainer.core.revisions import Revision
from trainer.core.room import Names
from trainer.core.rubric import Verdict
from trainer.core.settings import Look
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan
from trainer.ui.entries import quoted
from trainer.ui.handouts import draw_key, draw_sheet
from trainer.ui.paper import pdf_of, usual_size
from trainer.ui.places import Place, Where
from trainer.ui.theme.tokens import read_tokens
from trainer.ui.widgets.entry import EntryGrid

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Key = Qt.Key
SIZES = (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter)


def opens_paper(person: Person, size: int = 3, pupils: Sequence[str] = ()) -> int:
    """Keep a quiz on paper, for a class where pupils are named, and come to its page."""
    classroom = person.opened.classroom
    school_class = None
    if pupils:
        classroom.classes.add("8b")
        school_class = classroom.classes.all()[0].id
        classroom.classes.set_pupils(school_class, pupils)
    entries = classroom.quizzes.pick(Choice(), size, random.Random(3))
    room = classroom.open_on_paper(Plan("Monday", entries, Names.FREE, school_class))
    person.window.lead_to(Place(Where.PAPER, session=room))
    return room


def adds(person: Person, name: str) -> None:
    """Write a name in the field that has the focus, and go on to the boxes of that sheet."""
    write(person, name)
    person.types(Key.Key_Return)
    person.waits_until(lambda: isinstance(person.focus, EntryGrid))


def boxes(person: Person) -> list[str]:
    """All boxes as a screen reader hears them, sheet by sheet."""
    grid = person.find(EntryGrid).entries
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        str(grid.data(grid.index(row, column), role))
        for row in range(grid.rowCount())
        for column in range(grid.columnCount())
    ]


def on_disk(person: Person, room: int) -> dict[tuple[str, int], Verdict]:
    """What the history keeps of the boxes, by the name on the sheet and the question from 1."""
    assert person.opened.all_saved(5)
    kept = person.opened.classroom.kept(room)
    names = {player.number: player.name for player in kept.players}
    return {(names[vote.player], vote.position + 1): vote.chosen for vote in kept.votes}


def sees(person: Person, words: str) -> bool:
    return words in person.sees()


def letters(words: str) -> str:
    """Words by their letters and figures alone.

    Lines end after hyphens too, and a face may have one glyph for two kinds of apostrophe.
    """
    return "".join(one for one in words if one.isalnum() and one != "\u02bc")


def test_sheet_after_sheet_goes_in_by_keys_alone(person: Person) -> None:
    room = opens_paper(person)
    assert "No sheet yet" in person.sees()
    adds(person, "Ada")
    person.types(Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_Return)
    adds(person, "Ben")
    person.types(Key.Key_3, Key.Key_Right, Key.Key_2)
    assert "5 of 6 boxes are entered, on 2 sheets." in person.sees()
    assert boxes(person) == [
        "Ada, question 1: Verified",
        "Ada, question 2: Claim",
        "Ada, question 3: Propaganda",
        "Ben, question 1: Propaganda",
        "Ben, question 2: empty",
        "Ben, question 3: Claim",
    ]
    assert on_disk(person, room) == {
        ("Ada", 1): Verdict.VERIFIED,
        ("Ada", 2): Verdict.CLAIM,
        ("Ada", 3): Verdict.PROPAGANDA,
        ("Ben", 1): Verdict.PROPAGANDA,
        ("Ben", 3): Verdict.CLAIM,
    }


@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete])
def test_a_box_is_changed_and_emptied_again(person: Person, key: Qt.Key) -> None:
    room = opens_paper(person)
    adds(person, "Ada")
    person.types(Key.Key_1, Key.Key_1, Key.Key_Left, Key.Key_Left, Key.Key_2, key)
    assert on_disk(person, room) == {("Ada", 1): Verdict.CLAIM}
    assert "1 of 3 boxes are entered, on one sheet." in person.sees()


def test_enter_goes_to_the_first_box_of_the_next_sheet(person: Person) -> None:
    room = opens_paper(person, pupils=["Ada", "Ben"])
    person.presses("Add all of 8b (2)")
    person.waits_until(lambda: "on 2 sheets" in person.sees())
    person.find(EntryGrid).setFocus()
    person.types(Key.Key_1, Key.Key_Return, Key.Key_2, Key.Key_Up, Key.Key_3)
    assert on_disk(person, room) == {
        ("Ada", 1): Verdict.VERIFIED,
        ("Ada", 2): Verdict.PROPAGANDA,
        ("Ben", 1): Verdict.CLAIM,
    }


def test_the_last_box_of_a_sheet_is_not_left_by_itself(person: Person) -> None:
    room = opens_paper(person, 1)
    adds(person, "Ada")
    person.types(Key.Key_1, Key.Key_3)
    assert on_disk(person, room) == {("Ada", 1): Verdict.PROPAGANDA}


def test_a_class_gets_the_sheets_that_it_lacks(person: Person) -> None:
    room = opens_paper(person, pupils=["Ada", "Ben", "Cleo"])
    adds(person, "ben")
    person.presses("Add all of 8b (2)")
    person.waits_until(lambda: "on 3 sheets" in person.sees())
    assert "Add all of 8b" not in person.sees()
    players = person.opened.classroom.paper.grid(room).players
    assert [player.name for player in players] == ["ben", "Ada", "Cleo"]
    assert all(player.pupil for player in players[1:])


def test_a_name_that_is_there_already_is_refused_and_stays_in_the_field(person: Person) -> None:
    opens_paper(person)
    adds(person, "Ada")
    person.types(Key.Key_Return)
    write(person, "ADA")
    person.types(Key.Key_Return)
    person.waits_until(lambda: "There is a sheet or a player of this name" in person.sees())
    assert len(boxes(person)) == 3


def test_a_sheet_is_left_out_only_after_it_was_asked_about(person: Person) -> None:
    room = opens_paper(person)
    adds(person, "Ada")
    person.types(Key.Key_1)
    press(person, "Leave a sheet out")
    assert "Leave Ada out?" in person.sees()
    person.types(Key.Key_Escape)
    assert person.is_on(Where.PAPER)
    assert len(boxes(person)) == 3
    press(person, "Leave a sheet out")
    person.presses("Leave it out")
    person.waits_until(lambda: "No sheet yet" in person.sees())
    assert person.opened.classroom.paper.grid(room).ticks == {}


def test_the_question_of_the_present_box_is_told(person: Person) -> None:
    room = opens_paper(person)
    statements = [
        one.question.statement.text for one in person.opened.classroom.kept(room).revisions
    ]
    adds(person, "Ada")
    assert statements[0] in person.sees()
    person.types(Key.Key_2)
    assert statements[1] in person.sees()
    assert statements[0] not in person.sees()


def test_esc_leads_back_to_where_one_came_from(person: Person) -> None:
    person.window.lead_to(Place(Where.LIBRARY))
    opens_paper(person)
    person.types(Key.Key_Escape)
    assert person.is_on(Where.LIBRARY)


def test_what_waits_for_the_disk_is_shown_and_said(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    person = open_window(tmp_path / "data")
    room = opens_paper(person)
    adds(person, "Ada")
    history = DataPaths(tmp_path / "data").database
    with closing(sqlite3.connect(history, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        person.types(Key.Key_1, Key.Key_2, Key.Key_Left, Key.Key_Backspace)
        person.waits_until(lambda: "Not all of it is saved yet" in person.sees())
        assert boxes(person)[:2] == ["Ada, question 1: Verified", "Ada, question 2: empty"]
        person.window.lead_to(Place(Where.TODAY))
        person.window.lead_to(Place(Where.PAPER, session=room))
        assert boxes(person)[0] == "Ada, question 1: Verified"
        other.execute("ROLLBACK")
    person.waits_until(lambda: "Not all of it is saved yet" not in person.sees())
    assert on_disk(person, room) == {("Ada", 1): Verdict.VERIFIED}


@pytest.fixture
def quiz(person: Person) -> tuple[Revision, ...]:
    return person.opened.classroom.kept(opens_paper(person, 10)).revisions


def pages(draw: Callable[..., None], revisions: Sequence[Revision], size: object) -> list[str]:
    tokens = read_tokens(ASSETS / "themes", Look.LIGHT)
    drawn = partial(draw, title="Monday", revisions=revisions, tokens=tokens)
    assert isinstance(size, QPageSize.PageSizeId)
    return pages_of(pdf_of(drawn, "Monday", QPageSize(size)))


@pytest.mark.parametrize("size", SIZES)
def test_a_sheet_has_every_text_and_statement_and_nothing_of_the_key(
    quiz: tuple[Revision, ...], size: object
) -> None:
    sheets = pages(draw_sheet, quiz, size)
    words = letters(" ".join(sheets))
    assert "Name" in sheets[0]
    for revision in quiz:
        assert letters(revision.text) in words
        assert letters(revision.question.statement.text) in words
        assert letters(shown(revision).scope) in words
        for secret in told(revision):
            assert letters(secret) not in words
    lines = "\n".join(sheets).splitlines()
    for verdict in Verdict:
        assert lines.count(verdict_name(verdict)) == len(quiz), "a box at each question"


def told(revision: Revision) -> Iterator[str]:
    key = revision.question.key
    assert key is not None
    yield key.explanation
    yield from (cue.note for cue in revision.question.cues)


@pytest.mark.parametrize("size", SIZES)
def test_a_text_and_its_statements_stay_on_one_page(
    quiz: tuple[Revision, ...], size: object
) -> None:
    sheets = [letters(page) for page in pages(draw_sheet, quiz, size)]
    assert len(sheets) > 1
    for revision in quiz:
        both = letters(revision.text), letters(revision.question.statement.text)
        assert any(all(words in page for words in both) for page in sheets)


def test_two_statements_on_one_text_share_it(quiz: tuple[Revision, ...]) -> None:
    first = quiz[0]
    other = replace(first, question=replace(first.question, id="other", scope="Judge it anew."))
    words = letters(" ".join(pages(draw_sheet, (first, other), SIZES[0])))
    assert words.count(letters(first.text)) == 1
    assert "Judgeitanew" in words


def test_a_text_longer_than_a_page_goes_on_overleaf_whole(quiz: tuple[Revision, ...]) -> None:
    long = replace(quiz[0], text="\n\n".join(f"Paragraph {n}. {quiz[0].text}" for n in range(40)))
    sheets = pages(draw_sheet, (long, *quiz[1:3]), SIZES[0])
    words = re.sub(r"WhoSaysMondayPage\d", "", letters(" ".join(sheets)))
    assert all(f"Paragraph{n}{letters(quiz[0].text)}" in words for n in range(40))
    assert len(sheets) >= 4


@pytest.mark.parametrize("size", SIZES)
def test_the_key_has_verdict_explanation_and_deciding_words(
    quiz: tuple[Revision, ...], size: object
) -> None:
    words = letters(" ".join(pages(draw_key, quiz, size)))
    for number, revision in enumerate(quiz, 1):
        key = revision.question.key
        assert key is not None
        assert f"{number}{verdict_name(key.verdict)}" in words
        assert letters(key.explanation) in words
        for cue in legend_of(revision):
            assert letters(cue.quote) in words
            assert letters(cue.note) in words


def test_the_key_to_what_is_argued_about_has_the_case_for_each_side(person: Person) -> None:
    classroom = person.opened.classroom
    entry = next(e for e in classroom.quizzes.candidates(Choice(arguing=True)) if not e.verdict)
    room = classroom.open_on_paper(Plan("Monday", (entry,)))
    (revision,) = classroom.kept(room).revisions
    words = letters(" ".join(pages(draw_key, (revision,), SIZES[0])))
    assert "carefulreaderssplit" in words
    assert revision.question.views
    for view in revision.question.views.values():
        assert letters(view) in words


def test_sheets_are_printed_and_saved_and_so_is_the_key(person: Person, tmp_path: Path) -> None:
    opens_paper(person)
    for button, file, words in (
        ("Save sheets", tmp_path / "sheets.pdf", "Name"),
        ("Save key", tmp_path / "key.pdf", "Key to Monday"),
    ):
        press(person, button)
        person.chooses_file(file)
        person.waits_until(partial(sees, person, f"Written to {file}"))
        assert words in pages_of(file.read_bytes())[0]
    printed = tmp_path / "printed.pdf"
    press(person, "Print sheets")
    person.prints_to(printed)
    person.waits_until(lambda: f"Written to {printed}" in person.sees())
    assert pages_of(printed.read_bytes()) == pages_of((tmp_path / "sheets.pdf").read_bytes())


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("The gate is shut", "“The gate is shut”"),
        ("“The gate is shut”", "“The gate is shut”"),
        ("he said: “The gate is shut”", "he said: “The gate is shut”"),
    ],
)
def test_a_statement_is_quoted_once(statement: str, shown: str) -> None:
    assert quoted(statement) == shown


def test_files_have_the_paper_of_the_country() -> None:
    american = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    german = QLocale(QLocale.Language.German, QLocale.Country.Germany)
    assert usual_size(american).id() is QPageSize.PageSizeId.Letter
    assert usual_size(german).id() is QPageSize.PageSizeId.A4


def test_nothing_is_said_of_the_disk_once_it_has_kept_up(person: Person) -> None:
    opens_paper(person)
    adds(person, "Ada")
    person.types(*[Key.Key_1, Key.Key_2, Key.Key_Left] * 20)
    person.window.hub.publish(Changes.of(Topic.CLASSES))
    assert person.opened.all_saved(5)
    person.rests(400)
    assert "Not all of it is saved yet" not in person.sees()
