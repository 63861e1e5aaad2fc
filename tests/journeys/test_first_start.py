"""The journey of a newcomer: from the first start to the scores of tomorrow, by keys alone."""

import datetime as dt
from collections.abc import Callable

from tests.journeys.steps import (
    CONTROL,
    VERDICT_KEYS,
    Key,
    Read,
    answer,
    press,
    read,
    tab_to,
    write,
)
from tests.ui.person import Person
from tests.window import MOMENT
from trainer.core.measures import wilson
from trainer.ui.places import Where
from trainer.ui.widgets.reading import ReadingView


def test_from_the_first_start_to_the_scores_of_tomorrow(
    open_window: Callable[..., Person],
) -> None:
    """I start it for the first time and have no mouse.

    17:04 A page asks who says so. Nothing is to be filled in. I leave the lessons for later, Tab
          to “Straight to ten questions”, press Enter and read.
    17:05 I press 1, see at once that I meant 2, and take it back with Backspace. I am only
          guessing, so G, and Enter: there is the verdict, with the words that decided.
    17:06 I see it differently, press D, and write down why.
    17:07 Nine more, and I am sure of each.
    17:13 So many right out of ten, and how much of that may be chance; doubt beside trust. I look
          at one that I got wrong once more, and my words of today are still beside it.
    17:14 The start page knows me now: how well I read, and the session of today. I close it.

    The next day everything is still there.
    """
    person = open_window()
    assert "Nothing to fill in" in person.sees()
    press(person, "Straight to ten questions")
    assert "1 of 10" in person.sees()
    reads = ten_statements(person)
    right = sum(one.right for one in reads)
    assert 0 < right < 10, "some of each, or there is nothing to see"
    assert person.is_on(Where.SUMMARY)
    assert_tells_the_score(person.sees(), right)

    press(person, "Look again: ")
    wrong = next(number for number, one in enumerate(reads) if not one.right)
    assert read(person) == reads[wrong]
    person.types(*[Key.Key_Left] * wrong)
    assert read(person) == reads[0]
    assert "The council pays this paper." in person.sees()
    person.types(Key.Key_Escape)

    tab_to(person, "Today")
    person.types(Key.Key_Space)
    assert person.is_on(Where.TODAY)
    figures = person.sees()
    assert f"{right} of 10" in figures
    assert "Your reading" in figures
    assert "From 10 statements that you met for the first time." in figures
    assert "Today " in figures
    person.window.close()

    again = open_window(moment=MOMENT + dt.timedelta(days=1))
    again.waits_until(lambda: "Yesterday" in again.sees())
    tomorrow = again.sees()
    assert f"{right} of 10" in tomorrow
    assert "From 10 statements that you met for the first time." in tomorrow
    press(again, "Yesterday")
    assert again.is_on(Where.SESSION)
    assert again.find(ReadingView).toPlainText() == reads[0].text
    assert "The council pays this paper." in again.sees()
    again.types(*[Key.Key_Right] * 9)
    assert read(again) == reads[9]


def ten_statements(person: Person) -> list[Read]:
    """Answer all ten: a slip taken back and a note at the first, sure of all the others."""
    person.types(Key.Key_1, Key.Key_Backspace)
    assert "How sure?" not in person.sees(), "the slip is taken back"
    reads = [answer(person, Key.Key_2, Key.Key_G)]
    assert "You said a claim, a guess." in reads[0].verdict
    person.types(Key.Key_D)
    write(person, "The council pays this paper.")
    person.types(Key.Key_Return, modifier=CONTROL)
    assert "The council pays this paper." in person.sees()

    for number in range(1, 10):
        person.types(Key.Key_Return)
        assert f"{number + 1} of 10" in person.sees()
        reads.append(answer(person, VERDICT_KEYS[number % 3], Key.Key_S))
        assert ", sure." in reads[-1].verdict
    assert len({one.text for one in reads}) > 1
    assert all(one.cues and one.explanation for one in reads)
    person.types(Key.Key_Return)
    return reads


def assert_tells_the_score(summary: str, right: int) -> None:
    """The score with its interval, doubt beside trust, and how many to look at again."""
    low, high = wilson(right, 10)
    assert f"{right} of 10 right" in summary
    assert f"in the long run it may be {low * 100:.0f} to {high * 100:.0f}\u00a0%" in summary
    assert summary.index("False doubt") < summary.index("False trust")
    assert f"{10 - right} to look at again" in summary
