"""Every check and test of the program, and its measurements, each by one command."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from trainer.bootstrap.processes import run_in_view
from trainer.core.command import ExitCode

_MEASURING = (
    "tests/benchmarks",
    # The project's own options leave the benchmarks out.
    "--override-ini=addopts=--import-mode=importlib --strict-markers -p no:cacheprovider",
    "-p",
    "no:randomly",
    "--benchmark-columns=min,median,iqr,max,rounds",
    "--benchmark-sort=fullname",
    # What a measurement prints is part of the result.
    "-rP",
    "--timeout=3600",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One check by its name and the arguments that Python runs it with."""

    name: str
    arguments: tuple[str, ...]


_LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)

CHECKS = (
    Check("ruff check", ("-m", "ruff", "check", "--no-cache")),
    Check("ruff format", ("-m", "ruff", "format", "--check", "--no-cache")),
    Check("mypy", ("-m", "mypy")),
    Check("lint-imports", ("-c", _LINT_IMPORTS)),
)
"""What is checked before the tests, in this order."""


def test(program: Path, arguments: tuple[str, ...]) -> ExitCode:
    """Run every check and then the tests, with these arguments to pytest.

    All of them run even if one fails, and pytest comes last, so that its closing line does.
    """
    failed = [check.name for check in CHECKS if not _passes(check, program)]
    if failed:
        _announce(f"failed so far: {', '.join(failed)}")
    tested = _passes(Check("pytest", ("-m", "pytest", *_from_root(arguments))), program)
    return ExitCode.FINE if tested and not failed else ExitCode.PROBLEMS


def bench(program: Path, arguments: tuple[str, ...]) -> ExitCode:
    """Measure, with these further arguments to pytest."""
    measuring = Check("bench", ("-m", "pytest", *_MEASURING, *_from_root(arguments)))
    return ExitCode.FINE if _passes(measuring, program) else ExitCode.PROBLEMS


def _passes(check: Check, program: Path) -> bool:
    _announce(check.name)
    return run_in_view([sys.executable, *check.arguments], program) == 0


def _announce(line: str) -> None:
    sys.stdout.write(f"== {line}\n")


def _from_root(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """The arguments, with files named from where the person stands: pytest stands elsewhere."""
    return tuple(_made_absolute(argument) for argument in arguments)


def _made_absolute(argument: str) -> str:
    file, mark, test_name = argument.partition("::")
    if argument.startswith("-") or not Path(file).exists():
        return argument
    return f"{os.path.abspath(file)}{mark}{test_name}"  # noqa: PTH100 - links stay as typed
