"""What is saved is there again, to the letter, and what contradicts it is refused."""

import dataclasses
import datetime as dt
import sqlite3

import pytest

from tests.store.samples import (
    NOON,
    SECONDS,
    answer,
    answer_all,
    clock,
    discussion,
    plan,
    revision,
)
from trainer.core.errors import UserError
from trainer.core.history import PastAnswer
from trainer.core.paths import DataPaths
from trainer.core.questions import QuestionRef, Span
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Stage
from trainer.store.connection import Access, connect, number
from trainer.store.history import History, Refused, open_history
from trainer.store.rows import from_time


def test_a_new_history_has_one_learner_without_a_name(history: History) -> None:
    assert history.first_learner() == history.learners()[0]
    assert [(learner.id, learner.name) for learner in history.learners()] == [(1, "")]


def test_a_learner_is_made_where_all_are_gone(paths: DataPaths, history: History) -> None:
    connection = sqlite3.connect(paths.database)
    connection.execute("DELETE FROM learners")
    connection.commit()
    connection.close()
    assert history.first_learner().name == ""
    assert len(history.learners()) == 1


def test_an_answer_comes_back_as_it_was_given(history: History) -> None:
    session = plan(history)
    given = dataclasses.replace(
        answer(session, 0, Verdict.PROPAGANDA, Confidence.GUESS),
        underlined=(Span(3, 9), Span(12, 20)),
        shown_at=dt.datetime(2026, 3, 1, 23, 0, 0, 1, tzinfo=dt.timezone(dt.timedelta(hours=5))),
    )
    assert history.save_answer(given).wait(SECONDS)
    assert history.past_answers(session.id) == (PastAnswer(given, revision(0)),)
    assert history.past_answers(session.id)[0].answer.shown_at.tzinfo is dt.UTC


def test_a_session_goes_on_at_the_first_question_without_an_answer(
    paths: DataPaths, history: History
) -> None:
    session = plan(history)
    given = answer_all(history, session, 3)
    history.close()
    again = open_history(paths, clock())
    resumed = again.session(session.id)
    line = again.unfinished(1)
    again.close()
    assert (resumed.items, resumed.answers) == (session.items, tuple(given))
    assert (resumed.position, resumed.stage) == (3, Stage.JUDGING)
    assert line is not None
    assert (line.id, line.answered, line.planned) == (session.id, 3, 10)


def test_a_session_that_is_not_there_is_said_in_words(history: History) -> None:
    with pytest.raises(UserError, match="not in the history"):
        history.session(99)


def test_the_newest_session_with_a_question_left_is_offered(history: History) -> None:
    old, new, done = plan(history, range(2)), plan(history, range(2)), plan(history, range(1))
    answer_all(history, done)
    answer_all(history, old, 1)
    offered = history.unfinished(1)
    assert offered is not None
    assert offered.id == new.id


def test_a_session_that_was_left_is_not_offered_but_stays(history: History) -> None:
    session = plan(history)
    answer_all(history, session, 2)
    assert history.close_session(session.id).wait(SECONDS)
    assert history.unfinished(1) is None
    assert [line.id for line in history.session_lines(1)] == [session.id]
    with pytest.raises(Refused):
        history.close_session(99).wait(SECONDS)


def test_sessions_are_listed_by_their_latest_answer_whatever_the_clock_said(
    history: History,
) -> None:
    first, second, untouched = plan(history), plan(history), plan(history)
    early = dataclasses.replace(answer(second, 0), answered_at=NOON - dt.timedelta(days=900))
    for given in (answer(first, 0), early):
        assert history.save_answer(given).wait(SECONDS)
    assert [line.id for line in history.session_lines(1)] == [second.id, first.id]
    assert history.session_count(1) == 2
    assert untouched.id not in [line.id for line in history.session_lines(1)]
    assert history.save_answer(answer(first, 1)).wait(SECONDS)
    assert [line.id for line in history.session_lines(1)] == [first.id, second.id]


def test_the_list_comes_in_pages_without_gap_or_repetition(history: History) -> None:
    for _ in range(7):
        answer_all(history, plan(history, range(1)))
    everything = history.session_lines(1)
    paged = history.session_lines(1, limit=3)
    while page := history.session_lines(1, limit=3, before=paged[-1]):
        paged += page
    assert paged == everything
    assert len(everything) == 7


def test_a_line_tells_packs_times_and_counts(history: History) -> None:
    questions = [(revision(0, "tide"), True), (revision(1, "mill"), True), (revision(2), True)]
    session, _ = history.plan_session(1, "Mixed", questions, NOON)
    given = answer_all(history, session, 2)
    (line,) = history.session_lines(1)
    assert (line.title, line.packs) == ("Mixed", ("tide", "mill", "harbour"))
    assert (line.started_at, line.last_at) == (NOON, given[-1].answered_at)
    assert (line.planned, line.answered, line.right) == (3, 2, 1)


def test_only_first_sights_are_tallied(history: History) -> None:
    session, _ = history.plan_session(1, "T", [(revision(1), True), (revision(2), False)], NOON)
    answer_all(history, session)
    tally = history.tally(1)
    assert tally.total == 1
    assert tally.count(Verdict.CLAIM, Verdict.CLAIM) == 1


def test_sights_name_the_latest_answer_to_each_question(history: History) -> None:
    answer_all(history, plan(history, [0, 1]))
    answer_all(history, plan(history, [0]))
    sights = history.sights(1)
    assert sights == {QuestionRef("harbour", "q0"): 3, QuestionRef("harbour", "q1"): 2}


