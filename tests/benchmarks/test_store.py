"""What saving an answer costs, and what a history of a million answers costs to look at."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.store.crashes import lost_in_kills
from tests.store.power import power_cut
from tests.store.samples import SECONDS, answer, clock, plan, revision
from trainer.core.clock import SystemClock
from trainer.core.paths import DataPaths
from trainer.services.skills import advance
from trainer.store.connection import Access, Executor, connect, prepare_writer, rows
from trainer.store.history import History, open_history
from trainer.store.schema import create
from trainer.store.statements import _columns, derive

SESSIONS, EACH, QUESTIONS = 100_000, 10, 2_000
ROUNDS = 1_000

Result = TypeVar("Result")


def measured(
    benchmark: BenchmarkFixture, call: Callable[[], Result], rounds: int, **others: object
) -> Result:
    """The result of `call`, timed `rounds` times."""
    timed = benchmark.pedantic(call, rounds=rounds, **others)  # type: ignore[no-untyped-call] # theirs
    return cast("Result", timed)


@pytest.fixture(scope="session")
def million(tmp_path_factory: pytest.TempPathFactory) -> DataPaths:
    """A history of a million answers in a hundred thousand sessions."""
    paths = DataPaths(tmp_path_factory.mktemp("million"))
    create(paths.database, SystemClock())
    connection = connect(paths.database, Access.WRITE, 1)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for number in range(QUESTIONS):
        shown = revision(number, text="The ferry was late, said the harbour master. " * 20)
        connection.execute(
            "INSERT INTO revisions (hash, pack, question, truth, body) VALUES (?, ?, ?, ?, ?)",
            (shown.hash, *shown.ref, shown.question.path.verdict.value, shown.body),
        )
    connection.execute(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO sessions (id, learner, title, started_at, planned)
        SELECT i, 1, 'Session ' || i, i * 1000000, ? FROM n
        """,
        (SESSIONS, EACH),
    )
    connection.execute(
        """
        WITH RECURSIVE p(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM p WHERE k < ?)
        INSERT INTO session_items
        SELECT s.id, p.k, (s.id * 7919 + p.k * 131) % ? + 1, s.id % 100 = 0
        FROM sessions s CROSS JOIN p
        """,
        (EACH - 1, QUESTIONS),
    )
    connection.execute(
        """
        INSERT INTO answers (session, position, truth, chosen, confidence, first_sight, shown_at,
            answered_at, underlined)
        SELECT i.session, i.position, r.truth,
            CASE (i.session + i.position) % 4 WHEN 0 THEN 'verified' WHEN 1 THEN 'propaganda'
            ELSE 'claim' END,
            'sure', i.first_sight, i.session * 1000000, i.session * 1000000 + 5, ''
        FROM session_items i JOIN revisions r ON r.id = i.revision
        ORDER BY i.session, i.position
        """
    )
    derive(connection)
    connection.execute("COMMIT")
    connection.close()
    return paths


@pytest.fixture
def opened(million: DataPaths) -> Iterator[History]:
    history = open_history(million, SystemClock())
    yield history
    # Without the backup of closing, which is measured by itself.
    _close_without_backup(history)


def _close_without_backup(history: History) -> None:
    history._end(history._writer)


