"""Looking back: everything as it was answered and seen then, whatever became of the packs."""

import datetime as dt
import shutil

import pytest

from tests.packs.samples import ARTICLE, write_sample
from tests.services.conftest import House, judge, play
from tests.store.samples import SECONDS
from trainer.core.errors import UserError
from trainer.core.measures import Share, Tally
from trainer.core.rubric import Verdict
from trainer.services import review as review_module
from trainer.services.opening import Opened
from trainer.services.practice import Selection


def test_a_newcomer_has_a_standing_of_nothing(opened: Opened) -> None:
    standing = opened.review.standing()
    assert standing.learner.name == ""
    assert (standing.unfinished, standing.lately, standing.sessions) == (None, (), 0)
    assert standing.tally == Tally()
    assert opened.review.sessions() == ()
    assert opened.review.sights() == {}


def test_a_session_comes_back_answer_by_answer(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection(title="Ten"))
    judge(practice, 10, Verdict.VERIFIED)
    practice.note("last words")
    assert opened.all_saved(SECONDS)
    session = practice.session
    assert session is not None
    past = opened.review.session(session.id)
    assert tuple(one.answer for one in past.answers) == session.answers
    assert [one.revision.hash for one in past.answers] == [item.revision for item in session.items]
    assert past.answers[-1].notes == ("last words",)
    assert past.tally == practice.tally
    line = past.line
    assert (line.title, line.packs, line.finished) == ("Ten", ("big-1",), True)
    assert (line.answered, line.planned, line.right) == (10, 10, session.right)
    assert line.last_at == session.answers[-1].answered_at
    assert line.started_at <= session.answers[0].shown_at


def test_a_session_that_is_not_there_is_told_calmly(opened: Opened) -> None:
    with pytest.raises(UserError, match="not in the history"):
        opened.review.session(999)


def test_the_standing_adds_up_all_sessions(opened: Opened) -> None:
    for _ in range(3):
        play(opened, verdict=Verdict.VERIFIED)
    standing = opened.review.standing(lately=2)
    assert standing.sessions == opened.review.session_count() == 3
    assert len(standing.lately) == 2
    assert standing.tally.total == 30
    assert standing.tally.false_doubt == Share(0, sum(standing.tally.counts[0]))
    assert standing.tally.false_trust.value == 1
    assert len(opened.review.sights()) == 30
    assert standing.unfinished is None


def test_only_the_newest_unfinished_session_is_offered(opened: Opened) -> None:
    play(opened, 2)
    second = play(opened, 3)
    unfinished = opened.review.standing().unfinished
    assert unfinished is not None
    assert (unfinished.id, unfinished.answered, unfinished.finished) == (second, 3, False)


def test_a_session_without_an_answer_is_offered_but_is_no_past_session(opened: Opened) -> None:
    opened.practice.start(Selection())
    opened.practice.leave()
    assert opened.all_saved(SECONDS)
    assert opened.review.standing().unfinished is not None
    assert opened.review.sessions() == ()
    assert opened.review.session_count() == 0


def test_the_list_comes_page_by_page_newest_first(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_module, "PAGE", 2)
    numbers = [play(opened, 1) for _ in range(5)]
    shown = []
    page = opened.review.sessions()
    while page:
        assert len(page) <= 2
        shown += [line.id for line in page]
        page = opened.review.sessions(before=page[-1])
    assert shown == numbers[::-1]


def test_the_order_follows_the_answers_and_not_a_clock_put_back(house: House) -> None:
    opened = house.open()
    first = play(opened, 1)
    house.clock.moment -= dt.timedelta(days=400)
    second = play(opened, 1)
    assert [line.id for line in opened.review.sessions()] == [second, first]


def test_a_past_session_shows_what_was_seen_then_though_its_pack_changed_or_went(
    house: House,
) -> None:
    shutil.rmtree(house.shipped)
    write_sample(house.shipped / "harbour")
    opened = house.open()
    number = play(opened, 3)
    before = opened.review.session(number)
    house.close()

    write_sample(
        house.shipped / "harbour", article=ARTICLE.replace("northern quay", "southern quay")
    )
    opened = house.open()
    now = {entry.question: entry.revision for entry in opened.library.entries}
    assert "southern quay" in opened.library.revision(now["crane-lies"]).text
    assert opened.review.session(number) == before
    house.close()

    shutil.rmtree(house.shipped)
    shutil.rmtree(house.paths.cache)
    opened = house.open()
    assert list(opened.library.cards) == []
    again = opened.review.session(number)
    assert again == before
    assert all("northern quay" in past.revision.text for past in again.answers)


def test_questions_of_a_changed_pack_are_still_known_by_their_names(house: House) -> None:
    shutil.rmtree(house.shipped)
    write_sample(house.shipped / "harbour")
    play(house.open(), 3)
    house.close()
    write_sample(house.shipped / "harbour", article=ARTICLE.replace("Monday", "Tuesday"))
    opened = house.open()
    opened.practice.start(Selection())
    assert opened.practice.session is not None
    assert not any(item.first_sight for item in opened.practice.session.items)
