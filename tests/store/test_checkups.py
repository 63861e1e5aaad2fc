"""Check-ups in the history: counted apart, told of when they are finished, gone on with before."""

from tests.store.samples import NOON, SECONDS, answer, answer_all, plan, revision
from trainer.core.inquiry import ALL_SIGHTS, SCORED, Inquiry, SessionInquiry, Sight
from trainer.core.measures import Tally
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Verdict
from trainer.core.sessions import Session, SessionKind
from trainer.services.skills import advance
from trainer.store.history import History


def plan_checkup(history: History, first: int = 100, form: str = "A") -> Session:
    session, receipt = history.plan_session(
        1,
        "Check-up",
        [(revision(number), True) for number in range(first, first + 3)],
        NOON,
        kind=SessionKind.CHECKUP,
        form=form,
    )
    assert receipt.wait(SECONDS)
    return session


def test_answers_of_a_check_up_are_in_no_score_of_practice(history: History) -> None:
    answer_all(history, plan(history, range(4)))
    before = history.tally(1)
    answer_all(history, plan_checkup(history))
    assert history.tally(1) == before
    history.rebuild_rollups()
    assert history.tally(1) == before


def test_answers_of_a_check_up_move_neither_skills_nor_ability(history: History) -> None:
    practice = plan(history, range(3))
    assert history.save_answer(answer(practice, 0), advance).wait(SECONDS)
    before = history.progress(1)
    checkup = plan_checkup(history)
    for position in range(3):
        assert history.save_answer(answer(checkup, position), advance).wait(SECONDS)
    kept = history.progress(1)
    assert (kept.states, kept.ability) == (before.states, before.ability)
    assert history.behind() == ()
    history.rebuild_rollups(advance)
    assert history.progress(1) == kept


def test_a_question_met_in_a_check_up_is_not_new_afterwards(history: History) -> None:
    answer_all(history, plan_checkup(history))
    assert QuestionRef("harbour", "q100") in history.sights(1)


def test_finished_check_ups_come_in_order_with_what_was_practised_before_each(
    history: History,
) -> None:
    practice = plan(history, range(6))
    answer_all(history, practice, 4)
    first = plan_checkup(history, 100, "A")
    given = answer_all(history, first)
    for position in (4, 5):
        history.save_answer(answer(practice, position)).wait(SECONDS)
    answer_all(history, plan(history, range(20, 23)))
    second = plan_checkup(history, 200, "B")
    answer_all(history, second)
    one, two = history.checkups.finished(1)
    assert [(t.session, t.form, t.answers_before) for t in (one, two)] == [
        (first.id, "A", 4),
        (second.id, "B", 9),
    ]
    assert one.finished_at == given[-1].answered_at
    assert one.tally == Tally.of((a.truth, a.chosen) for a in given)
    assert history.checkups.practised(1) == 9


def test_a_check_up_waits_where_it_was_left_whatever_came_after(history: History) -> None:
    assert history.checkups.unfinished(1) is None
    checkup = plan_checkup(history)
    answer_all(history, checkup, 2)
    answer_all(history, plan(history, range(3)), 1)
    waiting = history.checkups.unfinished(1)
    assert waiting is not None
    assert (waiting.id, waiting.answered, waiting.planned) == (checkup.id, 2, 3)
    assert history.checkups.finished(1) == ()
    history.save_answer(answer(checkup, 2)).wait(SECONDS)
    assert history.checkups.unfinished(1) is None


def test_nothing_is_told_of_a_check_up_before_its_end(history: History) -> None:
    checkup = plan_checkup(history)
    answer_all(history, checkup, 2)
    asked, everything = SessionInquiry(), Inquiry(ALL_SIGHTS)
    assert history.session_lines(1) == ()
    assert history.session_count(1) == 0
    assert history.past.session_lines(1, asked, 10) == ()
    assert history.past.session_count(1, asked) == 0
    assert history.past.answer_count(1, everything) == 0
    assert history.past.counts(1, everything).cells == ()
    history.save_answer(answer(checkup, 2)).wait(SECONDS)
    assert [line.id for line in history.session_lines(1)] == [checkup.id]
    assert history.past.session_count(1, asked) == history.session_count(1) == 1
    assert history.past.answer_count(1, Inquiry(frozenset({Sight.CHECKUP}))) == 3
    assert history.past.answer_count(1, Inquiry(SCORED)) == 0


def test_a_finished_check_up_is_told_with_how_each_verdict_was_judged(history: History) -> None:
    checkup = plan_checkup(history)
    for position, verdict in enumerate(Verdict):
        history.save_answer(answer(checkup, position, verdict)).wait(SECONDS)
    (taken,) = history.checkups.finished(1)
    assert taken.tally == Tally.of(
        (item.truth, verdict) for item, verdict in zip(checkup.items, Verdict, strict=True)
    )


def test_no_word_about_doubt_rests_on_a_check_up(history: History) -> None:
    answer_all(history, plan(history, range(4)))
    practised = history.tellings.first_sights(1, 30)
    answer_all(history, plan_checkup(history))
    assert history.tellings.first_sights(1, 30) == practised
    assert len(practised) == 4
