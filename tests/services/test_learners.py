"""Several learners share a computer without seeing each other's scores, and a guest leaves none."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import House, judge, play
from tests.store.samples import SECONDS
from trainer.core.changes import Topic
from trainer.core.errors import UserError
from trainer.core.names import LONGEST_NAME, proper_name
from trainer.services.exporting import SetAside
from trainer.services.opening import Opened, Opening
from trainer.services.pins import FREE_TRIES, Doorkeeper, fits, keep
from trainer.services.practice import Selection


class Timer:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_new_learner_begins_with_nothing(opened: Opened) -> None:
    opened.learners.rename("Ada")
    play(opened)
    changes = opened.learners.add("Bo")
    assert {Topic.LEARNERS, Topic.ANSWERS, Topic.SESSION} <= changes.topics
    standing = opened.review.standing()
    assert (standing.learner.name, standing.sessions, standing.tally.total) == ("Bo", 0, 0)
    assert opened.review.sessions() == ()
    assert not opened.review.sights()


def test_switching_back_brings_ones_own_scores_back(opened: Opened) -> None:
    opened.learners.rename("Ada")
    play(opened)
    opened.learners.add("Bo")
    play(opened, 4)
    opened.learners.switch(1)
    assert opened.review.standing().tally.total == 10
    assert [(one.name, one.sessions) for one in opened.learners.people()] == [("Ada", 1), ("Bo", 1)]


def test_a_running_session_is_put_away_at_a_switch(opened: Opened) -> None:
    opened.learners.rename("Ada")
    opened.practice.start(Selection(title="Ten"))
    judge(opened.practice, 3)
    opened.learners.add("Bo")
    assert opened.practice.session is None
    assert opened.review.standing().unfinished is None
    opened.learners.switch(1)
    assert opened.review.standing().unfinished is not None


def test_who_practises_is_kept_for_the_next_start(house: House) -> None:
    first = house.open()
    first.learners.rename("Ada")
    first.learners.add("Bo")
    house.close()
    assert house.open().learners.present.name == "Bo"


def test_a_number_that_nobody_has_falls_to_the_first_learner(house: House) -> None:
    house.paths.root.mkdir(parents=True)
    house.paths.settings.write_text('look = "dark"\ntext_size = 100\nlearner = 77\n')
    assert house.open().learners.number() == 1


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "ADA"])
def test_a_name_that_tells_nobody_apart_is_refused(opened: Opened, name: str) -> None:
    opened.learners.rename("Ada")
    with pytest.raises(UserError):
        opened.learners.add(name)
    assert len(opened.learners.people()) == 1


@given(st.text())
def test_a_name_is_one_visible_line(text: str) -> None:
    name = proper_name(text)
    assert name == " ".join(name.split())
    assert len(name) <= LONGEST_NAME
    assert name.isprintable()


@pytest.mark.parametrize("pin", ["1234", "a longer one", "ключ"])
def test_a_pin_fits_itself_and_no_other(pin: str) -> None:
    kept = keep(pin)
    assert pin not in kept
    assert kept.startswith("scrypt$16384$8$1$")
    assert fits(pin, kept)
    assert not fits(pin + "x", kept)
    assert keep(pin) != kept


@pytest.mark.parametrize("pin", ["", "123", "x" * 65])
def test_a_pin_that_is_too_short_or_long_is_refused(pin: str) -> None:
    with pytest.raises(UserError, match="4 to 64"):
        keep(pin)


@pytest.mark.parametrize("kept", ["", "md5$1", "scrypt$x$8$1$AA==$AA==", "scrypt$9999999$8$1$a$a"])
def test_a_pin_that_cannot_be_read_any_more_shuts_nobody_out(kept: str) -> None:
    assert fits("1234", kept)


def test_after_five_wrong_pins_one_has_to_wait_longer_each_time() -> None:
    timer, kept = Timer(), keep("1234")
    door = Doorkeeper(timer)
    for _ in range(FREE_TRIES - 1):
        with pytest.raises(UserError, match="not the PIN\\."):
            door.ask(1, "0000", kept)
    with pytest.raises(UserError, match="30 seconds"):
        door.ask(1, "0000", kept)
    with pytest.raises(UserError, match="30 seconds"):
        door.ask(1, "1234", kept)
    door.ask(2, "1234", kept)
    timer.seconds += 30.1
    with pytest.raises(UserError, match="60 seconds"):
        door.ask(1, "0000", kept)
    timer.seconds += 60.1
    door.ask(1, "1234", kept)
    with pytest.raises(UserError, match="not the PIN\\."):
        door.ask(1, "0000", kept)


def test_a_pin_is_asked_for_at_a_switch_and_at_a_start(house: House) -> None:
    opened = house.open()
    opened.learners.rename("Ada")
    opened.learners.set_pin("1234")
    assert not opened.learners.behind_curtain
    opened.learners.add("Bo")
    with pytest.raises(UserError, match="not the PIN"):
        opened.learners.switch(1)
    assert opened.learners.present.name == "Bo"
    opened.learners.switch(1, "1234")
    house.close()
    again = house.open()
    assert again.learners.behind_curtain
    again.learners.switch(1, "1234")
    assert not again.learners.behind_curtain
    again.learners.remove_pin()
    house.close()
    assert not house.open().learners.behind_curtain


def test_erasing_the_present_learner_lets_the_first_of_the_others_practise(opened: Opened) -> None:
    opened.learners.rename("Ada")
    opened.learners.add("Bo")
    for _ in range(4):
        play(opened)
    opened.data.erase(opened.learners.number(), SetAside.KEPT)
    opened.data.erased()
    assert opened.learners.present.name == "Ada"
    opened.learners.add("Cy")
    assert opened.review.session_count() == 0
    opened.practice.start(Selection(title="Ten"))
    assert opened.practice.session is not None
    assert all(item.first_sight for item in opened.practice.session.items)


def open_for_guest(house: House) -> Opened:
    guest = house.attempt(Opening.open_for_guest)
    assert isinstance(guest, Opened)
    return guest


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_guest_leaves_nothing_behind(house: House) -> None:
    own = house.open()
    play(own)
    house.close()
    before = {path: path.read_bytes() for path in files(house.paths.root)}
    guest = open_for_guest(house)
    assert guest.guest
    assert guest.review.session_count() == 0
    play(guest)
    assert house.paths.guest.exists()
    house.close()
    assert {path: path.read_bytes() for path in files(house.paths.root)} == before
    assert house.open().review.session_count() == 1


KILLED = """
import sys
from pathlib import Path
from tests.services.conftest import House, play
from trainer.core.paths import DataPaths
from trainer.services.opening import Opening
house = House(DataPaths(Path(sys.argv[1])), Path(sys.argv[2]))
play(house.attempt(Opening.open_for_guest), 3)
print("played", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="a kill is a signal")
def test_what_a_kill_left_of_a_guest_goes_at_the_next_start(house: House) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(house.paths.root), str(house.shipped)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"played\n"
        process.send_signal(signal.SIGKILL)
        process.wait(SECONDS)
    assert house.paths.guest.exists()
    house.open()
    assert not house.paths.guest.exists()
