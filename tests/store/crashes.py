"""Histories as a kill or a disaster leaves them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

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


def killed_after(folder: Path, answers: int) -> list[tuple[int, int]]:
    """Answer in another process, kill it after that many; (session, position) acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", ANSWERS_FOR_EVER, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(answers)]
        os.kill(child.pid, signal.SIGKILL)
        lines += child.stdout.readlines()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(session), int(position)) for session, position in whole]
