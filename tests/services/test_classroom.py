"""A quiz is prepared, run by teacher and phones, cut off and gone on with."""

import dataclasses
import datetime as dt
import random
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import House
from tests.store.samples import SECONDS
from trainer.core.changes import Changes, Topic
from trainer.core.errors import UserError
from trainer.core.names import folded
from trainer.core.paths import DataPaths
from trainer.core.questions import QuestionRef
from trainer.core.room import Names, Phase, Refusal, Round, Way
from trainer.core.rubric import Skill, Verdict
from trainer.live.binding import PORTS
from trainer.live.host import Ballot, Wish
from trainer.services.classroom.classes import read_file, read_names
from trainer.services.classroom.codes import CODE_LENGTH, LETTERS, new_code, new_secret, same_code
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Classroom, Plan
from trainer.services.classroom.running import Running
from trainer.services.opening import Opened

PROGRAM = Path(__file__).resolve().parents[2]
PAGE = PROGRAM / "assets" / "phone"
HERE = "127.83.7.21"
"""An address of this computer that nobody else uses."""
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback")


@pytest.fixture
def classroom(opened: Opened) -> Iterator[Classroom]:
    yield opened.classroom
    assert opened.all_saved(SECONDS)


def plan(classroom: Classroom, size: int = 3, names: Names = Names.NICKNAMES) -> Plan:
    entries = classroom.quizzes.pick(Choice(), size, random.Random(3))
    return Plan("Monday", entries, names)


def came_in(running: Running, *wishes: Wish) -> list[int | Refusal]:
    return list(running.phones.join(wishes).result(SECONDS))


def said(running: Running, player: int, verdict: Verdict) -> Refusal | None:
    room = running.view().room
    ballot = Ballot(player, room.position, room.round, verdict)
    return running.phones.vote([ballot]).result(SECONDS)[0]


def right(running: Running) -> Verdict:
    item = running.view().room.item
    assert item is not None
    assert item.truth is not None
    return item.truth


def wrong(running: Running) -> Verdict:
    return next(verdict for verdict in Verdict if verdict is not right(running))


def test_a_lesson_from_the_lobby_to_the_end(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom, 2))
    assert came_in(running, Wish("a"), Wish("b")) == [1, 2]
    running.step()
    assert said(running, 1, right(running)) is None
    assert said(running, 2, wrong(running)) is None
    assert sum(running.view().distribution) == 2
    running.close_vote()
    assert said(running, 1, wrong(running)) is Refusal.NOT_OPEN
    while running.view().room.phase is not Phase.ENDED:
        running.step()

    first, second = running.phones.own(1), running.phones.own(2)
    assert first is not None
    assert second is not None
    assert (first.right_answers, first.answered) == (1, 1)
    assert (second.right_answers, second.answered) == (0, 1)


def test_the_board_shows_nothing_of_the_key_before_the_reveal(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom, 1))
    changes = []
    while running.view().room.phase is not Phase.REVEAL:
        board = running.phones.board()
        assert board.told is None
        changes.append(board.change)
        running.step()
    revealed = running.phones.board()
    assert revealed.told is not None
    assert revealed.told.lit == ()
    running.light_all()
    lit = running.phones.board().told
    assert lit is not None
    cues = running.revisions[0].question.cues
    assert sorted(word.note for word in lit.lit) == sorted(cue.note for cue in cues)
    assert changes == sorted(set(changes))


def test_a_second_vote_hides_what_was_told_until_it_is_over(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom, 1))
    came_in(running, Wish("a"))
    running.step()
    said(running, 1, Verdict.CLAIM)
    for _ in range(3):
        running.step()
    assert running.phones.board().told is not None
    running.vote_again()
    assert running.phones.board().told is None
    said(running, 1, Verdict.VERIFIED)
    own = running.phones.own(1)
    assert own is not None
    assert (own.before, own.chosen) == (Verdict.CLAIM, Verdict.VERIFIED)
    view = running.view()
    assert (view.first_distribution, view.distribution) == ((0, 1, 0), (1, 0, 0))


def test_the_same_token_is_the_same_player(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom))
    assert came_in(running, Wish("a"), Wish("b"), Wish("a")) == [1, 2, 1]
    assert came_in(running, Wish("b")) == [2]
    assert running.phones.known("b") == 2
    assert running.phones.known("c") is None


