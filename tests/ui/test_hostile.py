"""Text of a pack is shown to the letter, whatever it pretends to be, and loads nothing."""

import ctypes
import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView

from tests.ui.layout import label_needs
from tests.ui.person import Person, other
from trainer.core.paths import DataPaths
from trainer.core.questions import (
    Article,
    ArticleKind,
    Cue,
    Excerpt,
    Key,
    Pack,
    Question,
    Quote,
)
from trainer.core.rubric import Asks, CueKind, Reason, Skill, Technique, Verdict
from trainer.packs.writing import write_pack
from trainer.ui.places import Where
from trainer.ui.widgets.explanation import ExplanationView
from trainer.ui.widgets.legend import CueButton
from trainer.ui.widgets.reading import ReadingView

FILLING = "The council of Velm met on Monday to hear the harbour master. " * 5
EVIL = {
    "markup": "<b>x</b><img src=file:///etc/passwd>",
    "nested tables": "<table><tr><td>" * 18 + "deep" + "</td></tr></table>" * 18,
    "entity": "salt &amp; bread",
    "mnemonic": "&File && &&Edit",
    "long word": "Donaudampfschifffahrtsgesellschaft" * 12,
    "right to left": "אמר ראש העיר: «הנמל סגור»",
    "braces": "{number} {0} {__class__} %s %1 \\n",
    "style": "</style><script>alert(1)</script><a href='cue:9'>here</a>",
}
every_evil = pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)


def question(number: int, verdict: Verdict, reason: Reason, evil: str) -> Question:
    kind = CueKind.LOADED if verdict is Verdict.PROPAGANDA else CueKind.SOURCE
    return Question(
        id=f"q{number}",
        statement=Quote(f"Statement {number} {evil}."),
        asks=Asks.CONTENT,
        skills=(Skill.SINGLE_SOURCE,),
        level=1,
        cues=(Cue(kind, Quote(f"Cue {number} {evil}."), f"note {evil}"),),
        key=Key(
            verdict,
            reason,
            f"explained “Cue {number} {evil}.” by {evil}",
            {wrong: f"why not {evil}" for wrong in Verdict if wrong is not verdict},
            Technique.LOADED_LANGUAGE if verdict is Verdict.PROPAGANDA else None,
        ),
        scope=f"scope {evil}",
    )


def argued(evil: str) -> Question:
    return Question(
        id="argued",
        statement=Quote(f"Put otherwise {evil}"),
        asks=Asks.CONTENT,
        skills=(Skill.SINGLE_SOURCE,),
        level=1,
        cues=(),
        key=None,
        views={Verdict.CLAIM: f"view {evil}", Verdict.PROPAGANDA: f"second view {evil}"},
        scope=f"scope {evil}",
    )


def evil_pack(evil: str) -> Pack:
    """A sound pack with `evil` in every field that is shown."""
    texts = [f"{FILLING}\n\nStatement {n} {evil}. Cue {n} {evil}." for n in range(3)]
    questions = (
        question(0, Verdict.CLAIM, Reason.ONE_SOURCE, evil),
        question(1, Verdict.PROPAGANDA, Reason.LOADED_WORDS, evil),
        question(2, Verdict.CLAIM, Reason.DISPUTED, evil),
    )
    return Pack(
        id="evil",
        title=f"title {evil}",
        version="1.0",
        language="en",
        level=1,
        authors=(f"author {evil}",),
        licence=f"licence {evil}",
        about=f"about {evil}",
        articles=(
            Article(
                title=f"article {evil}",
                outlet=f"outlet {evil}",
                kind=ArticleKind.PRACTICE,
                date=dt.date(2031, 4, 7),
                genre=f"genre {evil}",
                topic="harbour",
                excerpts=(
                    *(
                        Excerpt(f"e{n}", text, (one,))
                        for n, (text, one) in enumerate(zip(texts, questions, strict=True))
                    ),
                    Excerpt("e3", f"{FILLING}\n\nPut otherwise {evil}", (argued(evil),)),
                ),
            ),
        ),
    )


@pytest.fixture
def opens_evil(open_window: Callable[..., Person], tmp_path: Path) -> Callable[[str], Person]:
    """Opens the program with one pack, full of the given text."""

    def opens(evil: str) -> Person:
        folder = tmp_path / "data"
        write_pack(evil_pack(evil), DataPaths(folder).packs / "evil.zip")
        person = open_window(folder, shipped=tmp_path / "none")
        assert [card.problems for card in person.opened.library.cards if card.broken] == []
        return person

    return opens


def shown_to_the_letter(person: Person) -> None:
    """No label takes text for markup, and none is cut off."""
    for widget in person.visible():
        if isinstance(widget, QLabel) and widget.objectName() != "qtooltip_label":
            assert widget.textFormat() is Qt.TextFormat.PlainText
            assert label_needs(widget).height() <= widget.height() + 1, widget.text()[:60]


