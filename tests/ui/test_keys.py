"""Everything by keys, and none of them lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QTextEdit, QWidget

from tests.ui.everywhere import everywhere
from tests.ui.person import KEYS, Person, other
from trainer.core.paths import DataPaths
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Stage
from trainer.core.settings import Settings, UnderlineWhen
from trainer.ui.places import Where
from trainer.ui.widgets.buttons import VerdictButton
from trainer.ui.widgets.explanation import ExplanationView
from trainer.ui.widgets.legend import CueButton
from trainer.ui.widgets.reading import ReadingView

Key = Qt.Key
SURENESS = {
    Key.Key_G: Confidence.GUESS,
    Key.Key_F: Confidence.FAIRLY_SURE,
    Key.Key_S: Confidence.SURE,
}


WITHOUT_PENCIL = Settings(underline=UnderlineWhen.NEVER)


@pytest.fixture
def judging(open_window: Callable[..., Person]) -> Person:
    """Somebody with the first statement on the screen, who never underlines."""
    person = open_window(settings=WITHOUT_PENCIL)
    person.starts_ten()
    assert person.is_on(Where.PRACTICE)
    return person


@pytest.fixture
def told(judging: Person) -> Person:
    """Somebody who sees the reveal of a right answer."""
    judging.judges(judging.truth)
    assert judging.is_at(Stage.REVEALED)
    return judging


def chosen(person: Person) -> list[Verdict]:
    """The verdicts that show a tick."""
    return [
        button.verdict
        for button in person.visible()
        if isinstance(button, VerdictButton) and button.isChecked()
    ]


@pytest.mark.parametrize("verdict", Verdict)
def test_one_two_three_choose_a_verdict(judging: Person, verdict: Verdict) -> None:
    judging.types(KEYS[verdict])

    assert chosen(judging) == [verdict]


def test_another_key_changes_the_choice(judging: Person) -> None:
    judging.types(Key.Key_1, Key.Key_3)

    assert chosen(judging) == [Verdict.PROPAGANDA]


@pytest.mark.parametrize("key", SURENESS)
def test_g_f_and_s_say_how_sure(judging: Person, key: Key) -> None:
    judging.types(Key.Key_2, key, Key.Key_Return)

    answer = judging.session.last_answer
    assert answer is not None
    assert (answer.chosen, answer.confidence) == (Verdict.CLAIM, SURENESS[key])


def test_without_a_word_one_is_fairly_sure(judging: Person) -> None:
    judging.types(Key.Key_2)

    assert judging.button("Fairly sure").isChecked()


@pytest.mark.parametrize("key", SURENESS)
def test_being_sure_of_nothing_does_nothing(judging: Person, key: Key) -> None:
    judging.types(key, Key.Key_Return)

    assert judging.is_at(Stage.JUDGING)


def test_backspace_takes_a_slip_back(judging: Person) -> None:
    judging.types(Key.Key_1, Key.Key_S, Key.Key_Backspace)

    assert chosen(judging) == []
    assert "How sure?" not in judging.sees()
    judging.types(Key.Key_3)
    assert judging.button("Fairly sure").isChecked(), "the sureness of the slip is gone as well"


def test_enter_without_a_verdict_waits_for_one(judging: Person) -> None:
    judging.types(Key.Key_Return)

    assert judging.is_at(Stage.JUDGING)


@pytest.mark.parametrize("enter", [Key.Key_Return, Key.Key_Enter])
def test_either_enter_answers_and_goes_on(judging: Person, enter: Key) -> None:
    judging.types(Key.Key_1, enter)
    assert judging.is_at(Stage.REVEALED)
    judging.types(enter)

    assert judging.is_at(Stage.JUDGING)
    assert "2 of 10" in judging.sees()


def test_a_second_answer_to_one_question_is_impossible(told: Person) -> None:
    before = told.session.answers
    told.types(KEYS[other(told.truth)], Key.Key_S, Key.Key_Backspace)

    assert told.session.answers == before
    assert "Right. You said" in told.sees()
    assert not any(isinstance(widget, VerdictButton) for widget in told.visible())


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_1, Key.Key_Backspace])
def test_a_key_held_down_counts_once(judging: Person, key: Key) -> None:
    judging.types(Key.Key_1)
    judging.holds(key, repeats=20)

    expected = {
        Key.Key_Return: (Stage.REVEALED, 1),
        Key.Key_1: (Stage.CHOSEN, 0),
        Key.Key_Backspace: (Stage.JUDGING, 0),
    }
    assert (judging.session.stage, len(judging.session.answers)) == expected[key]


def test_enter_held_down_on_a_button_presses_it_once(told: Person) -> None:
    tab_to(told, "Next")
    told.holds(Key.Key_Return, repeats=20)

    assert len(told.session.answers) == 1
    assert told.is_at(Stage.JUDGING)


def test_esc_leaves_and_continue_goes_on_at_the_same_question(judging: Person) -> None:
    judging.judges(Verdict.CLAIM)
    judging.types(Key.Key_Return)
    text = judging.find(ReadingView).toPlainText()
    judging.types(Key.Key_Escape)
    assert judging.is_on(Where.TODAY)

    judging.presses("Continue")

    assert judging.find(ReadingView).toPlainText() == text
    assert "2 of 10" in judging.sees()


def test_the_question_mark_opens_the_guide_and_closes_it(judging: Person) -> None:
    judging.types(Key.Key_2)
    judging.types(Key.Key_Question)
    assert judging.is_on(Where.GUIDE)

    judging.types(Key.Key_Escape)

    assert judging.is_on(Where.PRACTICE)
    assert chosen(judging) == [Verdict.CLAIM], "nothing is lost by looking something up"


def test_arrows_walk_through_the_cues_and_round_again(told: Person) -> None:
    cues = [widget for widget in told.visible() if isinstance(widget, CueButton)]
    seen = []
    for _ in range(len(cues) + 1):
        told.types(Key.Key_Right)
        seen.append(told.focus)
    told.types(Key.Key_Left)

    assert seen == [*cues, cues[0]]
    assert told.focus is cues[-1]


def test_arrows_do_nothing_before_the_reveal(judging: Person) -> None:
    judging.types(Key.Key_Right, Key.Key_Left)

    assert isinstance(judging.focus, ReadingView)


def test_keys_typed_into_a_note_stay_in_the_note(told: Person) -> None:
    told.types(Key.Key_D)
    told.types(Key.Key_1, Key.Key_2, Key.Key_G, Key.Key_Return, Key.Key_D, Key.Key_Backspace)
    told.types(Key.Key_Left, Key.Key_Question)

    assert isinstance(told.focus, QPlainTextEdit)
    assert told.focus.toPlainText().startswith("12g")
    assert told.is_at(Stage.REVEALED)
    assert told.is_on(Where.PRACTICE)


def test_a_note_is_kept_with_the_answer_and_enter_goes_on_again(told: Person) -> None:
    told.types(Key.Key_D)
    QTest.keyClicks(told.focus, "The town clerk has a stake")
    told.types(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)

    assert "The town clerk has a stake" in told.sees()
    past = told.opened.review.session(told.session.id)
    assert past.answers[0].notes == ("The town clerk has a stake",)
    told.types(Key.Key_Return)
    assert told.is_at(Stage.JUDGING)


def test_esc_puts_a_note_away_without_leaving_the_session(told: Person) -> None:
    told.types(Key.Key_D, Key.Key_A, Key.Key_Escape)

    assert told.is_on(Where.PRACTICE)
    assert not any(isinstance(widget, QPlainTextEdit) for widget in told.visible())
    assert told.opened.review.session(told.session.id).answers[0].notes == ()


def test_a_note_half_written_survives_its_own_key(told: Person) -> None:
    told.types(Key.Key_D)
    QTest.keyClicks(told.focus, "half")
    told.presses("I see it differently")

    assert told.find(QPlainTextEdit).toPlainText() == "half"


def test_d_before_the_reveal_does_nothing(judging: Person) -> None:
    judging.types(Key.Key_D)

    assert not any(isinstance(widget, QPlainTextEdit) for widget in judging.visible())


def press_through(person: Person, answers: int, pause: int) -> None:
    """1, Enter, Enter for so many answers, over as many sessions as that takes."""
    for _ in range(answers):
        for key in (Key.Key_1, Key.Key_Return, Key.Key_Return):
            person.types(key)
            if pause:
                person.rests(pause)
        if person.is_on(Where.SUMMARY):
            person.types(Key.Key_Return)


def saved_answers(person: Person) -> int:
    """How many answers the history holds."""
    assert person.opened.all_saved(10)
    return sum(line.answered for line in person.opened.review.sessions())


def test_of_three_hundred_keys_at_full_speed_none_is_lost(judging: Person) -> None:
    press_through(judging, 100, pause=0)

    assert saved_answers(judging) == 100


def test_while_underlining_no_key_is_lost_either(open_window: Callable[..., Person]) -> None:
    person = open_window(settings=Settings(underline=UnderlineWhen.ALWAYS))
    person.starts_ten()
    for _ in range(9):
        person.types(Key.Key_1, Key.Key_Return, Key.Key_Space, Key.Key_Right, Key.Key_Right)
        person.types(Key.Key_Space, Key.Key_Return, Key.Key_Return)

    assert [len(answer.underlined) for answer in person.session.answers] == [2] * 9


def test_of_twenty_keys_a_second_none_is_lost(judging: Person) -> None:
    press_through(judging, 20, pause=50)

    assert saved_answers(judging) == 20


def test_the_answers_are_there_after_a_new_start(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    person = open_window(tmp_path / "kept", settings=WITHOUT_PENCIL)
    person.starts_ten()
    press_through(person, 13, pause=0)
    person.window.close()

    again = open_window(tmp_path / "kept")

    assert DataPaths(tmp_path / "kept").database.exists()
    assert saved_answers(again) == 13
    assert "Question 4 of 10" in again.sees()


def stops(person: Person) -> list[QWidget]:
    """All that Tab comes to, until it comes round."""
    found: list[QWidget] = []
    for _ in range(300):
        person.types(Key.Key_Tab)
        stop = person.focus
        if isinstance(stop, ExplanationView) and stop in found[-1:]:
            continue  # it walks through its links first
        if stop in found:
            return found
        found.append(stop)
    raise AssertionError("Tab never comes round")


def tab_to(person: Person, name: str) -> None:
    """Press Tab until the widget with this name has the focus."""
    for _ in range(100):
        person.types(Key.Key_Tab)
        if person.focus.accessibleName() == name:
            return
    raise AssertionError(f"Tab does not come to {name!r}")


def test_tab_reaches_everything_on_every_page(
    open_window: Callable[..., Person], furnished: Path
) -> None:
    person = open_window(furnished)
    missed: list[str] = []
    for state in everywhere(person):
        focus = person.focus
        reached = stops(person)
        missed += [
            f"{state}: {widget.accessibleName()!r}"
            for widget in person.visible()
            if isinstance(widget, QAbstractButton | QTextEdit | QPlainTextEdit)
            and widget.isEnabled()
            and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
            and widget not in reached
            and not exclusive(widget, reached)
        ]
        focus.setFocus()

    assert missed == []


def exclusive(widget: QWidget, reached: list[QWidget]) -> bool:
    """Whether arrows lead to it from a button of its group that Tab came to."""
    return (
        isinstance(widget, QAbstractButton)
        and (widget.autoExclusive() or widget.group() is not None)
        and any(
            isinstance(one, QAbstractButton)
            and one.parent() is widget.parent()
            and one.isCheckable()
            for one in reached
        )
    )


def test_enter_presses_the_button_that_tab_came_to(judging: Person) -> None:
    tab_to(judging, "Leave")
    judging.types(Key.Key_Return)

    assert judging.is_on(Where.TODAY)


def test_enter_on_a_verdict_chooses_it_and_then_answers(judging: Person) -> None:
    tab_to(judging, "Propaganda")
    judging.types(Key.Key_Return)
    assert chosen(judging) == [Verdict.PROPAGANDA]
    judging.types(Key.Key_Return)

    assert judging.is_at(Stage.REVEALED)


def test_enter_on_the_start_page_presses_the_button_that_tab_came_to(person: Person) -> None:
    tab_to(person, "Choose a pack")
    person.types(Key.Key_Return)

    assert person.is_on(Where.LIBRARY)


def test_enter_in_the_sidebar_starts_no_session(person: Person) -> None:
    tab_to(person, "Today")
    person.types(Key.Key_Return)

    assert person.is_on(Where.TODAY)


def test_arrows_in_the_sidebar_lead_from_page_to_page(person: Person) -> None:
    tab_to(person, "Today")
    person.types(Key.Key_Down)

    assert person.is_on(Where.REVIEW)


@pytest.mark.parametrize(
    ("page", "button", "leads_to"),
    [
        ("Library", "Ten questions from First steps", Where.PRACTICE),
        ("How to decide", "Back", Where.TODAY),
        ("Settings", "As the system", Where.SETTINGS),
    ],
)
def test_enter_presses_buttons_on_pages_without_a_next_step(
    person: Person, page: str, button: str, leads_to: Where
) -> None:
    person.presses(page)
    tab_to(person, button)
    person.types(Key.Key_Return)

    assert person.is_on(leads_to)


def test_enter_on_the_summary_begins_ten_more(judging: Person) -> None:
    press_through(judging, 9, pause=0)
    judging.judges(Verdict.CLAIM)
    judging.types(Key.Key_Return)
    assert judging.is_on(Where.SUMMARY)
    judging.types(Key.Key_Return)

    assert judging.is_on(Where.PRACTICE)
    assert "1 of 10" in judging.sees()


def test_enter_on_the_summary_presses_the_button_that_tab_came_to(judging: Person) -> None:
    press_through(judging, 9, pause=0)
    judging.judges(Verdict.CLAIM)
    judging.types(Key.Key_Return)
    tab_to(judging, "Look at every answer")
    judging.types(Key.Key_Return)

    assert judging.is_on(Where.SESSION)
