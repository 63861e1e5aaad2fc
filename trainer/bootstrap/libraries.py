"""What Qt and the tests need of a Linux: looked for before they are, and put right."""

import ctypes
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from trainer.bootstrap.processes import run_quietly, say
from trainer.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library by its soname, and the Debian package that brings it."""

    soname: str
    package: str


ALWAYS = (
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libgthread-2.0.so.0", "libglib2.0-0"),
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libX11.so.6", "libx11-6"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libfreetype.so.6", "libfreetype6"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
)
"""What Qt needs even to draw without a screen."""

ON_X11 = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Library("libX11-xcb.so.1", "libx11-xcb1"),
    Library("libxcb-randr.so.0", "libxcb-randr0"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-sync.so.1", "libxcb-sync1"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1"),
)
"""What windows on X11 need besides."""

ON_WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0"),
)
"""What windows on Wayland need besides."""


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The browsers that the tests can look at the phone page with; the first is Debian's."""


def browser() -> str | None:
    """The file of a browser for the tests, None where there is none on the PATH."""
    found = (shutil.which(name) for name in BROWSERS)
    return next((file for file in found if file is not None), None)


@dataclass(frozen=True, slots=True)
class Linux:
    """What matters of the system: whether apt-get feeds it, and whether we may use that."""

    debian: bool
    root: bool

    @classmethod
    def here(cls, os_release: Path = Path("/etc/os-release")) -> "Linux":
        """The running system, as its own description tells."""
        family = set()
        if os_release.exists():
            for line in os_release.read_text(encoding="utf-8").splitlines():
                name, _, value = line.partition("=")
                if name in ("ID", "ID_LIKE"):
                    family |= set(value.strip("\"' ").split())
        return cls(debian=bool(family & {"debian", "ubuntu"}), root=os.geteuid() == 0)


def missing(libraries: tuple[Library, ...]) -> tuple[Library, ...]:
    """Those that the system cannot load."""
    return tuple(library for library in libraries if not _loads(library.soname))


def require(libraries: tuple[Library, ...], linux: Linux, log: Path) -> None:
    """See to it that Qt finds these libraries.

    On Debian and its kin root gets them installed; anybody else is told in a `UserError` how.
    """
    lacking = missing(libraries)
    if not lacking:
        return
    packages = sorted({library.package for library in lacking})
    if linux.debian and linux.root:
        _install(packages, log, _FOR_DRAWING)
        lacking = missing(libraries)
    if not lacking:
        return
    if linux.debian:
        raise UserError(
            "Some system libraries are missing that windows are drawn with. Install them and "
            "start again:",
            f"sudo apt-get install {' '.join(packages)}",
        )
    raise UserError(
        "Some system libraries are missing that windows are drawn with. Install them with your "
        "system’s package manager and start again:",
        ", ".join(library.soname for library in lacking),
    )


def require_browser(linux: Linux, log: Path) -> None:
    """See to it that the tests find a browser, in the same way as `require`.

    The phone page is tested where it is used; without a browser that would go untested unseen.
    """
    if browser() is not None:
        return
    package = BROWSERS[0]
    if linux.debian and linux.root:
        _install([package], log, _FOR_TESTING)
        if browser() is not None:
            return
    if linux.debian:
        raise UserError(
            "The tests look at the phone page in a real browser, and there is none. Install it "
            "and start again:",
            f"sudo apt-get install {package}",
        )
    raise UserError(
        "The tests look at the phone page in a real browser, and there is none. Install one with "
        "your system’s package manager and start again:",
        f"Chromium or Chrome ({', '.join(BROWSERS)})",
    )


@dataclass(frozen=True, slots=True)
class _Purpose:
    """What packages are installed for, in the words of progress and of a failure."""

    doing: str
    failed: str


_FOR_DRAWING = _Purpose(
    "Installing system libraries for drawing",
    "System libraries that windows are drawn with could not be installed.",
)
_FOR_TESTING = _Purpose(
    "Installing a browser for the tests of the phone page",
    "The browser that the phone page is tested in could not be installed.",
)


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _install(packages: list[str], log: Path, purpose: _Purpose) -> None:
    apt = shutil.which("apt-get")
    if apt is None:
        return
    say(f"{purpose.doing}: apt-get install {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    # Old lists name packages that are gone; a list that cannot be fetched may still do.
    run_quietly([apt, "update"], log, quiet)
    words = [apt, "install", "--yes", "--no-install-recommends", *packages]
    if run_quietly(words, log, quiet).code != 0:
        raise UserError(
            f"{purpose.failed} When the internet is there, try:",
            f"apt-get update && apt-get install {' '.join(packages)}",
            f"(Details: {log})",
        )