def test_a_room_that_is_cut_off_is_gone_on_with(house: House) -> None:
    first = house.open()
    running = first.classroom.open(plan(first.classroom))
    came_in(running, Wish("a"), Wish("b"))
    running.step()
    said(running, 1, Verdict.PROPAGANDA)
    shown = running.view()
    house.close()

    again = house.open().classroom
    line = again.unfinished()
    assert line is not None
    resumed = again.resume(line.id)
    assert again.unfinished() is None
    assert resumed.view().room == dataclasses.replace(shown.room)
    assert resumed.phones.known("b") == 2
    assert resumed.phones.opens(shown.setting.secret)
    assert came_in(resumed, Wish("c")) == [3]
    own = resumed.phones.own(1)
    assert own is not None
    assert own.chosen is Verdict.PROPAGANDA


@on_linux
def test_after_a_break_the_doors_open_where_the_phones_wait(house: House) -> None:
    first = house.open()
    running = first.classroom.open(plan(first.classroom))
    came_in(running, Wish("a"))
    with socket.create_server((HERE, PORTS[0])):
        lets_phones_in(running)
        place = running.view().url
        house.close()
    assert port_of(place) != PORTS[0]

    resumed = gone_on_with(house)
    lets_phones_in(resumed)
    assert resumed.view().url == place
    assert not resumed.view().elsewhere


@on_linux
def test_where_that_port_is_taken_it_says_so_until_all_phones_have_come(house: House) -> None:
    first = house.open()
    running = first.classroom.open(plan(first.classroom))
    came_in(running, Wish("a"), Wish("b"))
    lets_phones_in(running)
    place = running.view().url
    house.close()

    resumed = gone_on_with(house)
    with socket.create_server((HERE, port_of(place))):
        lets_phones_in(resumed)
        assert port_of(resumed.view().url) in PORTS
        assert resumed.view().url != place
        resumed.phones.seen(1, here=True)
        assert resumed.view().elsewhere
        resumed.phones.seen(2, here=True)
        assert not resumed.view().elsewhere
        moved_to = resumed.view().url
        house.close()

    again = gone_on_with(house)
    lets_phones_in(again)
    assert again.view().url == moved_to, "the phones wait at the latest port"


def lets_phones_in(running: Running) -> None:
    """Open the doors at an address of the test's own."""
    running._page = PAGE
    running.open_doors(HERE)


def gone_on_with(house: House) -> Running:
    """The room that was cut off, after a new start."""
    classroom = house.open().classroom
    line = classroom.unfinished()
    assert line is not None
    return classroom.resume(line.id)


def port_of(place: str) -> int:
    port = urlsplit(place).port
    assert port is not None
    return port


def test_a_timer_stands_still_while_the_program_is_away(house: House) -> None:
    first = house.open()
    running = first.classroom.open(dataclasses.replace(plan(first.classroom), seconds=600))
    running.step()
    left = running.view().seconds_left
    house.close()
    house.clock.moment += dt.timedelta(days=1)

    again = house.open().classroom
    line = again.unfinished()
    assert line is not None
    resumed = again.resume(line.id)
    assert resumed.view().room.paused
    assert resumed.view().room.phase is Phase.OPEN
    assert left is not None
    assert resumed.view().seconds_left in (0.0, pytest.approx(left, abs=60))


def test_a_room_that_is_left_is_not_offered_again(house: House) -> None:
    first = house.open()
    room = first.classroom.open(plan(first.classroom)).id
    house.close()
    again = house.open()
    again.classroom.leave(room)
    assert again.all_saved(SECONDS)
    assert again.classroom.unfinished() is None
    assert [line.id for line in again.classroom.past()] == [room]


def test_only_one_room_runs_at_a_time(classroom: Classroom) -> None:
    classroom.open(plan(classroom))
    with pytest.raises(UserError, match="running already"):
        classroom.open(plan(classroom))
    assert Topic.ROOM in classroom.put_away()
    classroom.open(plan(classroom))


def test_time_that_is_up_closes_the_vote_whoever_looks_first(house: House) -> None:
    opened = house.open()
    running = opened.classroom.open(dataclasses.replace(plan(opened.classroom), seconds=30))
    came_in(running, Wish("a"))
    heard: list[Changes] = []
    running.listen(heard.append)
    running.step()
    house.clock.moment += dt.timedelta(seconds=31)

    assert said(running, 1, Verdict.CLAIM) is Refusal.NOT_OPEN
    assert running.view().room.phase is Phase.CLOSED
    assert any(Topic.ROOM in changes for changes in heard)


