"""How a history is found: new, of an older release, in odd folders, in read-only ones."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from tests.store.crashes import killed_after
from tests.store.samples import answer_all, clock, plan
from trainer import __version__
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.store import migrations, opening, schema
from trainer.store.backup import dated
from trainer.store.connection import Access, companions, connect, number, rows
from trainer.store.history import open_history
from trainer.store.migrations import STEPS, migrate, migrate_open, step
from trainer.store.schema import APPLICATION_ID, VERSION, fill
from trainer.store.soundness import content_fault

ROOT = Path(__file__).parents[2]
OLD_FILES = ROOT / "tests" / "old_files"


@pytest.mark.parametrize("name", ["plain", "mit Leerzeichen & Ümläut", "100% #1?mode=ro", "日本"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    paths = DataPaths(tmp_path / name / "deeper")
    history = open_history(paths, clock())
    answer_all(history, plan(history))
    history.close()
    assert paths.database.exists()
    again = open_history(paths, clock())
    assert again.tally(1).total == 10
    again.close()


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="cannot be used") as refused:
        open_history(DataPaths(tmp_path / "file" / "data"), clock())
    assert "--data-dir" in refused.value.hint


def test_too_old_a_sqlite_is_said_in_words(
    paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(UserError, match="newer is needed"):
        open_history(paths, clock())


def test_reading_never_makes_a_file(tmp_path: Path) -> None:
    for access in (Access.READ, Access.READ_FROZEN, Access.WRITE):
        with (
            pytest.raises(sqlite3.OperationalError),
            closing(connect(tmp_path / "none.sqlite3", access, 0)) as connection,
        ):
            number(connection, "PRAGMA user_version")
    assert list(tmp_path.iterdir()) == []


def test_a_new_or_restored_history_is_set_up_before_anybody_reads(paths: DataPaths) -> None:
    paths.root.mkdir(parents=True)
    schema.create(paths.database, clock())
    place = opening.look_over(paths, clock())
    with closing(place.opener()) as connection:
        assert rows(connection, "PRAGMA journal_mode") == [("wal",)]
    place.leave.close()


def test_a_start_does_not_import_what_only_migrations_need(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from trainer.core.clock import SystemClock\n"
        "from trainer.core.paths import DataPaths; from trainer.store.history import open_history\n"
        "for _ in range(2): open_history(DataPaths(Path(sys.argv[1])), SystemClock()).close()\n"
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode == 0


# -- Releases.


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    found = rows(connection, "SELECT type, name, ifnull(sql, '') FROM sqlite_master")
    return sorted((kind, name, " ".join(sql.split())) for kind, name, sql in found)


def test_a_new_history_is_the_same_as_a_migrated_one(tmp_path: Path) -> None:
    with (
        closing(connect(tmp_path / "new", Access.CREATE, 0)) as new,
        closing(connect(tmp_path / "migrated", Access.CREATE, 0)) as migrated,
    ):
        fill(new, clock())
        migrate_open(migrated)
        assert _schema(new) == _schema(migrated)
        for pragma in ("application_id", "user_version"):
            assert number(new, f"PRAGMA {pragma}") == number(migrated, f"PRAGMA {pragma}")
        assert number(new, "PRAGMA user_version") == VERSION
        assert STEPS.pending(Database(new)) == []


def test_every_table_of_the_history_is_strict(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "new", Access.CREATE, 0)) as connection:
        fill(connection, clock())
        loose = rows(
            connection,
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND NOT strict AND name NOT LIKE '%sqlite%'",
        )
        assert loose == []
        assert number(connection, "PRAGMA application_id") == APPLICATION_ID


@pytest.fixture
def later_release(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """A release with one step more."""
    steps = Migrations(STEPS.name)
    step(1, steps)(migrations.first_tables)
    step(2, steps)(migrations.skills_and_kinds)
    step(3, steps)(migrations.rollups)

    def shoe_sizes(database: Database) -> None:
        database.execute("ALTER TABLE learners ADD COLUMN shoe_size INTEGER")

    step(VERSION + 1, steps)(shoe_sizes)
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations.migrate, "__defaults__", (steps,))
    for module in (opening, schema):
        monkeypatch.setattr(module, "VERSION", VERSION + 1)
    monkeypatch.setattr("trainer.store.damage.VERSION", VERSION + 1)
    monkeypatch.setattr("trainer.store.soundness.VERSION", VERSION + 1)
    return steps


def test_an_older_history_is_backed_up_and_then_brought_up_to_date(
    paths: DataPaths, request: pytest.FixtureRequest
) -> None:
    history = open_history(paths, clock())
    answer_all(history, plan(history))
    history.close()
    shutil.rmtree(paths.backups)
    request.getfixturevalue("later_release")
    again = open_history(paths, clock())
    assert again.tally(1).total == 10
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        assert number(connection, "PRAGMA user_version") == VERSION + 1
        assert number(connection, "SELECT count(*) FROM learners WHERE shoe_size IS NULL") == 1
    ((_, backup),) = dated(paths.backups)
    with closing(connect(backup, Access.READ_FROZEN, 0)) as connection:
        assert number(connection, "PRAGMA user_version") == VERSION
        assert number(connection, "SELECT count(*) FROM answers") == 10
    again.close()


def test_a_step_that_fails_leaves_no_trace_of_itself(
    paths: DataPaths, later_release: Migrations
) -> None:
    with closing(connect(_made_by_this_release(paths), Access.READ, 1)) as connection:
        before = _schema(connection)

    def half_a_step(database: Database) -> None:
        database.execute("CREATE TABLE half (id INTEGER)")
        database.execute("INSERT INTO missing VALUES (1)")

    step(VERSION + 2, later_release)(half_a_step)
    with pytest.raises(sqlite3.OperationalError):
        migrate(paths.database, later_release)
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        assert number(connection, "PRAGMA user_version") == VERSION + 1
        assert [name for _, name, _ in _schema(connection)] == [name for _, name, _ in before]


def _made_by_this_release(paths: DataPaths) -> Path:
    paths.root.mkdir(parents=True)
    schema.create(paths.database, clock())
    return paths.database


@pytest.mark.parametrize("old", sorted(OLD_FILES.glob("*.sqlite3")), ids=lambda path: path.name)
def test_the_history_of_every_release_opens_counts_and_goes_on(paths: DataPaths, old: Path) -> None:
    paths.root.mkdir(parents=True)
    shutil.copyfile(old, paths.database)
    history = open_history(paths, clock())
    lines = history.session_lines(1)
    assert [(line.title, line.planned, line.answered, line.right) for line in lines] == [
        ("Second session", 5, 2, 0),
        ("First session", 5, 5, 2),
    ]
    assert history.tally(1).total == 7
    assert [note for past in history.past_answers(1) for note in past.notes] == ["I doubt it."]
    offered = history.unfinished(1)
    assert offered is not None
    session = history.session(offered.id)
    answer_all(history, session)
    assert history.tally(1).total == 10
    with closing(connect(paths.database, Access.READ, 1)) as connection:
        assert content_fault(connection) == ""
    assert history.close() is None


def test_there_is_a_file_of_this_release() -> None:
    assert (OLD_FILES / f"history-{__version__}.sqlite3").exists()


# -- Folders where nothing can be written.

LOOK = """
import os, sys
from pathlib import Path
from tests.store.samples import NOON, clock, revision
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.store.history import open_history

