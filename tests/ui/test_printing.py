"""The review on paper and in files: what is shown, as it is shown, on white."""

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.journeys.steps import press
from tests.ui.pdf import pages_of
from tests.ui.person import Person
from tests.ui.test_review import cards, charts, practised
from tests.window import ASSETS
from trainer.core.errors import UserError
from trainer.core.settings import Look, Settings
from trainer.ui.printing import Caption, draw_pages
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.measures import MeasureCard

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Key = Qt.Key
Opens = Callable[..., Person]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def looks_back(open_window: Opens, tmp_path: Path) -> Callable[..., Person]:
    """Opens the overview for somebody with twelve sessions behind them."""
    folder = practised(tmp_path / "regular", 12)

    def opens(settings: Settings | None = None) -> Person:
        person = open_window(folder, settings=settings)
        person.presses("Review")
        person.waits_until(lambda: "met for the first time" in person.sees())
        return person

    return opens


@pytest.fixture
def regular(looks_back: Callable[..., Person]) -> Person:
    return looks_back()


def printed(person: Person, file: Path) -> list[str]:
    """The words on each page that comes out."""
    person.types(Key.Key_P)
    person.prints_to(file)
    person.waits_until(lambda: f"Written to {file}" in person.sees())
    return pages_of(file.read_bytes())


def saved(person: Person, title: str, file: Path) -> bytes:
    """A chart as a file, by keys alone."""
    press(person, f"Save “{title}” as a file")
    person.chooses_file(file)
    person.waits_until(lambda: f"Written to {file}" in person.sees())
    return file.read_bytes()


def one_line(words: str) -> str:
    """Words without regard to where their lines end."""
    return " ".join(words.split())


def cells(card: MeasureCard) -> Iterator[str]:
    rows = card.table.rows
    for row in range(rows.rowCount()):
        for column in range(rows.columnCount()):
            yield str(rows.data(rows.index(row, column)))


