"""First-use set-up with the standard library alone, then over to the program itself."""

import importlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from trainer.bootstrap import checks
from trainer.bootstrap.display import drawing_for
from trainer.bootstrap.environment import Needs, python_for
from trainer.bootstrap.libraries import Linux, require, require_browser
from trainer.bootstrap.processes import say
from trainer.core.command import Command, ExitCode, Word, parse
from trainer.core.errors import UserError
from trainer.core.paths import APP, DataPaths

PROGRAM = Path(__file__).resolve().parents[2]
"""The folder that main.py stands in."""


def start(arguments: Sequence[str]) -> int:
    """Do what the command line asks, setting up first what is not there; the exit code.

    The world's faults are told in one line each, with what to do.
    """
    try:
        return _carry_out(parse(arguments), arguments)
    except UserError as fault:
        say(" ".join(part for part in (str(fault), fault.details) if part))
        return ExitCode.PROBLEMS
    except KeyboardInterrupt:
        say("Stopped.")
        return ExitCode.STOPPED


def _carry_out(command: Command, arguments: Sequence[str]) -> int:
    drawing = drawing_for(command.word)
    testing = command.word in (Word.TEST, Word.BENCH)
    needs = Needs.TESTING if testing else Needs.RUNNING
    log = PROGRAM / ".venv.setup" / "log.txt"
    if drawing.libraries:
        require(drawing.libraries, Linux.here(), log)
    if testing and sys.platform.startswith("linux"):
        require_browser(Linux.here(), log)
    python = python_for(PROGRAM, needs)
    if python is not None:
        return _hand_over(python, arguments)
    if drawing.out_of_sight:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    match command.word:
        case Word.TEST:
            return checks.test(PROGRAM, command.pytest_arguments)
        case Word.BENCH:
            return checks.bench(PROGRAM, command.pytest_arguments)
        case Word.RUN if drawing.no_screen:
            return _run_app(_tour_instead(command))
    return _run_app(command)


def _hand_over(python: Path, arguments: Sequence[str]) -> int:
    """Go on as `python`, in the same process where the system can; else pass its exit code on."""
    words = [str(python), str(PROGRAM / "main.py"), *arguments]
    # macOS sets this for the Python that was started, and it would misguide the next one.
    os.environ.pop("__PYVENV_LAUNCHER__", None)
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform != "win32":
        os.execv(python, words)  # noqa: S606 - no shell is wanted
    with subprocess.Popen(words) as program:  # noqa: S603 - our own command
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:
                # It was pressed for the program too, which answers in its own way.
                continue


def _tour_instead(command: Command) -> Command:
    folder = command.data_folder or _usual_data_folder()
    out = DataPaths(folder).tour
    say(f"There is no screen to open a window on. The pages are drawn as pictures into {out}")
    return replace(command, word=Word.TOUR, data_folder=folder, out=out)


def _usual_data_folder() -> Path:
    # The environment is there by now, and with it what is not in the standard library.
    platformdirs = importlib.import_module("platformdirs")
    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def _run_app(command: Command) -> int:
    """Hand over to the program itself, by name, since it must not be read before the set-up."""
    return int(importlib.import_module("trainer.app").main(command))