def test_what_cannot_be_kept_is_taken_back_and_said(classroom: Classroom, opened: Opened) -> None:
    running = classroom.open(plan(classroom))
    came_in(running, Wish("a"))
    running.step()
    said(running, 1, Verdict.CLAIM)
    opened.close()

    room = running.view().room
    ballot = Ballot(1, room.position, room.round, Verdict.VERIFIED)
    with pytest.raises(UserError):
        running.phones.vote([ballot]).result(SECONDS)
    with pytest.raises(UserError):
        running.phones.join([Wish("b")]).result(SECONDS)
    assert running.view().room.votes == {1: Verdict.CLAIM}
    assert running.phones.known("b") is None


def test_votes_from_many_threads_are_all_kept_once(house: House) -> None:
    opened = house.open()
    running = opened.classroom.open(plan(opened.classroom))
    players = came_in(running, *(Wish(f"t{n}") for n in range(40)))
    running.step()
    chance = random.Random(8)
    verdicts = {player: chance.choice(list(Verdict)) for player in players}

    def send(player: int | Refusal) -> None:
        assert isinstance(player, int)
        for verdict in (Verdict.CLAIM, verdicts[player]):
            assert said(running, player, verdict) is None

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, players))
    kept = opened.classroom.kept(running.id)
    assert {vote.player: vote.chosen for vote in kept.votes} == verdicts
    assert running.view().room.votes == verdicts


def test_free_names_wait_for_the_teacher_and_cannot_look_alike(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom, names=Names.FREE))
    outcomes = came_in(
        running,
        Wish("a", "Ada"),
        Wish("b", "a\u200bDA"),
        Wish("c", "  "),
        Wish("d", "\u202e"),
        Wish("e", "x" * 10_000),
        Wish("f", "..."),
        Wish("g", "Ben"),
    )
    bad, taken = Refusal.NAME_BAD, Refusal.NAME_TAKEN
    assert outcomes == [1, taken, bad, bad, bad, bad, 2]
    running.step()
    assert said(running, 1, Verdict.CLAIM) is Refusal.WAITING
    assert [player.name for player in running.view().waiting] == ["Ada", "Ben"]
    running.admit(1)
    running.remove(2)
    assert said(running, 1, Verdict.CLAIM) is None
    assert running.view().waiting == ()
    assert came_in(running, Wish("h", "Ben")) == [3]


def test_roster_names_are_picked_and_doubles_are_seen(classroom: Classroom) -> None:
    classroom.classes.add("8b")
    (eight,) = classroom.classes.all()
    with pytest.raises(UserError, match="no list of names"):
        classroom.open(dataclasses.replace(plan(classroom), names=Names.ROSTER))
    classroom.classes.set_pupils(eight.id, ("Ada", "Ben"))
    ada, ben = classroom.classes.pupils(eight.id)
    running = classroom.open(
        dataclasses.replace(plan(classroom), names=Names.ROSTER, school_class=eight.id)
    )
    assert running.phones.door().roster == ((ada.id, "Ada"), (ben.id, "Ben"))
    outcomes = came_in(
        running,
        Wish("a", pupil=ada.id),
        Wish("b", pupil=ada.id),
        Wish("b", pupil=ada.id, sure=True),
        Wish("c", pupil=999),
    )
    assert outcomes == [1, Refusal.NAME_PICKED, 2, Refusal.NAME_BAD]
    view = running.view()
    assert [player.name for player in view.room.players.values()] == ["Ada", "Ada 2"]
    assert view.doubles == {1, 2}
    running.remove(2)
    assert running.view().doubles == set()
    running.remove(1)
    assert came_in(running, Wish("d", pupil=ada.id)) == [3], "nobody is Ada any more"


def test_only_a_roster_is_told_at_the_door(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom))
    came_in(running, Wish("a"))

    assert running.phones.door().roster == ()


def test_hot_seat_and_raised_hands_count_beside_the_phones(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom))
    came_in(running, Wish("a"))
    running.add_seat("Mo")
    running.add_seat()
    with pytest.raises(UserError, match="already"):
        running.add_seat("mo")
    seats = [p for p in running.view().room.players.values() if p.way is Way.SEAT]
    assert seats[0].name == "Mo"
    assert seats[1].name not in ("", "Mo")
    running.step()
    said(running, 1, Verdict.VERIFIED)
    running.vote_for(seats[0].number, Verdict.CLAIM)
    running.take_hands((0, 0, 7))
    assert running.view().distribution == (1, 1, 7)
    running.close_vote()
    assert not running.vote_for(seats[1].number, Verdict.CLAIM)


