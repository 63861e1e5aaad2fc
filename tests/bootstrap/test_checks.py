"""One command runs every check and test, whatever fails, and pytest has the last word."""

import sys
from pathlib import Path

import pytest

from tests.bootstrap.checkout import Checkout, Ended

TOOL = """
import os
import sys

NAME = "{name}"


def run(arguments):
    print(NAME, *arguments, f"in={{os.getcwd()}} on={{os.environ.get('QT_QPA_PLATFORM')}}")
    print(f"closing line of {{NAME}}")
    return 1 if NAME in os.environ.get("FAILING", "") else 0


def lint_imports(no_cache):
    return run([])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
"""
FILES = ("ruff.py", "mypy.py", "importlinter/cli.py", "pytest.py")


@pytest.fixture
def tools(checkout: Checkout) -> Checkout:
    """A copy of the program where each tool tells how it was called and does nothing."""
    folder = checkout.around / "tools"
    (folder / "importlinter").mkdir(parents=True)
    (folder / "importlinter" / "__init__.py").touch()
    for file in FILES:
        name = Path(file).parts[0].removesuffix(".py")
        (folder / file).write_text(TOOL.format(name=name), encoding="utf-8")
    wheels = [
        checkout.around / "wheels" / f"{name}-1.0-py3-none-any.whl" for name in ("paper", "ink")
    ]
    checkout.settings["PYTHONPATH"] = ":".join(str(path) for path in (folder, *wheels))
    return checkout


def called(ended: Ended) -> list[str]:
    """The tools in the order in which they ran, each as the line that named it and its own."""
    return [line.split(" in=")[0] for line in ended.out.splitlines() if " in=" in line]


def test_every_check_runs_and_pytest_comes_last(tools: Checkout) -> None:
    ended = tools.start("test", "-k", "not slow", "-x")

    assert ended.code == 0, ended.err
    assert called(ended) == [
        "ruff check --no-cache",
        "ruff format --check --no-cache",
        "mypy",
        "importlinter",
        "pytest -k not slow -x",
    ]
    assert ended.out.splitlines()[-1] == "closing line of pytest"


def test_each_check_is_named_as_it_runs(tools: Checkout) -> None:
    lines = tools.start("test").out.splitlines()
    named = [line.removeprefix("== ") for line in lines if line.startswith("== ")]

    assert named == ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]
    assert lines[0] == "== ruff check"


@pytest.mark.parametrize("failing", ["ruff", "mypy", "importlinter", "pytest"])
def test_one_failure_fails_the_whole_and_hides_nothing(tools: Checkout, failing: str) -> None:
    tools.settings["FAILING"] = failing

    ended = tools.start("test")

    assert ended.code == 1
    assert len(called(ended)) == 5
    assert ended.out.splitlines()[-1] == "closing line of pytest"
    assert ("== failed so far:" in ended.out) == (failing != "pytest")


def test_checks_stand_in_the_programs_folder_and_draw_out_of_sight(tools: Checkout) -> None:
    tools.settings["QT_QPA_PLATFORM"] = "xcb"
    lines = [line for line in tools.start("test").out.splitlines() if " in=" in line]

    assert lines
    assert all(line.endswith(f" in={tools.folder} on=offscreen") for line in lines)


def test_a_file_is_named_from_where_the_person_stands(tools: Checkout) -> None:
    (tools.around / "test_here.py").touch()

    ended = tools.start("test", "test_here.py::test_it", "tests/elsewhere.py")

    assert called(ended)[-1] == f"pytest {tools.around}/test_here.py::test_it tests/elsewhere.py"


def test_bench_measures_and_nothing_else(tools: Checkout) -> None:
    ended = tools.start("bench", "-k", "store")

    assert ended.code == 0, ended.err
    (call,) = called(ended)
    assert call.startswith("pytest tests/benchmarks ")
    assert "--ignore" not in call
    assert call.endswith(" -k store")
    assert "on=offscreen" in ended.out


def test_a_measurement_that_fails_fails_the_command(tools: Checkout) -> None:
    tools.settings["FAILING"] = "pytest"

    assert tools.start("bench").code == 1


@pytest.mark.parametrize("word", ["test", "bench"])
def test_without_a_browser_the_tests_do_not_pass_for_tested(tools: Checkout, word: str) -> None:
    os_release = Path("/etc/os-release")
    if not sys.platform.startswith("linux") or not os_release.exists():
        pytest.skip("only a Linux is asked for its browser")
    tools.settings["PATH"] = str(tools.around / "nothing here")

    ended = tools.start(word)

    assert ended.code == 1
    assert "chromium" in ended.err
    assert called(ended) == []


def test_other_commands_need_no_browser(tools: Checkout) -> None:
    tools.settings["PATH"] = str(tools.around / "nothing here")

    assert "browser" not in tools.start("check", "nowhere").err
