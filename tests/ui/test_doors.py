"""The way in for phones: opened where it is likely right, watched, and told with a way on."""

import datetime as dt
import http.client
import socket
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QThread

from tests.ui.lesson import Key, Lesson
from tests.ui.person import Person
from tests.window import ALONE, LOOPBACK
from trainer.core.addresses import Address, Link
from trainer.core.changes import Changes, Topic
from trainer.live.binding import PORTS
from trainer.live.limits import Limits
from trainer.live.reach import Reach
from trainer.ui.doors import addresses_here
from trainer.ui.entrance import DoorStand, Entrance, door_state
from trainer.ui.keeper import Surroundings
from trainer.ui.pages.room.doors import DoorCard
from trainer.ui.widgets.pickers import Picker

STILL = dt.timedelta(0)
OTHER = Address("127.0.0.2", "lo0", Link.WIRELESS)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback")


class Network:
    """The addresses that a test's computer has at the moment."""

    def __init__(self, *addresses: Address) -> None:
        self.addresses = addresses
        self.asked_on: set[bool] = set()

    def ask(self) -> tuple[Address, ...]:
        self.asked_on.add(QThread.isMainThread())
        return self.addresses


@pytest.fixture
def opens(open_window: Callable[..., Person]) -> Callable[[Network], Lesson]:
    """Opens a room with phones on a computer in this network."""

    def opened(network: Network) -> Lesson:
        around = Surroundings(network.ask, ALONE.ways)
        return Lesson(open_window(step=STILL, surroundings=around)).begins(phones=True)

    return opened


@pytest.fixture
def lesson(opens: Callable[[Network], Lesson]) -> Lesson:
    lesson = opens(Network(LOOPBACK))
    waits_for(lesson, DoorStand.OPEN)
    return lesson


def stand(lesson: Lesson) -> DoorStand:
    return door_state(lesson.running.view(), lesson.keeper.doors.entrance).stand


def waits_for(lesson: Lesson, wanted: DoorStand) -> None:
    lesson.person.waits_until(lambda: stand(lesson) is wanted)
    lesson.hears()


def answers(lesson: Lesson, path: str) -> int:
    where = urlsplit(lesson.running.view().url)
    return asked(where.netloc, path)


