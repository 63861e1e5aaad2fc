"""Underlining the words that decide: by keys, mouse and touch, and how it is shown again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest

from tests.ui.person import KEYS, Person
from trainer.core.questions import Span
from trainer.core.rubric import Verdict
from trainer.core.sessions import Stage
from trainer.core.settings import Look, Settings, UnderlineWhen
from trainer.ui.places import Place, Where
from trainer.ui.widgets.pencilled import PencilView
from trainer.ui.widgets.reveal import QuestionSheet

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALWAYS = Settings(Look.LIGHT, underline=UnderlineWhen.ALWAYS)


@pytest.fixture
def reading(open_window: Callable[..., Person]) -> Person:
    """Somebody who reads the first statement and is asked to underline."""
    person = open_window(settings=ALWAYS)
    person.starts_ten()
    return person


@pytest.fixture
def pencil(reading: Person) -> Person:
    """Somebody with the pencil in hand."""
    reading.types(KEYS[reading.truth], Key.Key_Return)
    assert reading.is_at(Stage.UNDERLINING)
    return reading


def words(person: Person) -> list[str]:
    """The words that are underlined now."""
    text = person.find(PencilView).toPlainText()
    return [text[span.start : span.end] for span in person.session.underlined]


def first_words(person: Person, number: int) -> list[Span]:
    held = person.find(PencilView).pencil
    assert held is not None
    return list(held.words[:number])


def place_of(person: Person, number: int) -> QPoint:
    """The middle of a word on the screen, in the text's own viewport."""
    view = person.find(PencilView)
    held = view.pencil
    assert held is not None
    stretch = view._stretches(held.words[number])[0]
    return QPoint(
        int((stretch.left + stretch.right) / 2), int((stretch.top + stretch.base) / 2) + 6
    )


def text_of(person: Person, spans: list[Span]) -> list[str]:
    text = person.find(PencilView).toPlainText()
    return [text[span.start : span.end] for span in spans]


def test_arrows_walk_word_by_word_and_space_marks(pencil: Person) -> None:
    first, _, third = first_words(pencil, 3)
    pencil.types(Key.Key_Space, Key.Key_Right, Key.Key_Right, Key.Key_Space)

    assert words(pencil) == text_of(pencil, [first, third])


def test_shift_and_arrows_draw_a_stretch(pencil: Person) -> None:
    first, _, third = first_words(pencil, 3)
    pencil.types(Key.Key_Right, Key.Key_Right, modifier=SHIFT)

    assert words(pencil) == text_of(pencil, [Span(first.start, third.end)])
    pencil.types(Key.Key_Left, modifier=SHIFT)
    assert words(pencil) == text_of(pencil, [Span(first.start, first_words(pencil, 2)[1].end)])


def test_arrows_up_and_down_go_from_line_to_line(pencil: Person) -> None:
    pencil.types(Key.Key_Down)
    held = pencil.find(PencilView).pencil
    assert held is not None
    assert held.at > 3, "a line of the excerpt holds several words"
    pencil.types(Key.Key_Up, Key.Key_Up)
    again = pencil.find(PencilView).pencil
    assert again is not None
    assert again.at < held.at


def test_home_and_end_lead_to_the_first_and_last_word(pencil: Person) -> None:
    pencil.types(Key.Key_End, Key.Key_Space, Key.Key_Home, Key.Key_Space)

    assert len(words(pencil)) == 2


def test_a_click_marks_a_word_and_another_one_takes_it_back(pencil: Person) -> None:
    viewport = pencil.find(PencilView).viewport()
    at = place_of(pencil, 4)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert words(pencil) == text_of(pencil, [first_words(pencil, 5)[4]])
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert words(pencil) == []


def test_dragging_marks_a_stretch_and_no_text_is_selected(pencil: Person) -> None:
    view = pencil.find(PencilView)
    begin, end = place_of(pencil, 2), place_of(pencil, 5)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)

    third, sixth = first_words(pencil, 6)[2], first_words(pencil, 6)[5]
    assert words(pencil) == text_of(pencil, [Span(third.start, sixth.end)])
    assert not view.textCursor().hasSelection()


def test_a_click_beside_the_text_marks_nothing(pencil: Person) -> None:
    view = pencil.find(PencilView)
    corner = QPoint(view.viewport().width() - 2, view.viewport().height() - 2)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=corner)

    assert words(pencil) == []


