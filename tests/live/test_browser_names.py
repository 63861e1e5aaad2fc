"""The phone page where pupils pick their names from the list of their class, in a real browser."""

import datetime as dt
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.live.lesson import Lesson, open_doors
from tests.live.pupil import PATIENCE, Pupil, pupil_in, started_browser
from tests.live.test_browser import wait_for_votes
from tests.services.conftest import House
from trainer.core.room import Names
from trainer.core.rubric import Verdict
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan

LIST = ("Ada Lovelace", "Bodil Ek", "Cem Ak")
LOOKS = [(320, 568, "light"), (320, 568, "dark"), (390, 780, "light"), (160, 284, "dark")]
"""Small and usual phones, and the smallest at 200 %."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started_browser() as started:
        yield started


@pytest.fixture
def lesson(house: House) -> Iterator[Lesson]:
    """A quiz with a class whose pupils pick their names."""
    classroom = house.open().classroom
    classroom.classes.add("8b")
    (eight,) = classroom.classes.all()
    classroom.classes.set_pupils(eight.id, LIST)
    entries = classroom.quizzes.pick(Choice(), 3, random.Random(3))
    made = open_doors(classroom.open(Plan("Monday", entries, Names.ROSTER, eight.id)))
    yield made
    made.server.stop()


@pytest.fixture
def pupil(browser: Browser, lesson: Lesson) -> Iterator[Pupil]:
    with pupil_in(browser, lesson) as made:
        yield made


def types_the_code(pupil: Pupil) -> None:
    pupil.opens("/")
    pupil.page.get_by_label("Code").fill(pupil.lesson.code)
    pupil.page.get_by_role("button", name="Go on").click()
    expect(pupil.page.get_by_label("Who are you?")).to_be_visible(timeout=PATIENCE)


def picks(pupil: Pupil, name: str) -> None:
    pupil.page.get_by_label("Who are you?").select_option(name)
    pupil.page.get_by_role("button", name="Join the quiz").click()


def is_offered_the_names(pupil: Pupil) -> None:
    pupil.sees("Choose your name again")
    pupil.sees("Your teacher has taken the other name back.")
    offered = pupil.page.get_by_label("Who are you?").locator("option").all_inner_texts()
    assert offered == ["Choose your name", *LIST]


def test_who_picked_a_neighbours_name_picks_again_once_the_teacher_has_freed_it(
    pupil: Pupil, lesson: Lesson
) -> None:
    types_the_code(pupil)
    picks(pupil, "Ada Lovelace")
    pupil.sees("You are in.")
    lesson.running.step()
    pupil.taps(Verdict.CLAIM)
    pupil.sees("Saved. You can change it")

    lesson.running.free(1)
    is_offered_the_names(pupil)
    pupil.hears("Choose your name again")
    assert pupil.focus == "name-title"
    pupil.sees_no("connected")
    assert pupil.page.locator("#name").inner_text() == ""
    picks(pupil, "Bodil Ek")
    pupil.sees("Tap your answer.")
    pupil.sees("connected")
    assert pupil.page.locator("#name").inner_text() == "Bodil Ek"
    assert pupil.pressed == []
    pupil.taps(Verdict.VERIFIED)
    pupil.sees("Saved. You can change it")
    room = lesson.running.view().room
    assert [player.name for player in room.active] == ["Bodil Ek"]
    assert room.distribution() == (1, 0, 0)


def test_who_picks_a_name_that_is_taken_is_asked_to_look_again(
    browser: Browser, pupil: Pupil, lesson: Lesson
) -> None:
    types_the_code(pupil)
    picks(pupil, "Ada Lovelace")
    pupil.sees("You are in.")
    with pupil_in(browser, lesson) as second:
        second.opens()
        picks(second, "Ada Lovelace")
        second.sees("Somebody has picked this name already.")
        second.hears("Somebody has picked this name already.")
        assert len(lesson.running.view().room.players) == 1
        picks(second, "Bodil Ek")
        second.sees("You are in.")
    with pupil_in(browser, lesson) as third:
        third.opens()
        for name in ("Ada Lovelace", "Bodil Ek", "Ada Lovelace"):
            picks(third, name)
            third.sees("Somebody has picked this name already.")
        assert third.too_wide == []
        third.page.get_by_role("button", name="Join the quiz").click()
        third.sees("You are in.")
        third.sees("Ada Lovelace 2")
    assert lesson.running.view().doubles == {1, 3}


def test_a_reload_offers_the_names_again_without_the_code(pupil: Pupil, lesson: Lesson) -> None:
    types_the_code(pupil)
    picks(pupil, "Ada Lovelace")
    pupil.sees("You are in.")
    lesson.running.free(1)
    is_offered_the_names(pupil)
    pupil.page.reload()
    is_offered_the_names(pupil)
    picks(pupil, "Bodil Ek")
    pupil.sees("You are in.")
    pupil.page.reload()
    pupil.sees("You are in.")
    assert [player.name for player in lesson.running.view().room.active] == ["Bodil Ek"]


def test_an_answer_that_was_on_its_way_goes_out_under_the_new_name(
    pupil: Pupil, lesson: Lesson
) -> None:
    pupil.page.clock.install()
    types_the_code(pupil)
    picks(pupil, "Ada Lovelace")
    pupil.sees("You are in.")
    lesson.running.step()
    pupil.sees("Tap your answer.")
    # From here on the page tries nothing again by itself.
    pupil.page.clock.pause_at(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=5))
    pupil.sees("connected")
    pupil.page.route("**/vote", lambda route: route.abort())
    pupil.taps(Verdict.CLAIM)
    pupil.sees("Not sent yet.")
    pupil.page.unroute("**/vote")
    lesson.running.free(1)
    pupil.page.clock.resume()
    is_offered_the_names(pupil)
    picks(pupil, "Bodil Ek")
    wait_for_votes(pupil, lesson, Verdict.CLAIM)
    pupil.sees("Saved. You can change it")
    pupil.sees_no("no longer in this quiz")


def test_who_is_removed_is_offered_no_name(pupil: Pupil, lesson: Lesson) -> None:
    types_the_code(pupil)
    picks(pupil, "Ada Lovelace")
    pupil.sees("You are in.")
    lesson.running.remove(1)
    pupil.sees("You are no longer in this quiz.")
    pupil.page.reload()
    pupil.sees("You are no longer in this quiz.")
    assert not pupil.page.get_by_label("Who are you?").is_visible()


@pytest.mark.parametrize(("width", "height", "look"), LOOKS)
def test_the_names_fit_and_keep_nobody_out(
    browser: Browser, lesson: Lesson, width: int, height: int, look: str
) -> None:
    with pupil_in(browser, lesson, width=width, height=height, dark=look == "dark") as pupil:
        pupil.opens()
        picks(pupil, "Ada Lovelace")
        pupil.sees("You are in.")
        lesson.running.free(1)
        is_offered_the_names(pupil)
        assert pupil.too_wide == []
        assert pupil.barriers == []
