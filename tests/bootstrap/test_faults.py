"""What the world denies is told in one line with the next step, without a traceback."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bootstrap.checkout import PROGRAM, Checkout, Ended
from trainer.bootstrap.installing import fault_of_system


def assert_told(ended: Ended, *words: str) -> None:
    """It ended with 1 and the last line, the only one that is no progress, holds these words."""
    lines = ended.err.splitlines()
    assert ended.code == 1, ended.err
    assert "Traceback" not in ended.err
    assert all(line.startswith(("Making", "Fetching")) for line in lines[:-1]), ended.err
    for word in words:
        assert word in lines[-1]


def test_without_a_network_it_says_so(checkout: Checkout) -> None:
    checkout.settings |= {
        "PIP_NO_INDEX": "0",
        "PIP_FIND_LINKS": "",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
    }

    ended = checkout.start("check", "pack")

    assert_told(ended, "could not be fetched", "connect to the internet", "Details: ")
    log = Path(ended.err.splitlines()[-1].partition("Details: ")[2])
    assert "127.0.0.1" in log.read_text(encoding="utf-8")


def test_a_start_after_the_network_is_back_succeeds(checkout: Checkout) -> None:
    checkout.settings["PIP_FIND_LINKS"] = ""
    assert_told(checkout.start("check", "pack"), "not to be had", "3.11 to 3.14")
    del checkout.settings["PIP_FIND_LINKS"]

    assert checkout.start("check", "pack").code == 41


def test_a_package_with_another_hash_is_refused(checkout: Checkout) -> None:
    file = checkout.around / "wheels" / "paper-1.0-py3-none-any.whl"
    file.write_bytes(file.read_bytes() + b" ")

    assert_told(checkout.start("check", "pack"), "not the one", "Try again on another network")
    assert not list(checkout.environment.glob("lib/*/site-packages/paper.py"))


def test_a_package_without_a_hash_is_refused(checkout: Checkout) -> None:
    (checkout.folder / "requirements.txt").write_text("paper==1.0\n", encoding="utf-8")

    assert_told(checkout.start("check", "pack"), "not the one")


def test_without_pip_it_says_how_to_get_it(checkout: Checkout) -> None:
    broken = checkout.around / "broken"
    broken.mkdir()
    for module in ("pip", "ensurepip"):
        (broken / f"{module}.py").write_text("raise ImportError", encoding="utf-8")
    checkout.settings["PYTHONPATH"] = str(broken)

    assert_told(checkout.start("check", "pack"), "pip is missing", "Install it (")


def test_a_read_only_program_keeps_its_packages_in_the_cache(
    checkout: Checkout, obeying_permissions: tuple[str, ...]
) -> None:
    checkout.folder.chmod(0o555)

    ended = checkout.start("check", "pack", before=obeying_permissions)
    again = checkout.start("check", "pack", before=obeying_permissions)

    assert ended.code == 41, ended.err
    assert "not to be written to: the packages go to" in ended.err
    assert f"prefix={checkout.around / 'cache' / 'who-says'}" in again.out
    assert again.err == ""


def test_nowhere_to_write_is_told_in_one_line(
    checkout: Checkout, obeying_permissions: tuple[str, ...]
) -> None:
    checkout.folder.chmod(0o555)
    closed = checkout.around / "closed"
    closed.mkdir(mode=0o555)
    checkout.settings["XDG_CACHE_HOME"] = str(closed)

    ended = checkout.start("check", "pack", before=obeying_permissions)

    assert ended.code == 1
    assert "copy the program into a folder of your own" in ended.err.splitlines()[-1]
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "The disk is full"), (errno.EACCES, "could not be written")],
)
def test_the_systems_errors_are_told_apart(number: int, said: str, tmp_path: Path) -> None:
    fault = fault_of_system(OSError(number, os.strerror(number)), tmp_path / "log.txt")

    assert said in fault.message
    assert fault.hint
    assert "log.txt" in fault.details


def test_too_old_a_python_is_told_which_one_is_needed() -> None:
    old = """
import runpy, sys
sys.version_info = (3, 9, 18)
runpy.run_path("main.py", run_name="__main__")
"""

    ended = subprocess.run(
        [sys.executable, "-c", old], cwd=PROGRAM, capture_output=True, encoding="utf-8", check=False
    )

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "needs Python 3.11 or newer, and this is Python 3.9.18" in ended.stderr
