"""The phone page's files, read once and served from memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILES: Mapping[str, tuple[str, str]] = {
    "/": ("index.html", "text/html"),
    "/phone.css": ("phone.css", "text/css"),
    "/phone.js": ("phone.js", "text/javascript"),
}
"""Each file and its kind, by the address that it is served at."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file of the page."""

    body: bytes
    kind: str


def read_page(folder: Path) -> Mapping[str, PageFile]:
    """The files of the page by their addresses. `OSError` where one is missing."""
    return {
        address: PageFile((folder / name).read_bytes(), kind)
        for address, (name, kind) in FILES.items()
    }
