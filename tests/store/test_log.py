"""Answers that were acknowledged never vanish with a damaged write-ahead log without a word."""

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.store.crashes import killed_after
from tests.store.samples import SECONDS, answer, answer_all, clock, plan
from trainer.core.paths import DataPaths
from trainer.store.connection import companions
from trainer.store.history import Damaged, History, open_history
from trainer.store.rescue import salvage, start_empty
from trainer.store.trouble import Harm

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix thing")


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which sixty answers were acknowledged before a kill; most are in the log."""
    folder = tmp_path_factory.mktemp("killed")
    killed_after(folder, 60)
    return folder


@pytest.fixture
def crashed(killed: Path, tmp_path: Path) -> DataPaths:
    folder = tmp_path / "crashed"
    shutil.copytree(killed, folder)
    return DataPaths(folder)


FRAME = 24 + 4096


def _flip(path: Path, offset: int, length: int = 16) -> None:
    content = bytearray(path.read_bytes())
    for index in range(offset, offset + length):
        content[index] ^= 0xFF
    path.write_bytes(content)


def test_a_log_that_a_kill_left_is_fine(crashed: DataPaths) -> None:
    history = open_history(crashed, clock())
    assert history.tally(1).total >= 60
    history.close()


@pytest.mark.parametrize("witness", ["with its index", "after a reboot"])
@pytest.mark.parametrize("where", ["first frame", "middle", "log header", "frame header"])
def test_a_damaged_log_is_noticed_and_the_rest_is_saved(
    crashed: DataPaths, where: str, witness: str
) -> None:
    log, index = companions(crashed.database)
    frames = (log.stat().st_size - 32) // FRAME
    offsets = {
        "first frame": 32 + 24 + 100,
        "middle": 32 + frames // 2 * FRAME + 24 + 100,
        "log header": 0,
        "frame header": 32 + frames // 2 * FRAME,
    }
    _flip(log, offsets[where])
    if witness == "after a reboot":
        index.unlink()
    with pytest.raises(Damaged) as noticed:
        open_history(crashed, clock())
    assert noticed.value.harm is Harm.LOG
    salvaged = salvage(crashed, clock())
    assert companions(salvaged.aside)[0].exists()
    history = open_history(crashed, clock())
    assert history.tally(1).total == salvaged.answers < 60
    history.close()


@pytest.mark.parametrize("rest", [0.0, 0.5])
def test_a_log_that_lost_its_end_is_noticed_by_its_index(crashed: DataPaths, rest: float) -> None:
    log, _ = companions(crashed.database)
    log.write_bytes(log.read_bytes()[: int(log.stat().st_size * rest)])
    with pytest.raises(Damaged) as noticed:
        open_history(crashed, clock())
    assert noticed.value.harm is Harm.LOG


def test_a_log_that_was_deleted_is_noticed_by_its_index(crashed: DataPaths) -> None:
    companions(crashed.database)[0].unlink()
    with pytest.raises(Damaged):
        open_history(crashed, clock())


@pytest.mark.parametrize("torn", ["half a frame more", "old bytes behind", "half a commit"])
def test_the_torn_end_that_a_power_cut_leaves_is_no_damage(crashed: DataPaths, torn: str) -> None:
    log, index = companions(crashed.database)
    content = log.read_bytes()
    endings = {
        "half a frame more": content + content[32 : 32 + FRAME // 2],
        "old bytes behind": content + b"\x00" * FRAME * 3,
        "half a commit": content[: -FRAME // 2],
    }
    log.write_bytes(endings[torn])
    index.unlink()
    history = open_history(crashed, clock())
    assert history.tally(1).total >= 59
    history.close()


def test_a_log_without_its_database_is_missed(crashed: DataPaths) -> None:
    crashed.database.unlink()
    with pytest.raises(Damaged) as noticed:
        open_history(crashed, clock())
    assert noticed.value.harm is Harm.GONE
    start_empty(crashed, clock())
    history = open_history(crashed, clock())
    assert history.session_count(1) == 0
    history.close()


def test_a_log_that_begins_anew_over_old_frames_is_fine(paths: DataPaths, history: History) -> None:
    session = plan(history, range(40))
    answer_all(history, session, 30)
    connection = sqlite3.connect(paths.database)
    connection.execute("PRAGMA wal_checkpoint(RESTART)")
    connection.close()
    assert history.save_answer(answer(session, 30)).wait(SECONDS)
    copy = DataPaths(paths.root.parent / "copy")
    shutil.copytree(paths.root, copy.root)
    again = open_history(copy, clock())
    assert again.tally(1).total == 31
    again.close()
