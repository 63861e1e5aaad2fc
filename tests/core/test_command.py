"""The command line is read into one value, and wrong use is answered with 2."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer import __version__
from trainer.core.command import Command, Word, parse


def test_nothing_means_open_the_window() -> None:
    assert parse([]) == Command(Word.RUN)


def test_check_takes_packs() -> None:
    assert parse(["check", "/a", "/b c"]).packs == (Path("/a"), Path("/b c"))


def test_check_can_look_at_all_packs_together_named_or_not() -> None:
    assert parse(["check", "--all"]) == Command(Word.CHECK, together=True)
    named = parse(["check", "--all", "/a", "/b"])
    assert (named.packs, named.together) == ((Path("/a"), Path("/b")), True)


def test_tour_takes_a_folder() -> None:
    assert parse(["tour", "--out", "/pictures"]) == Command(Word.TOUR, out=Path("/pictures"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data-dir", "/d", "check", "/p"],
        ["check", "--data-dir", "/d", "/p"],
        ["check", "/p", "--data-dir=/d"],
    ],
)
def test_the_data_folder_may_stand_before_and_after_the_word(arguments: list[str]) -> None:
    assert parse(arguments) == Command(Word.CHECK, Path("/d"), (Path("/p"),))


def test_the_data_folder_after_the_word_wins() -> None:
    assert parse(["--data-dir", "/a", "test", "--data-dir", "/b"]).data_folder == Path("/b")


def test_paths_are_made_absolute_so_that_a_change_of_folder_does_no_harm() -> None:
    assert parse(["--data-dir", "mine"]).data_folder == Path.cwd() / "mine"


def test_links_in_a_path_stay_as_typed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)

    assert parse(["check", str(tmp_path / "link")]).packs == (tmp_path / "link",)


PASSED_ON = st.lists(
    st.sampled_from(["-k", "not slow", "-x", "--lf", "tests/a.py::b", "-n=2", "--maxfail=1", "-q"])
)


@given(PASSED_ON, st.sampled_from([Word.TEST, Word.BENCH]))
def test_further_arguments_go_to_pytest_in_their_order(others: list[str], word: Word) -> None:
    assert parse([word.value, *others]) == Command(word, pytest_arguments=tuple(others))
    found = parse(["--data-dir", "/d", word.value, *others])
    assert (found.pytest_arguments, found.data_folder) == (tuple(others), Path("/d"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["check"],
        ["tour"],
        ["--data-dir"],
        ["--data-dir", ""],
        ["check", "/a", "--fast"],
        ["--data", "/d"],
        ["-k", "x"],
    ],
)
def test_wrong_use_ends_with_two_and_says_why(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)

    assert ended.value.code == 2
    assert "error: " in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["test", "-h"]])
def test_help_ends_with_nought(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)

    assert ended.value.code == 0
    assert "--data-dir DIR" in capsys.readouterr().out


def test_help_lists_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"])

    told = capsys.readouterr().out
    assert all(f"  {word.value} " in told for word in Word if word.value)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Who Says? {__version__}\n"
