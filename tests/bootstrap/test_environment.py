"""The environment is made on first use, kept whole, and made again when it is not."""

import os
import signal
import socket
import subprocess
import sys
import time
import venv
from pathlib import Path

import pytest

from tests.bootstrap.checkout import Checkout, wheel

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals are a thing of POSIX")


def wait_for(path: Path, process: "subprocess.Popen[str]") -> None:
    while not path.exists() and process.poll() is None:
        time.sleep(0.005)


def test_the_first_start_sets_up_and_hands_everything_over(checkout: Checkout) -> None:
    ended = checkout.start("check", "one", "two", "--data-dir", "mine")

    assert ended.code == 42, ended.err
    assert "word='check' packs=['one', 'two']" in ended.out
    assert f"data={checkout.around / 'mine'} " in ended.out
    assert f"prefix={checkout.environment}" in ended.out
    assert [line.split()[0] for line in ended.err.splitlines()] == ["Making", "Fetching", "All"]


def test_the_next_start_touches_and_says_nothing(checkout: Checkout) -> None:
    checkout.start("check", "pack")
    before = {path: path.stat().st_mtime_ns for path in checkout.environment.glob("*")}

    ended = checkout.start("check", "pack")

    assert (ended.code, ended.err) == (41, "")
    assert {path: path.stat().st_mtime_ns for path in checkout.environment.glob("*")} == before


def test_a_python_that_has_the_packages_is_used_as_it_is(checkout: Checkout) -> None:
    checkout.settings["PYTHONPATH"] = str(checkout.around / "wheels" / "paper-1.0-py3-none-any.whl")

    ended = checkout.start("check", "pack")

    assert ended.code == 41, ended.err
    assert f"prefix={sys.prefix}" in ended.out
    assert not checkout.environment.exists()


def test_another_version_of_a_package_is_not_taken_for_the_pinned_one(checkout: Checkout) -> None:
    wheel(checkout.around / "other", "paper", "2.0")
    checkout.settings["PYTHONPATH"] = str(checkout.around / "other" / "paper-2.0-py3-none-any.whl")

    assert f"prefix={checkout.environment}" in checkout.start("check", "pack").out


@posix_only
@pytest.mark.parametrize("moment", ["who-says.stamp", "bin/python", "lib"])
def test_a_start_killed_midway_is_made_good_by_the_next(checkout: Checkout, moment: str) -> None:
    with checkout.begin("check", "pack") as process:
        wait_for(checkout.environment / moment, process)
        process.kill()

    ended = checkout.start("check", "pack")

    assert ended.code == 41, ended.err
    assert "half-made" in ended.err


def test_an_environment_whose_python_vanished_is_made_again(checkout: Checkout) -> None:
    checkout.start("check", "pack")
    checkout.python_inside.unlink()
    checkout.python_inside.symlink_to("/nowhere/python3")

    ended = checkout.start("check", "pack")

    assert ended.code == 41, ended.err
    assert "making it again" in ended.err


def test_an_environment_of_another_base_python_is_made_again(checkout: Checkout) -> None:
    checkout.start("check", "pack")
    stamp = checkout.stamp.read_text(encoding="utf-8")
    changed = stamp.replace(str(checkout.python_inside.resolve()), "/usr/bin/python3.99")
    checkout.stamp.write_text(changed, encoding="utf-8")

    assert "making it again" in checkout.start("check", "pack").err


def test_an_environment_can_make_itself_again_after_its_python_was_replaced(
    checkout: Checkout,
) -> None:
    checkout.start("check", "pack")
    stamp = checkout.stamp.read_text(encoding="utf-8")
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    checkout.stamp.write_text(stamp.replace(f"\n{version}\n", "\n3.2\n"), encoding="utf-8")
    checkout.python = checkout.python_inside

    ended = checkout.start("check", "pack")

    assert ended.code == 41, ended.err
    assert "making it again" in ended.err
    assert checkout.start("check", "pack").err == ""


