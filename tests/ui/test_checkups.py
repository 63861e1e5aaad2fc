"""Check-ups in words: a change is called one beyond chance alone, and every offer says why."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.ui.person import Person
from tests.window import MOMENT
from trainer.core.checkups import Occasion, Taken, changes
from trainer.core.history import SessionLine
from trainer.core.measures import Tally
from trainer.core.sessions import SessionKind
from trainer.services.checkups import CheckupResult, CheckupStanding
from trainer.ui.checkups import lacking_words, next_words, offer_state, todays_offer
from trainer.ui.pages.checkup.state import CheckupState, checkup_state
from trainer.ui.places import Place, Where

FAIR = Tally(((2, 1, 1), (1, 2, 1), (1, 1, 2)))
PERFECT = Tally(((4, 0, 0), (0, 4, 0), (0, 0, 4)))
CYNIC = Tally(((0, 0, 4), (0, 0, 4), (0, 0, 4)))
READY = CheckupStanding(held=24, missing=0)
WAITING = SessionLine(
    id=7,
    title="Check-up 1",
    packs=("held-back",),
    started_at=MOMENT,
    last_at=MOMENT,
    planned=12,
    answered=4,
    right=2,
    kind=SessionKind.CHECKUP,
    form="A",
)


def taken(tally: Tally, session: int = 1, answers_before: int = 0) -> Taken:
    return Taken("A", MOMENT, answers_before, session, tally)


def result(before: Tally, after: Tally) -> CheckupState:
    first, now = taken(before), taken(after, 2)
    compared = CheckupResult(2, now, first, changes(before, after))
    return checkup_state(compared, replace(READY, taken=(first, now)), MOMENT)


def says(state: CheckupState) -> dict[str, str]:
    return {row.label: row.says for card in state.cards for row in card.rows}


def test_a_clear_rise_is_called_one() -> None:
    state = result(CYNIC, PERFECT)
    assert state.headline == "You now recognise 12 of 12; in your first check-up it was 4"
    assert "a rise beyond chance" in state.lead
    assert "less often than before" in state.lead
    assert says(state)["Balanced accuracy"].startswith("A change of +67\u00a0points")
    assert says(state)["False doubt"].startswith("A change of −100\u00a0points")


def test_a_fall_is_called_one_too() -> None:
    state = result(PERFECT, CYNIC)
    assert "a fall beyond chance" in state.lead
    assert "more often than before" in state.lead


def test_what_chance_can_make_is_no_change_whatever_the_score() -> None:
    better = Tally(((3, 1, 0), (1, 2, 1), (1, 0, 3)))
    state = result(FAIR, better)
    assert state.headline == "You now recognise 8 of 12; in your first check-up it was 6"
    assert "chance alone can make such a difference" in state.lead
    assert "cannot be told yet" in state.lead
    assert all(words.startswith("No sure change") for words in says(state).values())


def test_all_five_measures_are_there_with_before_and_now() -> None:
    state = result(FAIR, PERFECT)
    assert list(says(state)) == [
        "Balanced accuracy",
        "Skill (d′)",
        "False doubt",
        "False trust",
        "Caution (c)",
    ]
    for card in state.cards:
        for row in card.rows:
            assert row.figures or [bar.label for bar in row.bars] == ["Before", "Now"]
            assert all(None not in (bar.low, bar.high) for bar in row.bars)


def test_as_rarely_and_as_often_are_told_apart() -> None:
    assert "as rarely as before" in result(PERFECT, PERFECT).lead
    assert "as often as before" in result(CYNIC, CYNIC).lead


def test_the_first_result_compares_with_nothing() -> None:
    first = taken(FAIR)
    state = checkup_state(
        CheckupResult(1, first), replace(READY, taken=(first,), practised=10), MOMENT
    )
    assert state.headline == "You recognised 6 of 12"
    assert "where you start from" in state.lead
    assert state.next_words.endswith("after 50 more answers in practice.")


def test_an_older_result_does_not_tell_what_comes_next() -> None:
    first, second = taken(FAIR), taken(PERFECT, 2)
    state = checkup_state(CheckupResult(1, first), replace(READY, taken=(first, second)), MOMENT)
    assert state.next_words == ""


def test_what_is_missing_is_said_in_figures() -> None:
    assert (
        lacking_words(CheckupStanding(held=0, missing=24))
        == "Check-ups need 24 held-back questions; 24 are missing."
    )
    assert lacking_words(CheckupStanding(held=23, missing=1)).endswith("one is missing.")
    assert lacking_words(READY) == ""


@pytest.mark.parametrize("occasion", Occasion)
def test_every_occasion_has_its_words(occasion: Occasion) -> None:
    offer = offer_state(replace(READY, offer=occasion))
    assert offer is not None
    assert offer.title
    assert offer.words
    assert offer.may_put_off


def test_the_start_page_offers_nothing_that_was_put_off_today() -> None:
    standing = replace(READY, offer=Occasion.START, put_off=True)
    assert todays_offer(standing, 0) is None
    offer = offer_state(standing)
    assert offer is not None
    assert not offer.may_put_off


def test_a_waiting_check_up_is_offered_once_even_if_put_off() -> None:
    standing = replace(READY, waiting=WAITING, put_off=True)
    offer = todays_offer(standing, 9)
    assert offer is not None
    assert offer.waiting == 7
    assert offer.words.startswith("Question 5 of 12.")
    assert todays_offer(standing, 7) is None


def test_each_check_up_says_when_the_next_one_comes() -> None:
    words = [
        next_words(replace(READY, taken=tuple(taken(FAIR, n) for n in range(count)), practised=59))
        for count in range(5)
    ]
    assert words == [
        "",
        "The next check-up is offered after one more answer in practice.",
        "The next check-up is offered a week after the second one.",
        "The next check-up is offered a month after the second one.",
        "These were all check-ups there are.",
    ]
    assert "met all held-back questions" in next_words(replace(READY, used_up=True))
    assert next_words(replace(READY, taken=(taken(FAIR),), offer=Occasion.AFTER_PRACTICE)) == ""


def test_a_result_that_is_not_there_is_told_calmly(
    open_window: Callable[..., Person],
) -> None:
    person = open_window(moment=MOMENT + dt.timedelta(days=1))
    person.window.lead_to(Place(Where.CHECKUP, session=99))
    person.waits_until(lambda: "This check-up is not in the history." in person.sees())