def test_a_finger_marks_a_word(pencil: Person) -> None:
    device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    assert isinstance(device, QPointingDevice)
    view = pencil.find(PencilView)
    at = place_of(pencil, 3)
    glass = pencil.window.windowHandle()
    in_window = view.viewport().mapTo(pencil.window, at)
    QTest.touchEvent(glass, device).press(0, in_window).commit()
    QTest.touchEvent(glass, device).release(0, in_window).commit()

    assert words(pencil) == text_of(pencil, [first_words(pencil, 4)[3]])


def test_enter_gives_the_answer_with_the_words(pencil: Person) -> None:
    pencil.types(Key.Key_Space, Key.Key_Return)

    assert pencil.is_at(Stage.REVEALED)
    answer = pencil.session.last_answer
    assert answer is not None
    assert list(answer.underlined) == first_words_of(answer.underlined)


def first_words_of(spans: tuple[Span, ...]) -> list[Span]:
    assert len(spans) == 1
    assert spans[0].start == 0
    return list(spans)


def test_backspace_goes_back_a_stage_and_then_another(pencil: Person) -> None:
    pencil.types(Key.Key_Space, Key.Key_Backspace)
    assert pencil.is_at(Stage.CHOSEN)
    pencil.types(Key.Key_Backspace)
    assert pencil.is_at(Stage.JUDGING)


def test_u_does_without_and_enter_then_answers(pencil: Person) -> None:
    pencil.types(Key.Key_U)
    assert pencil.is_at(Stage.CHOSEN)
    pencil.types(Key.Key_Return)

    assert pencil.is_at(Stage.REVEALED)
    assert "your words" not in pencil.sees()


def test_u_takes_the_pencil_where_nobody_asks(open_window: Callable[..., Person]) -> None:
    person = open_window(settings=Settings(Look.LIGHT, underline=UnderlineWhen.NEVER))
    person.starts_ten()
    person.types(KEYS[person.truth], Key.Key_U)

    assert person.is_at(Stage.UNDERLINING)
    assert "Which words decide?" in person.sees()


def mark_a_cue(person: Person) -> None:
    """Underline the first word of a cue, by keys."""
    revision = person.opened.practice.revision
    assert revision is not None
    cue = revision.question.cues[0].quote.find(revision.text)
    held = person.find(PencilView).pencil
    assert held is not None
    person.types(*[Key.Key_Right] * held.nearest(cue.start), Key.Key_Space)


def test_the_reveal_lays_the_words_over_the_cues_and_says_how_they_meet(pencil: Person) -> None:
    mark_a_cue(pencil)
    underlined = pencil.session.underlined
    pencil.types(Key.Key_Return)

    assert "your words" in pencil.sees()
    assert "You underlined" in pencil.sees()
    assert pencil.find(QuestionSheet).reading._own == underlined


def test_a_past_session_shows_the_words_again(pencil: Person) -> None:
    mark_a_cue(pencil)
    underlined = pencil.session.underlined
    session = pencil.session.id
    pencil.types(Key.Key_Return, Key.Key_Escape)
    assert pencil.opened.all_saved(10)
    pencil.window.lead_to(Place(Where.SESSION, session=session))

    assert pencil.is_on(Where.SESSION)
    assert "You underlined" in pencil.sees()
    assert pencil.find(PencilView)._own == underlined


def test_the_present_word_is_told(pencil: Person) -> None:
    view = pencil.find(PencilView)
    told = []
    for _ in range(2):
        told.append(view.accessibleDescription())
        pencil.types(Key.Key_Right)
    pencil.types(Key.Key_Space)
    third = text_of(pencil, [first_words(pencil, 3)[2]])[0]

    assert told == text_of(pencil, first_words(pencil, 2))
    assert view.accessibleDescription() == f"{third}, underlined"


def test_recognising_what_is_verified_is_credited_with_its_evidence(
    open_window: Callable[..., Person],
) -> None:
    person = open_window(settings=Settings(Look.LIGHT, underline=UnderlineWhen.NEVER))
    person.starts_ten()
    while person.truth is not Verdict.VERIFIED:
        person.judges(person.truth)
        assert "You saw what it rests on" not in person.sees()
        person.types(Key.Key_Return)
    person.judges(Verdict.VERIFIED)

    assert "You saw what it rests on" in person.sees()


def test_an_error_one_was_sure_of_is_named_gently(reading: Person) -> None:
    wrong = next(verdict for verdict in Verdict if verdict is not reading.truth)
    reading.types(KEYS[wrong], Key.Key_S, Key.Key_Return, Key.Key_Return)

    assert "You were sure." in reading.sees()
