"""The reveal: the words that decide, lit where they stand, and led to from everywhere."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.person import Person, other
from tests.window import ASSETS, SHIPPED
from trainer.core.questions import ArticleKind, Cue, Key, Question, Quote, Span
from trainer.core.reveals import marks_of, reveal
from trainer.core.revisions import Revision
from trainer.core.rubric import Asks, Confidence, CueKind, Reason, Skill, Verdict
from trainer.core.sessions import Stage
from trainer.core.settings import Look, Settings
from trainer.services.library import Library
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.explanation import ExplanationView
from trainer.ui.widgets.legend import CueButton
from trainer.ui.widgets.reading import ReadingView


def scored() -> Iterator[Revision]:
    """Every question that ships and has a key."""
    scratch = Path("/nonexistent")
    library = Library(SHIPPED, scratch / "added", scratch / "cache")
    library.load()
    for entry in library.entries:
        if entry.verdict:
            yield library.revision(entry.revision)


QUESTIONS = {f"{one.pack}/{one.question.id}": one for one in scored()}
every_question = pytest.mark.parametrize("name", QUESTIONS)


def test_every_shipped_pack_is_looked_at() -> None:
    shipped = {folder.name for folder in SHIPPED.iterdir() if folder.is_dir()}
    assert {name.partition("/")[0] for name in QUESTIONS} == shipped
    assert len(QUESTIONS) >= 42


@every_question
def test_every_cue_is_lit_and_told(name: str) -> None:
    revision = QUESTIONS[name]
    shown = reveal(revision, Verdict.CLAIM, Confidence.SURE)
    cues = revision.question.cues

    assert sorted(revision.text[m.span.start : m.span.end] for m in shown.marks) == sorted(
        cue.quote.text for cue in cues
    )
    assert [row.number for row in shown.legend] == list(range(1, len(cues) + 1))
    assert all(row.note in mark.tip for row, mark in zip(shown.legend, shown.marks, strict=True))


@every_question
def test_the_explanation_quotes_a_lit_cue(name: str) -> None:
    shown = reveal(QUESTIONS[name], Verdict.CLAIM, Confidence.SURE)

    assert shown.links
    for link in shown.links:
        row = shown.legend[link.number - 1]
        words = shown.explanation[link.span.start : link.span.end]
        assert words.strip(" .,").casefold() in row.quote.casefold() or row.quote in words


@every_question
@pytest.mark.parametrize("chosen", Verdict)
def test_why_not_is_about_the_chosen_verdict_alone(name: str, chosen: Verdict) -> None:
    key = QUESTIONS[name].question.key
    assert key is not None
    shown = reveal(QUESTIONS[name], chosen, Confidence.GUESS)

    assert shown.why_not == ("" if chosen is key.verdict else key.why_not[chosen])
    assert bool(shown.why_not) is (chosen is not key.verdict)
    assert shown.right is (chosen is key.verdict)


@every_question
def test_propaganda_and_nothing_else_names_its_technique(name: str) -> None:
    key = QUESTIONS[name].question.key
    assert key is not None
    shown = reveal(QUESTIONS[name], Verdict.CLAIM, Confidence.GUESS)
    is_propaganda = key.verdict is Verdict.PROPAGANDA

    assert bool(shown.technique) is is_propaganda
    assert bool(shown.technique_meaning) is is_propaganda


@pytest.fixture
def told(person: Person) -> Person:
    """Somebody who sees the reveal of a wrong answer."""
    person.starts_ten()
    person.judges(other(person.truth))
    person.settles()
    return person


def lit(person: Person) -> list[tuple[CueButton, QPoint]]:
    """The lines of the legend, each with a place on its lit words."""
    reading = person.find(ReadingView)
    places = []
    for button in person.visible():
        if isinstance(button, CueButton):
            place = reading.place_of(button.cue.number)
            assert place is not None
            places.append((button, QPoint(int(place.x()) + 6, int(place.bottom()) - 4)))
    assert places
    return places


def test_hovering_lit_words_shows_their_note(told: Person) -> None:
    reading = told.find(ReadingView)
    for button, place in lit(told):
        assert button.cue.note.replace("&", "&amp;") in told.hovers(reading, place)


def test_hovering_other_words_shows_nothing(told: Person) -> None:
    reading = told.find(ReadingView)

    assert told.hovers(reading, QPoint(reading.width() - 2, reading.height() - 2)) == ""


def outlined(reading: ReadingView, before: object) -> bool:
    return reading.grab().toImage() != before


def test_clicking_lit_words_leads_to_their_line(told: Person) -> None:
    reading = told.find(ReadingView)
    for button, place in lit(told):
        plain = reading.grab().toImage()
        QTest.mouseClick(reading.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert told.focus is button
        assert outlined(reading, plain), "the words stand out"


def test_walking_the_cues_makes_their_words_stand_out(told: Person) -> None:
    reading = told.find(ReadingView)
    pictures = [reading.grab().toImage()]
    for _ in lit(told):
        told.types(Qt.Key.Key_Right)
        pictures.append(reading.grab().toImage())
        assert pictures[-1] != pictures[-2]


def test_a_focused_cue_is_spoken_with_kind_words_and_note(told: Person) -> None:
    told.types(Qt.Key.Key_Right)
    focused = told.focus
    assert isinstance(focused, CueButton)
    told_by = QAccessible.queryAccessibleInterface(focused)

    assert told_by is not None
    spoken = told_by.text(QAccessible.Text.Name)
    assert focused.cue.kind in spoken
    assert focused.cue.quote in spoken
    assert focused.cue.note in spoken
    assert told_by.state().focused


def test_clicking_a_quotation_points_at_its_cue(told: Person) -> None:
    explanation, reading = told.find(ExplanationView), told.find(ReadingView)
    place = anchor_place(explanation)
    plain = reading.grab().toImage()
    QTest.mouseClick(explanation.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert outlined(reading, plain)


def anchor_place(explanation: ExplanationView) -> QPoint:
    """A place on the first quotation."""
    viewport = explanation.viewport()
    for y in range(4, viewport.height(), 6):
        for x in range(4, viewport.width(), 6):
            if explanation.anchorAt(QPoint(x, y)):
                return QPoint(x + 3, y + 3)
    raise AssertionError("no quotation in sight")


def test_tab_and_enter_on_a_quotation_point_at_its_cue(told: Person) -> None:
    reading = told.find(ReadingView)
    plain = reading.grab().toImage()
    for _ in range(60):
        told.types(Qt.Key.Key_Tab)
        if isinstance(told.focus, ExplanationView) and told.focus.textCursor().hasSelection():
            break
    explanation = told.focus
    assert isinstance(explanation, ExplanationView)
    told.types(Qt.Key.Key_Return)

    assert outlined(reading, plain)
    assert len(told.session.answers) == 1
    assert told.is_at(Stage.REVEALED), "Enter belongs to the quotation"


BEFORE = [
    "",
    "😀😀👩‍👩‍👧 ",
    "e\u0301e\u0301o\u0308\u0323 ",
    "\U0001d518\U0001d52b 🇺🇦 ",
    "שלום ",
    "\u200b\u2066x\u2069 ",
]


@pytest.mark.parametrize("before", BEFORE, ids=range(len(BEFORE)))
def test_letters_of_any_kind_before_a_cue_do_not_shift_it(qapp: QApplication, before: str) -> None:
    text = f"{before}The mayor {before}said so, and the council {before}denied it."
    revision = question_on(text, f"{before}denied it")
    holder = QWidget()
    view = ReadingView(Dress(qapp, ASSETS / "themes", Settings(Look.LIGHT)), holder)
    view.resize(500, 200)
    view.show_excerpt(text, Span(0, 3))
    view.light_up(marks_of(revision))
    holder.show()
    place = view.place_of(1)

    assert place is not None
    cursor = QTextCursor(view.document())
    cursor.setPosition(len(text[: text.index("denied it") - len(before)].encode("utf-16-le")) // 2)
    there = view.cursorRect(cursor)
    assert place.x() == pytest.approx(there.x(), abs=2)
    assert there.top() - 2 <= place.top() <= there.bottom()


def question_on(text: str, quote: str) -> Revision:
    """A question with one cue on a text of one's own."""
    return Revision(
        pack="own",
        pack_title="Own",
        language="en",
        article="An article",
        outlet="The Courier",
        kind=ArticleKind.PRACTICE,
        date=dt.date(2031, 4, 7),
        genre="",
        topic="",
        excerpt="one",
        text=text,
        question=Question(
            id="one",
            statement=Quote("The"),
            asks=Asks.CONTENT,
            skills=(Skill.SINGLE_SOURCE,),
            level=1,
            cues=(Cue(CueKind.SOURCE, Quote(quote), "somebody says so"),),
            key=Key(Verdict.CLAIM, Reason.ONE_SOURCE, f"“{quote}”.", {}),
        ),
    )
