"""The phone page in a real browser, as a pupil meets it."""

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.live.lesson import Lesson, lesson_in, open_doors
from tests.live.pupil import PATIENCE, Pupil, pupil_in, started_browser
from tests.services.conftest import House
from trainer.core.paths import DataPaths
from trainer.core.room import Names, Phase
from trainer.core.rubric import Verdict
from trainer.live.limits import Limits

SHIPPED = Path(__file__).resolve().parents[2] / "questions"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started_browser() as started:
        yield started


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The packs that ship, for texts as long as real ones."""
    made = House(DataPaths(tmp_path / "data"), SHIPPED)
    yield made
    made.close()


@pytest.fixture
def lesson(house: House) -> Iterator[Lesson]:
    with lesson_in(house) as made:
        yield made


@pytest.fixture
def pupil(browser: Browser, lesson: Lesson) -> Iterator[Pupil]:
    with pupil_in(browser, lesson) as made:
        yield made


def votes(lesson: Lesson) -> list[Verdict]:
    return list(lesson.running.view().room.votes.values())


def wait_for_votes(pupil: Pupil, lesson: Lesson, *wanted: Verdict) -> None:
    """Let the page go on until these votes are in."""
    end = time.monotonic() + PATIENCE / 1000
    while votes(lesson) != list(wanted) and time.monotonic() < end:
        pupil.page.wait_for_timeout(20)
    assert votes(lesson) == list(wanted)


def move_to(lesson: Lesson, phase: Phase) -> None:
    while lesson.running.view().room.phase is not phase:
        lesson.running.step()


def test_a_pupil_comes_in_answers_changes_it_and_sees_why(pupil: Pupil, lesson: Lesson) -> None:
    pupil.comes_in()
    pupil.sees("connected")
    lesson.running.step()
    pupil.sees("1 of 3")
    pupil.sees("Tap your answer.")
    assert pupil.pressed == []

    pupil.taps(lesson.right)
    pupil.sees("Saved. You can change it")
    assert votes(lesson) == [lesson.right]
    pupil.taps(lesson.wrong)
    wait_for_votes(pupil, lesson, lesson.wrong)
    pupil.sees("Saved. You can change it")
    assert pupil.pressed == [lesson.wrong.value]

    lesson.running.close_vote()
    pupil.sees("Answers are closed. Yours is saved.")
    pupil.page.locator(".answer.verified").click(force=True)
    lesson.running.step()
    pupil.sees("Look at the board")
    assert votes(lesson) == [lesson.wrong]
    lesson.running.step()
    pupil.sees("Not this time.")
    pupil.sees("light up on the board")
    key = lesson.running.revisions[0].question.key
    assert key is not None
    pupil.sees(key.why_not[lesson.wrong])
    pupil.sees(key.explanation)
    lesson.running.light_all()
    cues = lesson.running.revisions[0].question.cues
    for cue in cues:
        pupil.sees(cue.note)
    assert pupil.page.locator("#lit li").count() == len(cues)
    lit = pupil.page.locator("#text mark.lit").all_inner_texts()
    assert all(word in lesson.running.revisions[0].text for word in lit)
    lesson.running.end()
    pupil.sees("That was the quiz")
    pupil.sees("You judged 0 of 1")


def test_saved_is_said_only_once_the_disk_has_it(
    pupil: Pupil, lesson: Lesson, house: House
) -> None:
    pupil.comes_in()
    lesson.running.step()
    pupil.sees("Tap your answer.")
    with house.locked():
        pupil.taps(Verdict.CLAIM)
        pupil.sees("Sending …")
        pupil.page.wait_for_timeout(300)
        pupil.sees("Sending …")
        assert pupil.page.get_by_text("Saved.").count() == 0
    pupil.sees("Saved. You can change it")


@contextmanager
def cut_off(pupil: Pupil, lesson: Lesson) -> Iterator[None]:
    """The phone loses the computer, before it is told what became of its answer, and finds it."""
    lesson.server.stop()
    pupil.sees("no connection")
    again = open_doors(lesson.running, ports=(lesson.bound.port,))
    try:
        pupil.sees("connected")
        pupil.page.wait_for_timeout(300)
        yield
    finally:
        again.server.stop()


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_an_answer_on_its_way_to_the_disk_is_neither_called_saved_nor_late(
    pupil: Pupil, lesson: Lesson, house: House, *, closed: bool
) -> None:
    pupil.comes_in()
    lesson.running.step()
    pupil.sees("Tap your answer.")
    with ExitStack() as disk:
        disk.enter_context(house.locked())
        pupil.taps(Verdict.CLAIM)
        wait_for_votes(pupil, lesson, Verdict.CLAIM)
        if closed:
            lesson.running.close_vote()
        with cut_off(pupil, lesson):
            pupil.sees("Sending …")
            assert pupil.pressed == ["claim"]
            disk.close()
            pupil.sees("Yours is saved." if closed else "Saved. You can change it")
            assert pupil.page.evaluate("sessionStorage.getItem('wish')") is None


def test_whoever_returns_to_what_is_saved_is_not_overtaken_by_what_is_on_its_way(
    pupil: Pupil, lesson: Lesson, house: House
) -> None:
    pupil.comes_in()
    lesson.running.step()
    pupil.taps(Verdict.CLAIM)
    pupil.sees("Saved. You can change it")
    with ExitStack() as disk:
        disk.enter_context(house.locked())
        pupil.taps(Verdict.VERIFIED)
        wait_for_votes(pupil, lesson, Verdict.VERIFIED)
        pupil.taps(Verdict.CLAIM)
        with cut_off(pupil, lesson):
            pupil.sees("Sending …")
            disk.close()
            pupil.sees("Saved. You can change it")
            assert pupil.pressed == ["claim"]
            assert votes(lesson) == [Verdict.CLAIM]


def test_an_answer_given_without_a_connection_is_kept_and_sent_on_return(
    browser: Browser, lesson: Lesson
) -> None:
    with pupil_in(browser, lesson) as pupil:
        pupil.page.clock.install()
        pupil.comes_in()
        lesson.running.step()
        pupil.taps(Verdict.CLAIM)
        pupil.sees("Saved. You can change it")

        pupil.page.context.set_offline(True)
        pupil.page.clock.fast_forward(60_000)
        pupil.sees("no connection")
        pupil.sees("Stay in the classroom’s Wi-Fi")
        pupil.taps(Verdict.VERIFIED)
        pupil.sees("Not sent yet.")
        assert votes(lesson) == [Verdict.CLAIM]
        pupil.page.context.set_offline(False)
        pupil.page.clock.fast_forward(5_000)
        pupil.sees("Saved. You can change it")
        pupil.sees("connected")
        pupil.sees_no("Stay in the classroom’s Wi-Fi")
        assert votes(lesson) == [Verdict.VERIFIED]


def test_an_answer_that_comes_back_too_late_is_told_and_not_passed_off_as_saved(
    browser: Browser, lesson: Lesson
) -> None:
    with pupil_in(browser, lesson) as pupil:
        pupil.page.clock.install()
        pupil.comes_in()
        lesson.running.step()
        pupil.sees("Tap your answer.")
        pupil.page.context.set_offline(True)
        pupil.taps(Verdict.VERIFIED)
        pupil.sees("Not sent yet.")
        lesson.running.close_vote()
        pupil.page.context.set_offline(False)
        pupil.page.clock.fast_forward(5_000)
        pupil.sees("came too late")
        assert pupil.pressed == []
        assert votes(lesson) == []
        lesson.running.skip()
        pupil.sees("2 of 3")
        pupil.sees("Tap your answer.")


def test_an_answer_that_was_kept_survives_a_reload(browser: Browser, lesson: Lesson) -> None:
    with pupil_in(browser, lesson) as pupil:
        pupil.comes_in()
        lesson.running.step()
        pupil.sees("Tap your answer.")
        pupil.page.route("**/vote", lambda route: route.abort())
        pupil.taps(Verdict.CLAIM)
        pupil.sees("Not sent yet.")
        pupil.page.unroute("**/vote")
        pupil.page.reload()
        pupil.sees("Saved. You can change it")
        assert votes(lesson) == [Verdict.CLAIM]


def test_a_stream_that_falls_silent_is_opened_anew(browser: Browser, house: House) -> None:
    with (
        lesson_in(house, limits=Limits(ping=1_000.0)) as lesson,
        pupil_in(browser, lesson) as pupil,
    ):
        pupil.page.clock.install()
        with pupil.page.expect_request("**/events"):
            pupil.comes_in()
        while not lesson.running.view().here:
            pupil.page.wait_for_timeout(20)
        asked: list[str] = []
        pupil.page.on("request", lambda request: asked.append(path_of(request)))
        pupil.page.clock.fast_forward(20_000)
        pupil.page.wait_for_timeout(200)
        assert asked == []
        with pupil.page.expect_request("**/events"):
            pupil.page.clock.fast_forward(6_000)
            pupil.page.clock.fast_forward(2_000)
        assert asked[:2] == ["/state", "/events"]


def path_of(request: Request) -> str:
    return "/" + request.url.split("/", 3)[3]


@pytest.mark.parametrize(
    "wakes",
    [
        "document.dispatchEvent(new Event('visibilitychange'))",
        "window.dispatchEvent(new Event('online'))",
        "window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))",
    ],
)
def test_a_phone_that_wakes_up_asks_for_the_state_and_opens_the_stream(
    pupil: Pupil, lesson: Lesson, wakes: str
) -> None:
    pupil.comes_in()
    pupil.sees("connected")
    with pupil.page.expect_request("**/state"), pupil.page.expect_request("**/events"):
        pupil.page.evaluate(wakes)
    lesson.running.step()
    pupil.sees("1 of 3")


def test_without_streams_the_page_asks_every_two_seconds(browser: Browser, lesson: Lesson) -> None:
    with pupil_in(browser, lesson) as pupil:
        pupil.page.route("**/events", lambda route: route.abort())
        pupil.page.clock.install()
        pupil.comes_in()
        for _ in range(6):
            pupil.page.clock.fast_forward(4_000)
            pupil.page.wait_for_timeout(50)
        lesson.running.step()
        pupil.page.clock.fast_forward(2_000)
        pupil.sees("1 of 3")
        pupil.sees("connected")
        pupil.taps(Verdict.CLAIM)
        pupil.sees("Saved. You can change it")


def test_a_server_that_comes_back_finds_its_phones_by_itself(pupil: Pupil, lesson: Lesson) -> None:
    pupil.comes_in()
    lesson.running.step()
    pupil.taps(Verdict.CLAIM)
    pupil.sees("Saved. You can change it")
    lesson.server.stop()
    pupil.sees("no connection")
    again = open_doors(lesson.running, ports=(lesson.bound.port,))
    try:
        pupil.sees("connected")
        assert pupil.pressed == ["claim"]
        lesson.running.close_vote()
        pupil.sees("Answers are closed. Yours is saved.")
    finally:
        again.server.stop()


def test_a_reload_is_no_new_player(pupil: Pupil, lesson: Lesson) -> None:
    pupil.comes_in()
    name = pupil.page.locator("#wait-name").inner_text()
    pupil.page.reload()
    pupil.sees("You are in.")
    assert pupil.page.locator("#wait-name").inner_text() == name
    # Scanning the picture code a second time as well.
    pupil.opens()
    pupil.sees("You are in.")
    assert len(lesson.running.view().room.players) == 1


def test_the_code_can_be_typed_and_a_wrong_one_is_told_calmly(pupil: Pupil, lesson: Lesson) -> None:
    pupil.opens("/")
    field = pupil.page.get_by_label("Code")
    expect(field).to_be_focused()
    field.fill("XXXXXX")
    field.press("Enter")
    pupil.sees("This is not the code on the board.")
    pupil.hears("This is not the code on the board.")
    expect(field).to_be_focused()
    field.fill(f" {lesson.code[:3].lower()} {lesson.code[3:].lower()}")
    pupil.page.get_by_role("button", name="Go on").click()
    pupil.page.get_by_role("button", name="Join the quiz").click()
    pupil.sees("You are in.")


def test_the_link_of_another_quiz_leads_to_the_code(pupil: Pupil) -> None:
    pupil.opens("/j/" + "A" * 22)
    pupil.sees("This picture code is not that of the quiz.")
    expect(pupil.page.get_by_label("Code")).to_be_focused()


def test_a_typed_name_is_shown_as_it_is_and_waits_for_the_teacher(
    browser: Browser, house: House
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    with (
        lesson_in(house, names=Names.FREE) as lesson,
        pupil_in(browser, lesson) as pupil,
    ):
        dialogs: list[str] = []
        pupil.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        pupil.opens()
        pupil.sees("Your teacher sees it before you come in.")
        pupil.page.get_by_label("Your name").fill(" ")
        pupil.page.get_by_role("button", name="Join the quiz").click()
        pupil.sees("This cannot be a name here.")
        pupil.page.get_by_label("Your name").fill(evil)
        pupil.page.get_by_role("button", name="Join the quiz").click()
        pupil.sees("Your teacher looks at your name first.")
        pupil.sees(evil)
        lesson.running.admit(1)
        pupil.sees("You are in.")
        assert pupil.page.locator("img").count() == 0
        assert dialogs == []
        lesson.running.remove(1)
        pupil.sees("You are no longer in this quiz.")


def test_who_is_removed_stays_out_also_after_a_reload(pupil: Pupil, lesson: Lesson) -> None:
    pupil.comes_in()
    lesson.running.remove(1)
    pupil.sees("You are no longer in this quiz.")
    pupil.page.reload()
    pupil.sees("You are no longer in this quiz.")


def test_the_second_vote_shows_the_first_answer(pupil: Pupil, lesson: Lesson) -> None:
    pupil.comes_in()
    lesson.running.step()
    pupil.taps(Verdict.CLAIM)
    pupil.sees("Saved. You can change it")
    move_to(lesson, Phase.DISTRIBUTION)
    lesson.running.vote_again()
    pupil.sees("Second vote")
    pupil.sees("your first answer")
    assert pupil.pressed == []
    pupil.taps(Verdict.VERIFIED)
    pupil.sees("Saved. You can change it")
    assert votes(lesson) == [Verdict.VERIFIED]


def test_a_pause_is_told_and_no_answer_is_taken(pupil: Pupil, lesson: Lesson) -> None:
    pupil.comes_in()
    lesson.running.step()
    pupil.sees("Tap your answer.")
    lesson.running.pause()
    pupil.sees("Your teacher has paused the quiz.")
    pupil.page.locator(".answer.claim").click(force=True)
    assert pupil.pressed == []
    lesson.running.resume()
    pupil.sees("Tap your answer.")


def test_a_timer_counts_down(pupil: Pupil, lesson: Lesson) -> None:
    pupil.comes_in()
    lesson.running.step()
    lesson.running.extend(90)
    pupil.sees("Time left")
    left = pupil.page.locator("#time-left")
    begun = left.inner_text()
    assert re.fullmatch(r"1:[0-5]\d", begun)
    expect(left).not_to_have_text(begun, timeout=PATIENCE)
    assert left.inner_text() < begun


def test_all_of_it_goes_by_keyboard_and_the_focus_follows_the_quiz(
    pupil: Pupil, lesson: Lesson
) -> None:
    pupil.opens()
    pupil.sees("You get a made-up name.")
    pupil.page.keyboard.press("Tab")
    pupil.page.keyboard.press("Enter")
    pupil.sees("You are in.")
    assert pupil.focus == "wait-name"
    lesson.running.step()
    pupil.sees("1 of 3")
    assert pupil.focus == "quiz-title"
    pupil.page.keyboard.press("Tab")
    pupil.page.keyboard.press("Tab")
    pupil.page.keyboard.press("Enter")
    pupil.sees("Saved. You can change it")
    pupil.hears("Saved.")
    assert pupil.pressed == ["claim"]
    pupil.page.keyboard.press("3")
    expect(pupil.page.locator(".propaganda")).to_have_attribute(
        "aria-pressed", "true", timeout=PATIENCE
    )
    wait_for_votes(pupil, lesson, Verdict.PROPAGANDA)
    # A closing question leaves the keyboard where it is; a reveal begins at the top.
    lesson.running.close_vote()
    pupil.sees("Answers are closed.")
    assert pupil.page.evaluate("document.activeElement.className").startswith("answer")
    move_to(lesson, Phase.REVEAL)
    pupil.sees("light up on the board")
    assert pupil.focus == "quiz-title"


def test_the_page_and_its_texts_say_which_language_they_are_in(
    pupil: Pupil, lesson: Lesson
) -> None:
    pupil.comes_in()
    lesson.running.step()
    pupil.sees("1 of 3")
    assert pupil.page.locator("html").get_attribute("lang") == "en"
    assert pupil.page.locator("#text").get_attribute("lang") == "en"
    assert "marked statement" in pupil.page.locator("#text").inner_text()


def test_the_self_test_page_says_that_it_works(pupil: Pupil, lesson: Lesson) -> None:
    pupil.opens("/check")
    pupil.sees("this phone reaches the classroom computer")
    pupil.page.wait_for_timeout(200)
    assert lesson.told[-1].checked == 1


LOOKS = [
    (320, 568, "light"),
    (320, 568, "dark"),
    (390, 780, "light"),
    (390, 780, "dark"),
    (160, 284, "light"),
    (568, 320, "dark"),
    (768, 1024, "light"),
]
"""Small and usual phones, the smallest at 200 %, lying on its side, and a tablet."""


@pytest.mark.parametrize(("width", "height", "look"), LOOKS)
def test_every_view_fits_and_keeps_nobody_out(
    browser: Browser, lesson: Lesson, width: int, height: int, look: str
) -> None:
    dark = look == "dark"
    with pupil_in(browser, lesson, width=width, height=height, dark=dark) as pupil:

        def inspect() -> None:
            # Colours may still be on their way from one to the other.
            pupil.page.wait_for_timeout(200)
            assert pupil.too_wide == []
            assert pupil.barriers == []

        pupil.opens("/")
        pupil.sees("Come in")
        inspect()
        pupil.comes_in()
        inspect()
        lesson.running.step()
        pupil.sees("Tap your answer.")
        inspect()
        for button in pupil.page.locator(".answer").all():
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 44
        pupil.taps(lesson.wrong)
        pupil.sees("Saved. You can change it")
        inspect()
        move_to(lesson, Phase.DISTRIBUTION)
        pupil.sees("Look at the board")
        inspect()
        lesson.running.step()
        lesson.running.light_all()
        pupil.sees("The words that decide")
        inspect()
        lesson.running.end()
        pupil.sees("That was the quiz")
        inspect()
