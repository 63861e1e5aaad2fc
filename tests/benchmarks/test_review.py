"""What looking back costs: a million answers of thirty learners, and opening the review."""

import datetime as dt
import os
import sqlite3
import subprocess
import sys
import timeit
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.store.samples import revision
from trainer.core.calibration import Counted, calibration_of
from trainer.core.clock import SystemClock
from trainer.core.inquiry import ALL_SIGHTS, Counts, Inquiry, Order, SessionInquiry
from trainer.core.measures import Tally
from trainer.core.paths import DataPaths
from trainer.core.trends import trend
from trainer.services.lookback import Lookback
from trainer.services.made_up import MadeUp, make_up
from trainer.store import counting, walking
from trainer.store.connection import Access, connect
from trainer.store.history import History, open_history
from trainer.store.schema import create
from trainer.store.statements import derive

PROGRAM = Path(__file__).resolve().parents[2]
LEARNERS, SESSIONS, EACH, QUESTIONS = 30, 100_000, 10, 2_000
BEGIN = dt.datetime(2024, 3, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ALL = Inquiry(ALL_SIGHTS)
NOWHERE = Inquiry(ALL_SIGHTS, words="not to be found")

Result = TypeVar("Result")


def measured(benchmark: BenchmarkFixture, call: Callable[[], Result]) -> Result:
    timed = benchmark.pedantic(call, rounds=10, warmup_rounds=1)  # type: ignore[no-untyped-call] # theirs
    return cast("Result", timed)


def filled(paths: DataPaths, learners: int) -> DataPaths:
    """A million answers of so many learners by turns, a session every ten minutes."""
    create(paths.database, SystemClock())
    connection = connect(paths.database, Access.WRITE, 1)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for number in range(QUESTIONS):
        text = "The ferry was late, said the harbour master. " * 20
        shown = revision(number, f"pack-{number % 8}", text)
        connection.execute(
            "INSERT INTO revisions (hash, pack, question, truth, body, topic, side, skills)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'single-source')",
            (
                shown.hash,
                *shown.ref,
                shown.question.path.verdict.value,
                shown.body,
                f"topic-{number % 10}",
                f"side-{number % 4}",
            ),
        )
    for number in range(1, learners):
        connection.execute(
            "INSERT INTO learners (name, created_at) VALUES (?, 0)", (f"Learner {number}",)
        )
    connection.execute(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO sessions (id, learner, title, started_at, planned)
        SELECT i, 1 + i % ?, 'Session ' || i, ? + i * 600000000, ? FROM n
        """,
        (SESSIONS, learners, int(BEGIN.timestamp() * 1e6), EACH),
    )
    connection.execute(
        """
        WITH RECURSIVE p(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM p WHERE k < ?)
        INSERT INTO session_items
        SELECT s.id, p.k, (s.id * 7919 + p.k * 131) % ? + 1, s.id / ? * ? + p.k < ?
        FROM sessions s CROSS JOIN p
        """,
        (EACH - 1, QUESTIONS, learners, EACH, QUESTIONS),
    )
    connection.execute(
        """
        INSERT INTO answers (session, position, truth, chosen, confidence, first_sight, shown_at,
            answered_at, underlined)
        SELECT i.session, i.position, r.truth,
            CASE (i.session * 7 + i.position * 3) % 5 WHEN 0 THEN 'verified'
            WHEN 1 THEN 'propaganda' WHEN 2 THEN 'claim' ELSE r.truth END,
            CASE (i.session + i.position) % 3 WHEN 0 THEN 'sure' WHEN 1 THEN 'guess'
            ELSE 'fairly-sure' END,
            i.first_sight, s.started_at, s.started_at + i.position * 20000000, ''
        FROM session_items i
        JOIN revisions r ON r.id = i.revision
        JOIN sessions s ON s.id = i.session
        ORDER BY i.session, i.position
        """
    )
    derive(connection)
    connection.execute("COMMIT")
    connection.close()
    return paths


def opened(paths: DataPaths) -> Iterator[History]:
    """A history, closed without the backup of closing, which is measured by itself."""
    history = open_history(paths, SystemClock())
    yield history
    history._end(history._writer)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    """A million answers of thirty learners."""
    yield from opened(filled(DataPaths(tmp_path_factory.mktemp("crowded")), LEARNERS))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    """A million answers of one learner, day and night for two years."""
    yield from opened(filled(DataPaths(tmp_path_factory.mktemp("alone")), 1))


END = (BEGIN + SESSIONS * dt.timedelta(minutes=10)).replace(hour=0, minute=0)
ASKED = {
    "first sights": Inquiry(),
    "all answers": ALL,
    "one pack": Inquiry(ALL_SIGHTS, pack="pack-1"),
    "the last month": Inquiry(ALL_SIGHTS, since=END - 30 * DAY, until=END),
    "the last year": Inquiry(ALL_SIGHTS, since=END - 365 * DAY, until=END),
    "one pack in the last year": Inquiry(
        ALL_SIGHTS, since=END - 365 * DAY, until=END, pack="pack-1"
    ),
}
by_inquiry = pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED.keys())


def counts(
    benchmark: BenchmarkFixture, history: History, asked: Inquiry, learner_count: int
) -> None:
    """Count for the overview, each number by itself too, and beside a walk over the answers."""

    def took(call: Callable[[sqlite3.Connection, int, Inquiry], object]) -> float:
        with history._reading() as connection:
            return round(min(timeit.repeat(lambda: call(connection, 1, asked), number=1)) * 1000, 1)

    found = measured(benchmark, lambda: history.past.counts(1, asked))
    if asked is ALL:
        assert sum(cell.times for cell in found.cells) == SESSIONS // learner_count * EACH
    assert sum(cell.times for cell in found.cells) == sum(tally.total for _, tally in found.days)
    for name, quick, walk in (
        ("cells", counting.cells, walking.walk_cells),
        ("days", counting.days, walking.walk_days),
        ("sessions", counting.session_count, walking.walk_sessions),
    ):
        benchmark.extra_info[f"{name}, ms"] = took(quick)
        benchmark.extra_info[f"{name} by a walk, ms"] = took(walk)


@by_inquiry
def test_counting_for_the_overview_of_one_of_thirty(
    benchmark: BenchmarkFixture, history: History, asked: Inquiry
) -> None:
    counts(benchmark, history, asked, LEARNERS)


@by_inquiry
def test_counting_for_the_overview_of_one_with_a_million_answers(
    benchmark: BenchmarkFixture, alone: History, asked: Inquiry
) -> None:
    counts(benchmark, alone, asked, 1)


def test_the_whole_overview_of_one_of_thirty(benchmark: BenchmarkFixture, history: History) -> None:
    lookback = Lookback(history, SystemClock(), lambda: 1)
    assert measured(benchmark, lambda: lookback.overview(ALL)).sessions == SESSIONS // LEARNERS


def test_working_the_measures_out_of_the_counts(
    benchmark: BenchmarkFixture, history: History
) -> None:
    counts = history.past.counts(1, ALL)

    def measures(found: Counts) -> object:
        cells = found.cells
        return (
            Tally.counted((one.truth, one.chosen, one.times) for one in cells),
            calibration_of(
                Counted(one.truth, one.chosen, one.confidence, one.times) for one in cells
            ),
            trend(found.days),
        )

    assert measured(benchmark, lambda: measures(counts))


def test_the_first_page_of_answers(benchmark: BenchmarkFixture, history: History) -> None:
    wrong = Inquiry(ALL_SIGHTS, right=False)
    assert len(measured(benchmark, lambda: history.past.answer_lines(1, wrong, 100))) == 100


def test_looking_for_words_that_are_nowhere(benchmark: BenchmarkFixture, history: History) -> None:
    assert not measured(benchmark, lambda: history.past.answer_lines(1, NOWHERE, 100))


def test_counting_the_answers_of_a_list(benchmark: BenchmarkFixture, history: History) -> None:
    assert measured(benchmark, lambda: history.past.answer_count(1, ALL))


def test_the_sessions_with_least_right_first(benchmark: BenchmarkFixture, history: History) -> None:
    asked = SessionInquiry(order=Order.WEAKEST)
    assert len(measured(benchmark, lambda: history.past.session_lines(1, asked, 100))) == 100


OPENING = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from trainer.core.clock import SystemClock
from trainer.core.paths import DataPaths
from trainer.services.opening import Opening
from trainer.services.preferences import Preferences
from trainer.ui.places import Place, Where
from trainer.ui.start import application, icon
from trainer.ui.theme.dress import Dress
from trainer.ui.window import Window

program, folder = Path(sys.argv[1]), Path(sys.argv[2])
qt, paths = application(), DataPaths(folder)
preferences = Preferences(paths.settings)
dress = Dress(qt, program / "assets" / "themes", preferences.settings)
opening = Opening(paths, program / "questions", SystemClock(), preferences)
window = Window(
    lambda: opening,
    preferences,
    dress,
    clock=SystemClock(),
    folder=folder,
    icon=icon(program / "assets"),
)
window.show()
while window.opened is None:
    QTest.qWait(5)
QTest.qWait(300)
begun = time.perf_counter()
window.lead_to(Place(Where.REVIEW))
page = window.page(Where.REVIEW)
while page.overview.latest.busy:
    QTest.qWait(1)
window.grab()
opened = time.perf_counter() - begun
begun = time.perf_counter()
page.overview.ask_again()
while page.overview.latest.busy:
    QTest.qWait(1)
window.grab()
print(opened, time.perf_counter() - begun, "pyqtgraph" in sys.modules)
window.close()
"""


def test_opening_the_review_with_its_chart_library(
    benchmark: BenchmarkFixture, tmp_path: Path
) -> None:
    make_up(DataPaths(tmp_path), PROGRAM / "questions", MadeUp(45, BEGIN, 2 * DAY))

    def opening() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", OPENING, str(PROGRAM), str(tmp_path)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROGRAM)},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.split()

    timed = benchmark.pedantic(opening, rounds=3)  # type: ignore[no-untyped-call] # theirs
    first, again, with_charts = cast("list[str]", timed)
    for what, took in (("opening, ms", first), ("asking again, ms", again)):
        benchmark.extra_info[what] = round(float(took) * 1000)
        sys.stdout.write(f"{what}: {benchmark.extra_info[what]}\n")
    assert with_charts == "True"
