"""What a learner was told, and the first sights that a word about doubt rests on."""

import datetime as dt

from tests.store.samples import NOON, SECONDS, answer_all, plan, revision
from trainer.core.history import Telling
from trainer.store.history import History

HOUR = dt.timedelta(hours=1)


def tell(history: History, kind: str, when: dt.datetime = NOON, learner: int = 1) -> None:
    assert history.tellings.tell(learner, Telling(kind, when)).wait(SECONDS)


def test_what_was_told_last_is_what_came_last_whatever_the_clock_said(history: History) -> None:
    tell(history, "lesson/3/4", NOON)
    tell(history, "lesson/3/5", NOON - HOUR)
    assert history.tellings.latest(1, "lesson/3/") == Telling("lesson/3/5", NOON - HOUR)


def test_told_again_at_the_same_moment_it_is_the_last_word(history: History) -> None:
    for kind in ("lesson/3/2", "lesson/3/3", "lesson/3/2"):
        tell(history, kind)
    latest = history.tellings.latest(1, "lesson/3/")
    assert latest is not None
    assert latest.kind == "lesson/3/2"


def test_other_kinds_are_not_meant(history: History) -> None:
    tell(history, "lesson/31/4")
    assert history.tellings.latest(1, "lesson/3/") is None
    assert history.tellings.latest(1, "lesson_31") is None


def test_a_telling_is_there_at_the_next_reading_with_its_time(history: History) -> None:
    tell(history, "false-doubt", NOON + HOUR)
    told = history.tellings.latest(1, "false-doubt")
    assert told is not None
    assert told.told_at == NOON + HOUR


def test_first_sights_come_latest_first_and_no_more_than_asked_for(history: History) -> None:
    first, second = plan(history, range(3)), plan(history, range(3, 6))
    answer_all(history, first)
    answer_all(history, second)
    found = history.tellings.first_sights(1, 4)
    places = [(sight.session, sight.position) for sight in found]
    assert places == [(second.id, 2), (second.id, 1), (second.id, 0), (first.id, 2)]


def test_repeats_are_no_first_sights(history: History) -> None:
    answer_all(history, plan(history, range(2)))
    again, receipt = history.plan_session(
        1, "Again", [(revision(0), False), (revision(7), True)], NOON
    )
    assert receipt.wait(SECONDS)
    answer_all(history, again)
    found = history.tellings.first_sights(1, 9)
    assert (found[0].session, found[0].position) == (again.id, 1)
    assert len(found) == 3


def test_another_learner_has_neither_the_tellings_nor_the_sights(history: History) -> None:
    tell(history, "false-doubt")
    answer_all(history, plan(history, range(2)))
    assert history.tellings.latest(2, "false-doubt") is None
    assert history.tellings.first_sights(2, 9) == ()
