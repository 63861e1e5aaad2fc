"""The requirements are exact, agree with each other, and are read as pip reads them."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker

from tests.bootstrap.checkout import PROGRAM
from trainer.bootstrap.pins import Pin, applies, lacking, normal, pins_here, read_pins

RUNNING = PROGRAM / "requirements.txt"
TESTING = PROGRAM / "requirements-dev.txt"
BOTH = pytest.mark.parametrize("file", [RUNNING, TESTING], ids=lambda file: file.name)


def asked(extra: str | None = None) -> dict[str, str]:
    """What pyproject.toml asks for, by name: the version's condition, "" for any."""
    project = tomllib.loads((PROGRAM / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    parts = (re.fullmatch(r"([\w.-]+)(.*)", line) for line in lines)
    return {normal(part[1]): part[2] for part in parts if part}


def test_all_that_the_project_asks_for_is_pinned() -> None:
    running = {pin.name: pin.version for pin in read_pins(RUNNING)}

    assert asked().keys() <= running.keys()
    for name, condition in asked().items():
        if condition.startswith("=="):
            assert running[name] == condition.removeprefix("==")


def test_testing_holds_all_of_running_with_the_same_pins() -> None:
    assert set(read_pins(RUNNING)) <= set(read_pins(TESTING))
    assert asked("dev").keys() <= {pin.name for pin in read_pins(TESTING)}


@BOTH
def test_every_line_is_a_pin_or_belongs_to_one(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    others = [line for line in lines if not line.startswith(("    --hash=sha256:", " ", "#"))]

    assert len(others) == len(read_pins(file))
    assert len(read_pins(file)) > 10


@BOTH
def test_every_pin_has_a_hash(file: Path) -> None:
    blocks = re.split(r"^(?=\w)", file.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert all("--hash=sha256:" in block for block in blocks[1:])


@BOTH
def test_the_requirements_name_no_place_to_fetch_from(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(index|extra-index|find|trusted))", text, re.MULTILINE)
    assert not re.search(r"\b[\w-]+\.(org|com|net|io|dev)\b", text)
    assert not re.search(r"(^|\s)[~.]*/|\b[A-Z]:\\", text)


@BOTH
def test_markers_are_judged_as_packaging_judges_them(file: Path) -> None:
    for pin in read_pins(file):
        assert applies(pin.marker) == (not pin.marker or Marker(pin.marker).evaluate())


@pytest.mark.parametrize(
    "marker",
    [
        "python_full_version < '3.9'",
        "python_full_version >= '3.10'",
        "python_version != '3.9' and sys_platform == 'linux'",
        "sys_platform == 'nowhere' or (os_name == 'posix' and python_version > '3.2')",
        "platform_python_implementation != 'PyPy'",
        "implementation_name == 'cpython'",
        "platform_system == 'Windows'",
        "'3.11' <= python_version",
    ],
)
def test_other_markers_are_judged_so_too(marker: str) -> None:
    assert applies(marker) == Marker(marker).evaluate()


@pytest.mark.parametrize(
    "marker",
    ["extra == 'x'", "print('x') == 'y'", "sys_platform", "os_name == 1", "not os_name == 'nt'"],
)
def test_a_marker_that_is_not_understood_is_refused(marker: str) -> None:
    with pytest.raises(ValueError, match="not"):
        applies(marker)


def test_names_are_compared_as_packages_are() -> None:
    assert normal("PySide6_Essentials") == normal("pyside6-essentials")


def test_a_package_of_another_version_is_lacking() -> None:
    assert lacking((Pin("pytest", "0.1"), Pin("nowhere-at-all", "1.0"))) == (
        Pin("pytest", "0.1"),
        Pin("nowhere-at-all", "1.0"),
    )
    assert lacking((Pin("pytest", pytest.__version__), Pin("pip", "0.1"))) == ()


def test_a_foreign_platforms_pins_do_not_count_here(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text(
        f"a==1 ; sys_platform != '{sys.platform}' \\\n    --hash=sha256:0\nb==2 \\\n",
        encoding="utf-8",
    )

    assert pins_here(file) == (Pin("b", "2"),)
