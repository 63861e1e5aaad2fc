"""A fortnight of daily use: what is due comes back on new texts, and a day off is fine."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from tests.journeys.steps import VERDICT_KEYS, Key, press
from tests.ui.person import Person, other
from tests.window import MOMENT
from trainer.core.glossary import skill_name
from trainer.core.rubric import Skill, Verdict
from trainer.core.settings import Settings, UnderlineWhen
from trainer.ui.places import Where

DAY = dt.timedelta(days=1)
DAYS = 14
OFF = 8
"""The day, from 0, on which nobody practises."""

BELL = 4
"""The day on which a session is left half way."""

WEAK = skill_name(Skill.INTERESTED_PARTY)
NOW = ("today", "since", "for")


@dataclass(frozen=True)
class Met:
    """A statement as it was met: its words, its skills, and whether it was marked as a repeat."""

    statement: str
    skills: frozenset[str]
    marked: bool


def test_a_fortnight_of_ten_statements_a_day(open_window: Callable[..., Person]) -> None:
    """I read ten statements each day after work, for two weeks.

    Who profits from a statement is what I never see; of all else I am sure, and right. So that is
    due again the next day, each time on a text that I do not know, while what I am good at rests.
    On the fifth day the bell rings in the middle: the next day I go on where I was. On the ninth I
    have no time, and nobody scolds me. In the end 130 statements lie behind me, none met twice.
    """
    met: list[Met] = []
    times_due: dict[str, int] = {}
    for day in range(DAYS):
        if day == OFF:
            continue
        person = open_window(
            settings=Settings(underline=UnderlineWhen.NEVER), moment=MOMENT + day * DAY
        )
        waiting = due_now(person)
        assert (WEAK in waiting) is any(WEAK in one.skills for one in met), "not seen, so due"
        for name in waiting:
            times_due[name] = times_due.get(name, 0) + 1
        if day == BELL + 1:
            assert "Question 6 of 10, from Yesterday" in person.sees()
            press(person, "Continue")
            met += [meet(person) for _ in range(5)]
            person.types(Key.Key_Escape)
            waiting = due_now(person)
        if day == OFF + 1:
            assert told_due(person)[WEAK] == "since yesterday"
            assert "You have practised 8 days in a row." in person.sees()

        person.starts_ten()
        today = [meet(person) for _ in range(5 if day == BELL else 10)]
        met += today
        if day != BELL:
            assert waiting <= {name for one in today for name in one.skills}, "all that was due"
            assert person.is_on(Where.SUMMARY)
            person.types(Key.Key_Escape)
            assert not due_now(person), "it rests now"
            assert "Today’s 10 statements are read." in person.sees()
        person.window.close()

    person = open_window(moment=MOMENT + DAYS * DAY)
    person.presses("Review")
    lead = "130 statements met for the first time, in 13 sessions on 13 days"
    person.waits_until(lambda: lead in person.sees())
    assert len({one.statement for one in met}) == len(met) == 130
    assert not any(one.marked for one in met)
    assert times_due[WEAK] > DAYS / 2
    good = [skill for skill in map(skill_name, Skill) if mostly_without_the_weak_one(skill, met)]
    assert len(good) > len(Skill) / 2
    assert max(times_due.get(name, 0) for name in good) <= 4, "what goes well rests"


def mostly_without_the_weak_one(skill: str, met: list[Met]) -> bool:
    """Whether two of three statements with this skill, or more, did not ask for the weak one."""
    with_it = [WEAK in one.skills for one in met if skill in one.skills]
    return sum(with_it) <= len(with_it) / 3


def told_due(person: Person) -> dict[str, str]:
    """The list on the start page: each skill with when it is due."""
    person.settles()
    lines = person.sees().splitlines()
    if "Due" not in lines:
        return {}
    names = {skill_name(skill) for skill in Skill}
    rest = lines[lines.index("Due") + 1 :]
    return {name: when for name, when in pairwise(rest) if name in names}


def due_now(person: Person) -> set[str]:
    """The skills of that list that wait today."""
    return {name for name, when in told_due(person).items() if when.startswith(NOW)}


def meet(person: Person) -> Met:
    """Judge a statement by keys, surely and rightly, but with a wrong guess at the weak skill."""
    revision = person.opened.practice.revision
    assert revision is not None
    met = Met(
        revision.question.statement.text,
        frozenset(map(skill_name, revision.question.skills)),
        "You have met this one before" in person.sees(),
    )
    weak = WEAK in met.skills
    verdict = other(person.truth) if weak else person.truth
    person.types(VERDICT_KEYS[list(Verdict).index(verdict)], Key.Key_G if weak else Key.Key_S)
    person.types(Key.Key_Return, Key.Key_Return)
    return met
