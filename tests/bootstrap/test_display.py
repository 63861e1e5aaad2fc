"""A screen counts only when it answers; without one the pages are drawn as pictures."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.bootstrap.checkout import Checkout
from trainer.bootstrap.display import drawing_for, wayland_answers, x11_answers
from trainer.bootstrap.libraries import ALWAYS, ON_WAYLAND, ON_X11
from trainer.core.command import Word


@pytest.fixture
def display() -> Iterator[str]:
    """The name of a display on the network that something listens at."""
    for number in range(300, 400):
        listener = socket.socket()
        with closing(listener):
            try:
                listener.bind(("127.0.0.1", 6000 + number))
            except OSError:
                continue
            listener.listen()
            yield f"127.0.0.1:{number}.0"
            return


@pytest.fixture
def compositor() -> Iterator[dict[str, str]]:
    """The surroundings of a session whose Wayland socket somebody listens at."""
    # A socket's path may have 107 bytes, which the test's own folder can exceed.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(Path(folder, "wayland-9")))
        listener.listen()
        yield {"XDG_RUNTIME_DIR": folder, "WAYLAND_DISPLAY": "wayland-9"}


def test_a_display_answers_where_something_listens(display: str) -> None:
    assert x11_answers(display)
    assert drawing_for(Word.RUN, {"DISPLAY": display}, "linux").libraries == ALWAYS + ON_X11


def test_a_local_display_is_looked_for_where_x_servers_are() -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("\0/tmp/.X11-unix/X987")
        listener.listen()

        assert x11_answers(":987")
        assert x11_answers("unix:987.0")
    assert not x11_answers(":987")


@pytest.mark.parametrize("name", ["", ":", ":x", "nonsense", "127.0.0.1:59999999", ":986", "a:b:c"])
def test_a_display_that_is_named_but_not_there_does_not_answer(name: str) -> None:
    assert not x11_answers(name)


def test_a_wayland_session_answers_while_its_compositor_listens(compositor: dict[str, str]) -> None:
    drawing = drawing_for(Word.RUN, compositor, "linux")

    assert wayland_answers(compositor)
    assert drawing.libraries == ALWAYS + ON_WAYLAND
    assert not drawing.out_of_sight
    assert not wayland_answers(compositor | {"WAYLAND_DISPLAY": "wayland-8"})


def test_without_a_screen_a_window_becomes_pictures() -> None:
    drawing = drawing_for(Word.RUN, {}, "linux")

    assert (drawing.no_screen, drawing.out_of_sight) == (True, True)
    assert drawing.libraries == ALWAYS


@pytest.mark.parametrize("word", [Word.TOUR, Word.TEST, Word.BENCH])
def test_pictures_and_tests_are_always_drawn_out_of_sight(word: Word, display: str) -> None:
    drawing = drawing_for(word, {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}, "linux")

    assert drawing.out_of_sight
    assert not drawing.no_screen


def test_checking_needs_nothing_of_qt() -> None:
    assert drawing_for(Word.CHECK, {}, "linux").libraries == ()


def test_the_platform_that_a_person_chose_is_respected() -> None:
    chosen = drawing_for(Word.RUN, {"QT_QPA_PLATFORM": "xcb"}, "linux")

    assert not chosen.out_of_sight
    assert chosen.libraries == ALWAYS + ON_X11
    assert drawing_for(Word.RUN, {"QT_QPA_PLATFORM": "vnc"}, "linux").libraries == ALWAYS


@pytest.mark.parametrize("system", ["darwin", "win32"])
@pytest.mark.parametrize("word", Word)
def test_other_systems_bring_their_libraries_and_screens(system: str, word: Word) -> None:
    drawing = drawing_for(word, {}, system)

    assert drawing.libraries == ()
    assert not drawing.no_screen


def test_a_start_without_a_screen_draws_the_tour_and_says_where(checkout: Checkout) -> None:
    checkout.settings["DISPLAY"] = ":985"

    ended = checkout.start("--data-dir", "mine")

    tour = checkout.around / "mine" / "tour"
    assert "word='tour'" in ended.out
    assert f"data={checkout.around / 'mine'} out={tour} " in ended.out
    assert "platform=offscreen" in ended.out
    assert (
        f"no screen to open a window on. The pages are drawn as pictures into {tour}" in ended.err
    )


def test_a_start_with_a_screen_opens_the_window_there(checkout: Checkout, display: str) -> None:
    checkout.settings["DISPLAY"] = display

    ended = checkout.start()

    if "sudo apt-get install" in ended.err or "package manager" in ended.err:
        pytest.skip("this computer has no libraries for windows")
    assert "word=''" in ended.out
    assert "platform=None" in ended.out
