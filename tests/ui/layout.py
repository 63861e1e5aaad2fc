"""What does not fit: words cut off, widgets that stick out, pieces that lie on each other."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QTextEdit,
    QWidget,
)

from tests.ui.person import Person
from trainer.ui.widgets.buttons import VerdictButton
from trainer.ui.widgets.titles import TitleButton

LONGEST_WORD = 20
"""Letters of the longest word of a language; longer ones, such as paths, may be broken."""

SLACK = 1
"""Pixels that rounding may cost."""


def faults(person: Person) -> Iterator[str]:
    """Everything on the screen that does not fit, in words."""
    for widget in person.visible():
        if not within_table(widget):
            yield from _cut_off(widget)
            yield from _sticks_out(widget)
            yield from _scrolls_sideways(widget)
    yield from _overlaps(person)


def _cut_off(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text():
        needed = label_needs(widget)
    elif isinstance(widget, VerdictButton):
        needed = QSize(verdict_needs(widget), 0)
    elif isinstance(widget, TitleButton):
        needed = widget.minimumSizeHint()
    elif isinstance(widget, QPushButton):
        needed = widget.sizeHint() if widget.text() else widget.iconSize()
    elif isinstance(widget, QAbstractButton):
        needed = QSize(0, widget.heightForWidth(widget.width()))
    elif isinstance(widget, QTextEdit) and not isinstance(widget, QPlainTextEdit):
        needed = QSize(0, int(widget.document().size().height()))
    else:
        return
    if needed.width() > widget.width() + SLACK or needed.height() > widget.height() + SLACK:
        yield f"cut off: {told(widget)} has {size(widget.size())} and needs {size(needed)}"


def label_needs(label: QLabel) -> QSize:
    """The room that the words of a label need: of a wrapped one its longest word's width."""
    if not label.wordWrap():
        return label.sizeHint()
    metrics = label.fontMetrics()
    frame = label.width() - label.contentsRect().width()
    words = [word for word in label.text().split() if len(word) <= LONGEST_WORD]
    longest = max(map(metrics.horizontalAdvance, words), default=0)
    return QSize(longest + frame + max(label.indent(), 0), label.heightForWidth(label.width()))


def verdict_needs(button: VerdictButton) -> int:
    """The least width of a verdict: its word as small as it gets, the shape above it."""
    dress = button._dress
    font = dress.sans(14.5)
    font.setFamily("Source Sans Pro Semibold")
    words = QFontMetrics(font).horizontalAdvance(button.accessibleName())
    return words + 2 * 4 + 4


def _sticks_out(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, QTextEdit | QPlainTextEdit):
        return
    box, room = widget.geometry(), parent.rect()
    scrolled = isinstance(parent.parentWidget(), QScrollArea)
    if box.left() < -SLACK or box.right() > room.right() + SLACK:
        yield f"sticks out sideways: {told(widget)} {box} of {room}"
    if not scrolled and (box.top() < -SLACK or box.bottom() > room.bottom() + SLACK):
        yield f"sticks out below: {told(widget)} {box} of {room}"


def _scrolls_sideways(widget: QWidget) -> Iterator[str]:
    if (
        isinstance(widget, QScrollArea)
        and (inside := widget.widget()) is not None
        and inside.width() > widget.viewport().width()
    ):
        yield f"needs scrolling sideways: {told(widget)}"


def _overlaps(person: Person) -> Iterator[str]:
    pieces = [
        (widget, seen)
        for widget in person.visible()
        if isinstance(widget, QLabel | QAbstractButton | QTextEdit | QPlainTextEdit)
        and not within_table(widget)
        and not (seen := on_window(widget)).isEmpty()
    ]
    for (one, seen), (another, also) in combinations(pieces, 2):
        both = seen.intersected(also)
        if both.width() > SLACK and both.height() > SLACK and not one.isAncestorOf(another):
            yield f"on each other: {told(one)} and {told(another)} {both}"


def on_window(widget: QWidget) -> QRect:
    """The part of a widget that is not scrolled away, in the coordinates of the window."""
    seen = widget.visibleRegion().boundingRect()
    return seen.translated(widget.mapTo(widget.window(), QPoint(0, 0)))


def within_table(widget: QWidget) -> bool:
    """Whether it is a piece of the table of sessions, which may scroll sideways."""
    parent: QWidget | None = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QTableView):
            return True
        parent = parent.parentWidget()
    return False


def told(widget: QWidget) -> str:
    """A widget by its kind and first words."""
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    name = words or widget.accessibleName() or str(widget.property("role") or "")
    kind = "scroll area" if isinstance(widget, QAbstractScrollArea) else type(widget).__name__
    return f"{kind} {name[:40]!r}"


def size(needed: QSize) -> str:
    """A size in pixels."""
    return f"{needed.width()}×{needed.height()}"
