"""Rooms, classes and quizzes are kept as they happen, and come back whole."""

import dataclasses
import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.samples import NOON, SECONDS, clock, discussion, revision
from trainer.core.classroom import Choice, KeptRoom, Setting, Vote
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.core.questions import QuestionRef
from trainer.core.room import Names, Phase, Player, Refusal, Room, Round, Way
from trainer.core.rubric import Skill, Verdict
from trainer.store.backup import dated
from trainer.store.connection import Access, connect, rows
from trainer.store.history import History, open_history
from trainer.store.rescue import salvage, start_empty
from trainer.store.soundness import content_fault

SETTING = Setting("Monday", Names.NICKNAMES, None, 2, 30, True, "in the QR code", "ABC234")
LATER = NOON + dt.timedelta(minutes=5)


def opened(history: History, questions: int = 3, setting: Setting = SETTING) -> KeptRoom:
    room = history.rooms.add(setting, [revision(number) for number in range(questions)], NOON)
    return history.rooms.kept(room)


def joined(history: History, kept: KeptRoom, *names: str) -> Room:
    room = kept.room
    for name in names:
        number = len(room.players) + 1
        after = room.join(Player(number, name, Way.PHONE, team=room.smallest_team()))
        assert not isinstance(after, Refusal)
        room = after
        player = room.players[number]
        receipt = history.rooms.keep_players(room.id, [(player, f"token {name}")], NOON)
        assert receipt.wait(SECONDS)
    return room


def vote(
    history: History, room: Room, player: int, verdict: Verdict, round_: Round = Round.FIRST
) -> None:
    ballot = Vote(player, room.position, round_, verdict)
    assert history.rooms.keep_votes(room.id, [ballot], NOON).wait(SECONDS)


def test_a_room_comes_back_as_it_stood(history: History) -> None:
    kept = opened(history)
    room = joined(history, kept, "Ada", "Ben").step(NOON)
    vote(history, room, 1, Verdict.VERIFIED)
    vote(history, room, 2, Verdict.CLAIM)
    vote(history, room, 2, Verdict.PROPAGANDA)
    room = room.pause(NOON + dt.timedelta(seconds=10))
    assert history.rooms.keep_state(room).wait(SECONDS)

    again = history.rooms.kept(room.id)
    votes = {1: Verdict.VERIFIED, 2: Verdict.PROPAGANDA}
    assert again.room == dataclasses.replace(room, votes=votes)
    assert again.tokens == {"token Ada": 1, "token Ben": 2}
    assert again.setting == SETTING
    assert [one.hash for one in again.revisions] == [revision(number).hash for number in range(3)]


def test_a_second_vote_comes_back_beside_the_first(history: History) -> None:
    room = joined(history, opened(history), "Ada").step(NOON)
    vote(history, room, 1, Verdict.VERIFIED)
    room = room.close().show_distribution().reveal().light_up().vote_again(NOON)
    vote(history, room, 1, Verdict.CLAIM, Round.SECOND)
    assert history.rooms.keep_state(room).wait(SECONDS)

    again = history.rooms.kept(room.id).room
    assert (again.first_votes, again.votes) == ({1: Verdict.VERIFIED}, {1: Verdict.CLAIM})
    assert again.revealed


def test_raised_hands_come_back_with_their_question(history: History) -> None:
    room = opened(history).room.step(NOON)
    history.rooms.keep_hands(room.id, 0, Round.FIRST, (1, 2, 3))
    history.rooms.keep_hands(room.id, 0, Round.FIRST, (4, 5, 6))
    history.rooms.keep_hands(room.id, 1, Round.FIRST, (9, 9, 9))
    assert history.rooms.keep_state(room).wait(SECONDS)

    kept = history.rooms.kept(room.id)
    assert kept.room.hands == {Round.FIRST: (4, 5, 6)}
    assert kept.hands[1, Round.FIRST] == (9, 9, 9)


def test_a_question_to_argue_about_is_kept_too(history: History) -> None:
    room = history.rooms.add(SETTING, [discussion(1), revision(2)], NOON)

    items = history.rooms.kept(room).room.items
    assert [item.truth for item in items] == [None, Verdict.PROPAGANDA]


