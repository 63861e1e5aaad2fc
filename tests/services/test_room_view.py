"""What the teacher's screens are told of a room besides the room itself."""

import random
from pathlib import Path

from trainer.core.room import Phase, Way
from trainer.core.rubric import Verdict
from trainer.live.host import Ballot, Wish
from trainer.live.reach import Reach
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Classroom, Plan
from trainer.services.classroom.running import Running
from trainer.services.opening import Opened

SECONDS = 10
PHONE = Path(__file__).resolve().parents[2] / "assets" / "phone"


def begin(classroom: Classroom, size: int = 2, teams: int = 0) -> Running:
    return classroom.open(
        Plan("Monday", classroom.quizzes.pick(Choice(), size, random.Random(3)), teams=teams)
    )


def vote(running: Running, number: int, *, right: bool) -> None:
    room = running.view().room
    assert room.item is not None
    truth = room.item.truth
    chosen = next(verdict for verdict in Verdict if (verdict is truth) is right)
    running.phones.vote([Ballot(number, room.position, room.round, chosen)]).result(SECONDS)


def test_teams_are_told_at_the_end_alone_and_by_their_first_votes(opened: Opened) -> None:
    running = begin(opened.classroom, 2, teams=2)
    running.phones.join([Wish("a"), Wish("b"), Wish("c")]).result(SECONDS)
    assert [player.team for player in running.view().room.active] == [1, 2, 1]
    running.step()
    vote(running, 1, right=True)
    vote(running, 2, right=False)
    vote(running, 3, right=False)
    running.step()
    running.step()
    running.vote_again()
    vote(running, 2, right=True)
    running.close_vote()
    running.step()
    running.step()
    running.light_all()
    running.go_on()
    vote(running, 1, right=True)
    assert running.view().teams == ()
    running.skip()
    assert running.view().room.phase is Phase.ENDED
    assert running.view().teams == ((1, 2), (0, 1)), "what was skipped does not count"


def test_without_doors_there_is_no_way_in(opened: Opened) -> None:
    view = begin(opened.classroom).view()
    assert (view.url, view.link, view.reach) == ("", "", Reach())


def test_open_doors_lead_in_by_the_secret_and_come_back_to_their_port(opened: Opened) -> None:
    opened.classroom._page = PHONE
    running = begin(opened.classroom)
    running.open_doors("127.0.0.1")
    view = running.view()
    assert view.link == f"{view.url}/j/{view.setting.secret}"
    running.open_doors("127.0.0.1")
    assert running.view().url == view.url
    running.close_doors()
    assert running.view().link == ""


def test_a_room_that_was_left_or_ended_a_moment_ago_is_not_offered_again(opened: Opened) -> None:
    classroom = opened.classroom
    cut_off = begin(classroom).id
    classroom.put_away()
    offered = classroom.unfinished()
    assert offered is not None
    assert offered.id == cut_off
    classroom.leave(cut_off)
    assert classroom.unfinished() is None
    running = begin(classroom)
    running.end()
    classroom.put_away()
    assert classroom.unfinished() is None


def test_a_pupil_in_the_hot_seat_is_in_a_team_too(opened: Opened) -> None:
    running = begin(opened.classroom, teams=2)
    running.add_seat("Mira")
    running.add_seat()
    assert [(p.way, p.team) for p in running.view().room.active] == [(Way.SEAT, 1), (Way.SEAT, 2)]
