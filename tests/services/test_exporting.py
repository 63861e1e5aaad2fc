"""A learner's data leaves as files that others can read, and comes back whole or not at all."""

import csv
import dataclasses
import datetime as dt
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.services.conftest import House, play
from tests.store.people import DAY, practise
from tests.store.samples import NOON, clock
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.core.records import Cancelled, Record
from trainer.core.revisions import content_hash
from trainer.core.rubric import Verdict
from trainer.services.exchange.members import Unreadable
from trainer.services.exchange.places import written_beside
from trainer.services.exchange.record_file import write_record
from trainer.services.exchange.record_reading import read_letter
from trainer.services.exchange.sheets import write_csv
from trainer.services.exchange.tables import Table, answer_table, guarded
from trainer.services.exporting import Data, Form
from trainer.services.learners import Learners
from trainer.services.opening import Opened
from trainer.services.preferences import Preferences
from trainer.store.history import History, open_history

EVIL = '=HYPERLINK("http://x","y")'


class CallsOff:
    """A watch that calls the work off at once."""

    def going(self, done: int, whole: int) -> None:
        raise Cancelled(done, whole)


class Follows:
    """A watch that writes down what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, int]] = []

    def going(self, done: int, whole: int) -> None:
        self.heard.append((done, whole))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = open_history(DataPaths(tmp_path / "store"), clock())
    yield opened
    opened.close()


@pytest.fixture
def record(history: History) -> Record:
    """A past with a guess, notes, an unfinished session and a formula in a note."""
    history.people.rename(1, "Ada")
    for day in range(3):
        practise(
            history,
            1,
            range(day, 8),
            NOON + day * DAY,
            list(Verdict),
            5 - day,
            note=f"{EVIL} {day}",
        )
    return history.people.record(1)


@pytest.fixture
def letter(record: Record, tmp_path: Path) -> Path:
    path = tmp_path / "ada.json"
    write_record(record, path, NOON, Follows())
    return path


def test_what_was_written_as_json_is_read_the_same(record: Record, letter: Path) -> None:
    read = read_letter(letter)
    assert read.record == record
    assert read.written_at == NOON


def test_all_scores_come_out_the_same_on_another_computer(tmp_path: Path, house: House) -> None:
    here = house.open()
    play(here, 10)
    play(here, 4, Verdict.VERIFIED)
    here.data.export(Form.JSON, tmp_path / "mine.json")
    there = House(DataPaths(tmp_path / "there"), house.shipped)
    opened = there.open()
    arrived = opened.data.read(tmp_path / "mine.json")
    opened.data.brought_in(opened.data.bring_in(arrived.record, None))
    mine, theirs = here.data.report(), opened.data.report()
    assert dataclasses.replace(theirs, made_at=mine.made_at, skills=mine.skills) == mine
    assert [(one.skill, one.right) for one in theirs.skills] == [
        (one.skill, one.right) for one in mine.skills
    ]
    assert opened.review.standing().tally == here.review.standing().tally
    assert opened.review.session_count() == 2
    there.close()


def test_the_same_file_twice_brings_nothing_new(opened: Opened, tmp_path: Path) -> None:
    play(opened, 5)
    opened.data.export(Form.JSON, tmp_path / "mine.json")
    arrived = opened.data.read(tmp_path / "mine.json")
    assert arrived.same_here is not None
    added = opened.data.bring_in(arrived.record, arrived.same_here.id)
    assert (added.sessions, added.answers, added.notes) == (0, 0, 0)
    assert opened.review.session_count() == 1


def edit(*path: str | int, to: object) -> Callable[[Any], None]:
    """Put something else at a place of the file."""

    def change(plain: Any) -> None:  # noqa: ANN401  JSON is anything
        for part in path[:-1]:
            plain = plain[part]
        plain[path[-1]] = to

    return change


BROKEN = {
    "format": edit("format", to="shopping"),
    "a later release": edit("version", to=99),
    "learner.created_at": edit("learner", "created_at", to="yesterday"),
    "no zone": edit("learner", "created_at", to="2026-03-01T12:00:00"),
    "sessions[1].answers[2].chosen": edit("sessions", 0, "answers", 1, "chosen", to="true"),
    "sessions[1].items[1].question": edit("sessions", 0, "items", 0, "question", to="0" * 64),
    "sessions[1].items[2].position": edit("sessions", 0, "items", 1, "position", to="2"),
    "a position comes twice": edit("sessions", 2, "items", 5, "position", to=4),
    "sessions[2].planned": edit("sessions", 1, "planned", to=True),
    "nothing was asked": edit("sessions", 0, "answers", 0, "position", to=77),
    "underlined[1]": edit("sessions", 0, "answers", 0, "underlined", to=[[3, 9999]]),
    "sessions[3]": edit("sessions", 2, to=[]),
    "is missing": lambda plain: plain["sessions"][0].pop("left"),
    "one number": edit("sessions", 0, "answers", 0, "order", to=1),
    "notices": edit("notices", to={}),
}


@pytest.mark.parametrize("place", BROKEN)
def test_a_broken_file_is_told_with_its_place(letter: Path, place: str) -> None:
    plain = json.loads(letter.read_text(encoding="utf-8"))
    BROKEN[place](plain)
    letter.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        read_letter(letter)
    assert place in f"{caught.value.message} {caught.value.details}"


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"", "line 1"),
        (b'{"format":\n oops}', "line 2"),
        (b"\xff\xfe\x00", "byte 0"),
        (b"[" * 100_000, "ada.json"),
        (b"NaN", "NaN"),
        (b"[]", ""),
        (b'"\\ud800"', ""),
    ],
)
def test_what_is_no_such_file_is_told_calmly(letter: Path, raw: bytes, place: str) -> None:
    letter.write_bytes(raw)
    with pytest.raises(Unreadable) as caught:
        read_letter(letter)
    assert place in caught.value.details


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (edit("question", "level", to="hard"), "question.level"),
        (edit("text", to=5), ".text"),
        (edit("question", "key", "why_not", to={"claim": 7}), "why_not.claim"),
        (edit("question", "key", to=None), "question.key"),
        (edit("question", "statement", to=["a", "b", "c", "d"]), "is none"),
        (edit("question", "skills", to=["telepathy"]), "is none"),
    ],
)
def test_a_question_made_to_mislead_is_refused(
    letter: Path, change: Callable[[Any], None], place: str
) -> None:
    plain = json.loads(letter.read_text(encoding="utf-8"))
    old, question = next(iter(plain["questions"].items()))
    change(question)
    body = json.dumps(question, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    text = json.dumps(plain, ensure_ascii=False).replace(old, content_hash(body))
    letter.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        read_letter(letter)
    assert place in f"{caught.value.message} {caught.value.details}"


def test_a_question_changed_by_hand_is_not_believed(letter: Path) -> None:
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text.replace("The ferry was late.", "The ferry was early."), encoding="utf-8")
    with pytest.raises(Unreadable, match="changed by hand"):
        read_letter(letter)


@given(
    raw=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["format", "version", "learner", "sessions", "questions", "key", "text"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, raw: object
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.json"
    whole = {"format": "who-says-learner", "version": 1, "questions": raw, "sessions": raw}
    path.write_text(json.dumps({**whole, "learner": raw}), encoding="utf-8")
    with pytest.raises(Unreadable):
        read_letter(path)


def test_a_refused_file_changes_nothing(opened: Opened, tmp_path: Path) -> None:
    play(opened, 5)
    before = opened.data.report()
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(UserError):
        opened.data.read(tmp_path / "bad.json")
    assert dataclasses.replace(opened.data.report(), made_at=before.made_at) == before


def test_a_csv_has_every_answer_and_no_formula(record: Record, tmp_path: Path) -> None:
    write_csv(answer_table(record, Follows()), tmp_path / "ada.csv")
    raw = (tmp_path / "ada.csv").read_bytes()
    assert raw.startswith("\ufeff".encode())
    lines = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    assert len(lines) == 1 + record.answers
    notes = [line[-1] for line in lines[1:] if line[-1]]
    assert notes == [f"'{EVIL} {day}" for day in range(3)]


@given(st.text(max_size=8))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@"))
    assert guarded(text).endswith(text)


def test_a_workbook_holds_text_as_text(record: Record, history: History, tmp_path: Path) -> None:
    house = open_data(history)
    house.export(Form.XLSX, tmp_path / "ada.xlsx")
    book = load_workbook(tmp_path / "ada.xlsx")
    assert book.sheetnames == ["Answers", "Sessions", "About"]
    answers = book["Answers"]
    assert answers.max_row == 1 + record.answers
    notes = [cell.value for cell in answers["U"] if str(cell.value).startswith("=")]
    assert notes == [f"{EVIL} {day}" for day in range(3)]
    assert all(cell.data_type != "f" for row in answers.iter_rows() for cell in row)
    assert [row[0].value for row in book["Sessions"].iter_rows(min_row=2)] == [1, 2, 3]
    assert isinstance(answers["B2"].value, dt.datetime)
    book.close()


def test_a_workbook_can_hold_any_note(tmp_path: Path, history: History) -> None:
    practise(history, 1, range(2), note="a\x01b\ufffe " + "x" * 40_000)
    open_data(history).export(Form.XLSX, tmp_path / "ada.xlsx")
    with zipfile.ZipFile(tmp_path / "ada.xlsx") as book:
        assert book.testzip() is None
    read = load_workbook(tmp_path / "ada.xlsx")
    note = str(read["Answers"]["U2"].value)
    assert (len(note), note[-1]) == (32_767, "…")
    read.close()


def open_data(history: History) -> Data:
    learners = Learners(history, Preferences(Path("/nonexistent/settings.toml")), clock())
    return Data(history, learners, clock())


@pytest.mark.parametrize("form", Form)
def test_a_place_that_cannot_be_written_is_told_and_left_as_it_was(
    opened: Opened, tmp_path: Path, form: Form
) -> None:
    play(opened, 3)
    with pytest.raises(UserError, match="could not be written"):
        opened.data.export(form, tmp_path / "no such folder" / "mine")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="could not be written"):
        opened.data.export(form, tmp_path / "folder")
    assert [path.name for path in (tmp_path / "folder").iterdir()] == []
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("form", Form)
def test_a_cancelled_export_leaves_what_was_there(
    opened: Opened, tmp_path: Path, form: Form
) -> None:
    play(opened, 3)
    place = tmp_path / "mine"
    place.write_text("before")
    with pytest.raises(Cancelled):
        opened.data.export(form, place, CallsOff())
    assert place.read_text() == "before"
    assert not list(tmp_path.glob(".*"))


def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "mine.csv"
    place.write_text("before")

    def too_much() -> Iterator[tuple[str, ...]]:
        yield ("x" * 100_000,)
        raise OSError(28, "No space left on device")

    with (
        pytest.raises(UserError, match="unchanged") as caught,
        written_beside(place) as path,
    ):
        write_csv(Table("t", ("a",), too_much()), path)
    assert "No space" in caught.value.details
    assert place.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.csv"]


def test_an_export_tells_how_far_it_is(opened: Opened, tmp_path: Path) -> None:
    play(opened, 10)
    for form in Form:
        watch = Follows()
        opened.data.export(form, tmp_path / form.value, watch)
        assert watch.heard
        assert all(0 <= done <= whole for done, whole in watch.heard)


def test_the_report_counts_first_sights_alone(history: History) -> None:
    practise(history, 1, range(6))
    practise(history, 1, range(6), NOON + DAY)
    report = open_data(history).report()
    assert (report.first_sights, report.repeats, report.sessions, report.days) == (6, 6, 2, 2)
    assert report.tally == history.tally(1)


def test_the_report_of_nobody_yet_says_so(history: History) -> None:
    assert open_data(history).report().empty
