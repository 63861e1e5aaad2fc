"""Reports and files of quizzes agree with what is in the history, whatever happened in the room."""

import csv
import json
import random
import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.services.conftest import House
from tests.store.samples import SECONDS
from trainer.core.errors import UserError
from trainer.core.measures import VERDICTS
from trainer.core.records import Cancelled
from trainer.core.room import Names, Phase, Refusal
from trainer.core.rubric import Verdict
from trainer.live.host import Ballot, Wish
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.reports import QuizForm
from trainer.services.classroom.rooms import Classroom, Plan
from trainer.services.classroom.running import Running
from trainer.services.made_up_class import MadeUpLesson, hold_lesson
from trainer.services.opening import Opened

HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "  =1+1",
    "＝2+2",  # noqa: RUF001  a full-width equals sign, which some spreadsheets take for one
    "<b>Bold</b>",
    "Ada\tBen",
)


@pytest.fixture
def classroom(opened: Opened) -> Iterator[Classroom]:
    yield opened.classroom
    assert opened.all_saved(SECONDS)


def lesson(classroom: Classroom, pupils: int = 6, questions: int = 6, **more: Any) -> int:  # noqa: ANN401  any field of a lesson
    return hold_lesson(classroom, MadeUpLesson("Monday", pupils, questions, **more))


def with_hostile_names(classroom: Classroom) -> int:
    """A quiz in which everybody has a name that is up to something."""
    entries = classroom.quizzes.pick(Choice(), 3, random.Random(1))
    room = classroom.open_on_paper(Plan("=cmd|' /C calc'!A0", entries, Names.FREE))
    for name in HOSTILE:
        number = classroom.paper.add(room, name)
        classroom.paper.tick(room, number, 0, Verdict.CLAIM)
    return room


def act(running: Running, chance: random.Random) -> None:
    """One move of somebody in the room, at random."""
    room = running.view().room
    players = list(room.players)
    match chance.randrange(12):
        case 0 | 1:
            running.phones.join([Wish(f"t{len(players)}")]).result(SECONDS)
        case 2:
            running.add_seat()
        case 3 | 4 | 5 | 6 if players:
            votes = [
                Ballot(player, room.position, room.round, chance.choice(VERDICTS))
                for player in chance.sample(players, chance.randint(1, len(players)))
            ]
            running.phones.vote(votes).result(SECONDS)
        case 7:
            running.take_hands((chance.randrange(4), chance.randrange(4), chance.randrange(4)))
        case 8 if players and chance.random() < 0.4:
            running.remove(chance.choice(players))
        case 9 if chance.random() < 0.3:
            running.skip()
        case 10:
            running.vote_again()
        case _:
            running.step()


COUNTED = """
    SELECT v.round, v.chosen, count(*) FROM room_votes v
    JOIN room_players p ON p.room = v.room AND p.number = v.player
    JOIN room_items i ON i.room = v.room AND i.position = v.position
    WHERE v.room = ? AND p.admitted = 1 AND p.removed = 0 AND i.skipped = 0
    GROUP BY v.round, v.chosen
"""
RAISED = """
    SELECT h.round, h.chosen, sum(h.raised) FROM room_hands h
    JOIN room_items i ON i.room = h.room AND i.position = h.position
    WHERE h.room = ? AND i.skipped = 0 GROUP BY h.round, h.chosen
"""


def in_database(house: House, room: int, *queries: str) -> Counter[tuple[int, str]]:
    """Answers by round and verdict as the tables have them, asked past all our code."""
    found: Counter[tuple[int, str]] = Counter()
    with closing(sqlite3.connect(house.paths.database)) as database:
        for query in queries:
            for round_, chosen, count in database.execute(query, (room,)):
                found[round_, chosen] += count
    return +found


def in_rows(rows: list[dict[str, str]]) -> Counter[tuple[int, str]]:
    names = {"Verified": "verified", "Claim": "claim", "Propaganda": "propaganda"}
    found: Counter[tuple[int, str]] = Counter()
    for row in rows:
        found[int(row["Vote"]), names[row["Answered with"]]] += int(row["Answers"])
    return found


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32))
def test_totals_are_those_of_the_database_whatever_happened(
    house: House, tmp_path: Path, seed: int
) -> None:
    opened = house.left_open[0] if house.left_open else house.open()
    classroom, chance = opened.classroom, random.Random(seed)
    entries = classroom.quizzes.pick(Choice(), 4, chance)
    running = classroom.open(Plan("Any", entries, teams=chance.randrange(3)))
    for _ in range(60):
        act(running, chance)
    running.end()
    room = running.id
    classroom.put_away()

    report = classroom.reports.report(room)
    (line,) = (one for one in classroom.past() if one.id == room)
    counted = in_database(house, room, COUNTED, RAISED)
    assert report.answers == line.answers == sum(n for (of, _), n in counted.items() if of == 1)
    assert len(report.pupils) == line.players
    for at, verdict in enumerate(VERDICTS):
        assert sum(one.first[at] for one in report.questions) == counted[1, verdict.value]
        again = sum(one.second[at] for one in report.questions if one.second)
        assert again == counted[2, verdict.value]
    assert sum(len(p.answers) for p in report.pupils) <= sum(
        in_database(house, room, COUNTED).values()
    )

    place = tmp_path / "any.csv"
    classroom.reports.export(room, QuizForm.CSV, place)
    assert in_rows(read_csv(place)) == counted
    place = tmp_path / "any.json"
    classroom.reports.export(room, QuizForm.XAPI, place)
    said = Counter(
        (
            one["context"]["extensions"]["https://who-says.invalid/extensions/vote"],
            one["result"]["response"],
        )
        for one in json.loads(place.read_text(encoding="utf-8"))
    )
    assert said == in_database(house, room, COUNTED)


