"""What is counted along with each answer is what a walk over all answers counts."""

import datetime as dt
import itertools
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.store.inquiring import HOUR, INQUIRIES, text
from tests.store.samples import NOON, SECONDS, answer, answer_all, clock, plan
from trainer.core.inquiry import ALL_SIGHTS, Inquiry, Sight
from trainer.core.paths import DataPaths
from trainer.core.questions import Span
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Session, SessionKind
from trainer.services.skills import advance
from trainer.store import counting, walking
from trainer.store.connection import Access, connect, number, row, rows
from trainer.store.history import History, open_history
from trainer.store.people import SetAside
from trainer.store.quarters import QUARTER, local_days
from trainer.store.rescue import salvage
from trainer.store.rows import from_time, to_time
from trainer.store.statements import derive

OLD_FILES = sorted((Path(__file__).parents[1] / "old_files").glob("*.sqlite3"))
PLACES = st.integers(0)
MOMENTS = st.sampled_from([0, 1, 14, 15, 16, 61, 24 * 60, 33 * 60, -60 * 365 * 24 * 60])
"""Minutes after noon; the clock goes forth and back, and once it was set before 1970."""
VERDICTS, SURENESS = st.sampled_from(Verdict), st.sampled_from(Confidence)
SPANS: st.SearchStrategy[tuple[Span, ...]] = st.sampled_from([(), (Span(0, 3),)])
KINDS = st.sampled_from([SessionKind.PRACTICE, SessionKind.CHECKUP, SessionKind.LESSON])
Given = tuple[Verdict, Confidence, int, tuple[Span, ...]]


def counts(path: Path, *, again: bool) -> list[object]:
    """Everything that is counted in a history, as it stands or worked out `again` beside it."""
    with (
        closing(connect(path, Access.READ, 1)) as connection,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
    ):
        connection.backup(copy)
        if again:
            derive(copy)
        return [
            rows(copy, f"SELECT * FROM {table} ORDER BY 1, 2, 3")  # noqa: S608 -- ours
            for table in ("sessions", "judgements", "quarters")
        ]


def compare(connection: sqlite3.Connection, learner: int, asked: Inquiry) -> None:
    """The quick ways count what the walk counts."""
    cells = walking.walk_cells(connection, learner, asked)
    assert sorted(counting.cells(connection, learner, asked), key=repr) == sorted(cells, key=repr)
    days = walking.walk_days(connection, learner, asked)
    assert counting.days(connection, learner, asked) == days
    meant = walking.walk_answers(connection, learner, asked)
    assert counting.answer_count(connection, learner, asked) == meant
    assert sum(one.times for one in cells) == sum(tally.total for _, tally in days) == meant
    sessions = walking.walk_sessions(connection, learner, asked)
    assert counting.session_count(connection, learner, asked) == sessions


