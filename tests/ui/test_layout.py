"""Nothing is cut off, at any size of window and text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt

from tests.ui.everywhere import everywhere
from tests.ui.layout import faults
from tests.ui.person import Person, other
from trainer.core.settings import Look, Settings
from trainer.ui.widgets.reading import ReadingView

SIZES = [(1280, 800), (1024, 700), (640, 480)]


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_everything_fits_on_every_page(
    open_window: Callable[..., Person], furnished: Path, size: tuple[int, int], text_size: int
) -> None:
    person = open_window(furnished, settings=Settings(Look.LIGHT, text_size), size=size)
    found = [f"{state}: {fault}" for state in everywhere(person) for fault in faults(person)]

    assert "\n".join(found) == ""
    assert person.window.size() == QSize(*size)


def line_lengths(reading: ReadingView) -> list[int]:
    """The characters of each full line: the last one of a paragraph ends where it ends."""
    lengths = []
    block = reading.document().begin()
    while block.isValid():
        lines = block.layout()
        lengths += [lines.lineAt(n).textLength() for n in range(lines.lineCount() - 1)]
        block = block.next()
    return lengths


def test_a_line_of_the_excerpt_has_sixty_to_seventy_five_characters(person: Person) -> None:
    person.starts_ten()
    judged: list[int] = []
    told: list[int] = []
    for _ in range(10):
        person.settles()
        judged += line_lengths(person.find(ReadingView))
        person.judges(other(person.truth))
        person.settles()
        told += line_lengths(person.find(ReadingView))
        person.types(Qt.Key.Key_Return)

    assert len(judged) > 20
    assert 60 <= sum(judged) / len(judged) <= 75
    assert told == judged, "lighting up leaves every line as it was"