def test_a_lesson_with_a_quiz_of_ten_and_thirty_pupils(classroom: Classroom) -> None:
    report = classroom.reports.report(lesson(classroom, 30, 10, hands=True, teams=2))
    assert len(report.pupils) == 30
    assert len(report.questions) == 10
    assert report.hands == 40
    assert report.has_second
    assert sum(team.players for team in report.teams) == 30
    assert report.tally.right.value is not None
    assert 0.4 < report.tally.right.value < 0.9


def test_earlier_quizzes_are_those_of_the_same_class_before_this_one(classroom: Classroom) -> None:
    classes = classroom.classes
    classes.add("8b")
    classes.add("8c")
    eight, other = classes.all()
    for one in (eight, other):
        classes.set_pupils(one.id, [f"Pupil {n}" for n in range(5)])
    first = lesson(classroom, school_class=eight.id)
    lesson(classroom, school_class=other.id)
    lesson(classroom)
    empty = classroom.open_on_paper(
        Plan("Nobody", classroom.quizzes.pick(Choice(), 3), school_class=eight.id)
    )
    last = lesson(classroom, school_class=eight.id)

    reports = classroom.reports
    assert [one.room for one in reports.report(last).earlier] == [first]
    assert reports.report(last).earlier[0].tally == reports.report(first).tally
    assert reports.report(first).earlier == ()
    assert reports.report(empty).class_name == "8b"
    assert reports.report(last).pupils[0].player.pupil is not None


def test_a_quiz_that_is_gone_is_told_calmly(classroom: Classroom, tmp_path: Path) -> None:
    room = lesson(classroom)
    classroom.erase(room)
    with pytest.raises(UserError, match="not in the history"):
        classroom.reports.report(room)
    with pytest.raises(UserError, match="not in the history"):
        classroom.reports.export(room, QuizForm.CSV, tmp_path / "gone.csv")
    assert list(tmp_path.glob("gone*")) == []


class CallsOff:
    """A watch that calls the work off at once."""

    def going(self, done: int, whole: int) -> None:
        raise Cancelled(done, whole)


@pytest.mark.parametrize("form", QuizForm)
def test_a_cancelled_export_leaves_what_was_there(
    classroom: Classroom, tmp_path: Path, form: QuizForm
) -> None:
    room, place = lesson(classroom), tmp_path / "quiz"
    place.write_text("before")
    with pytest.raises(Cancelled):
        classroom.reports.export(room, form, place, CallsOff())
    assert place.read_text() == "before"
    assert not list(tmp_path.glob(".*"))


def test_a_workbook_has_numbers_as_numbers(classroom: Classroom, tmp_path: Path) -> None:
    room = lesson(classroom, 8, 6, hands=True)
    report = classroom.reports.report(room)
    classroom.reports.export(room, QuizForm.XLSX, tmp_path / "quiz.xlsx")
    book = load_workbook(tmp_path / "quiz.xlsx")
    assert book.sheetnames == ["Questions", "Pupils", "Answers", "Skills", "About"]
    heads = {
        name: [str(cell.value) for cell in next(book[name].iter_rows())] for name in book.sheetnames
    }
    assert all(len(set(head)) == len(head) for head in heads.values()), "no column comes twice"

    def column(sheet: str, head: str) -> list[Any]:
        at = heads[sheet].index(head)
        return [row[at].value for row in book[sheet].iter_rows(min_row=2)]

    assert column("Questions", "Right") == [q.right.part for q in report.questions if q.right]
    assert column("Questions", "Share right") == [
        round(q.right.value, 3) for q in report.questions if q.right and q.right.value is not None
    ]
    assert column("Pupils", "Answered") == [pupil.tally.total for pupil in report.pupils]
    assert column("Skills", "Answers") == [share.whole for _, share in report.skills]
    assert (
        sum(
            count
            for count, vote in zip(
                column("Answers", "Answers"), column("Answers", "Vote"), strict=True
            )
            if vote == 1
        )
        == report.answers
    )
    assert set(column("Answers", "Kind of name")) == {"Made-up nickname", ""}
    facts = dict(zip(column("About", "What"), column("About", "Is"), strict=True))
    assert facts["Answers"] == report.answers
    assert "made up" in str(facts["Names"])
    assert all(cell.data_type != "f" for name in book for row in name.iter_rows() for cell in row)
    book.close()