class CountsBesideAWalk(RuleBasedStateMachine):
    """A history that several people practise in, take records into and leave."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.paths = DataPaths(self.folder)
        self.history: History = open_history(self.paths, clock())
        self.sessions: list[Session] = []

    def teardown(self) -> None:
        self.history.close()
        shutil.rmtree(self.folder)

    def _somebody(self, pick: int) -> int:
        learners = self.history.learners()
        return learners[pick % len(learners)].id

    def _session(self, pick: int) -> Session:
        """One as it stands: what was taken in may have brought answers to it."""
        return self.history.session(self.sessions[pick % len(self.sessions)].id)

    @precondition(lambda self: len(self.history.learners()) < 3)
    @rule()
    def come(self) -> None:
        self.history.people.add("Ona", NOON)

    @rule(
        who=PLACES,
        numbers=st.lists(st.integers(0, 4), min_size=1, max_size=4),
        kind=KINDS,
        sight=st.sampled_from([Sight.FIRST, Sight.REPEAT]),
    )
    def plan(self, who: int, numbers: list[int], kind: SessionKind, sight: Sight) -> None:
        questions = [(text(number), sight is Sight.FIRST) for number in numbers]
        session, receipt = self.history.plan_session(
            self._somebody(who), "S", questions, NOON, kind=kind
        )
        assert receipt.wait(SECONDS)
        self.sessions.append(session)

    @precondition(lambda self: self.sessions)
    @rule(pick=PLACES, given=st.lists(st.tuples(VERDICTS, SURENESS, MOMENTS, SPANS), min_size=1))
    def answer(self, pick: int, given: list[Given]) -> None:
        session = self._session(pick)
        begun = len(session.answers)
        for position, one in zip(range(begun, len(session.items)), given, strict=False):
            chosen, confidence, minutes, underlined = one
            judged = replace(
                answer(session, position, chosen, confidence),
                answered_at=NOON + dt.timedelta(minutes=minutes),
                underlined=underlined,
            )
            assert self.history.save_answer(judged, advance).wait(SECONDS)

    @rule(
        numbers=st.lists(st.integers(0, 4), min_size=1, max_size=4),
        sight=st.sampled_from([Sight.FIRST, Sight.REPEAT]),
        kind=KINDS,
        given=st.lists(st.tuples(VERDICTS, SURENESS, MOMENTS, SPANS), min_size=4, max_size=4),
    )
    def practise(
        self, numbers: list[int], sight: Sight, kind: SessionKind, given: list[Given]
    ) -> None:
        self.plan(len(numbers), numbers, kind, sight)
        self.answer(-1, given)

    @precondition(lambda self: self.sessions)
    @rule(pick=PLACES)
    def answer_again(self, pick: int) -> None:
        for one in self._session(pick).answers:
            assert self.history.save_answer(one, advance).wait(SECONDS)

    @precondition(lambda self: self.sessions)
    @rule(pick=PLACES)
    def leave(self, pick: int) -> None:
        assert self.history.close_session(self.sessions[pick % len(self.sessions)].id).wait(SECONDS)

    @rule(taken=PLACES, into=st.none() | PLACES)
    def take_in(self, taken: int, into: int | None) -> None:
        if into is None and len(self.history.learners()) >= 4:
            return
        record = self.history.people.record(self._somebody(taken))
        owner = None if into is None else self._somebody(into)
        self.history.people.take_in(record, owner, advance)

    @rule(who=PLACES)
    def erase(self, who: int) -> None:
        gone = self._somebody(who)
        self.history.people.erase(gone, SetAside.KEPT, NOON)
        self.sessions = [one for one in self.sessions if one.learner != gone]

    @rule()
    def salvage(self) -> None:
        assert self.history.close() is None
        salvage(self.paths, clock())
        self.history = open_history(self.paths, clock())

    @rule(who=PLACES, inquiries=st.lists(INQUIRIES, min_size=5, max_size=5))
    def ask(self, who: int, inquiries: list[Inquiry]) -> None:
        with self.history._reading() as connection:
            for asked in inquiries:
                compare(connection, self._somebody(who), asked)

    @invariant()
    def counted_along_is_counted_at_once(self) -> None:
        path = self.paths.database
        assert counts(path, again=False) == counts(path, again=True)

    @invariant()
    def each_sight_is_counted_as_a_walk_does(self) -> None:
        with self.history._reading() as connection:
            for learner in self.history.learners():
                for sights in (ALL_SIGHTS, *(frozenset({sight}) for sight in Sight)):
                    compare(connection, learner.id, Inquiry(sights))


TestCountsBesideAWalk = CountsBesideAWalk.TestCase
TestCountsBesideAWalk.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


@pytest.mark.parametrize("old", OLD_FILES, ids=lambda path: path.stem)
def test_a_history_of_an_earlier_release_is_counted(paths: DataPaths, old: Path) -> None:
    paths.root.mkdir(parents=True)
    shutil.copyfile(old, paths.database)
    with closing(connect(old, Access.READ_FROZEN, 0)) as connection:
        # What the formats before roll-ups kept of it.
        tallied = number(connection, "PRAGMA user_version") < 3
        before = rows(connection, "SELECT * FROM tallies ORDER BY 1, 2, 3") if tallied else None
        answers = number(connection, "SELECT count(*) FROM answers")
    history = open_history(paths, clock())
    assert counts(paths.database, again=False) == counts(paths.database, again=True)
    after = []
    with history._reading() as connection:
        assert number(connection, "SELECT sum(answers) FROM quarters") == answers
        for learner in history.learners():
            compare(connection, learner.id, Inquiry(ALL_SIGHTS))
            tally = history.tally(learner.id)
            after += [
                (learner.id, truth.value, chosen.value, tally.count(truth, chosen))
                for truth in Verdict
                for chosen in Verdict
                if tally.count(truth, chosen)
            ]
    assert before in (None, sorted(after))
    history.close()


def test_nothing_of_a_check_up_is_counted_before_its_end_and_all_of_it_then(
    history: History,
) -> None:
    session, _ = history.plan_session(
        1, "C", [(text(n), True) for n in range(3)], NOON, kind=SessionKind.CHECKUP
    )
    asked = Inquiry(ALL_SIGHTS)
    answer_all(history, session, 2)
    assert history.past.counts(1, asked) == ((), (), 0)
    assert history.past.answer_count(1, asked) == 0
    assert [one.answers for one in history.practised(1)] == [2]
    assert history.save_answer(answer(session, 2)).wait(SECONDS)
    counted = history.past.counts(1, asked)
    assert sum(cell.times for cell in counted.cells) == 3
    assert [tally.total for _, tally in counted.days] == [3]
    assert counted.sessions == 1


def test_roll_ups_answer_without_a_look_at_the_answers(paths: DataPaths, history: History) -> None:
    answer_all(history, plan(history))
    noon = NOON.replace(microsecond=0)
    with closing(connect(paths.database, Access.WRITE, 1)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM answers")
        for asked in (Inquiry(), Inquiry(pack="harbour"), Inquiry(confidence=Confidence.SURE)):
            assert sum(one.times for one in counting.cells(connection, 1, asked)) == 10
        for asked in (Inquiry(), Inquiry(since=noon, until=noon + HOUR)):
            assert [tally.total for _, tally in counting.days(connection, 1, asked)] == [10]
            assert counting.answer_count(connection, 1, asked) == 10
        assert counting.session_count(connection, 1, Inquiry()) == 1


def answer_at(history: History, moments: Sequence[dt.datetime]) -> None:
    """A session of as many questions, each answered at its moment."""
    session = plan(history, range(len(moments)))
    for position, moment in enumerate(moments):
        history.save_answer(replace(answer(session, position), answered_at=moment))
    assert history.wait_saved(SECONDS)


def test_a_clock_that_goes_forth_and_back_doubles_no_answer_of_few_days(history: History) -> None:
    answer_at(history, [NOON + n % 2 * HOUR for n in range(6)] + [NOON + 30 * HOUR] * 30)
    with history._reading() as connection:
        compare(connection, 1, Inquiry(until=NOON + 2 * HOUR))
        assert walking.walk_answers(connection, 1, Inquiry(until=NOON + 2 * HOUR)) == 6


def test_a_walk_through_few_days_meets_no_answers_of_other_days(history: History) -> None:
    answer_at(history, [NOON + n // 40 * HOUR for n in range(400)])
    with history._reading() as connection:

        def steps(asked: Inquiry) -> int:
            """How much SQLite does for it, in steps of its machine."""
            taken = itertools.count()
            connection.set_progress_handler(lambda: next(taken) < 0, 1)
            walking.walk_answers(connection, 1, asked)
            connection.set_progress_handler(None, 1)
            return next(taken)

        few = Inquiry(since=NOON + 9 * HOUR, until=NOON + 10 * HOUR)
        assert walking.walk_answers(connection, 1, few) == 40
        assert steps(few) < steps(Inquiry())


@contextmanager
def in_zone(name: str) -> Iterator[None]:
    """The computer stands in another time zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its zone")