if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
history = open_history(DataPaths(Path(sys.argv[1])), clock())
session, receipt = history.plan_session(1, "T", [(revision(0), True)], NOON)
try:
    receipt.wait(0)
except UserError as refused:
    print(refused.message)
history.check_in_background(print)
print(history.read_only, history.first_learner().id, history.tally(1).total, history.unsaved())
print(history.close())
"""


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that another user can get into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


def _look(folder: Path) -> list[str]:
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = _looked(folder)
    assert done.returncode == 0, done.stderr
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path.name for path in after} == {path.name for path in before}
    assert after[folder / "history.sqlite3"] == before[folder / "history.sqlite3"]
    return done.stdout.splitlines()


def _looked(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", LOOK, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


unix = pytest.mark.skipif(sys.platform == "win32", reason="modes of folders are a Unix thing")


@unix
def test_a_folder_that_cannot_be_written_opens_to_look(open_to_all: Path) -> None:
    history = open_history(DataPaths(open_to_all), clock())
    answer_all(history, plan(history))
    history.close()
    said, state, trouble = _look(open_to_all)
    assert "cannot be written" in said
    assert (state, trouble) == ("True 1 10 0", "None")


@unix
@pytest.mark.parametrize("index", ["kept", "gone"])
def test_answers_still_in_the_log_are_seen_there_too(open_to_all: Path, index: str) -> None:
    acknowledged = killed_after(open_to_all, 30)
    if index == "gone":
        companions(open_to_all / "history.sqlite3")[1].unlink()
    _, state, _ = _look(open_to_all)
    assert int(state.split()[2]) >= len(acknowledged)


@unix
def test_an_empty_folder_that_cannot_be_written_opens_empty(open_to_all: Path) -> None:
    open_to_all.chmod(0o555)
    done = _looked(open_to_all)
    assert done.stdout.splitlines()[1:] == ["True 1 0 0", "None"], done.stderr
    assert list(open_to_all.iterdir()) == []
