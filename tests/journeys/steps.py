"""What people do again and again on their way, by keys alone, and what they note down."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.person import Person
from trainer.core.sessions import Stage
from trainer.ui.widgets.explanation import ExplanationView
from trainer.ui.widgets.legend import CueButton
from trainer.ui.widgets.reading import ReadingView
from trainer.ui.widgets.tables import GridTable

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
VERDICT_KEYS = (Key.Key_1, Key.Key_2, Key.Key_3)


@dataclass(frozen=True)
class Read:
    """What stood on the screen at a reveal: the text, its lit words, the reasons, the outcome."""

    text: str
    cues: tuple[str, ...]
    explanation: str
    verdict: str

    @property
    def right(self) -> bool:
        return ". Right." in self.verdict


def tab_to(person: Person, beginning: str) -> None:
    """Press Tab until something whose name begins so has the focus."""
    for _ in range(100):
        person.types(Key.Key_Tab)
        if person.focus.accessibleName().startswith(beginning):
            return
    raise AssertionError(f"Tab does not come to {beginning!r}:\n{person.sees()}")


def press(person: Person, beginning: str) -> None:
    """Go to something by Tab and press it with Enter."""
    tab_to(person, beginning)
    person.types(Key.Key_Return)


def open_newest_session(person: Person) -> None:
    """Open the list of past sessions and the first in it."""
    press(person, "All past sessions")
    person.waits_until(lambda: person.find(GridTable).rows.rowCount() > 0)
    person.types(Key.Key_Return)


def write(person: Person, words: str) -> None:
    """Type words into whatever has the focus."""
    QTest.keyClicks(person.focus, words)


def read(person: Person) -> Read:
    """Read the reveal on the screen, of today or of a past day."""
    return Read(
        text=person.find(ReadingView).toPlainText(),
        cues=tuple(
            widget.accessibleName() for widget in person.visible() if isinstance(widget, CueButton)
        ),
        explanation=person.find(ExplanationView).toPlainText(),
        verdict=next(
            name
            for widget in person.visible()
            if ". Right." in (name := widget.accessibleName()) or ". Not this time." in name
        ),
    )


def answer(person: Person, *keys: Key) -> Read:
    """Press these keys and Enter, underline nothing where that is asked for, read the reveal."""
    person.types(*keys, Key.Key_Return)
    if person.is_at(Stage.UNDERLINING):
        person.types(Key.Key_Return)
    return read(person)


def practise(person: Person, answers: int) -> list[Read]:
    """Answer so many statements of the running session, going on after each."""
    reads = []
    for number in range(answers):
        reads.append(answer(person, VERDICT_KEYS[number % 3]))
        person.types(Key.Key_Return)
    return reads


def page_through(person: Person, answers: int) -> list[Read]:
    """Read a past session answer by answer, from its first."""
    reads = [read(person)]
    for _ in range(answers - 1):
        person.types(Key.Key_Right)
        reads.append(read(person))
    return reads
