"""What the start page says of skills and days, and how a repeat is marked."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from tests.ui.person import Person, other
from trainer.core.progress import SkillState
from trainer.core.rubric import Confidence, Skill
from trainer.core.streaks import Diligence
from trainer.services.practice import Selection
from trainer.services.today import Day
from trainer.ui.pages.today.state import SKILLS_SHOWN, day_words, due_rows, more_due
from trainer.ui.places import Place, Where

MOMENT = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
IDLE = Diligence(0, 0)


def state(days: float, skill: Skill = Skill.SCOPE, reviewed: float = -9) -> SkillState:
    return SkillState(skill, "{}", MOMENT + days * DAY, MOMENT + reviewed * DAY, 1, 1)


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (0.01, "today"), (-1, "since yesterday"), (-3, "for 3 days")]
)
def test_a_due_skill_says_since_when_it_waits(days: float, words: str) -> None:
    (row,) = due_rows(Day((state(days),), (), IDLE), MOMENT)
    assert (row.skill, row.when) == ("That they said it, or what they said", words)


@pytest.mark.parametrize(("days", "words"), [(1, "tomorrow"), (2, "in 2 days"), (40, "in 40 days")])
def test_a_skill_that_rests_says_until_when(days: float, words: str) -> None:
    (row,) = due_rows(Day((), (state(days),), IDLE), MOMENT)
    assert row.when == words


def test_a_skill_of_a_clock_that_ran_ahead_is_due_today() -> None:
    (row,) = due_rows(Day((state(400, reviewed=390),), (), IDLE), MOMENT)
    assert row.when == "today"


def test_due_skills_come_before_the_others_and_the_list_stays_short() -> None:
    due = tuple(state(-n, skill) for n, skill in enumerate(list(Skill)[:3]))
    later = tuple(state(n + 1, skill) for n, skill in enumerate(list(Skill)[3:]))
    rows = due_rows(Day(due, later, IDLE), MOMENT)
    assert len(rows) == SKILLS_SHOWN
    assert [row.when for row in rows] == [
        "today",
        "since yesterday",
        "for 2 days",
        "tomorrow",
        "in 2 days",
    ]


def test_how_many_due_skills_the_list_leaves_out_is_said() -> None:
    assert more_due(SKILLS_SHOWN) == ""
    assert more_due(SKILLS_SHOWN + 7) == "and 7 more"


@pytest.mark.parametrize(
    ("today", "streak", "words"),
    [
        (0, 0, ""),
        (0, 1, ""),
        (4, 1, "4 of 10 statements read today."),
        (10, 1, "Today’s 10 statements are read."),
        (0, 5, "You have practised 5 days in a row."),
        (4, 5, "4 of 10 statements read today. You have practised 5 days in a row."),
    ],
)
def test_goal_and_streak_tell_what_was_done_and_never_what_was_missed(
    today: int, streak: int, words: str
) -> None:
    assert day_words(Diligence(today, streak)) == words


def play(person: Person, count: int = 10) -> None:
    """Judge so many statements rightly, by keys."""
    for _ in range(count):
        person.judges(person.truth)
        person.types(Qt.Key.Key_Return)


def test_after_a_session_the_start_page_tells_what_comes_next(person: Person) -> None:
    assert "Due" not in person.sees().splitlines()
    person.opened.practice.start(Selection())
    person.window.lead_to(Place(Where.PRACTICE))
    play(person)
    person.waits_until(lambda: person.opened.practice.saved)
    person.window.lead_to(Place(Where.TODAY))
    assert "Due" in person.sees().splitlines()
    assert "Today’s 10 statements are read." in person.sees()


def test_a_statement_met_before_says_so_and_is_counted_apart(person: Person) -> None:
    practice = person.opened.practice
    for _ in range(2):
        practice.leave()
        practice.start(Selection(packs=("first-steps",), size=18))
        person.window.lead_to(Place(Where.PRACTICE))
        fresh = person.session.items[0].first_sight
        assert ("You have met this one before" in person.sees()) is not fresh
        play(person, 18)
        assert person.is_on(Where.SUMMARY)
        assert "18 of 18 right" in person.sees()
        assert ("You had met all of these before" in person.sees()) is not fresh
        person.waits_until(lambda: practice.saved)
    assert person.opened.review.standing().tally.total == 18


def test_the_start_page_says_how_much_is_due_and_what_the_list_leaves_out(person: Person) -> None:
    practice = person.opened.practice
    practice.start(Selection(size=18))
    for item in person.session.items:
        practice.choose(other(item.truth))
        practice.rate(Confidence.SURE)
        practice.answer()
        practice.go_on()
    practice.leave()
    person.waits_until(lambda: practice.saved)
    due = len(person.opened.today.day().due)
    person.window.lead_to(Place(Where.TODAY))
    assert f"{due} skills are due." in person.sees()
    assert f"and {due - SKILLS_SHOWN} more" in person.sees()