def tips(person: Person) -> Iterator[str]:
    """What is said when the pointer rests on a lit cue or on a button."""
    reading = person.find(ReadingView)
    for button in list(person.visible()):
        if isinstance(button, CueButton):
            place = reading.place_of(button.cue.number)
            assert place is not None
            yield person.hovers(reading, QPoint(int(place.x()) + 6, int(place.bottom()) - 4))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@every_evil
def test_the_library_shows_a_pack_to_the_letter(
    opens_evil: Callable[[str], Person], evil: str
) -> None:
    person = opens_evil(evil)
    person.presses("Library")
    person.settles()
    seen = person.sees()

    assert f"title {evil}" in seen.splitlines()
    assert f"about {evil}" in seen.splitlines()
    assert f"author {evil}" in seen
    assert f"licence {evil}" in seen
    shown_to_the_letter(person)


@every_evil
def test_practice_and_reveal_show_a_question_to_the_letter(
    opens_evil: Callable[[str], Person], evil: str
) -> None:
    person = opens_evil(evil)
    person.types(Qt.Key.Key_Return)
    person.settles()
    assert f"outlet {evil} · genre {evil}" in person.sees()
    assert f"scope {evil}" in person.sees().splitlines()
    while person.is_on(Where.PRACTICE):
        shown = person.find(ReadingView).toPlainText()
        number = next(n for n in range(3) if f"Cue {n} " in shown)
        assert shown.endswith(f"Statement {number} {evil}. Cue {number} {evil}.")
        person.judges(other(person.truth))
        person.settles()
        explained = person.find(ExplanationView).toPlainText()
        assert explained == f"explained “Cue {number} {evil}.” by {evil}"
        assert f"why not {evil}" in person.sees().splitlines()
        assert any(escaped(f"note {evil}") in tip for tip in tips(person))
        shown_to_the_letter(person)
        person.types(Qt.Key.Key_Return)
    person.settles()
    assert f"Statement 0 {evil}." in person.sees().splitlines()
    shown_to_the_letter(person)


@every_evil
def test_start_page_and_past_sessions_show_a_title_to_the_letter(
    opens_evil: Callable[[str], Person], evil: str
) -> None:
    person = opens_evil(evil)
    person.presses("Library")
    person.settles()
    person.presses(f"Ten questions from title {evil}")
    person.judges(Verdict.CLAIM)
    person.types(Qt.Key.Key_Escape)
    person.settles()
    assert f"Go on: title {evil}" in person.sees().splitlines()
    names = [w.accessibleName() for w in person.visible() if isinstance(w, QAbstractButton)]
    assert any(f"title {evil}" in name for name in names)
    shown_to_the_letter(person)
    person.presses("Review")
    person.looks_through("Sessions")
    table = person.find(QTableView)
    cells = [table.model().index(0, column).data() for column in (1, 2)]
    assert cells == [f"title {evil}"] * 2
    person.types(Qt.Key.Key_Return)
    person.settles()
    assert f"title {evil}" in person.sees().splitlines()
    shown_to_the_letter(person)


@every_evil
def test_the_page_for_arguing_shows_its_views_to_the_letter(
    opens_evil: Callable[[str], Person], evil: str
) -> None:
    person = opens_evil(evil)
    person.presses("Library")
    person.settles()
    person.presses(f"Questions to argue about in title {evil}")
    person.types(Qt.Key.Key_Return)
    person.settles()

    assert f"view {evil}" in person.sees().splitlines()
    assert f"second view {evil}" in person.sees().splitlines()
    shown_to_the_letter(person)


class Watch:
    """Notices every opening of a file by anybody, with Linux's inotify."""

    IN_OPEN = 0x20

    def __init__(self, file: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._told = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._told, bytes(file), self.IN_OPEN) >= 0

    def opened(self) -> bool:
        """Whether the file was opened since."""
        try:
            return bool(os.read(self._told, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._told)


@pytest.mark.skipif(sys.platform != "linux", reason="it watches with Linux's inotify")
def test_nothing_of_a_pack_is_loaded_and_nothing_freezes(
    opens_evil: Callable[[str], Person], tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"no picture")
    watch = Watch(picture)
    person = opens_evil(f"<img src='{picture.as_uri()}'>{EVIL['nested tables']}")
    begun = time.monotonic()
    person.types(Qt.Key.Key_Return)
    while person.is_on(Where.PRACTICE):
        person.judges(other(person.truth))
        person.settles()
        assert list(tips(person))
        person.types(Qt.Key.Key_Return)
    person.presses("Look at every answer")
    person.settles()

    assert time.monotonic() - begun < 10, "one such string once took ten seconds a label"
    assert not watch.opened()
    picture.read_bytes()
    assert watch.opened(), "the watch works"
    watch.close()
