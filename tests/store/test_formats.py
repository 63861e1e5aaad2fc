"""What each data format adds is there for what is new and for what earlier releases left."""

import dataclasses
import datetime as dt
import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.samples import NOON, SECONDS, answer, answer_all, clock, plan, revision
from trainer.core.classroom import Choice
from trainer.core.paths import DataPaths
from trainer.core.revisions import revision_from
from trainer.core.rubric import Skill, Technique, Verdict
from trainer.core.sessions import SessionKind
from trainer.store.connection import Access, connect, rows
from trainer.store.describing import about
from trainer.store.history import History, open_history
from trainer.store.quarters import practised
from trainer.store.rescue import salvage
from trainer.store.soundness import content_fault
from trainer.store.statements import derive

OLD_FILES = Path(__file__).parents[1] / "old_files"
FIRST_RELEASE = OLD_FILES / "history-0.1.0.sqlite3"
FOURTH_FORMAT = OLD_FILES / "history-format-4.sqlite3"
ABOUT = "topic, side, level, skills, technique"


@pytest.fixture
def upgraded(paths: DataPaths) -> Iterator[History]:
    """A history of the first release, opened by this one."""
    paths.root.mkdir(parents=True)
    shutil.copyfile(FIRST_RELEASE, paths.database)
    history = open_history(paths, clock())
    yield history
    history.close()


@pytest.fixture
def upgraded_class(paths: DataPaths) -> Iterator[History]:
    """A history of data format 4 with a class and a room that was cut off, opened by this one."""
    paths.root.mkdir(parents=True)
    shutil.copyfile(FOURTH_FORMAT, paths.database)
    history = open_history(paths, clock())
    yield history
    history.close()


def test_a_session_keeps_what_it_is_for(history: History) -> None:
    session, _ = history.plan_session(
        1, "A", [(revision(0), True)], NOON, kind=SessionKind.CHECKUP, form="a"
    )
    answer_all(history, session)
    (line,) = history.session_lines(1)
    assert (line.kind, line.form) == (SessionKind.CHECKUP, "a")
    again = history.session(session.id)
    assert (again.kind, again.form) == (SessionKind.CHECKUP, "a")


def test_sessions_of_the_first_release_were_practice(upgraded: History) -> None:
    assert {(line.kind, line.form) for line in upgraded.session_lines(1)} == {
        (SessionKind.PRACTICE, "")
    }
    assert [learner.pin for learner in upgraded.learners()] == [""]


def test_questions_of_the_first_release_tell_what_they_are_about(
    paths: DataPaths, upgraded: History
) -> None:
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        kept = rows(connection, f"SELECT body, {ABOUT} FROM revisions")  # noqa: S608 -- our own names
    assert len(kept) == 10
    assert {found[1] for found in kept} == {"harbours"}
    for body, *columns in kept:
        assert tuple(columns) == about(revision_from(body))


def test_the_days_of_the_first_release_are_counted(paths: DataPaths, upgraded: History) -> None:
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        (quarter,) = practised(connection, 1)
        assert (quarter.begin, quarter.answers) == (NOON.replace(microsecond=0), 7)
        assert content_fault(connection) == ""


def test_a_new_question_tells_what_it_is_about(paths: DataPaths, history: History) -> None:
    plain = revision(2)
    question = dataclasses.replace(
        plain.question,
        side="harbour",
        level=3,
        skills=(Skill.CALL, Skill.SCOPE),
        key=dataclasses.replace(plain.question.key, technique=Technique.SLOGAN)
        if plain.question.key
        else None,
    )
    shown = dataclasses.replace(plain, topic="strikes", question=question)
    _, receipt = history.plan_session(1, "T", [(shown, True)], NOON)
    assert receipt.wait(SECONDS)
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        (columns,) = rows(connection, f"SELECT {ABOUT} FROM revisions")  # noqa: S608 -- our own names
    assert columns == ("strikes", "harbour", 3, "call scope", "slogan")


def test_a_hurt_history_of_the_first_release_is_salvaged_whole(paths: DataPaths) -> None:
    paths.root.mkdir(parents=True)
    shutil.copyfile(FIRST_RELEASE, paths.database)
    assert salvage(paths, clock()).answers == 7
    history = open_history(paths, clock())
    assert history.tally(1).total == 7
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        assert rows(connection, "SELECT DISTINCT topic, skills FROM revisions") == [
            ("harbours", "single-source")
        ]
    history.close()


def test_notices_are_salvaged_with_the_answers(paths: DataPaths) -> None:
    history = open_history(paths, clock())
    answer_all(history, plan(history, range(1)))
    with closing(connect(paths.database, Access.WRITE, 1)) as connection:
        connection.execute("INSERT INTO notices VALUES (1, 'false-doubt', 5)")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO notices VALUES (9, 'of nobody', 5)")
    history.close()
    salvage(paths, clock())
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        assert rows(connection, "SELECT learner, kind FROM notices") == [(1, "false-doubt")]


def test_quarters_counted_one_by_one_are_those_counted_at_once(
    paths: DataPaths, history: History
) -> None:
    chance = random.Random(4)
    session = plan(history, range(40))
    for position in range(40):
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(
            minutes=chance.randrange(-90, 90), microseconds=chance.choice([-1, 0, 1])
        )
        given = dataclasses.replace(answer(session, position), answered_at=moment)
        assert history.save_answer(given).wait(SECONDS)
    with closing(connect(paths.database, Access.WRITE, 1)) as connection:
        singly = practised(connection, 1)
        derive(connection)
        assert practised(connection, 1) == singly
    assert sum(one.answers for one in singly) == 40


def test_days_come_in_the_order_of_answering_whatever_the_clock_said(
    paths: DataPaths, history: History
) -> None:
    session = plan(history, range(3))
    moments = [NOON + dt.timedelta(days=days) for days in (5, 1, 9)]
    for position, moment in enumerate(moments):
        given = dataclasses.replace(answer(session, position), answered_at=moment)
        assert history.save_answer(given).wait(SECONDS)
    assert [one.begin.date() for one in history.practised(1)] == [one.date() for one in moments]


def test_rooms_and_quizzes_of_format_4_go_on_and_remember_more_from_now_on(
    upgraded_class: History,
) -> None:
    line = upgraded_class.rooms.unfinished()
    assert line is not None
    kept = upgraded_class.rooms.kept(line.id)
    assert (kept.port, kept.setting.code, kept.room.votes) == (0, "ABC234", {1: Verdict.CLAIM})
    assert not kept.shared_address
    assert kept.tokens == {"token of Ada": 1}
    (quiz,) = upgraded_class.classes.quizzes()
    assert (quiz.title, quiz.choice, quiz.size) == ("Monday", Choice(), 0)
    assert upgraded_class.rooms.keep_port(line.id, 8769).wait(SECONDS)
    assert upgraded_class.rooms.keep_shared_address(line.id, shared=True).wait(SECONDS)
    again = upgraded_class.rooms.kept(line.id)
    assert (again.port, again.shared_address) == (8769, True)