def test_a_player_is_renamed_to_what_can_be_told_apart(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom))
    running.add_seat("Mo")
    running.add_seat("Bo")
    running.rename(2, "Beau")
    with pytest.raises(UserError, match="already"):
        running.rename(2, "MO")
    with pytest.raises(UserError, match="no name"):
        running.rename(2, "\u200b")
    running.rename(2, "BEAU")
    assert [p.name for p in running.view().room.players.values()] == ["Mo", "BEAU"]


def test_presence_counts_every_connection(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom))
    came_in(running, Wish("a"))
    for here in (True, True, False):
        running.phones.seen(1, here=here)
    assert running.view().here == {1}
    running.phones.seen(1, here=False)
    assert running.view().here == set()


def test_listeners_hear_of_phones_from_their_threads(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom))
    heard: list[str] = []
    running.listen(lambda _: heard.append(threading.current_thread().name))

    thread = threading.Thread(target=came_in, args=(running, Wish("a")), name="phones")
    thread.start()
    thread.join()
    assert heard == ["phones"]


def test_the_secret_and_the_code_open_and_nothing_else(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom))
    setting = running.view().setting
    code = setting.code
    for key in (setting.secret, code, code.lower(), f" {code[:3]}-{code[3:]} "):
        assert running.phones.opens(key), key
    for key in ("", " ", setting.secret[:-1], setting.secret.swapcase(), code[:-1], "\ud800", "é"):
        assert not running.phones.opens(key), key


def test_secrets_are_long_and_codes_easily_read() -> None:
    assert len({new_secret() for _ in range(100)}) == 100
    assert len(new_secret()) >= 22
    for _ in range(100):
        code = new_code()
        assert len(code) == CODE_LENGTH
        assert set(code) <= set(LETTERS)
    assert not set(LETTERS) & set("IL1O0")
    assert not same_code("", "")


def test_a_pick_is_balanced_and_keeps_to_the_choice(classroom: Classroom) -> None:
    picked = classroom.quizzes.pick(Choice(), 9, random.Random(1))
    assert [sum(e.verdict == v.value for e in picked) for v in Verdict] == [3, 3, 3]
    narrowed = Choice(skills=(Skill.ATTACK, Skill.WORDING), levels=(1, 2))
    for entry in classroom.quizzes.candidates(narrowed):
        assert {"attack", "wording"} & set(entry.skills)
        assert entry.level in (1, 2)
    assert classroom.quizzes.candidates(Choice(packs=("no-such",))) == ()


def test_chosen_skills_take_turns_in_a_pick(tmp_path: Path) -> None:
    house = House(DataPaths(tmp_path / "data"), PROGRAM / "questions")
    quizzes = house.open().classroom.quizzes
    chosen = (Skill.ATTACK, Skill.CALL, Skill.PUBLIC_RECORD, Skill.INTERESTED_PARTY)
    for seed in range(5):
        picked = quizzes.pick(Choice(skills=chosen), 12, random.Random(seed))
        counts = [sum(skill.value in entry.skills for entry in picked) for skill in chosen]
        assert min(counts) >= 2, "the first two are asked for in propaganda alone"
        verdicts = [sum(entry.verdict == one.value for entry in picked) for one in Verdict]
        assert sum(verdicts) == 12
        assert max(verdicts) - min(verdicts) <= 2, verdicts
    alike = quizzes.pick(Choice(skills=chosen[:2]), 12, random.Random(1))
    assert [sum(skill.value in entry.skills for entry in alike) for skill in chosen[:2]] == [6, 6]
    house.close()


def test_a_quiz_is_kept_and_tells_what_is_missing(classroom: Classroom) -> None:
    entries = classroom.quizzes.pick(Choice(), 3, random.Random(1))
    refs = [entry.ref for entry in entries]
    gone = QuestionRef("gone", "q1")
    assert Topic.CLASSES in classroom.quizzes.save(" Monday ", [*refs, gone])
    (saved,) = classroom.quizzes.saved()
    loaded = classroom.quizzes.load(saved.id)
    assert (loaded.title, loaded.entries, loaded.missing) == ("Monday", entries, (gone,))
    classroom.quizzes.delete(saved.id)
    with pytest.raises(UserError):
        classroom.quizzes.load(saved.id)
    with pytest.raises(UserError, match="title"):
        classroom.quizzes.save(" ", refs)
    with pytest.raises(UserError, match="no question"):
        classroom.quizzes.save("Empty", [])


