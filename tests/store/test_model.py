"""Whatever is done in whatever order, the store agrees with a few plain lists."""

import dataclasses
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.store.samples import NOON, SECONDS, answer, clock, revision
from trainer.core.answers import Answer
from trainer.core.measures import Tally
from trainer.core.paths import DataPaths
from trainer.core.questions import QuestionRef, Span
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Session
from trainer.store.connection import Access, Executor, connect, rows
from trainer.store.history import History, Refused, open_history

SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda at: Span(*at)))


class StoreBesidePlainLists(RuleBasedStateMachine):
    """The store, and what it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.paths = DataPaths(self.folder)
        self.history: History = open_history(self.paths, clock())
        self.sessions: list[Session] = []
        self.given: list[Answer] = []
        self.notes: dict[tuple[int, int], list[str]] = {}
        self.left: set[int] = set()

    def teardown(self) -> None:
        self.history.close()
        shutil.rmtree(self.folder)

    def _of(self, session: Session) -> list[Answer]:
        return [one for one in self.given if one.session == session.id]

    @rule(
        numbers=st.lists(st.integers(0, 8), min_size=1, max_size=4),
        pack=st.sampled_from(["a", "b"]),
        title=st.text(),
    )
    def plan(self, numbers: list[int], pack: str, title: str) -> None:
        seen = {one.question for one in self.given}
        questions = [
            (revision(number, pack), QuestionRef(pack, f"q{number}") not in seen)
            for number in numbers
        ]
        session, receipt = self.history.plan_session(1, title, questions, NOON)
        assert receipt.wait(SECONDS)
        self.sessions.append(session)

    @precondition(lambda self: self.sessions)
    @rule(
        pick=st.integers(0),
        chosen=st.sampled_from(Verdict),
        confidence=st.sampled_from(Confidence),
        underlined=SPANS,
    )
    def answer(
        self, pick: int, chosen: Verdict, confidence: Confidence, underlined: list[Span]
    ) -> None:
        session = self.sessions[pick % len(self.sessions)]
        position = len(self._of(session))
        if position == len(session.items):
            return
        one = dataclasses.replace(
            answer(session, position, chosen, confidence), underlined=tuple(underlined)
        )
        assert self.history.save_answer(one).wait(SECONDS)
        self.given.append(one)

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0), chosen=st.sampled_from(Verdict))
    def answer_again(self, pick: int, chosen: Verdict) -> None:
        before = self.given[pick % len(self.given)]
        receipt = self.history.save_answer(dataclasses.replace(before, chosen=chosen))
        if chosen is before.chosen:
            assert receipt.wait(SECONDS)
        else:
            with pytest.raises(Refused):
                receipt.wait(SECONDS)

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0), text=st.text(min_size=1))
    def note(self, pick: int, text: str) -> None:
        one = self.given[pick % len(self.given)]
        assert self.history.save_note(one.session, one.position, text, NOON).wait(SECONDS)
        self.notes.setdefault((one.session, one.position), []).append(text)

    @precondition(lambda self: self.sessions)
    @rule(pick=st.integers(0))
    def leave(self, pick: int) -> None:
        session = self.sessions[pick % len(self.sessions)]
        assert self.history.close_session(session.id).wait(SECONDS)
        self.left.add(session.id)

    @rule()
    def start_again(self) -> None:
        assert self.history.close() is None
        self.history = open_history(self.paths, clock())

    @rule()
    def derive_everything_again(self) -> None:
        before = self._derived()
        self.history.rebuild_rollups()
        assert self._derived() == before

    def _derived(self) -> list[list[object]]:
        connection = connect(self.paths.database, Access.READ, 1)
        try:
            return [
                rows(connection, f"SELECT * FROM {table} ORDER BY 1, 2, 3")  # noqa: S608 -- ours
                for table in ("sessions", "judgements", "quarters")
            ]
        finally:
            connection.close()

    @rule()
    def derive_from_wrong_counts(self) -> None:
        before = self._derived()

        def spoil(executor: Executor) -> None:
            rows(executor, "DELETE FROM judgements WHERE revision = 1")
            rows(executor, "UPDATE judgements SET claim_sure = claim_sure + 7, sequence = 1")
            rows(executor, "UPDATE quarters SET answers = answers + 7, claim_as_claim = 2")
            rows(
                executor,
                "UPDATE sessions SET answered = 0, right_answers = 0, first_sights = 0,"
                " underlined = 0, last_at = 3",
            )

        assert self.history._writer is not None
        assert self.history._writer.put(spoil).wait(SECONDS)
        self.history.rebuild_rollups()
        assert self._derived() == before

    @invariant()
    def sessions_are_as_answered(self) -> None:
        for session in self.sessions:
            resumed = self.history.session(session.id)
            assert resumed.items == session.items
            assert list(resumed.answers) == self._of(session)
            assert resumed.title == session.title

    @invariant()
    def reviews_show_what_was_seen(self) -> None:
        for session in self.sessions:
            for past in self.history.past_answers(session.id):
                at = (past.answer.session, past.answer.position)
                assert list(past.notes) == self.notes.get(at, [])
                assert past.revision.hash == past.answer.revision
                assert past.revision.ref == past.answer.question

    @invariant()
    def the_list_is_in_the_order_of_answering(self) -> None:
        newest_first = list(dict.fromkeys(one.session for one in reversed(self.given)))
        lines = self.history.session_lines(1)
        assert [line.id for line in lines] == newest_first
        assert self.history.session_count(1) == len(newest_first)
        for line in lines:
            answers = [one for one in self.given if one.session == line.id]
            assert line.answered == len(answers)
            assert line.right == sum(one.right for one in answers)
            assert line.last_at == answers[-1].answered_at

    @invariant()
    def counts_are_of_the_answers(self) -> None:
        first_sights = [(one.truth, one.chosen) for one in self.given if one.first_sight]
        assert self.history.tally(1) == Tally.of(first_sights)
        latest = {one.question: number for number, one in enumerate(self.given, 1)}
        assert self.history.sights(1) == latest

    @invariant()
    def the_newest_open_session_is_offered(self) -> None:
        offered = [
            session.id
            for session in self.sessions
            if session.id not in self.left and len(self._of(session)) < len(session.items)
        ]
        line = self.history.unfinished(1)
        assert (line.id if line else None) == (offered[-1] if offered else None)


TestStoreBesidePlainLists = StoreBesidePlainLists.TestCase
TestStoreBesidePlainLists.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None
)