def test_a_moved_program_makes_its_environment_again(checkout: Checkout) -> None:
    checkout.start("check", "pack")
    checkout.folder = checkout.folder.rename(checkout.around / "elsewhere")

    ended = checkout.start("check", "pack")

    assert ended.code == 41, ended.err
    assert "making it again" in ended.err
    assert f"prefix={checkout.environment}" in ended.out


def test_two_starts_at_once_set_up_once(checkout: Checkout) -> None:
    with checkout.begin("check", "pack") as one, checkout.begin("check", "pack") as two:
        ends = [process.communicate(timeout=120)[1] for process in (one, two)]

    assert (one.returncode, two.returncode) == (41, 41), ends
    assert "".join(ends).count("Fetching") == 1


def test_new_requirements_are_added_to_the_same_environment(checkout: Checkout) -> None:
    checkout.start("check", "pack")
    kept = checkout.environment / "kept"
    kept.touch()
    pin = wheel(checkout.around / "wheels", "paper", "1.1")
    (checkout.folder / "requirements.txt").write_text(pin, encoding="utf-8")

    ended = checkout.start("check", "pack")

    assert ended.code == 41, ended.err
    assert "Fetching" in ended.err
    assert kept.exists()
    assert list(checkout.environment.glob("lib/*/site-packages/paper-1.1.dist-info"))


@posix_only
def test_an_installer_that_outlives_its_start_is_waited_for(checkout: Checkout) -> None:
    checkout.start("check", "pack")
    pin = wheel(checkout.around / "wheels", "paper", "1.1")
    (checkout.folder / "requirements.txt").write_text(pin, encoding="utf-8")
    usual = dict(checkout.settings)

    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/simple"
        checkout.settings |= {"PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": address}
        with checkout.begin("check", "pack") as killed:
            line, _ = silent.accept()
            killed.kill()
        checkout.settings = usual
        with checkout.begin("check", "pack") as process:
            assert process.stderr is not None
            first = process.stderr.readline()
            line.close()
            silent.close()
            _, err = process.communicate(timeout=120)

    assert first.startswith("Another start")
    assert process.returncode == 41, err
    assert "half-made" in err


def test_testing_tops_up_and_running_is_content_with_that(checkout: Checkout) -> None:
    checkout.start("check", "pack")

    tested = checkout.start("test")

    assert list(checkout.environment.glob("lib/*/site-packages/ink-1.0.dist-info")), tested.err
    assert checkout.start("check", "pack").err == ""
    assert "Fetching" not in checkout.start("test").err


def test_somebody_elses_environment_is_kept_aside(checkout: Checkout) -> None:
    venv.create(checkout.environment)
    (checkout.environment / "precious").touch()

    ended = checkout.start("check", "pack")

    assert ended.code == 41, ended.err
    assert [path.name for path in checkout.folder.glob(".venv.kept-*/precious")] == ["precious"]


def test_an_environment_made_by_hand_with_all_packages_is_taken(checkout: Checkout) -> None:
    venv.create(checkout.environment)
    site = next(checkout.environment.glob("lib/*/site-packages"))
    (site / "paper-1.0.dist-info").mkdir()
    about = "Metadata-Version: 2.1\nName: paper\nVersion: 1.0\n"
    (site / "paper-1.0.dist-info" / "METADATA").write_text(about, encoding="utf-8")
    (site / "paper.py").touch()

    ended = checkout.start("check", "pack")

    assert (ended.code, ended.err) == (41, "All packages are there.\n")


@posix_only
def test_a_signal_reaches_the_program_itself(checkout: Checkout) -> None:
    checkout.start("check", "pack")
    checkout.settings["APP_SLEEPS"] = "60"
    with checkout.begin("check", "pack") as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(3)]
        process.send_signal(signal.SIGTERM)

    assert f"pid={process.pid}" in told
    assert process.returncode == -signal.SIGTERM


@posix_only
def test_ctrl_c_while_setting_up_ends_calmly(checkout: Checkout) -> None:
    with checkout.begin("check", "pack") as process:
        wait_for(checkout.stamp, process)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert err.splitlines()[-1] == "Stopped."
