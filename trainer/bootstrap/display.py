"""Where Qt shall draw: on a screen that really answers, or out of sight."""

import os
import re
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.bootstrap.libraries import ALWAYS, ON_WAYLAND, ON_X11, Library
from trainer.core.command import Word

_PATIENCE = 1.0
"""Seconds that a display may take to answer."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How Qt shall draw for one command.

    `out_of_sight`: without a screen, whatever the person set. `no_screen`: a window was asked for
    and there is nothing to show it on. `libraries` are the system's that Qt will load.
    """

    out_of_sight: bool
    no_screen: bool
    libraries: tuple[Library, ...]


def drawing_for(
    word: Word, environment: Mapping[str, str] = os.environ, system: str = sys.platform
) -> Drawing:
    """How Qt shall draw for the command `word`, in this environment on this system."""
    if word is Word.CHECK:
        return _NOTHING
    if word is not Word.RUN:
        drawing = Drawing(out_of_sight=True, no_screen=False, libraries=ALWAYS)
    else:
        drawing = _window(environment) if system.startswith("linux") else _NOTHING
    return drawing if system.startswith("linux") else replace(drawing, libraries=())


_NOTHING = Drawing(out_of_sight=False, no_screen=False, libraries=())
"""Nothing to see to: Qt is not needed, or the system brings all."""


def _window(environment: Mapping[str, str]) -> Drawing:
    wished = environment.get("QT_QPA_PLATFORM", "")
    if wished:
        return replace(_NOTHING, libraries=_libraries_of(wished))
    if wayland_answers(environment):
        return replace(_NOTHING, libraries=ALWAYS + ON_WAYLAND)
    if x11_answers(environment.get("DISPLAY", "")):
        return replace(_NOTHING, libraries=ALWAYS + ON_X11)
    return Drawing(out_of_sight=True, no_screen=True, libraries=ALWAYS)


def wayland_answers(environment: Mapping[str, str]) -> bool:
    """Whether a Wayland compositor takes connections where the environment says."""
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return _takes_connections(str(Path(environment.get("XDG_RUNTIME_DIR", "/"), name)))


def x11_answers(display: str) -> bool:
    """Whether an X server takes connections at `display`, such as ":0" or "localhost:10.0"."""
    parts = re.fullmatch(r"(?:unix/?)?(?P<host>.*):(?P<number>\d+)(?:\.\d+)?", display)
    if parts is None:
        return False
    host, number = parts["host"].removeprefix("tcp/"), int(parts["number"])
    if host:
        return _takes_network_connections(host, 6000 + number)
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - the place that every X server uses
    return _takes_connections(f"\0{path}") or _takes_connections(path)


def _takes_connections(address: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_PATIENCE)
            line.connect(address)
    except OSError:
        return False
    return True


def _takes_network_connections(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=_PATIENCE).close()
    except (OSError, UnicodeError, OverflowError):
        return False
    return True


def _libraries_of(platform: str) -> tuple[Library, ...]:
    if platform.startswith("xcb"):
        return ALWAYS + ON_X11
    if platform.startswith("wayland"):
        return ALWAYS + ON_WAYLAND
    return ALWAYS