def test_who_was_removed_or_renamed_stays_so(history: History) -> None:
    room = joined(history, opened(history), "Ada", "Ben").remove(1).rename(2, "Bea")
    changed = [(player, "") for player in room.players.values()]
    assert history.rooms.keep_players(room.id, changed, LATER).wait(SECONDS)

    kept = history.rooms.kept(room.id)
    assert [(p.name, p.removed) for p in kept.room.players.values()] == [
        ("Ada", True),
        ("Bea", False),
    ]
    assert kept.tokens == {"token Ada": 1, "token Ben": 2}
    assert [player.name for player in kept.players] == ["Bea"]


def test_a_phone_that_was_freed_is_known_by_the_player_that_it_became(history: History) -> None:
    room = joined(history, opened(history), "Ada", "Ben").remove(1, freed=True)
    freed = [(room.players[1], "")]
    assert history.rooms.keep_players(room.id, freed, LATER).wait(SECONDS)
    kept = history.rooms.kept(room.id)
    assert kept.room.players[1].freed
    assert not kept.room.players[2].freed
    assert kept.tokens == {"token Ada": 1, "token Ben": 2}

    again = [(Player(3, "Cleo", Way.PHONE), "token Ada")]
    assert history.rooms.keep_players(room.id, again, LATER).wait(SECONDS)
    assert history.rooms.kept(room.id).tokens == {"token Ada": 3, "token Ben": 2}


def test_a_room_is_unfinished_until_it_ends(history: History) -> None:
    assert history.rooms.unfinished() is None
    room = opened(history).room
    line = history.rooms.unfinished()
    assert line is not None
    assert (line.id, line.title, line.questions) == (room.id, "Monday", 3)
    assert history.rooms.lines() == ()

    assert history.rooms.keep_state(room.end(), LATER).wait(SECONDS)
    assert history.rooms.unfinished() is None
    assert [(one.id, one.ended_at) for one in history.rooms.lines()] == [(room.id, LATER)]


def test_the_end_is_noted_once(history: History) -> None:
    room = opened(history).room.end()
    for moment in (LATER, LATER + dt.timedelta(days=1)):
        assert history.rooms.keep_state(room, moment).wait(SECONDS)

    assert history.rooms.line(room.id).ended_at == LATER


def test_a_line_counts_what_counts(history: History) -> None:
    room = joined(history, opened(history), "Ada", "Ben", "Cleo").step(NOON)
    for player in (1, 2, 3):
        vote(history, room, player, Verdict.CLAIM)
    vote(history, room, 1, Verdict.VERIFIED, Round.SECOND)
    history.rooms.keep_hands(room.id, 0, Round.FIRST, (0, 2, 0))
    history.rooms.keep_players(room.id, [(room.remove(3).players[3], "")], NOON)
    assert history.rooms.keep_state(room).wait(SECONDS)
    line = history.rooms.line(room.id)
    assert (line.players, line.answers) == (2, 4)

    assert history.rooms.keep_state(room.skip(NOON)).wait(SECONDS)
    assert history.rooms.line(room.id).answers == 0


def test_a_room_that_is_not_there_is_said_to_be_gone(history: History) -> None:
    with pytest.raises(UserError, match="not in the history"):
        history.rooms.kept(7)
    with pytest.raises(UserError, match="not in the history"):
        history.rooms.line(7)
    with pytest.raises(UserError, match="not in the history"):
        history.rooms.keep_state(Room(7, opened(history).room.items)).wait(SECONDS)


def test_a_receipt_tells_who_listens_late_or_early(history: History) -> None:
    heard: list[UserError | None] = []
    receipt = history.rooms.keep_votes(opened(history).room.id, [], NOON)
    receipt.when_settled(heard.append)
    assert receipt.wait(SECONDS)
    assert history.wait_saved(SECONDS)
    receipt.when_settled(heard.append)
    assert heard == [None, None]

    refused = history.rooms.keep_votes(99, [Vote(1, 0, Round.FIRST, Verdict.CLAIM)], NOON)
    refused.when_settled(heard.append)
    with pytest.raises(UserError):
        refused.wait(SECONDS)
    assert history.wait_saved(SECONDS)
    assert isinstance(heard[2], UserError)


