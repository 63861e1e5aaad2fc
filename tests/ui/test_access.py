"""Nobody needs eyes for colours, or eyes at all: names, shapes and words for everything."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.ui.everywhere import everywhere
from tests.ui.person import Person, other
from tests.window import ASSETS
from trainer.core.marks import LINES
from trainer.core.rubric import CueKind, Verdict
from trainer.core.settings import Look, Settings
from trainer.ui.places import Where
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.progress import ProgressLine
from trainer.ui.widgets.reveal import VerdictHead
from trainer.ui.widgets.shares import ShareBar


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name).strip() if told is not None else ""


def test_everything_that_takes_the_focus_has_a_name(
    open_window: Callable[..., Person], furnished: Path
) -> None:
    person = open_window(furnished)
    nameless = [
        f"{state}: {type(widget).__name__}"
        for state in everywhere(person)
        for widget in person.visible()
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not spoken_name(widget)
    ]

    assert nameless == []


def test_every_picture_of_a_figure_is_told_in_words(
    open_window: Callable[..., Person], furnished: Path
) -> None:
    person = open_window(furnished)
    figures = [
        (state, spoken_name(widget))
        for state in everywhere(person)
        for widget in person.visible()
        if isinstance(widget, ShareBar | ProgressLine)
    ]

    assert any("chance alone could make it" in name for _, name in figures)
    assert [state for state, name in figures if not any(map(str.isdigit, name))] == [
        state for state, name in figures if "no answers yet" in name
    ]


def test_a_narrow_sidebar_of_icons_keeps_its_names(open_window: Callable[..., Person]) -> None:
    person = open_window(size=(640, 480))
    icons = [
        widget
        for widget in person.visible()
        if isinstance(widget, QAbstractButton) and not widget.text() and not widget.icon().isNull()
    ]

    assert {spoken_name(widget) for widget in icons} == {
        "Today",
        "Review",
        "Classroom",
        "Library",
        "Settings",
        "How to decide",
        "You: who is practising",
    }
    assert all(widget.toolTip() for widget in icons)


@pytest.mark.parametrize("wrong", [False, True])
def test_the_reveal_tells_its_verdict_in_words_and_by_a_shape(person: Person, wrong: bool) -> None:  # noqa: FBT001  a case of the test
    person.starts_ten()
    truth = person.truth
    chosen = other(truth) if wrong else truth
    person.judges(chosen)
    headline = {
        Verdict.VERIFIED: "Verified",
        Verdict.CLAIM: "A claim",
        Verdict.PROPAGANDA: "Propaganda",
    }[truth]

    assert headline in person.sees().splitlines()
    assert spoken_name(person.find(VerdictHead)).startswith(f"{headline}. ")
    assert ("Not this time." in person.sees()) is wrong
    assert ("Right. You said" in person.sees()) is not wrong


def test_right_and_wrong_answers_differ_in_shape_not_in_colour_alone(person: Person) -> None:
    person.starts_ten()
    person.judges(person.truth)
    person.types(Qt.Key.Key_Return)
    person.judges(other(person.truth))
    person.types(Qt.Key.Key_Escape)
    person.presses("Review")
    person.looks_through("Sessions")
    person.types(Qt.Key.Key_Return)
    assert person.is_on(Where.SESSION)
    chips = [
        widget
        for widget in person.visible()
        if isinstance(widget, Button) and widget.text() in {"1", "2"}
    ]

    right, wrong = (shape(chip.icon().pixmap(chip.iconSize()).toImage()) for chip in chips)
    assert difference(right, wrong) > 0.05
    assert "right" in spoken_name(chips[0])
    assert "not right" in spoken_name(chips[1])


def test_the_three_verdicts_have_three_shapes(qapp: QApplication) -> None:
    dress = Dress(qapp, ASSETS / "themes", Settings(Look.LIGHT))
    shapes = [
        shape(dress.verdict_icon(verdict).pixmap(QSize(48, 48)).toImage()) for verdict in Verdict
    ]

    assert difference(shapes[0], shapes[1]) > 0.05
    assert difference(shapes[0], shapes[2]) > 0.05
    assert difference(shapes[1], shapes[2]) > 0.05


def test_cues_of_one_colour_are_underlined_each_in_its_own_way() -> None:
    for confirms in (False, True):
        looks = [(kind.points_to(confirms=confirms), LINES[kind]) for kind in CueKind]
        assert len(set(looks)) == len(looks)


def shape(picture: QImage) -> list[bool]:
    """Where a picture has ink, whatever its colour."""
    return [
        picture.pixelColor(x, y).alpha() > 127
        for y in range(picture.height())
        for x in range(picture.width())
    ]


def difference(one: list[bool], another: list[bool]) -> float:
    """The share of places in which two shapes differ, 0 to 1."""
    return sum(a is not b for a, b in zip(one, another, strict=True)) / len(one)