def test_p_prints_every_chart_with_its_sentence(regular: Person, tmp_path: Path) -> None:
    pages = printed(regular, tmp_path / "out.pdf")
    words = one_line(" ".join(pages))
    assert len(cards(regular)) == 11
    for card in cards(regular):
        assert card.title.text() in words
        assert one_line(card.says.text()) in words
    assert "you said" in words, "the drawing of what was taken for what"
    assert "Could be" not in words, "no table where none is shown"
    assert [f"Page {number}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)


def test_where_tables_are_shown_tables_are_printed(regular: Person, tmp_path: Path) -> None:
    regular.types(Key.Key_T)
    words = one_line(" ".join(printed(regular, tmp_path / "out.pdf")))
    for card in cards(regular):
        for cell in cells(card):
            assert one_line(cell) in words, card.title.text()
        assert one_line(card.says.text()) in words
    assert "you said" not in words, "no drawing where none is shown"


def test_paper_names_whose_figures_it_shows_and_which(regular: Person, tmp_path: Path) -> None:
    regular.window.hub.publish(regular.opened.learners.rename("Ada"))
    regular.presses("Review")
    regular.picks("Days", "Last 7 days")
    regular.waits_until(lambda: "30 statements" in regular.sees())
    first, *_ = printed(regular, tmp_path / "out.pdf")
    assert "How Ada reads" in first
    assert "30 statements met for the first time" in first
    assert "All packs · Last 7 days · First sights" in first
    assert "Who Says? · 2 March 2026" in first
    chart = saved(regular, "By side", tmp_path / "chart.svg").decode()
    assert "How Ada reads" in chart
    assert "All packs · Last 7 days · First sights" in chart


def test_what_is_not_shown_yet_is_not_what_is_printed(regular: Person, tmp_path: Path) -> None:
    regular.picks("Days", "Last 7 days")
    regular.types(Key.Key_P)
    regular.prints_to(tmp_path / "out.pdf")
    first, *_ = pages_of((tmp_path / "out.pdf").read_bytes())
    assert "All packs · All days · First sights" in first
    assert "120 statements met for the first time" in first


def test_every_chart_can_be_saved_and_says_so(regular: Person) -> None:
    for card in cards(regular):
        name = f"Save “{card.title.text()}” as a file"
        assert regular.button(name)
        assert card.save.text() == "Save…"


def test_a_saved_drawing_keeps_its_words(regular: Person, tmp_path: Path) -> None:
    raw = saved(regular, "Doubt and trust", tmp_path / "chart.svg")
    says = next(c.says.text() for c in cards(regular) if c.title.text() == "Doubt and trust")
    drawing = ET.fromstring(raw)  # noqa: S314  our own
    assert drawing.findtext(f"{SVG}title") == "Doubt and trust"
    assert one_line(drawing.findtext(f"{SVG}desc") or "") == one_line(says)
    words = one_line(" ".join(one.text or "" for one in drawing.iter(f"{SVG}text")))
    for part in ("Doubt and trust", "False doubt", "False trust", "100", one_line(says)):
        assert part in words
    assert len(list(drawing.iter(f"{SVG}polyline"))) >= 2
    assert QSvgRenderer(raw).isValid()


def test_a_saved_page_keeps_its_words(regular: Person, tmp_path: Path) -> None:
    (words,) = pages_of(saved(regular, "Skills", tmp_path / "chart.pdf"))
    assert "Skills" in words
    assert "due" in words


def test_a_saved_table_is_a_table(regular: Person, tmp_path: Path) -> None:
    regular.types(Key.Key_T)
    (words,) = pages_of(saved(regular, "How sure, how right", tmp_path / "chart.pdf"))
    assert "That means" in words
    assert "95" in words


@pytest.mark.parametrize("look", [Look.DARK, Look.CONTRAST_DARK])
def test_whatever_is_worn_on_the_screen_paper_is_white(
    looks_back: Callable[..., Person], tmp_path: Path, look: Look
) -> None:
    light = looks_back()
    drawing = saved(light, "Balanced accuracy", tmp_path / "light.svg")
    light.window.close()
    dark = looks_back(Settings(look, 200))
    assert saved(dark, "Balanced accuracy", tmp_path / "dark.svg") == drawing
    saved(dark, "Balanced accuracy", tmp_path / "dark.png")
    picture = QImage(str(tmp_path / "dark.png"))
    assert picture.pixelColor(2, 2).lightness() == 255
    assert picture.width() > 1200
    inked = [
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    ]
    assert min(inked) < 60, "dark words on white"


def test_a_file_of_another_kind_is_refused_calmly(regular: Person, tmp_path: Path) -> None:
    press(regular, "Save “Skills” as a file")
    regular.chooses_file(tmp_path / "chart.docx")
    assert "Choose a name that ends in .png, .svg or .pdf." in regular.sees()
    assert not list(tmp_path.glob("chart*"))


def test_a_file_that_cannot_be_written_is_told_calmly(regular: Person, tmp_path: Path) -> None:
    press(regular, "Save “Skills” as a file")
    (dialog,) = regular.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "gone" / "chart.png"))
    dialog.close()
    regular.waits_until(lambda: "could not be written" in regular.sees())


def test_without_anything_to_show_nothing_is_printed(person: Person) -> None:
    person.presses("Review")
    person.waits_until(lambda: "Nothing here yet" in person.sees())
    person.types(Key.Key_P)
    assert person.window.findChild(QPrintDialog) is None
    with pytest.raises(AssertionError, match="cannot be pressed"):
        person.button("Print…")


def test_only_the_overview_offers_to_print(regular: Person) -> None:
    assert regular.button("Print…")
    regular.looks_through("Sessions")
    regular.types(Key.Key_P)
    assert regular.window.findChild(QPrintDialog) is None
    with pytest.raises(AssertionError, match="no button"):
        regular.button("Print…")
    regular.types(Key.Key_T)
    regular.presses("Overview")
    regular.waits_until(lambda: bool(charts(regular)))


@pytest.mark.qt_log_ignore("QPainter", "QPdfEngine")
def test_a_printer_that_takes_nothing_is_told_calmly(qapp: QApplication, tmp_path: Path) -> None:
    tokens = Dress(qapp, ASSETS / "themes", Settings(Look.DARK)).paper
    nowhere = QPdfWriter(str(tmp_path / "gone" / "out.pdf"))
    with pytest.raises(UserError, match="The printer did not take it"):
        draw_pages(nowhere, 1, (), Caption("", "", "", ""), tokens)
