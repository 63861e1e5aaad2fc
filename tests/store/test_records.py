"""A record that leaves one history and comes to another says the same there, and only once."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.people import DAY, practise
from tests.store.samples import NOON, SECONDS, answer, clock
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.core.records import Record
from trainer.core.rubric import Verdict
from trainer.core.sessions import SessionKind
from trainer.services.skills import advance
from trainer.store.connection import Access, connect, rows
from trainer.store.history import History, open_history

SESSIONS = st.lists(
    st.tuples(
        st.lists(st.integers(0, 12), min_size=1, max_size=5, unique=True),
        st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=4),
        st.integers(-40, 40),
        st.sampled_from(list(SessionKind)),
        st.text(min_size=0, max_size=5).filter(lambda text: "\0" not in text),
        st.integers(0, 5),
    ),
    max_size=6,
)
Past = Sequence[tuple[list[int], list[Verdict], int, SessionKind, str, int]]


def live(history: History, learner: int, past: Past) -> None:
    """Practise so; days may go backwards, as when a clock is set."""
    for numbers, chosen, day, kind, note, answered in past:
        practise(
            history,
            learner,
            numbers,
            NOON + day * DAY,
            chosen,
            min(answered, len(numbers)),
            note.encode(errors="replace").decode(),
            kind=kind,
        )


def worked_out(history: History, paths: DataPaths, learner: int) -> list[object]:
    """All that is worked out of a learner's answers, without the numbers that a file gives."""
    lines = [
        (line.title, line.kind, line.started_at, line.planned, line.answered, line.right)
        for line in history.session_lines(learner)
    ]
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        ability = rows(
            connection, "SELECT rating, answers FROM abilities WHERE learner = ?", learner
        )
        quarters = rows(
            connection,
            "SELECT quarter, answers FROM quarters WHERE learner = ? ORDER BY sequence",
            learner,
        )
        skills = rows(
            connection,
            "SELECT skill, reviews, last_review FROM skill_states WHERE learner = ? ORDER BY 1",
            learner,
        )
    sights = sorted(history.sights(learner), key=lambda ref: history.sights(learner)[ref])
    return [history.tally(learner), lines, ability, quarters, skills, sights]


@settings(max_examples=25, deadline=None)
@given(past=SESSIONS)
def test_a_record_says_the_same_on_another_computer(past: Past) -> None:
    folder = Path(tempfile.mkdtemp())
    here, there = DataPaths(folder / "here"), DataPaths(folder / "there")
    old, new = open_history(here, clock()), open_history(there, clock())
    try:
        learner = old.people.add("Ada", NOON)
        live(old, learner, past)
        for number in range(1, 3):
            practise(new, 1, range(number + 4))
        record = old.people.record(learner)
        old.people.take_in(record, learner, advance)
        added = new.people.take_in(record, None, advance)
        assert new.people.record(added.learner) == record
        assert added.answers == record.answers
        assert worked_out(new, there, added.learner) == worked_out_after(old, here, learner)
    finally:
        old.close()
        new.close()
        shutil.rmtree(folder)


def worked_out_after(history: History, paths: DataPaths, learner: int) -> list[object]:
    """The same here, with skills and ability brought up to date."""
    history.rebuild_rollups(advance)
    return worked_out(history, paths, learner)


@settings(max_examples=20, deadline=None)
@given(one=SESSIONS, other=SESSIONS)
def test_two_pasts_of_one_learner_come_to_the_same_whichever_is_first(
    one: Past, other: Past
) -> None:
    folder = Path(tempfile.mkdtemp())
    sides = [DataPaths(folder / side) for side in "ab"]
    histories = [open_history(paths, clock()) for paths in sides]
    try:
        for history, past, shift in zip(histories, (one, other), (0, 1), strict=True):
            live(
                history,
                1,
                [(n, c, 2 * d + shift, k, t, a) for n, c, d, k, t, a in sorted_days(past)],
            )
        first, second = (history.people.record(1) for history in histories)
        for history, record in zip(histories, (second, first), strict=True):
            history.people.take_in(record, 1, advance)
        assert len({history.tally(1) for history in histories}) == 1
        assert histories[0].practised(1) == histories[1].practised(1)
        again = [history.people.record(1) for history in histories]
        assert again[0].answers == first.answers + second.answers
        for history, record in zip(histories, (second, first), strict=True):
            added = history.people.take_in(record, 1, advance)
            assert (added.sessions, added.answers, added.notes) == (0, 0, 0)
        assert [history.people.record(1) for history in histories] == again
    finally:
        for history in histories:
            history.close()
        shutil.rmtree(folder)


