"""A quiz that is killed while thirty players answer loses no vote that was acknowledged."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.packs.samples import big_pack
from tests.services.conftest import House
from trainer.core.paths import DataPaths
from trainer.core.room import Phase
from trainer.packs.writing import write_pack

ROOT = Path(__file__).parents[2]

VOTES_FOR_EVER = """
import itertools, random, sys
from pathlib import Path
from tests.services.conftest import House
from tests.store.samples import SECONDS
from trainer.core.paths import DataPaths
from trainer.core.rubric import Verdict
from trainer.live.host import Ballot, Wish
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan

opened = House(DataPaths(Path(sys.argv[1])), Path(sys.argv[2])).open()
classroom = opened.classroom
line = classroom.unfinished()
if line is None:
    running = classroom.open(Plan("M", classroom.quizzes.pick(Choice(), 9, random.Random(1))))
    running.step()
else:
    running = classroom.resume(line.id)
wishes = [Wish(f"t{n}") for n in range(30)]
players = running.phones.join(wishes).result(SECONDS)
chance = random.Random()
for _ in itertools.count():
    room = running.view().room
    ballots = [
        Ballot(player, room.position, room.round, chance.choice(list(Verdict)))
        for player in chance.sample(players, 5)
    ]
    outcomes = running.phones.vote(ballots).result(SECONDS)
    for ballot, outcome in zip(ballots, outcomes, strict=True):
        assert outcome is None
        sys.stdout.write(f"{ballot.player} {ballot.position} {ballot.verdict.value}\\n")
    sys.stdout.flush()
"""


def killed_after(folder: Path, shipped: Path, votes: int) -> list[tuple[int, int, str]]:
    """Vote in another process, kill it after so many; what was acknowledged, in order."""
    with subprocess.Popen(
        [sys.executable, "-c", VOTES_FOR_EVER, str(folder), str(shipped)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(votes)]
        os.kill(child.pid, signal.SIGKILL)
        lines += child.stdout.readlines()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(player), int(position), verdict) for player, position, verdict in whole]


def latest(votes: Iterable[tuple[int, int, str]]) -> dict[tuple[int, int], str]:
    return {(player, position): verdict for player, position, verdict in votes}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix thing")
def test_no_acknowledged_vote_is_lost_and_the_quiz_goes_on(tmp_path: Path) -> None:
    house = House(DataPaths(tmp_path / "data"), tmp_path / "shipped")
    write_pack(big_pack(40, articles=4), house.shipped / "big")
    chance = random.Random()
    for _ in range(5):
        told = killed_after(house.paths.root, house.shipped, chance.randint(5, 60))
        classroom = house.open().classroom
        line = classroom.unfinished()
        assert line is not None
        kept = classroom.kept(line.id)
        assert kept.room.phase is Phase.OPEN
        assert len(kept.room.players) == 30
        found = {(vote.player, vote.position): vote.chosen.value for vote in kept.votes}
        acknowledged = latest(told)
        # A vote that was kept and not told any more may stand in place of an acknowledged one.
        assert set(acknowledged) <= set(found)
        changed = sum(found[where] != verdict for where, verdict in acknowledged.items())
        assert changed <= 5
        house.close()
