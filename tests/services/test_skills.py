"""Skills come back when they are due, whatever the clock does, and can be worked out again."""

import dataclasses
import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.samples import NOON, SECONDS, answer, clock, plan, revision
from trainer.core.paths import DataPaths
from trainer.core.progress import Judged, Progress
from trainer.core.revisions import Revision
from trainer.core.rubric import Confidence, Skill, Verdict
from trainer.services.skills import advance, catch_up, rebuild
from trainer.store.connection import Access, connect, rows
from trainer.store.history import History, open_history

OLD_FILE = Path(__file__).parents[1] / "old_files" / "history-0.1.0.sqlite3"
DAY = dt.timedelta(days=1)
SURENESS = st.sampled_from(Confidence)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = open_history(DataPaths(tmp_path / "data"), clock())
    yield opened
    opened.close()


def judged(
    number: int,
    at: dt.datetime,
    *skills: Skill,
    right: bool = True,
    confidence: Confidence = Confidence.FAIRLY_SURE,
    first_sight: bool = True,
) -> Judged:
    return Judged(1, number, skills or (Skill.SCOPE,), 2, right, confidence, first_sight, at)


def days_until_due(*answers: Judged) -> int:
    progress = Progress()
    for one in answers:
        progress = advance(progress, one)
    state = progress.states[Skill.SCOPE]
    return (state.due - state.last_review).days


def test_the_surer_a_right_answer_the_longer_the_skill_may_rest() -> None:
    right = [days_until_due(judged(1, NOON, confidence=sure)) for sure in Confidence]
    wrong = days_until_due(judged(1, NOON, right=False, confidence=Confidence.SURE))
    assert wrong == 1
    assert wrong <= right[0] < right[1] < right[2]


def test_a_sure_mistake_is_remembered_until_the_skill_is_judged_again() -> None:
    wrong = advance(Progress(), judged(1, NOON, right=False, confidence=Confidence.SURE))
    assert wrong.states[Skill.SCOPE].surely_wrong
    assert not advance(wrong, judged(2, NOON)).states[Skill.SCOPE].surely_wrong
    unsure = advance(Progress(), judged(1, NOON, right=False, confidence=Confidence.GUESS))
    assert not unsure.states[Skill.SCOPE].surely_wrong


def test_a_skill_that_sits_rests_longer_each_time_and_a_slip_calls_it_back() -> None:
    answers, rests = [], []
    now = NOON
    for number in range(1, 5):
        answers.append(judged(number, now))
        rests.append(days_until_due(*answers))
        now += rests[-1] * DAY
    assert rests == sorted(set(rests))
    assert days_until_due(*answers, judged(9, now, right=False)) < rests[-1]


def test_skills_met_together_do_not_all_come_back_together() -> None:
    progress = Progress()
    for number in range(3):
        for skill in Skill:
            progress = advance(progress, judged(number * 20 + 1, NOON + 3 * number * DAY, skill))
    assert len({state.due for state in progress.states.values()}) > 1


def test_learner_skill_and_count_decide_by_how_much_a_date_is_spread() -> None:
    resting = advance(
        advance(Progress(), judged(1, NOON, confidence=Confidence.SURE)),
        judged(2, NOON + 8 * DAY, confidence=Confidence.SURE),
    ).states[Skill.SCOPE]
    again = judged(3, NOON + 60 * DAY)

    def rest(reviews: int, learner: int = 1) -> dt.timedelta:
        before = Progress().having(dataclasses.replace(resting, reviews=reviews))
        after = advance(before, dataclasses.replace(again, learner=learner))
        return after.states[Skill.SCOPE].due - again.answered_at

    assert len({rest(reviews) for reviews in range(20)}) > 5
    assert len({rest(2, learner) for learner in range(20)}) > 5
    assert max(map(rest, range(20))) < 1.25 * min(map(rest, range(20)))


def test_the_same_answers_always_give_the_same_dates() -> None:
    answers = [judged(number, NOON + 2 * number * DAY) for number in range(1, 9)]
    assert days_until_due(*answers) == days_until_due(*answers)


def test_a_repeat_rates_the_skill_but_not_the_ability() -> None:
    progress = advance(Progress(), judged(1, NOON, first_sight=False))
    assert progress.ability.answers == 0
    assert progress.states[Skill.SCOPE].reviews == 1


def test_a_question_rates_each_of_its_skills() -> None:
    progress = advance(Progress(), judged(1, NOON, Skill.CALL, Skill.WORDING))
    assert set(progress.states) == {Skill.CALL, Skill.WORDING}


@pytest.mark.parametrize("back", [dt.timedelta(hours=1), DAY, 400 * DAY])
def test_a_clock_set_back_leaves_no_skill_due_before_its_last_review_or_for_ever(
    back: dt.timedelta,
) -> None:
    before = advance(Progress(), judged(1, NOON))
    after = advance(before, judged(2, NOON - back)).states[Skill.SCOPE]
    assert after.last_review == NOON - back
    assert NOON - back < after.due < NOON - back + 60 * DAY
    assert after.sequence == 2


def test_a_skill_of_a_clock_that_ran_ahead_is_due_and_not_lost() -> None:
    (state,) = advance(Progress(), judged(1, NOON + 400 * DAY)).states.values()
    assert state.due_by(NOON)


