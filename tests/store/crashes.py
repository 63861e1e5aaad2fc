"""Histories as a kill or a disaster leaves them."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.store.samples import clock
from trainer.core.paths import DataPaths
from trainer.store.connection import Access, connect
from trainer.store.history import open_history
from trainer.store.soundness import content_fault

ROOT = Path(__file__).parents[2]

ANSWERS_FOR_EVER = """
import itertools, sys
from pathlib import Path
from tests.store.samples import SECONDS, answer, clock, plan
from trainer.core.paths import DataPaths
from trainer.store.history import open_history

history = open_history(DataPaths(Path(sys.argv[1])), clock())
for _ in itertools.count():
    session = plan(history, range(50))
    for position in range(50):
        assert history.save_answer(answer(session, position)).wait(SECONDS)
        sys.stdout.write(f"{session.id} {position}\\n")
        sys.stdout.flush()
"""


def killed_after(folder: Path, answers: int, pause: float = 0.0) -> list[tuple[int, int]]:
    """Answer in another process, kill it after that many; (session, position) acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", ANSWERS_FOR_EVER, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(answers)]
        time.sleep(pause)
        os.kill(child.pid, signal.SIGKILL)
        lines += child.stdout.readlines()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(session), int(position)) for session, position in whole]


def lost_in_kills(folder: Path, kills: int, chance: random.Random) -> int:
    """Kill again and again in one folder, and look after each; acknowledged answers that are gone.

    Fails where a file is not sound.
    """
    acknowledged: set[tuple[int, int]] = set()
    paths = DataPaths(folder)
    for _ in range(kills):
        acknowledged.update(killed_after(folder, chance.randint(1, 40), chance.random() / 200))
        open_history(paths, clock()).close()
        assert _fault(paths) == ""
    return len(acknowledged - _kept(paths))


def _kept(paths: DataPaths) -> set[tuple[int, int]]:
    connection = connect(paths.database, Access.READ, 1)
    try:
        return set(connection.execute("SELECT session, position FROM answers"))
    finally:
        connection.close()


def _fault(paths: DataPaths) -> str:
    connection = connect(paths.database, Access.READ, 1)
    try:
        return content_fault(connection)
    finally:
        connection.close()