def test_a_quiz_needs_questions(classroom: Classroom) -> None:
    with pytest.raises(UserError, match="1 to"):
        classroom.open(Plan("Nothing", ()))
    assert classroom.running is None


def test_classes_need_names_that_tell_them_apart(classroom: Classroom) -> None:
    classroom.classes.add("8b")
    (eight,) = classroom.classes.all()
    for name, words in (("", "needs a name"), ("8B", "already")):
        with pytest.raises(UserError, match=words):
            classroom.classes.add(name)
    classroom.classes.rename(eight.id, "8B")
    classroom.classes.erase(eight.id)
    assert classroom.classes.all() == ()


def test_a_lesson_on_paper_is_entered_afterwards(classroom: Classroom) -> None:
    room = classroom.open_on_paper(plan(classroom))
    paper = classroom.paper
    ada, ben = paper.add(room, "Ada"), paper.add(room, "Ben")
    with pytest.raises(UserError, match="already"):
        paper.add(room, "ADA")
    paper.tick(room, ada, 0, Verdict.CLAIM)
    paper.tick(room, ada, 0, Verdict.VERIFIED)
    paper.tick(room, ben, 2, Verdict.CLAIM)
    paper.tick(room, ben, 2, None)
    grid = paper.grid(room)
    assert [player.name for player in grid.players] == ["Ada", "Ben"]
    assert grid.ticks == {(ada, 0): Verdict.VERIFIED}
    paper.remove(room, ada)
    assert paper.grid(room).ticks == {}
    assert [line.id for line in classroom.past()] == [room]


def test_a_list_is_read_from_lines_and_from_a_sheet() -> None:
    assert read_names("Ada Lovelace\n\n  Ben \n").names == ("Ada Lovelace", "Ben")
    sheet = "\ufeffName;First name\nLovelace;Ada\nOkri;Ben\n"
    assert read_names(sheet).names == ("Lovelace Ada", "Okri Ben")
    double = read_names("Ada\nBen\nada\n")
    assert double.names == ("Ada", "Ben")
    assert len(double.left_out) == 1
    assert "3" in double.left_out[0]


@given(st.text(max_size=400))
def test_any_text_gives_names_that_differ(text: str) -> None:
    names = read_names(text).names

    assert len({folded(name) for name in names}) == len(names)
    assert all(name.strip() for name in names)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_from_a_file_as_spreadsheets_write_it(tmp_path: Path, encoding: str) -> None:
    place = tmp_path / "class.csv"
    place.write_bytes("Name;First name\r\nMüller;Zoë\r\n".encode(encoding))
    assert read_file(place).names == ("Müller Zoë",)


def test_a_list_that_cannot_be_read_is_told_calmly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_file(tmp_path / "class.csv")


def test_a_search_finds_statements_with_all_the_words_in_the_choice(classroom: Classroom) -> None:
    quizzes = classroom.quizzes
    (one,) = quizzes.worded(quizzes.pick(Choice(), 1))
    first, *_, last = one.statement.split()
    found = quizzes.search(Choice(packs=(one.entry.pack,)), f"{last.upper()} {first}")
    assert found
    assert {there.entry.pack for there in found} == {one.entry.pack}
    wanted = (first.casefold(), last.casefold())
    assert all(word in there.statement.casefold() for there in found for word in wanted)
    assert quizzes.search(Choice(), "  ") == ()
    assert quizzes.search(Choice(), f"{one.statement} qqxqq") == ()


def test_rounds_are_kept_apart(classroom: Classroom) -> None:
    running = classroom.open(plan(classroom, 1))
    came_in(running, Wish("a"))
    running.step()
    said(running, 1, Verdict.CLAIM)
    running.close_vote()
    running.step()
    running.vote_again()
    said(running, 1, Verdict.VERIFIED)
    running.end()
    kept = classroom.kept(running.id)
    assert [(vote.round, vote.chosen) for vote in kept.votes] == [
        (Round.FIRST, Verdict.CLAIM),
        (Round.SECOND, Verdict.VERIFIED),
    ]
