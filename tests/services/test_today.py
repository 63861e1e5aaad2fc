"""A fortnight of practice with a moved clock: due skills come back on new texts, days count."""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.packs.samples import big_pack
from tests.services.conftest import House, play
from tests.store.samples import SECONDS
from trainer.core.choosing import Mix
from trainer.core.paths import DataPaths
from trainer.core.questions import Pack
from trainer.core.rubric import Confidence, Skill, Verdict
from trainer.core.sessions import Item, SessionKind
from trainer.packs.writing import write_pack
from trainer.services.opening import Opened
from trainer.services.practice import Practice, Selection

OLD_FILE = Path(__file__).parents[1] / "old_files" / "history-0.1.0.sqlite3"
DAY = dt.timedelta(days=1)


@pytest.fixture
def stocked(tmp_path: Path) -> Iterator[House]:
    """A library that lasts for a fortnight."""
    made = House(DataPaths(tmp_path / "data"), tmp_path / "shipped")
    write_pack(big_pack(240, articles=20), made.shipped / "big")
    yield made
    made.close()


def read_all(practice: Practice, verdict: Verdict | None, sure: Confidence) -> tuple[Item, ...]:
    """Answer a whole session with this verdict, or rightly where it is None."""
    assert practice.session is not None
    items = practice.session.items
    for item in items:
        practice.choose(verdict or item.truth)
        practice.rate(sure)
        practice.answer()
        practice.go_on()
    practice.leave()
    return items


def skills_of(opened: Opened, items: tuple[Item, ...]) -> Counter[Skill]:
    return Counter(
        skill for item in items for skill in opened.library.revision(item.revision).question.skills
    )


def test_in_a_fortnight_all_due_skills_come_back_on_new_texts(stocked: House) -> None:
    opened = stocked.open()
    met: set[str] = set()
    for day, verdict in zip(range(14), [*Verdict, None] * 4, strict=False):
        stocked.clock.moment += DAY
        due = [state.skill for state in opened.today.day().due]
        opened.practice.start(Selection())
        items = read_all(opened.practice, verdict, Confidence.SURE)
        assert opened.all_saved(SECONDS)
        assert all(item.first_sight and item.revision not in met for item in items)
        assert set(due) <= set(skills_of(opened, items)), f"day {day}"
        assert sorted(Counter(item.truth for item in items).values()) == [3, 3, 4]
        met.update(item.revision for item in items)
    assert opened.today.day().diligence.streak == 14


def test_right_and_sure_lets_skills_rest_and_wrong_and_sure_calls_them_at_once(
    opened: Opened,
) -> None:
    opened.practice.start(Selection())
    read_all(opened.practice, None, Confidence.SURE)
    assert opened.all_saved(SECONDS)
    rested = opened.today.day()
    assert (rested.due, len(rested.later)) == ((), 3)
    opened.practice.start(Selection())
    read_all(opened.practice, Verdict.VERIFIED, Confidence.SURE)
    assert opened.all_saved(SECONDS)
    day = opened.today.day()
    assert {state.skill for state in day.due} == {Skill.SINGLE_SOURCE, Skill.WORDING}
    assert all(state.surely_wrong for state in day.due)
    assert [state.skill for state in day.later] == [Skill.PUBLIC_RECORD]


def test_when_all_texts_are_met_repeats_come_and_are_marked_and_counted_apart(
    house: House,
) -> None:
    opened = house.open()
    while len(opened.review.sights()) < 40:
        play(opened)
    tally = opened.review.standing().tally
    assert tally.total == 40
    opened.practice.start(Selection())
    items = read_all(opened.practice, None, Confidence.SURE)
    assert not any(item.first_sight for item in items)
    assert opened.all_saved(SECONDS)
    assert opened.review.standing().tally == tally


def test_answers_of_the_first_release_have_their_skills_from_the_start(house: House) -> None:
    house.paths.root.mkdir(parents=True)
    shutil.copyfile(OLD_FILE, house.paths.database)
    opened = house.open()
    assert opened.all_saved(SECONDS)
    day = opened.today.day()
    assert [state.skill for state in (*day.due, *day.later)] == [Skill.SINGLE_SOURCE]


def test_the_mix_of_real_life_is_mostly_verified_and_kept_as_such(opened: Opened) -> None:
    opened.practice.start(Selection(title="Real life", size=8, mix=Mix.REAL_LIFE))
    items = read_all(opened.practice, None, Confidence.SURE)
    assert Counter(item.truth for item in items)[Verdict.VERIFIED] == 6
    assert opened.all_saved(SECONDS)
    assert opened.review.sessions()[0].kind is SessionKind.REAL_LIFE


def test_a_session_counts_towards_the_day_and_the_next_day_begins_anew(house: House) -> None:
    opened = house.open()
    assert opened.today.day().diligence.today == 0
    play(opened, 7)
    day = opened.today.day().diligence
    assert (day.today, day.streak, day.reached) == (7, 1, False)
    house.clock.moment += DAY
    day = opened.today.day().diligence
    assert (day.today, day.streak) == (0, 1)


@pytest.mark.parametrize("back", [dt.timedelta(hours=1), DAY, 400 * DAY])
def test_a_clock_set_back_loses_no_streak_and_no_skill(stocked: House, back: dt.timedelta) -> None:
    opened = stocked.open()
    for _ in range(3):
        stocked.clock.moment += DAY
        play(opened)
    streak = opened.today.day().diligence.streak
    stocked.clock.moment -= back
    assert opened.today.day().diligence.streak == streak
    play(opened)
    day = opened.today.day()
    assert day.diligence.streak >= streak
    for state in (*day.due, *day.later):
        assert state.due >= state.last_review
        assert state.due <= stocked.clock.moment + 60 * DAY


def test_the_pack_of_these_tests_has_each_skill_with_each_level() -> None:
    pack: Pack = big_pack(240, articles=20)
    questions = [
        question
        for article in pack.articles
        for excerpt in article.excerpts
        for question in excerpt.questions
    ]
    met = {(question.skills[0], question.level) for question in questions}
    skills = {skill for skill, _ in met}
    assert met == set(product(skills, (1, 2, 3)))