def test_no_name_runs_as_a_formula(classroom: Classroom, tmp_path: Path) -> None:
    room = with_hostile_names(classroom)
    classroom.reports.export(room, QuizForm.CSV, tmp_path / "quiz.csv")
    rows = read_csv(tmp_path / "quiz.csv")
    assert len(rows) == len(HOSTILE)
    for row in rows:
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), cell  # noqa: RUF001  see above
    classroom.reports.export(room, QuizForm.XLSX, tmp_path / "quiz.xlsx")
    book = load_workbook(tmp_path / "quiz.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    names = {str(row[1].value) for row in book["Pupils"].iter_rows(min_row=2)}
    assert HOSTILE[0] in names, "to the letter, as text"
    book.close()


def statements(classroom: Classroom, room: int, place: Path) -> list[dict[str, Any]]:
    classroom.reports.export(room, QuizForm.XAPI, place)
    read: list[dict[str, Any]] = json.loads(place.read_text(encoding="utf-8"))
    return read


def test_statements_are_the_same_when_they_are_written_again(
    classroom: Classroom, tmp_path: Path
) -> None:
    room, other = lesson(classroom), lesson(classroom)
    once = statements(classroom, room, tmp_path / "once.json")
    again = statements(classroom, room, tmp_path / "again.json")
    assert once == again
    ids = [one["id"] for one in once]
    assert len(set(ids)) == len(ids)
    assert {uuid.UUID(one).version for one in ids} == {5}
    others = {one["id"] for one in statements(classroom, other, tmp_path / "other.json")}
    assert others.isdisjoint(ids)


def test_a_statement_says_who_answered_what_and_whether_it_was_right(
    classroom: Classroom, tmp_path: Path
) -> None:
    room = lesson(classroom)
    found = statements(classroom, room, tmp_path / "quiz.json")
    kept = classroom.kept(room)
    names = {player.name for player in kept.players}
    assert len(found) == len(kept.votes)
    for one in found:
        assert one["version"] == "1.0.3"
        assert one["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
        account = one["actor"]["account"]
        assert account["name"] in names
        assert "mbox" not in json.dumps(one["actor"])
        definition = one["object"]["definition"]
        (right,) = definition["correctResponsesPattern"]
        assert one["result"]["success"] is (one["result"]["response"] == right)
        assert {choice["id"] for choice in definition["choices"]} == {v.value for v in Verdict}
        assert one["context"]["registration"] in account["homePage"], "a nickname is of its quiz"
    assert {one["timestamp"] for one in found} != {found[0]["timestamp"]}


def test_a_listed_pupil_has_one_account_in_all_quizzes_of_the_class(
    classroom: Classroom, tmp_path: Path
) -> None:
    classroom.classes.add("8b / Ü")
    (eight,) = classroom.classes.all()
    classroom.classes.set_pupils(eight.id, ["Ada", "Ben"])
    accounts = []
    for number in range(2):
        room = lesson(classroom, school_class=eight.id)
        found = statements(classroom, room, tmp_path / f"{number}.json")
        accounts.append({json.dumps(one["actor"]["account"]) for one in found})
    assert accounts[0] == accounts[1]
    assert "https://who-says.invalid/class/8b%20%2F%20%C3%9C" in "".join(accounts[0])


def test_sheets_come_from_the_class_list_once(classroom: Classroom) -> None:
    classroom.classes.add("8b")
    (eight,) = classroom.classes.all()
    classroom.classes.set_pupils(eight.id, ["Ada", "Ben"])
    entries = classroom.quizzes.pick(Choice(), 3, random.Random(1))
    paper = classroom.paper
    room = classroom.open_on_paper(Plan("Paper", entries, school_class=eight.id))
    paper.add(room, "ADA")
    paper.add_class(room)
    grid = paper.grid(room)
    assert [player.name for player in grid.players] == ["ADA", "Ben"]
    assert grid.without == ()
    paper.remove(room, grid.players[1].number)
    assert [pupil.name for pupil in paper.grid(room).without] == ["Ben"]
    paper.add_class(room)
    assert [player.name for player in paper.grid(room).players] == ["ADA", "Ben"]


def test_no_sheet_is_entered_while_the_quiz_runs(classroom: Classroom) -> None:
    running = classroom.open(Plan("Now", classroom.quizzes.pick(Choice(), 3)))
    for refused in (
        lambda: classroom.paper.add(running.id, "Ada"),
        lambda: classroom.paper.grid(running.id),
    ):
        with pytest.raises(UserError, match="running just now"):
            refused()
    running.end()
    classroom.put_away()
    assert classroom.paper.add(running.id, "Ada") == 1


def test_a_phone_is_no_sheet_to_be_left_out(classroom: Classroom) -> None:
    room = lesson(classroom)
    assert not classroom.paper.remove(room, 1)
    assert len(classroom.reports.report(room).pupils) == 6


def test_a_made_up_lesson_ends(classroom: Classroom, opened: Opened) -> None:
    room = lesson(classroom, 3, 3)
    assert opened.all_saved(SECONDS)
    kept = classroom.kept(room)
    assert kept.room.phase is Phase.ENDED
    assert not any(isinstance(player, Refusal) for player in kept.players)