def school_class(history: History, name: str = "8b", *pupils: str) -> int:
    key = history.classes.add(name, NOON)
    history.classes.set_pupils(key, pupils or ("Ada", "Ben"))
    return key


def test_a_list_keeps_the_pupils_that_stay(history: History) -> None:
    key = school_class(history)
    ada, ben = history.classes.pupils(key)
    room = history.rooms.add(
        dataclasses.replace(SETTING, names=Names.ROSTER, school_class=key), [revision(1)], NOON
    )
    player = Player(1, "Ben", Way.PHONE, pupil=ben.id)
    assert history.rooms.keep_players(room, [(player, "t")], NOON).wait(SECONDS)
    history.classes.set_pupils(key, ("ADA", "Cleo"))
    assert [pupil.name for pupil in history.classes.pupils(key)] == ["ADA", "Cleo"]
    assert history.classes.pupils(key)[0].id == ada.id

    history.classes.set_pupils(key, ("Ben",))
    assert [pupil.id for pupil in history.classes.pupils(key)] == [ben.id]
    assert [(one.name, one.pupils) for one in history.classes.all()] == [("8b", 1)]


def test_a_quiz_is_saved_in_place_of_one_of_its_title(history: History) -> None:
    refs = [QuestionRef("harbour", f"q{number}") for number in range(3)]
    history.classes.save_quiz("Monday", refs, NOON)
    history.classes.save_quiz("Tuesday", refs[:1], NOON)
    history.classes.save_quiz("Monday", refs[::-1], LATER)

    first, second = history.classes.quizzes()
    assert (first.title, first.questions, first.saved_at) == ("Monday", tuple(refs[::-1]), LATER)
    history.classes.delete_quiz(first.id)
    assert [one.title for one in history.classes.quizzes()] == [second.title]


def test_a_quiz_remembers_what_it_was_drawn_from(history: History) -> None:
    choice = Choice(("harbour", "old-mill"), (Skill.SCOPE, Skill.CALL), (1, 3))
    history.classes.save_quiz("Monday", [QuestionRef("harbour", "q1")], NOON, choice, 12)
    (saved,) = history.classes.quizzes()
    assert (saved.choice, saved.size) == (choice, 12)


def test_a_class_is_erased_whole_and_nothing_else(paths: DataPaths, history: History) -> None:
    key, other = school_class(history, "8b", "Zebulon Quent"), school_class(history, "9a", "Mo")
    for where, name in ((key, "Zebulon Quent"), (other, "Mo")):
        setting = dataclasses.replace(SETTING, title=f"of {name}", school_class=where)
        kept = opened(history, setting=setting)
        vote(history, joined(history, kept, name).step(NOON), 1, Verdict.CLAIM)
    history.close()
    again = open_history(paths, clock())
    again.classes.erase(key)
    assert [one.name for one in again.classes.all()] == ["9a"]
    assert [one.title for one in (again.rooms.unfinished(),) if one] == ["of Mo"]
    again.close()

    files = [paths.database, *(path for _, path in dated(paths.backups))]
    assert len(files) > 1
    for path in files:
        held = path.read_bytes()
        assert b"Zebulon" not in held
        assert b"of Mo" in held


def test_a_quiz_is_erased_out_of_every_file_and_nothing_else(
    paths: DataPaths, history: History
) -> None:
    key = school_class(history, "8b", "Zebulon Quent", "Mo")
    left, stayed = (
        _held(history, dataclasses.replace(SETTING, title=title, school_class=key), name)
        for title, name in (("The one that goes", "Zebulon Quent"), ("The one that stays", "Mo"))
    )
    history.classes.set_pupils(key, ("Mo",))
    history.close()
    later = open_history(paths, clock(NOON + dt.timedelta(days=1)))
    later.classes.rename(key, "9b")
    later.close()
    again = open_history(paths, clock(NOON + dt.timedelta(days=2)))
    backups = [path for _, path in dated(paths.backups)]
    assert len(backups) == 2
    assert all(b"Zebulon" in path.read_bytes() for path in backups)

    again.rooms.erase(left)
    with pytest.raises(UserError, match="not in the history"):
        again.rooms.erase(left)
    assert [line.id for line in again.rooms.lines()] == [stayed]
    again.close()
    for path in [paths.database, *(path for _, path in dated(paths.backups))]:
        held = path.read_bytes()
        assert b"The one that goes" not in held
        assert b"Zebulon" not in held, "no list has the name any more, and no other quiz"
        assert b"The one that stays" in held