def test_learners_do_not_see_each_others_answers(paths: DataPaths, history: History) -> None:
    connection = sqlite3.connect(paths.database)
    connection.execute("INSERT INTO learners (name, created_at) VALUES ('Ada', 0)")
    connection.commit()
    connection.close()
    answer_all(history, plan(history, learner=2))
    assert history.session_lines(1) == ()
    assert (history.session_count(1), history.tally(1).total, len(history.sights(1))) == (0, 0, 0)
    assert history.unfinished(1) is None
    assert history.tally(2).total == 10


def test_notes_keep_their_order_and_need_an_answer(history: History) -> None:
    session = plan(history)
    answer_all(history, session, 1)
    for text in ("I see it differently.", "Zwölf – naïve?\n<b>", "third\0end"):
        assert history.save_note(session.id, 0, text, NOON).wait(SECONDS)
    assert history.past_answers(session.id)[0].notes == (
        "I see it differently.",
        "Zwölf – naïve?\n<b>",
        "third\0end",
    )
    with pytest.raises(Refused):
        history.save_note(session.id, 5, "no answer there", NOON).wait(SECONDS)


def test_the_same_answer_twice_is_one_answer(history: History) -> None:
    session = plan(history)
    (given,) = answer_all(history, session, 1)
    assert history.save_answer(given).wait(SECONDS)
    assert history.tally(1).total == 1
    assert [past.answer for past in history.past_answers(session.id)] == [given]


def test_a_second_answer_to_a_question_is_refused_and_the_first_stays(history: History) -> None:
    session = plan(history)
    (given,) = answer_all(history, session, 1)
    other = dataclasses.replace(given, chosen=Verdict.VERIFIED)
    with pytest.raises(Refused) as refusal:
        history.save_answer(other).wait(SECONDS)
    assert "differently" in refusal.value.details
    assert [past.answer for past in history.past_answers(session.id)] == [given]


@pytest.mark.parametrize(
    "wrong",
    [
        {"session": 99},
        {"position": 10},
        {"position": 1},
        {"revision": "0" * 64},
        {"question": QuestionRef("harbour", "q5")},
        {"truth": Verdict.PROPAGANDA},
        {"shown_at": dt.datetime(2026, 1, 1)},  # noqa: DTZ001 -- naive on purpose
    ],
    ids=["session", "position", "gap", "revision", "question", "truth", "naive time"],
)
def test_a_misuse_is_refused_alone_and_the_next_answer_is_saved(
    history: History, wrong: dict[str, object]
) -> None:
    session = plan(history)
    bad = dataclasses.replace(answer(session, 0), **wrong)  # type: ignore[arg-type]  # any field
    receipts = history.save_answer(bad), history.save_answer(answer(session, 0))
    with pytest.raises(Refused):
        receipts[0].wait(SECONDS)
    assert receipts[1].wait(SECONDS)


def test_a_naive_time_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="aware"):
        from_time(NOON.replace(tzinfo=None))


def test_a_session_of_nobody_is_refused(history: History) -> None:
    _, receipt = history.plan_session(77, "T", [(revision(0), True)], NOON)
    with pytest.raises(Refused, match="could not be saved"):
        receipt.wait(SECONDS)
    assert plan(history).id == 2


def test_a_session_without_scored_questions_is_a_bug_of_the_caller(history: History) -> None:
    with pytest.raises(ValueError, match="needs a question"):
        history.plan_session(1, "T", [], NOON)
    with pytest.raises(ValueError, match="discussion"):
        history.plan_session(1, "T", [(discussion(0), True)], NOON)


def test_a_refused_session_leaves_no_half_of_itself(paths: DataPaths, history: History) -> None:
    _, receipt = history.plan_session(77, "T", [(revision(0), True)], NOON)
    with pytest.raises(Refused):
        receipt.wait(SECONDS)
    connection = connect(paths.database, Access.READ, 1)
    counts = [
        number(connection, f"SELECT count(*) FROM {table}")  # noqa: S608 -- our own names
        for table in ("sessions", "session_items", "revisions")
    ]
    connection.close()
    assert counts == [0, 0, 0]


def test_a_question_shown_twice_is_kept_once(paths: DataPaths, history: History) -> None:
    plan(history, [0, 1])
    plan(history, [1, 2])
    connection = connect(paths.database, Access.READ, 1)
    assert number(connection, "SELECT count(*) FROM revisions") == 3
    connection.close()


def test_the_file_is_set_to_keep_what_it_acknowledges(history: History) -> None:
    session = plan(history)
    found: list[tuple[int, ...]] = []
    assert history._writer is not None
    history._writer.put(
        lambda executor: found.append(
            tuple(
                number(executor, f"PRAGMA {pragma}")
                for pragma in ("synchronous", "foreign_keys", "fullfsync")
            )
        )
    ).wait(SECONDS)
    assert found == [(2, 1, 1)]
    assert session.id == 1


def test_a_closed_history_refuses_and_says_so(paths: DataPaths) -> None:
    history = open_history(paths, clock())
    session = plan(history)
    history.close()
    assert history.close() is None
    with pytest.raises(UserError):
        history.save_answer(answer(session, 0)).wait(SECONDS)
    with pytest.raises(UserError, match="closed"):
        history.learners()
    assert sorted(path.name for path in paths.root.iterdir()) == ["backups", "history.sqlite3"]