def sorted_days(past: Past) -> Past:
    """The past with a clock that goes on, one session a day."""
    found = {day: session for session in past for day in (session[2],)}
    return [found[day] for day in sorted(found)]


def test_a_longer_record_of_a_session_brings_only_what_is_new(
    tmp_path: Path, history: History
) -> None:
    elsewhere = open_history(DataPaths(tmp_path / "elsewhere"), clock())
    key = practise(elsewhere, 1, range(5), answered=2, note="hm")
    early = elsewhere.people.record(1)
    first = history.people.take_in(early, None, advance)
    session = elsewhere.session(key)
    for position in range(2, 5):
        assert elsewhere.save_answer(answer(session, position)).wait(SECONDS)
    late = elsewhere.people.record(1)
    elsewhere.close()
    second = history.people.take_in(late, first.learner, advance)
    assert (first.answers, first.notes) == (2, 1)
    assert (second.sessions, second.answers, second.notes) == (0, 3, 0)
    assert history.unfinished(first.learner) is None


def test_an_earlier_answer_from_elsewhere_is_the_first_sight(
    tmp_path: Path, history: History
) -> None:
    elsewhere = open_history(DataPaths(tmp_path / "elsewhere"), clock())
    practise(elsewhere, 1, range(3), NOON - DAY, (Verdict.VERIFIED,))
    practise(history, 1, range(3), NOON, (Verdict.PROPAGANDA,))
    record = elsewhere.people.record(1)
    elsewhere.close()
    history.people.take_in(record, 1, advance)
    tally = history.tally(1)
    assert tally.total == 3
    assert sum(tally.count(truth, Verdict.VERIFIED) for truth in Verdict) == 3


def test_a_question_that_waits_is_no_first_sight_when_it_was_answered_elsewhere(
    tmp_path: Path, history: History
) -> None:
    elsewhere = open_history(DataPaths(tmp_path / "elsewhere"), clock())
    practise(elsewhere, 1, range(3), NOON - DAY)
    waiting = practise(history, 1, range(5), NOON, answered=1)
    record = elsewhere.people.record(1)
    elsewhere.close()
    history.people.take_in(record, 1, advance)
    sights = [item.first_sight for item in history.session(waiting).items]
    assert sights == [False, False, False, True, True]


def test_days_from_elsewhere_do_not_count_twice_for_the_streak(
    tmp_path: Path, history: History
) -> None:
    elsewhere = open_history(DataPaths(tmp_path / "elsewhere"), clock())
    for day in range(5):
        practise(elsewhere, 1, [day], NOON - (5 - day) * DAY)
    practise(history, 1, [7], NOON)
    history.people.take_in(elsewhere.people.record(1), 1, advance)
    elsewhere.close()
    moments = [one.begin for one in history.practised(1)]
    assert moments == sorted(moments)
    assert len(moments) == 6


def test_nobody_gets_a_record_that_is_not_there(history: History) -> None:
    with pytest.raises(UserError, match="not in the history"):
        history.people.record(9)
    with pytest.raises(UserError, match="not in the history"):
        history.people.take_in(Record("", NOON, {}, ()), 9, advance)


def test_a_learner_is_added_and_renamed_and_given_a_pin(history: History) -> None:
    learner = history.people.add("Bo", NOON + dt.timedelta(days=1))
    history.people.rename(learner, "Bodil")
    history.people.set_pin(learner, "kept")
    assert [(one.id, one.name, one.pin) for one in history.learners()] == [
        (1, "", ""),
        (learner, "Bodil", "kept"),
    ]
    with pytest.raises(UserError, match="not in the history"):
        history.people.rename(9, "Nobody")
