"""The pinned requirements, and whether an environment already has them."""

import ast
import operator
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)\s*(?:;(?P<marker>[^\\]+))?")
_INSTALLERS = frozenset({"pip"})
"""sqlite-utils asks for pip, but which one makes no difference once all is installed."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One package at one version; `marker` says on which platforms, "" on all."""

    name: str
    version: str
    marker: str = ""


def read_pins(requirements: Path) -> tuple[Pin, ...]:
    """All pins of a requirements file, in its order."""
    found = (_PIN.match(line) for line in requirements.read_text(encoding="utf-8").splitlines())
    return tuple(
        Pin(normal(pin["name"]), pin["version"], (pin["marker"] or "").strip())
        for pin in found
        if pin
    )


def normal(name: str) -> str:
    """A package's name as packages are compared: `Qt_Awesome` and `qt-awesome` are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins_here(requirements: Path) -> tuple[Pin, ...]:
    """The pins that apply to this platform and Python."""
    return tuple(pin for pin in read_pins(requirements) if applies(pin.marker))


def lacking(pins: tuple[Pin, ...], site_packages: Path | None = None) -> tuple[Pin, ...]:
    """The pins that are not met: by the running Python, or in another one's `site_packages`."""
    # Imported late: it costs more than the whole of a start that needs no look.
    from importlib.metadata import distributions  # noqa: PLC0415 - see the line above

    places = sys.path if site_packages is None else [str(site_packages)]
    there: dict[str, str] = {}
    for distribution in distributions(path=places):
        # What comes first on the path is what an import finds.
        there.setdefault(normal(distribution.name or ""), distribution.version)
    return tuple(
        pin for pin in pins if pin.name not in _INSTALLERS and there.get(pin.name) != pin.version
    )


def applies(marker: str) -> bool:
    """Whether a requirement with this marker is meant for this platform and Python.

    A marker has the grammar of a Python expression. `ValueError` for one that says more than
    comparisons of known names, joined by `and` and `or`.
    """
    return not marker or _holds(ast.parse(marker, mode="eval").body)


def _holds(node: ast.expr) -> bool:
    match node:
        case ast.BoolOp(op=ast.And()):
            return all(_holds(part) for part in node.values)
        case ast.BoolOp(op=ast.Or()):
            return any(_holds(part) for part in node.values)
        case ast.Compare(left=left, ops=[how], comparators=[right]) if type(how) in _COMPARISONS:
            if _is_version(left, right):
                return _COMPARISONS[type(how)](_release(_text(left)), _release(_text(right)))
            return _COMPARISONS[type(how)](_text(left), _text(right))
    raise ValueError(f"a marker that is not understood: {ast.unparse(node)}")


_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def _text(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return _known(name)
    raise ValueError(f"a marker names what is not known: {ast.unparse(node)}")


def _is_version(*nodes: ast.expr) -> bool:
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return bool(names & {"python_version", "python_full_version"})


def _release(version: str) -> tuple[int, ...]:
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:3])
    return numbers + (0,) * (3 - len(numbers))


def _known(name: str) -> str:
    # Late, since few starts have a marker to look at.
    import platform  # noqa: PLC0415 - see the line above

    known = {
        "sys_platform": sys.platform,
        "os_name": os.name,
        "platform_system": platform.system(),
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "implementation_name": sys.implementation.name,
        "python_version": ".".join(platform.python_version_tuple()[:2]),
        "python_full_version": platform.python_version(),
    }
    if name not in known:
        raise ValueError(f"a marker names what is not known: {name}")
    return known[name]
