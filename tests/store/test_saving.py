"""Nobody waits for the disk: what cannot be saved now is queued, told, and saved later in order."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.store.samples import NOON, SECONDS, answer, clock, plan, revision
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.store.connection import Executor, companions
from trainer.store.history import History, Refused, Saving, open_history

ROOT = Path(__file__).parents[2]


@contextmanager
def locked(paths: DataPaths) -> Iterator[None]:
    """Another program in the middle of writing."""
    other = sqlite3.connect(paths.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


class Told:
    """Listens, and lets a test wait for what it hears."""

    def __init__(self, history: History) -> None:
        self.heard: list[Saving] = []
        self.threads: set[str] = set()
        self._changed = threading.Condition()
        history.on_saving(self._hear)

    def _hear(self, saving: Saving) -> None:
        with self._changed:
            self.heard.append(saving)
            self.threads.add(threading.current_thread().name)
            self._changed.notify_all()

    def wait_for(self, saving: Saving) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: saving in self.heard, SECONDS)

    def wait_for_trouble(self) -> UserError | None:
        with self._changed:
            self._changed.wait_for(lambda: any(one.trouble for one in self.heard), SECONDS)
            return next((one.trouble for one in self.heard if one.trouble), None)


def test_a_foreign_lock_delays_answers_and_loses_none(paths: DataPaths, history: History) -> None:
    session = plan(history)
    told = Told(history)
    given = [answer(session, position) for position in range(3)]
    with locked(paths):
        receipts = [history.save_answer(one) for one in given]
        assert [receipt.wait(0.08) for receipt in receipts] == [False] * 3
        assert told.wait_for(Saving(3))
        assert history.unsaved() == 3
        assert not history.wait_saved(0.01)
        assert history.past_answers(session.id) == ()
        assert history.session_count(1) == 0
    assert all(receipt.wait(SECONDS) for receipt in receipts)
    assert told.wait_for(Saving(0))
    assert [past.answer for past in history.past_answers(session.id)] == given
    assert told.threads == {"history writer"}


def test_planning_and_reading_do_not_wait_for_a_lock(paths: DataPaths, history: History) -> None:
    with locked(paths):
        session, receipt = history.plan_session(1, "T", [(revision(0), True)], NOON)
        second, _ = history.plan_session(1, "T", [(revision(0), True)], NOON)
        assert not receipt.wait(0)
        assert second.id == session.id + 1
        assert history.learners()
    assert receipt.wait(SECONDS)
    assert history.wait_saved(SECONDS)
    assert history.session(second.id) == second


def test_a_refusal_is_told_and_then_over(history: History) -> None:
    told = Told(history)
    session = plan(history)
    receipt = history.save_answer(answer(session, 5))
    with pytest.raises(Refused):
        receipt.wait(SECONDS)
    assert isinstance(told.wait_for_trouble(), Refused)
    assert history.save_answer(answer(session, 0)).wait(SECONDS)
    assert told.wait_for(Saving(0))


def test_a_bug_in_a_listener_does_not_stop_the_saving(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_type))

    def buggy(_: Saving) -> None:
        raise KeyError("missing")

    history.on_saving(buggy)
    session = plan(history)
    with pytest.raises(Refused):
        history.save_answer(answer(session, 5)).wait(SECONDS)
    assert history.save_answer(answer(session, 0)).wait(SECONDS)
    assert history.wait_saved(SECONDS)
    assert KeyError in reported


def test_a_second_history_on_the_same_file_sees_and_adds(
    paths: DataPaths, history: History
) -> None:
    session = plan(history)
    other = open_history(paths, clock())
    mine, theirs = plan(history), plan(other)
    for position in range(10):
        receipts = [
            history.save_answer(answer(mine, position)),
            other.save_answer(answer(theirs, position)),
        ]
        assert all(receipt.wait(SECONDS) for receipt in receipts)
    assert history.session(theirs.id).right == other.session(mine.id).right
    assert len({session.id, mine.id, theirs.id}) == 3
    assert history.tally(1).total == 20
    assert other.close() is None
    assert history.save_answer(answer(session, 0)).wait(SECONDS)


def test_two_sessions_that_took_one_number_do_not_mix_their_answers(
    paths: DataPaths, history: History
) -> None:
    other = open_history(paths, clock())
    with locked(paths):
        mine, first = history.plan_session(1, "Mine", [(revision(0), True)], NOON)
        assert not first.wait(0.02)
        theirs, second = other.plan_session(1, "Theirs", [(revision(0), True)], NOON)
        answers = history.save_answer(answer(mine, 0)), other.save_answer(answer(theirs, 0))
        assert mine.id == theirs.id
    kept = [_kept(receipt.wait) for receipt in (first, second)]
    assert sorted(kept) == [False, True]
    assert [_kept(receipt.wait) for receipt in answers] == kept
    other.close()


def _kept(wait: object) -> bool:
    assert callable(wait)
    try:
        return bool(wait(SECONDS))
    except Refused:
        return False


def test_closing_saves_what_waits(paths: DataPaths) -> None:
    history = open_history(paths, clock())
    session = plan(history)
    for position in range(10):
        history.save_answer(answer(session, position))
    assert history.close() is None
    again = open_history(paths, clock())
    assert len(again.past_answers(session.id)) == 10
    again.close()


def test_closing_under_a_lock_that_stays_says_what_is_lost(
    paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.store.history._QUIT_PATIENCE", 0.1)
    history = open_history(paths, clock())
    session = plan(history)
    with locked(paths):
        receipt = history.save_answer(answer(session, 0))
        trouble = history.close()
    assert trouble is not None
    assert "1 of your latest answers" in trouble.message
    with pytest.raises(UserError, match="closed before"):
        receipt.wait(0)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from tests.store.samples import NOON, SECONDS, answer, clock, plan, revision
from tests.store.test_saving import Told
from trainer.core.paths import DataPaths
from trainer.store.history import Saving, open_history

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
paths = DataPaths(Path(sys.argv[1]))
history = open_history(paths, clock())
told = Told(history)
session = plan(history)
log = paths.database.with_name(paths.database.name + "-wal")
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
receipts = [history.save_answer(answer(session, position)) for position in range(10)]
assert not receipts[0].wait(0.08)
trouble = told.wait_for_trouble()
assert trouble is not None and "disk" in trouble.message, trouble
assert history.unsaved() == 10, history.unsaved()
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
assert all(receipt.wait(SECONDS) for receipt in receipts)
assert told.wait_for(Saving(0))
assert len(history.past_answers(session.id)) == 10
assert history.close() is None
print("saved after all")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a Unix thing")
def test_a_full_disk_keeps_the_answers_until_there_is_room(paths: DataPaths) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FULL_DISK, str(paths.root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout == "saved after all\n", done.stderr


def test_a_history_that_was_taken_away_is_told_and_not_made_anew(
    paths: DataPaths, history: History
) -> None:
    session = plan(history)
    told = Told(history)
    away = paths.root / "elsewhere"
    away.mkdir()
    for path in list(paths.root.glob("history*")):
        path.rename(away / path.name)
    receipt = history.save_answer(answer(session, 0))
    trouble = told.wait_for_trouble()
    assert trouble is not None
    assert "cannot be opened" in trouble.message
    assert not receipt.wait(0.2)
    assert not paths.database.exists()
    for path in list(away.glob("history*")):
        path.rename(paths.root / path.name)
    assert receipt.wait(SECONDS)


def test_an_error_of_the_disk_holds_answers_up_and_loses_none(history: History) -> None:
    told = Told(history)
    session = plan(history)
    failures = [sqlite3.OperationalError("disk I/O error") for _ in range(2)]
    for failure in failures:
        failure.sqlite_errorcode = sqlite3.SQLITE_IOERR

    met: list[Executor] = []

    def job(executor: Executor) -> None:
        met.append(executor)
        if failures:
            raise failures.pop()

    assert history._writer is not None
    receipts = [history._writer.put(job), history.save_answer(answer(session, 0))]
    trouble = told.wait_for_trouble()
    assert trouble is not None
    assert "error" in trouble.message
    assert all(receipt.wait(SECONDS) for receipt in receipts)
    assert told.wait_for(Saving(0))
    # Each attempt after an error has a connection of its own, which holds no stale pages.
    assert len({id(executor) for executor in met}) == len(met) == 3


def test_a_transaction_has_its_lock_before_it_reads(paths: DataPaths, history: History) -> None:
    refusals: list[str] = []

    def job(_: Executor) -> None:
        other = sqlite3.connect(paths.database, isolation_level=None, timeout=0)
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            refusals.append(str(error))
        finally:
            other.close()

    assert history._writer is not None
    assert history._writer.put(job).wait(SECONDS)
    assert refusals == ["database is locked"]


TRY_THE_LOCK = """
import fcntl, sys
with open(sys.argv[1], "rb+") as index:
    try:
        fcntl.lockf(index, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 128)
        print("free")
    except OSError:
        print("held")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="locks are lost by closing files on Unix alone")
def test_a_second_history_in_the_process_does_not_drop_the_locks_of_the_first(
    paths: DataPaths, history: History
) -> None:
    plan(history)
    other = open_history(paths, clock())
    index = companions(paths.database)[1]
    done = subprocess.run(
        [sys.executable, "-c", TRY_THE_LOCK, str(index)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    other.close()
    assert done.stdout == "held\n"
