"""Whatever is asked of the past, the store finds what a plain walk over all answers finds."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.store.inquiring import HOUR, INQUIRIES, text
from tests.store.samples import NOON, SECONDS, clock, plan
from trainer.core.answers import Answer
from trainer.core.inquiry import (
    ALL_SIGHTS,
    Inquiry,
    Order,
    SessionInquiry,
    Sight,
)
from trainer.core.measures import Tally
from trainer.core.paths import DataPaths
from trainer.core.questions import Span
from trainer.core.revisions import Revision
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import SessionKind
from trainer.store import statements
from trainer.store.history import History, open_history

VERIFIED, CLAIM, PROPAGANDA = Verdict
LEARNER = 1


@dataclass(frozen=True)
class Past:
    """One answer as a plain list knows it."""

    answer: Answer
    shown: Revision
    kind: SessionKind

    @property
    def sight(self) -> Sight:
        if self.kind is SessionKind.CHECKUP:
            return Sight.CHECKUP
        return Sight.FIRST if self.answer.first_sight else Sight.REPEAT

    def is_meant(self, asked: Inquiry) -> bool:
        one, shown = self.answer, self.shown
        words = asked.words.strip().casefold()
        said = (shown.pack_title, shown.article, shown.question.statement.text)
        return (
            self.sight in asked.sights
            and (asked.since is None or one.answered_at >= asked.since)
            and (asked.until is None or one.answered_at < asked.until)
            and asked.pack in ("", shown.pack)
            and asked.topic in ("", shown.topic)
            and asked.side in ("", shown.question.side)
            and (asked.skill is None or asked.skill in shown.question.skills)
            and asked.truth in (None, one.truth)
            and asked.chosen in (None, one.chosen)
            and asked.right in (None, one.right)
            and asked.confidence in (None, one.confidence)
            and any(words in part.casefold() for part in said)
        )


class Filled:
    """A history of a few sessions, and the plain list of what was answered in it."""

    def __init__(self, folder: Path) -> None:
        self.history: History = open_history(DataPaths(folder), clock())
        self.given: list[Past] = []
        for number in range(9):
            kind = SessionKind.CHECKUP if number % 4 == 3 else SessionKind.PRACTICE
            self._session(number, kind)
        # One learner more, whose answers belong to nobody else.
        self._session(99, SessionKind.PRACTICE, learner=self._second_learner())
        assert self.history.wait_saved(SECONDS)

    def _second_learner(self) -> int:
        receipt = self.history._save(lambda to: statements.add_learner(to, "Bo", NOON))
        assert receipt.wait(SECONDS)
        return self.history.learners()[-1].id

    def _session(self, number: int, kind: SessionKind, learner: int = LEARNER) -> None:
        shown = [text(number + place) for place in range(4)]
        session, _ = self.history.plan_session(
            learner, f"Session {number}", [(one, number % 3 != 1) for one in shown], NOON, kind=kind
        )
        for place, (item, one) in enumerate(zip(session.items, shown, strict=True)):
            moment = NOON + number * 7 * HOUR + place * dt.timedelta(minutes=4)
            answer = Answer(
                session=session.id,
                position=place,
                question=item.question,
                revision=item.revision,
                truth=item.truth,
                chosen=list(Verdict)[(number * 5 + place) % 3],
                confidence=list(Confidence)[(number + place) % 3],
                first_sight=item.first_sight,
                shown_at=moment,
                answered_at=moment,
                underlined=(Span(0, 3),) if place == 2 else (),
            )
            self.history.save_answer(answer)
            if learner == LEARNER:
                self.given.append(Past(answer, one, kind))


@pytest.fixture(scope="module")
def filled() -> Iterator[Filled]:
    folder = Path(tempfile.mkdtemp())
    made = Filled(folder)
    yield made
    made.history.close()
    shutil.rmtree(folder)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(asked=Inquiry(ALL_SIGHTS, words="GROSSE"))
@given(asked=INQUIRIES | st.just(Inquiry(ALL_SIGHTS)) | st.just(Inquiry()))
def test_counts_and_lists_are_those_of_a_plain_walk(filled: Filled, asked: Inquiry) -> None:
    past = filled.history.past
    meant = [one for one in filled.given if one.is_meant(asked)]

    counts = past.counts(LEARNER, asked)
    tally = Tally.of((one.answer.truth, one.answer.chosen) for one in meant)
    assert Tally.counted((one.truth, one.chosen, one.times) for one in counts.cells) == tally
    assert {(cell.pack, cell.topic, cell.side, cell.skills) for cell in counts.cells} == {
        (one.shown.pack, one.shown.topic, one.shown.question.side, one.shown.question.skills)
        for one in meant
    }
    assert counts.sessions == len({one.answer.session for one in meant})
    days = [one.answer.answered_at.astimezone().date() for one in meant]
    assert [day for day, _ in counts.days] == sorted(set(days))
    assert [tally.total for _, tally in counts.days] == [
        days.count(day) for day in sorted(set(days))
    ]

    assert past.answer_count(LEARNER, asked) == len(meant)
    lines = past.answer_lines(LEARNER, asked, 1000)
    assert [(one.session, one.position) for one in lines] == sorted(
        ((one.answer.session, one.answer.position) for one in meant), reverse=True
    )
    underlined = past.underlined(LEARNER, asked, 1000)
    assert len(underlined) == sum(bool(one.answer.underlined) for one in meant)


def test_a_line_tells_what_was_judged_and_how(filled: Filled) -> None:
    (line,) = filled.history.past.answer_lines(LEARNER, Inquiry(ALL_SIGHTS), 1)
    last = filled.given[-1]
    assert (line.session, line.position) == (last.answer.session, last.answer.position)
    assert line.statement == last.shown.question.statement.text
    assert (line.pack_title, line.article) == (last.shown.pack_title, last.shown.article)
    assert (line.truth, line.chosen) == (last.answer.truth, last.answer.chosen)
    assert (line.confidence, line.sight) == (last.answer.confidence, last.sight)
    assert line.answered_at == last.answer.answered_at


def test_page_by_page_every_answer_comes_once(filled: Filled) -> None:
    past, asked = filled.history.past, Inquiry(ALL_SIGHTS)
    whole = past.answer_lines(LEARNER, asked, 1000)
    found = [*past.answer_lines(LEARNER, asked, 7)]
    while page := past.answer_lines(LEARNER, asked, 7, found[-1]):
        found += page
    assert tuple(found) == whole
    assert len(whole) == len(filled.given)


def titles(filled: Filled, asked: SessionInquiry) -> list[str]:
    past = filled.history.past
    found = [line.title for line in past.session_lines(LEARNER, asked, 100)]
    assert past.session_count(LEARNER, asked) == len(found)
    return found


def test_sessions_are_found_by_title_pack_day_and_kind(filled: Filled) -> None:
    assert len(titles(filled, SessionInquiry())) == 9
    assert titles(filled, SessionInquiry(words=" SESSION 7")) == ["Session 7"]
    assert titles(filled, SessionInquiry(words="%")) == []
    assert titles(filled, SessionInquiry(checkups=True)) == ["Session 7", "Session 3"]
    assert len(titles(filled, SessionInquiry(checkups=False))) == 7
    assert len(titles(filled, SessionInquiry(pack="valley"))) == 9
    assert titles(filled, SessionInquiry(pack="nowhere")) == []
    day = SessionInquiry(since=NOON + 7 * HOUR, until=NOON + 20 * HOUR)
    assert titles(filled, day) == ["Session 2", "Session 1"]


def test_sessions_are_sorted_as_asked(filled: Filled) -> None:
    past = filled.history.past

    def shares(order: Order) -> list[float]:
        lines = past.session_lines(LEARNER, SessionInquiry(order=order), 100)
        return [line.right / line.answered for line in lines]

    newest = titles(filled, SessionInquiry())
    assert newest == [f"Session {number}" for number in range(8, -1, -1)]
    assert titles(filled, SessionInquiry(order=Order.OLDEST)) == newest[::-1]
    assert shares(Order.BEST) == sorted(shares(Order.BEST), reverse=True)
    assert shares(Order.WEAKEST) == sorted(shares(Order.WEAKEST))
    page = past.session_lines(LEARNER, SessionInquiry(), 4, 4)
    assert [line.title for line in page] == newest[4:8]


def test_what_can_be_asked_for_is_named_once(filled: Filled) -> None:
    found = filled.history.past.subjects()
    assert found.packs == ("harbour", "valley")
    assert found.topics == ("ships", "wells")
    assert found.sides == ("Ona", "Rusk")


def test_notes_come_with_what_an_author_needs_to_find_the_question(history: History) -> None:
    session = plan(history, range(2))
    for position in range(2):
        item = session.items[position]
        one = Answer(
            session.id,
            position,
            item.question,
            item.revision,
            item.truth,
            PROPAGANDA,
            Confidence.SURE,
            first_sight=True,
            shown_at=NOON,
            answered_at=NOON,
        )
        assert history.save_answer(one).wait(SECONDS)
        assert history.save_note(session.id, position, f"note {position}", NOON).wait(SECONDS)
    latest, earlier = history.past.note_lines(LEARNER)
    assert (latest.text, earlier.text) == ("note 1", "note 0")
    assert (latest.pack, latest.pack_title, latest.question) == ("harbour", "Harbour", "q1")
    assert (latest.statement, latest.truth) == ("The ferry was late.", session.items[1].truth)
    assert (latest.chosen, latest.written_at) == (PROPAGANDA, NOON)
    assert (latest.session, latest.position) == (session.id, 1)
    assert history.past.note_lines(LEARNER, "harbour") == (latest, earlier)
    assert history.past.note_lines(LEARNER, "valley") == ()
    assert history.past.note_lines(2) == ()