@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("UTC", 2026),
        ("Europe/Kyiv", 2026),
        ("America/St_Johns", 2007),  # changed its clocks at a minute past midnight
        ("Australia/Lord_Howe", 2026),  # changes them by half an hour
        ("Pacific/Apia", 2011),  # left out a whole day
        ("Europe/London", 1968),
    ],
)
@pytest.mark.parametrize("step", [1, 7, 96, -5])
def test_local_days_are_those_of_the_computer(zone: str, year: int, step: int) -> None:
    begin, end = (from_time(dt.datetime(one, 1, 1, tzinfo=dt.UTC)) for one in (year, year + 1))
    quarters = range(begin // QUARTER, end // QUARTER)[::step]
    with in_zone(zone):
        assert list(local_days(quarters)) == [
            to_time(one * QUARTER).astimezone().date() for one in quarters
        ]


def test_a_learner_who_is_erased_leaves_the_counts_of_the_others(
    paths: DataPaths, history: History
) -> None:
    other = history.people.add("Ona", NOON)
    answer_all(history, plan(history))
    answer_all(history, plan(history, learner=other))
    history.people.erase(1, SetAside.KEPT, NOON)
    assert history.tally(other).total == 10
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        assert row(connection, "SELECT min(learner), max(learner) FROM judgements") == (2, 2)