def test_what_was_due_at_noon_tomorrow_can_be_practised_tomorrow_morning() -> None:
    (state,) = advance(Progress(), judged(1, NOON, right=False)).states.values()
    assert state.due == NOON + DAY
    assert not state.due_by(NOON)
    assert state.due_by(NOON + DAY - dt.timedelta(hours=3))


def test_a_time_zone_changes_no_date() -> None:
    east = dt.timezone(dt.timedelta(hours=13))
    there = advance(Progress(), judged(1, NOON.astimezone(east))).states[Skill.SCOPE]
    assert there == advance(Progress(), judged(1, NOON)).states[Skill.SCOPE]
    assert there.due.tzinfo is dt.UTC


MOMENTS = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2200, 1, 1)).map(  # noqa: DTZ001 -- made aware below
    lambda moment: moment.replace(tzinfo=dt.UTC)
)


@given(st.lists(st.tuples(MOMENTS, st.booleans(), SURENESS), min_size=1, max_size=20))
def test_no_skill_is_ever_due_before_its_last_review(
    answers: list[tuple[dt.datetime, bool, Confidence]],
) -> None:
    progress = Progress()
    for number, (moment, right, sure) in enumerate(answers, 1):
        progress = advance(progress, judged(number, moment, right=right, confidence=sure))
        state = progress.states[Skill.SCOPE]
        assert DAY <= state.due - state.last_review <= 410 * DAY
        assert (state.last_review, state.sequence) == (moment, number)


# -- In the history.


def skilled(number: int) -> Revision:
    """A question on one or two skills, at one of the three levels."""
    skills = list(Skill)
    plain = revision(number)
    of_it = tuple(dict.fromkeys((skills[number % 5], skills[number % 3])))
    question = dataclasses.replace(plain.question, skills=of_it, level=number % 3 + 1)
    return dataclasses.replace(plain, question=question)


def derived(paths: DataPaths) -> list[object]:
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        return [
            rows(connection, f"SELECT * FROM {table} ORDER BY 1, 2, 3")  # noqa: S608 -- our own names
            for table in ("skill_states", "abilities", "quarters", "judgements", "sessions")
        ]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(Verdict), SURENESS, MOMENTS, st.booleans()),
        min_size=1,
        max_size=25,
    )
)
def test_what_moved_along_with_each_answer_is_what_all_answers_give(
    answers: list[tuple[int, Verdict, Confidence, dt.datetime, bool]],
) -> None:
    folder = Path(tempfile.mkdtemp())
    paths = DataPaths(folder)
    history = open_history(paths, clock())
    try:
        for number, chosen, sure, moment, first in answers:
            session, _ = history.plan_session(1, "T", [(skilled(number), first)], NOON)
            one = dataclasses.replace(answer(session, 0, chosen, sure), answered_at=moment)
            assert history.save_answer(one, advance).wait(SECONDS)
        moved_along = derived(paths)
        assert len(moved_along[0]) > 0  # type: ignore[arg-type]  # a list of rows
        rebuild(history)
        assert derived(paths) == moved_along
    finally:
        history.close()
        shutil.rmtree(folder)


def test_progress_comes_back_from_the_file_as_it_was_worked_out(history: History) -> None:
    session, _ = history.plan_session(1, "T", [(skilled(n), True) for n in range(9)], NOON)
    expected = Progress()
    for position in range(9):
        given_answer = answer(session, position)
        assert history.save_answer(given_answer, advance).wait(SECONDS)
        question = skilled(position).question
        expected = advance(
            expected,
            Judged(
                1,
                position + 1,
                question.skills,
                question.level,
                given_answer.right,
                given_answer.confidence,
                given_answer.first_sight,
                given_answer.answered_at,
            ),
        )
    assert history.progress(1) == expected
    assert history.behind() == ()


def test_an_answer_saved_twice_moves_nothing_twice(history: History) -> None:
    one = answer(plan(history, range(1)), 0)
    for _ in range(2):
        assert history.save_answer(one, advance).wait(SECONDS)
    (state,) = history.progress(1).states.values()
    assert state.reviews == 1


def test_answers_that_were_not_accounted_for_are_caught_up_with(history: History) -> None:
    session = plan(history, range(3))
    for position in range(2):
        assert history.save_answer(answer(session, position)).wait(SECONDS)
    assert history.behind() == (1,)
    assert history.save_answer(answer(session, 2), advance).wait(SECONDS)
    assert history.behind() == ()
    (state,) = history.progress(1).states.values()
    assert (state.reviews, history.progress(1).ability.answers) == (3, 3)


def test_a_history_of_the_first_release_gets_its_skills_when_it_is_opened(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path)
    shutil.copyfile(OLD_FILE, paths.database)
    history = open_history(paths, clock())
    assert history.behind() == (1,)
    catch_up(history)
    assert history.wait_saved(SECONDS)
    assert history.behind() == ()
    assert history.progress(1).states[Skill.SINGLE_SOURCE].reviews == 7
    history.close()


def test_learners_have_skills_of_their_own(history: History) -> None:
    assert history.save_answer(answer(plan(history, range(1)), 0), advance).wait(SECONDS)
    assert history.progress(2) == Progress()
