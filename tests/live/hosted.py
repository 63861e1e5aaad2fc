"""A quiz with open doors as a process of its own; its teacher moves on at random till it is killed.

Its arguments are a data folder, a folder of packs, an address of this computer and a seed. It goes
on with the quiz that was cut off, or begins one, and writes the link that phones scan.
"""

import random
import sys
import time
from pathlib import Path

from trainer.core.clock import SystemClock
from trainer.core.paths import DataPaths
from trainer.core.room import Phase
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan
from trainer.services.classroom.running import Running
from trainer.services.opening import Opened, Opening
from trainer.services.preferences import Preferences

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def hosted(paths: DataPaths, shipped: Path) -> Running:
    """The quiz, with its first question asked."""
    preferences = Preferences(paths.settings)
    opening = Opening(paths, shipped, SystemClock(), preferences, assets=ASSETS)
    opened = opening.open()
    assert isinstance(opened, Opened), opened
    classroom = opened.classroom
    line = classroom.unfinished()
    if line is not None:
        return classroom.resume(line.id)
    questions = classroom.quizzes.pick(Choice(), 40, random.Random(1))
    running = classroom.open(Plan("Killed", questions))
    running.step()
    return running


def move(running: Running, chance: random.Random) -> None:
    """Something that a teacher does at such a moment, or nothing."""
    room = running.view().room
    if room.phase is Phase.OPEN:
        moves = [running.resume] if room.paused else [running.step, running.pause, None, None]
    elif room.phase is Phase.CLOSED:
        moves = [running.step]
    else:
        moves = [running.step, running.vote_again, running.light_all]
        if room.last:
            moves.remove(running.step)
    chosen = chance.choice(moves)
    if chosen is not None:
        chosen()


def main(folder: str, shipped: str, address: str, seed: str) -> None:
    running = hosted(DataPaths(Path(folder)), Path(shipped))
    running.open_doors(address)
    view = running.view()
    sys.stdout.write(f"{view.url} {view.setting.secret}\n")
    sys.stdout.flush()
    chance = random.Random(seed)
    while True:
        time.sleep(chance.uniform(0.02, 0.2))
        move(running, chance)


if __name__ == "__main__":
    main(*sys.argv[1:])