def test_an_answer_with_its_commit_beside_a_bare_commit(
    benchmark: BenchmarkFixture, tmp_path: Path
) -> None:
    paths = DataPaths(tmp_path / "ours")
    history = open_history(paths, clock())
    session = plan(history, range(2 * ROUNDS))
    answers = iter([answer(session, position) for position in range(2 * ROUNDS)])
    bare = _bare(tmp_path / "bare.sqlite3")
    rows_of_answers = iter([_columns(answer(session, at)) for at in range(2 * ROUNDS)])
    bare_times = []

    def save() -> None:
        assert history.save_answer(next(answers), advance).wait(SECONDS)

    def setup() -> None:
        # Turn by turn, so that both meet the same disk.
        row = next(rows_of_answers)
        begun = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(_INSERT, row)
        bare.execute("COMMIT")
        bare_times.append(time.perf_counter() - begun)

    measured(benchmark, save, ROUNDS, setup=setup, warmup_rounds=50)
    bare.close()
    history.close()
    bare_median = sorted(bare_times)[len(bare_times) // 2]
    benchmark.extra_info["bare commit, median ms"] = round(bare_median * 1000, 3)
    assert benchmark.stats is not None
    ratio = benchmark.stats.stats.median / bare_median
    benchmark.extra_info["times a bare commit"] = round(ratio, 2)


_INSERT = (
    "INSERT INTO answers (session, position, truth, chosen, confidence, first_sight, shown_at,"
    " answered_at, underlined) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _bare(path: Path) -> sqlite3.Connection:
    """The table of answers alone, with the same pragmas."""
    connection = connect(path, Access.CREATE, 1)
    prepare_writer(connection)
    connection.execute(
        """
        CREATE TABLE answers (sequence INTEGER PRIMARY KEY, session INTEGER, position INTEGER,
            truth TEXT, chosen TEXT, confidence TEXT, first_sight INTEGER, shown_at INTEGER,
            answered_at INTEGER, underlined TEXT, UNIQUE (session, position)) STRICT
        """
    )
    return connection


def test_opening_a_million_answers(benchmark: BenchmarkFixture, million: DataPaths) -> None:
    def opening() -> None:
        _close_without_backup(open_history(million, SystemClock()))

    benchmark.extra_info["megabytes"] = million.database.stat().st_size // 1_000_000
    measured(benchmark, opening, 20, warmup_rounds=1)


def test_the_first_page_of_a_hundred_thousand_sessions(
    benchmark: BenchmarkFixture, opened: History
) -> None:
    lines = benchmark(opened.session_lines, 1)
    assert len(lines) == 100


def test_a_late_page_of_a_hundred_thousand_sessions(
    benchmark: BenchmarkFixture, opened: History
) -> None:
    (last,) = opened.session_lines(1)[-1:]
    assert len(benchmark(opened.session_lines, 1, 100, last)) == 100


def test_counting_a_hundred_thousand_sessions(benchmark: BenchmarkFixture, opened: History) -> None:
    assert benchmark(opened.session_count, 1) == SESSIONS


def test_one_session_of_a_million_answers(benchmark: BenchmarkFixture, opened: History) -> None:
    assert len(benchmark(opened.past_answers, SESSIONS // 2)) == EACH


def test_the_tally_of_a_million_answers(benchmark: BenchmarkFixture, opened: History) -> None:
    assert benchmark(opened.tally, 1).total == SESSIONS * EACH // 100


def test_the_sights_of_a_million_answers(benchmark: BenchmarkFixture, opened: History) -> None:
    assert len(benchmark(opened.sights, 1)) <= QUESTIONS


def test_the_session_offered_of_a_million_answers(
    benchmark: BenchmarkFixture, opened: History
) -> None:
    assert benchmark(opened.unfinished, 1) is None


def test_backing_up_a_million_answers(benchmark: BenchmarkFixture, opened: History) -> None:
    assert measured(benchmark, lambda: opened._back_up(1), 2) is None


def test_deriving_a_million_answers_again(benchmark: BenchmarkFixture, opened: History) -> None:
    measured(benchmark, opened.rebuild_rollups, 1)


def test_two_hundred_kills_lose_nothing(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    lost = measured(benchmark, lambda: lost_in_kills(tmp_path, 200, random.Random()), 1)
    benchmark.extra_info["acknowledged answers lost"] = lost
    assert lost == 0


def test_two_hundred_power_cuts_lose_nothing(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    def hasty(executor: Executor) -> None:
        prepare_writer(executor)
        rows(executor, "PRAGMA synchronous = NORMAL")

    def cuts(name: str, prepare: Callable[[Executor], None]) -> int:
        chance = random.Random()
        found = [power_cut(tmp_path / name / str(at), chance, prepare) for at in range(200)]
        return sum(cut.lost > 0 or cut.said != "" for cut in found)

    harmful = measured(benchmark, lambda: cuts("full", prepare_writer), 1)
    benchmark.extra_info["harmful cuts of 200"] = harmful
    benchmark.extra_info["harmful cuts of 200 with NORMAL"] = cuts("normal", hasty)
    assert harmful == 0
