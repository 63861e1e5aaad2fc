"""Somebody in front of a window: what a person can see and press in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QWindow
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from trainer.core.rubric import Verdict
from trainer.core.sessions import Session, Stage
from trainer.services.opening import Opened
from trainer.ui.latest import Latest
from trainer.ui.pages.review.part import ReviewPart
from trainer.ui.places import Where
from trainer.ui.widgets.pickers import Picker
from trainer.ui.widgets.tables import GridTable
from trainer.ui.window import Window

_STILL = 2
"""Looks in a row at which nothing has moved, until a window is at rest."""

W = TypeVar("W", bound=QWidget)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
KEYS = {
    Verdict.VERIFIED: Qt.Key.Key_1,
    Verdict.CLAIM: Qt.Key.Key_2,
    Verdict.PROPAGANDA: Qt.Key.Key_3,
}


class Person:
    """Somebody in front of a window: sees what is visible, presses what is enabled."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    @property
    def opened(self) -> Opened:
        """The services behind the window."""
        assert self.window.opened is not None
        return self.window.opened

    @property
    def session(self) -> Session:
        """The running session."""
        assert self.opened.practice.session is not None
        return self.opened.practice.session

    @property
    def truth(self) -> Verdict:
        """The verdict that the key has for the statement on the screen."""
        assert self.session.item is not None
        return self.session.item.truth

    def is_on(self, page: Where) -> bool:
        """Whether this page is in front."""
        return self.window.place.where is page

    def is_at(self, stage: Stage) -> bool:
        """Whether the running session stands so with its present question."""
        return self.session.stage is stage

    @property
    def focus(self) -> QWidget:
        """What the keyboard works on."""
        focused = QApplication.focusWidget()
        assert focused is not None, "the keyboard works on nothing"
        return focused

    def visible(self) -> Iterator[QWidget]:
        """Every widget that is on the screen now, or can be scrolled to."""
        for widget in self.window.findChildren(QWidget):
            if widget.isVisible():
                yield widget

    def find(self, kind: type[W]) -> W:
        """The one visible widget of this kind."""
        found = [widget for widget in self.visible() if isinstance(widget, kind)]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} in sight"
        return found[0]

    def sees(self) -> str:
        """All words that are visible now, one line a widget."""
        return "\n".join(words for widget in self.visible() if (words := words_of(widget)))

    def button(self, name: str) -> QAbstractButton:
        """The visible, enabled button with this accessible name."""
        for button in self.window.findChildren(QAbstractButton):
            if button.isVisible() and button.accessibleName() == name:
                assert button.isEnabled(), f"{name!r} cannot be pressed"
                return button
        raise AssertionError(f"no button {name!r} in sight:\n{self.sees()}")

    def presses(self, name: str) -> None:
        """Click a button with the mouse."""
        button = self.button(name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def types(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press keys one after the other; the window passes them to whatever has the focus."""
        for key in keys:
            QTest.keyClick(self._glass(), key, modifier)

    def holds(self, key: Qt.Key, repeats: int) -> None:
        """Keep a key down so long that the keyboard repeats it."""
        QTest.keyPress(self._glass(), key)
        for _ in range(repeats):
            QTest.simulateEvent(self.focus, True, int(key), NO_MODIFIER, "", True)
        QTest.keyRelease(self._glass(), key)

    def starts_ten(self) -> None:
        """Begin ten questions on the start page, whatever else stands there."""
        straight = [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible() and button.accessibleName() == "Straight to ten questions"
        ]
        self.presses("Straight to ten questions" if straight else "Start")

    def judges(self, verdict: Verdict) -> None:
        """Choose a verdict and answer, by keys, with nothing underlined."""
        self.types(KEYS[verdict], Qt.Key.Key_Return)
        if self.is_at(Stage.UNDERLINING):
            self.types(Qt.Key.Key_Return)

    def looks_through(self, part: str) -> None:
        """Open a list of the review and wait until it is there, with the keyboard in it.

        A list that was seen before is asked for anew, and forgets then which line was current.
        """
        self.presses(part)
        self.waits_until(
            lambda: (
                not self.find(ReviewPart).latest.busy and self.find(GridTable).rows.rowCount() > 0
            )
        )
        self.find(GridTable).setFocus()

    def picks(self, name: str, words: str) -> None:
        """Choose something in the folded-up choice of this name, by keys."""
        (picker,) = (
            one
            for one in self.visible()
            if isinstance(one, Picker) and one.accessibleName() == name
        )
        picker.setFocus()
        QTest.keyClick(picker, Qt.Key.Key_Home)
        for _ in range(picker.count()):
            if picker.currentText() == words:
                return
            QTest.keyClick(picker, Qt.Key.Key_Down)
        raise AssertionError(f"{name!r} does not offer {words!r}")

    def chooses_file(self, file: Path) -> None:
        """Paste a path into the open file dialog and press Enter."""
        dialog = self.window.findChild(QFileDialog)
        assert dialog is not None, "no file is asked for"
        self.waits_until(dialog.isVisible)
        (line,) = dialog.findChildren(QLineEdit, "fileNameEdit")
        line.setText(str(file))
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.is_back_from(dialog)

    def prints_to(self, file: Path) -> None:
        """Choose a file in place of a printer in the open print dialog, and print."""
        dialog = self.window.findChild(QPrintDialog)
        assert dialog is not None, "no printer is asked for"
        self.waits_until(dialog.isVisible)
        (printers,) = dialog.findChildren(QComboBox, "printers")
        printers.setCurrentText("Print to File (PDF)")
        assert printers.currentText() == "Print to File (PDF)", "nothing is wasted on a printer"
        (line,) = dialog.findChildren(QLineEdit, "filename")
        line.setText(str(file))
        (button,) = (one for one in dialog.findChildren(QPushButton) if one.text() == "&Print")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.is_back_from(dialog)

    def is_back_from(self, dialog: QDialog) -> None:
        """Wait until a dialog is gone and the window has the keyboard again."""
        self.waits_until(lambda: not (isValid(dialog) and dialog.isVisible()))
        # A desktop gives the window the keyboard back by itself; without one nobody does.
        self.window.activateWindow()
        self.waits_until(self.window.isActiveWindow)

    def hovers(self, widget: QWidget, at: QPoint) -> str:
        """Rest the pointer on a place of a text, and read what comes up."""
        viewport = widget.findChild(QWidget, "qt_scrollarea_viewport") or widget
        QToolTip.hideText()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
        QApplication.sendEvent(viewport, event)
        return QToolTip.text()

    def waits_until(self, seen: Callable[[], bool], milliseconds: int = 5000) -> None:
        """Wait for something, and fail where it does not come."""
        self._qtbot.waitUntil(seen, timeout=milliseconds)

    def rests(self, milliseconds: int = 30) -> None:
        """Let the window lay itself out and paint."""
        self._qtbot.wait(milliseconds)

    def settles(self) -> None:
        """Wait until nothing on the screen moves any more and no page waits for an answer."""
        still = 0
        places: list[QRect] = []
        for _ in range(50):
            before, places = places, [widget.geometry() for widget in self.visible()]
            # New words come to be seen a moment after they have their place.
            still = still + 1 if places == before and not self._waits() else 0
            if still == _STILL:
                return
            self.rests(20)
        assert places == before, "the window never comes to rest"

    def _waits(self) -> bool:
        return any(latest.busy for latest in self.window.findChildren(Latest))

    def _glass(self) -> QWindow:
        glass = self.window.windowHandle()
        assert glass is not None
        return glass


def words_of(widget: QWidget) -> str:
    """The words that a widget shows, "" where it shows none."""
    if isinstance(widget, QLabel):
        return widget.text()
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&&", "&") or widget.accessibleName()
    if hasattr(widget, "toPlainText"):
        return str(widget.toPlainText())
    return ""


def other(verdict: Verdict) -> Verdict:
    """Some verdict that is not this one."""
    order = list(Verdict)
    return order[(order.index(verdict) + 1) % len(order)]