def asked(place: str, path: str) -> int:
    connection = http.client.HTTPConnection(place, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_doors_open_by_themselves_and_the_test_page_is_named(lesson: Lesson) -> None:
    url = lesson.running.view().url
    assert f"Phones come in at {url}." in lesson.person.sees()
    assert f"Test page: {url}/check" in lesson.person.sees()
    assert "the network keeps devices apart: share a hotspot" in lesson.person.sees()
    assert answers(lesson, "/check") == 200


def test_neither_addresses_nor_doors_are_asked_for_on_the_gui_thread(
    opens: Callable[[Network], Lesson],
) -> None:
    network = Network(LOOPBACK)
    waits_for(opens(network), DoorStand.OPEN)
    assert network.asked_on == {False}


def test_the_card_is_seen_in_the_lobby_and_later_only_on_d(lesson: Lesson) -> None:
    lesson.person.find(DoorCard)
    lesson.presses(Key.Key_Space)
    assert not [one for one in lesson.person.visible() if isinstance(one, DoorCard)]
    lesson.presses(Key.Key_D)
    lesson.person.find(DoorCard)


def test_without_a_network_it_says_so_and_opens_when_one_comes(
    opens: Callable[[Network], Lesson],
) -> None:
    network = Network()
    lesson = opens(network)
    waits_for(lesson, DoorStand.SHUT)
    assert "This computer is in no network" in lesson.person.sees()
    assert "share a hotspot from this computer" in lesson.person.sees()
    assert "by hands, hot seat or paper" in lesson.person.sees()
    network.addresses = (LOOPBACK,)
    lesson.keeper.doors.look()
    waits_for(lesson, DoorStand.OPEN)


@on_linux
def test_with_every_port_taken_it_says_so_and_opens_when_one_is_free(
    opens: Callable[[Network], Lesson],
) -> None:
    mine = Address("127.83.7.9", "lo", Link.OTHER)
    with ExitStack() as taken:
        for port in PORTS:
            taken.enter_context(socket.create_server((mine.digits, port)))
        lesson = opens(Network(mine))
        waits_for(lesson, DoorStand.SHUT)
        assert "other programs use all of its ports" in lesson.person.sees()
    lesson.person.presses("Open the doors")
    waits_for(lesson, DoorStand.OPEN)
    assert "other programs" not in lesson.person.sees()


@on_linux
def test_of_several_networks_another_one_can_be_chosen(
    opens: Callable[[Network], Lesson],
) -> None:
    lesson = opens(Network(LOOPBACK, OTHER))
    waits_for(lesson, DoorStand.OPEN)
    assert lesson.running.view().url.startswith("http://127.0.0.1:")
    lesson.person.picks("Network", "127.0.0.2 (wireless, lo0)")
    lesson.person.window.hub.publish(Changes.of(Topic.ROOM))
    lesson.person.presses("Open the doors there")
    lesson.person.waits_until(lambda: lesson.running.view().url.startswith("http://127.0.0.2:"))
    waits_for(lesson, DoorStand.OPEN)
    assert answers(lesson, "/check") == 200


def test_with_one_network_there_is_nothing_to_choose(lesson: Lesson) -> None:
    assert not [one for one in lesson.person.visible() if isinstance(one, Picker)]


@on_linux
def test_a_network_that_went_away_is_told_and_the_others_are_offered(
    opens: Callable[[Network], Lesson],
) -> None:
    lesson = opens(Network(LOOPBACK))
    waits_for(lesson, DoorStand.OPEN)
    view = replace(lesson.running.view(), reach=Reach(here=False))
    alone = door_state(view, Entrance((), "127.0.0.1"))
    assert alone.stand is DoorStand.LOST
    assert alone.troubled, "the card comes up by itself"
    assert "has left the network" in alone.says
    assert "come back by themselves" in alone.advice
    assert "another network" not in alone.advice
    others = door_state(view, Entrance((OTHER,), "127.0.0.1"))
    assert "open the doors on another network" in others.advice
    assert [address for address, _ in others.choices] == ["127.0.0.2"]


def test_after_a_sleep_the_doors_open_anew_at_the_same_place(lesson: Lesson) -> None:
    before = lesson.running.view().url
    lesson.keeper.doors.hear(Reach(slept=1))
    assert stand(lesson) is DoorStand.OPENING
    waits_for(lesson, DoorStand.OPEN)
    assert "The computer slept. The doors were opened anew" in lesson.person.sees()
    assert lesson.running.view().url == before, "phones come back to where they were"
    assert answers(lesson, "/check") == 200


@on_linux
def test_a_quiz_that_was_cut_off_says_when_phones_must_scan_again(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    mine = Address("127.83.7.11", "lo", Link.OTHER)
    around = Surroundings(Network(mine).ask, ALONE.ways)
    first = open_window(tmp_path / "data", step=STILL, surroundings=around)
    lesson = Lesson(first).begins(phones=True)
    waits_for(lesson, DoorStand.OPEN)
    lesson.joins("a")
    lesson.presses(Key.Key_Space)
    place = urlsplit(lesson.running.view().url)
    first.window.close()
    first.window.close()
    with socket.create_server((mine.digits, place.port or 0)):
        again = Lesson(open_window(tmp_path / "data", step=STILL, surroundings=around))
        again.person.presses("Go on with the quiz")
        again.person.waits_until(lambda: again.person.opened.classroom.running is not None)
        waits_for(again, DoorStand.OPEN)
        assert "Another program has taken the port of before" in again.person.sees()
        assert "scan the code again" in again.person.sees()
        again.running.phones.seen(1, here=True)
        again.hears()
        assert "Another program has taken the port of before" not in again.person.sees()


@on_linux
def test_after_a_break_one_address_for_all_phones_is_still_known(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    mine = Address("127.83.7.12", "lo", Link.OTHER)
    around = Surroundings(Network(mine).ask, ALONE.ways)
    first = open_window(tmp_path / "data", step=STILL, surroundings=around)
    lesson = Lesson(first).begins(phones=True)
    waits_for(lesson, DoorStand.OPEN)
    assert let_in(lesson, 80) == Limits().connections_of_one
    lesson.person.presses("The school gives all phones one address")
    waits_for(lesson, DoorStand.OPEN)
    assert let_in(lesson, 80) == 80
    first.window.close()
    first.window.close()
    again = Lesson(open_window(tmp_path / "data", step=STILL, surroundings=around))
    again.person.presses("Go on with the quiz")
    again.person.waits_until(lambda: again.person.opened.classroom.running is not None)
    waits_for(again, DoorStand.OPEN)
    assert again.person.button("The school gives all phones one address").isChecked()
    assert let_in(again, 80) == 80


def let_in(lesson: Lesson, wanted: int) -> int:
    """How many of so many connections from one address are answered while all are open."""
    where = urlsplit(lesson.running.view().url).netloc
    with ExitStack() as phones:
        made = [
            phones.enter_context(closing(http.client.HTTPConnection(where, timeout=5)))
            for _ in range(wanted)
        ]
        return sum(answered(one) for one in made)


def answered(phone: http.client.HTTPConnection) -> bool:
    try:
        phone.request("GET", "/words")
        return bool(phone.getresponse().read())
    except OSError:
        return False


def test_doors_that_fell_shut_open_anew(lesson: Lesson) -> None:
    lesson.keeper.doors.hear(Reach(failed="a mistake"))
    waits_for(lesson, DoorStand.OPEN)
    assert "The doors fell shut and were opened anew" in lesson.person.sees()


def test_that_all_phones_have_one_address_is_said_by_a_button(lesson: Lesson) -> None:
    view = replace(lesson.running.view(), reach=Reach(turned_away=9))
    told = door_state(view, lesson.keeper.doors.entrance)
    assert "Some phones were turned away" in told.advice
    lesson.person.presses("The school gives all phones one address")
    waits_for(lesson, DoorStand.OPEN)
    entrance = lesson.keeper.doors.entrance
    assert entrance.shared
    assert "turned away" not in door_state(view, entrance).advice


def test_a_phone_that_opened_the_test_page_is_noticed(lesson: Lesson) -> None:
    view = replace(lesson.running.view(), reach=Reach(checked=1))
    assert (
        door_state(view, lesson.keeper.doors.entrance).advice
        == "1 phone has opened the test page: the network lets phones through."
    )


def test_a_quiz_without_phones_opens_no_door(open_window: Callable[..., Person]) -> None:
    network = Network(LOOPBACK)
    around = Surroundings(network.ask, ALONE.ways)
    lesson = Lesson(open_window(step=STILL, surroundings=around)).begins()
    lesson.person.rests(100)
    assert stand(lesson) is DoorStand.NONE
    assert network.asked_on == set()
    assert not [one for one in lesson.person.visible() if isinstance(one, DoorCard)]


def test_the_doors_close_with_the_room(lesson: Lesson) -> None:
    url = lesson.running.view().url
    lesson.presses(Key.Key_X, Key.Key_Return, Key.Key_Space)
    lesson.person.waits_until(lambda: lesson.person.opened.classroom.running is None)
    deadline = time.monotonic() + 5
    while True:
        try:
            asked(urlsplit(url).netloc, "/check")
        except OSError:
            break
        assert time.monotonic() < deadline, "somebody still answers"


def test_this_computers_addresses_can_be_asked_for() -> None:
    assert all(isinstance(one, Address) for one in addresses_here())
    assert LOOPBACK not in addresses_here()