def test_erasing_a_quiz_leaves_another_of_its_number_in_a_backup(
    paths: DataPaths, history: History
) -> None:
    """Where a history began anew, numbers began anew too."""
    first = _held(history, dataclasses.replace(SETTING, title="Of the old history"), "Ada")
    history.close()
    next_day = NOON + dt.timedelta(days=1)
    start_empty(paths, clock(next_day))
    anew = open_history(paths, clock(next_day))
    setting = Setting("Of the new one", Names.NICKNAMES, None, 2, 30, True, "another", "ABC234")
    second = _held(anew, setting, "Ben")
    assert second == first
    anew.rooms.erase(second)
    anew.close()
    kept = [path.read_bytes() for _, path in dated(paths.backups)]
    assert any(b"Of the old history" in held for held in kept)


def _held(history: History, setting: Setting, name: str) -> int:
    """A quiz that somebody took part in, on the list of its class where there is one."""
    kept = opened(history, setting=setting)
    pupils = () if setting.school_class is None else history.classes.pupils(setting.school_class)
    pupil = next((one.id for one in pupils if one.name == name), None)
    player = Player(1, name, Way.PHONE, pupil=pupil)
    assert history.rooms.keep_players(kept.room.id, [(player, f"token {name}")], NOON).wait(SECONDS)
    room = kept.room.join(player)
    assert isinstance(room, Room)
    vote(history, room.step(NOON), 1, Verdict.CLAIM)
    assert history.rooms.keep_state(room.end(), LATER).wait(SECONDS)
    return kept.room.id


def test_questions_that_no_room_asked_are_forgotten(paths: DataPaths, history: History) -> None:
    first, second = opened(history, 3), opened(history, 1)
    history.rooms.erase(first.room.id)
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        assert [content for (content,) in rows(connection, "SELECT hash FROM room_questions")] == [
            revision(0).hash
        ]
    assert history.rooms.kept(second.room.id).revisions == (revision(0),)


@pytest.fixture
def hurt(paths: DataPaths, history: History) -> Path:
    """A history whose rooms have lost rows that others lean on."""
    key = school_class(history)
    setting = dataclasses.replace(SETTING, school_class=key)
    room = joined(history, opened(history, 4, setting), "Ada", "Ben").step(NOON)
    vote(history, room, 1, Verdict.CLAIM)
    vote(history, room, 2, Verdict.CLAIM)
    room = room.skip(NOON).skip(NOON).skip(NOON)
    vote(history, room, 1, Verdict.VERIFIED)
    assert history.rooms.keep_state(room).wait(SECONDS)
    opened(history, 1)
    history.close()
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM classes")
        connection.execute("DELETE FROM room_items WHERE room = 1 AND position = 2")
        connection.execute("DELETE FROM room_items WHERE room = 2")
        connection.execute("DELETE FROM room_players WHERE number = 2")
    return paths.database


def test_a_hurt_room_is_salvaged_up_to_its_hole(paths: DataPaths, hurt: Path) -> None:
    shutil.rmtree(paths.backups)
    assert hurt == paths.database
    salvage(paths, clock())
    history = open_history(paths, clock())
    kept = history.rooms.kept(1)
    assert [item.question.question for item in kept.room.items] == ["q0", "q1"]
    assert kept.votes == (Vote(1, 0, Round.FIRST, Verdict.CLAIM),)
    assert (kept.room.position, kept.setting.school_class) == (1, None)
    assert kept.room.phase is Phase.OPEN
    with pytest.raises(UserError):
        history.rooms.kept(2)
    history.close()
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        assert content_fault(connection) == ""
