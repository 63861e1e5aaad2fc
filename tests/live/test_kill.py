"""A quiz is killed at random moments while thirty phones vote, and the phones find it again."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.live.classmates import PATIENCE, Mate, Mates, classmates
from tests.live.ledger import may_be_kept, nothing_lost_or_doubled
from tests.live.lesson import PROGRAM
from tests.services.conftest import House
from tests.window import own_address
from trainer.core.rubric import Verdict

KILLS = 3
THIRTY = 30


@contextmanager
def quiz_in_another_process(
    house: House, seed: int
) -> Iterator[tuple["subprocess.Popen[str]", str, str]]:
    """The process, which is killed in the end, and the quiz's address and secret."""
    words = [str(house.paths.root), str(house.shipped), own_address().digits, str(seed)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.live.hosted", *words],
        cwd=PROGRAM,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            url, secret = process.stdout.readline().split()
            yield process, url, secret
        finally:
            process.kill()


def find_it_again(mates: Mates, url: str, epochs: set[str]) -> None:
    """Wait until each phone has heard from the quiz after the cut."""
    # Where another program has taken the port meanwhile, the room has another.
    mates.moved(url)
    back = mates.all(
        lambda phone: phone.sees(lambda seen: seen.connected and seen.epoch not in epochs)
    )
    back.result(PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix thing")
def test_at_random_moments_nothing_acknowledged_is_lost_and_all_come_back(house: House) -> None:
    seed = random.randrange(2**32)
    sys.stdout.write(f"seed {seed}\n")
    chance = random.Random(seed)
    with classmates(seed) as mates:
        for kill in range(KILLS):
            epochs = {phone.epoch for phone in mates.phones}
            with quiz_in_another_process(house, chance.randrange(2**32)) as (process, url, secret):
                if not mates.phones:
                    mates.do(mates.come(url, [(secret, "")] * THIRTY)).result(PATIENCE)
                    mates.fidget(0.0, 0.05)
                find_it_again(mates, url, epochs)
                mates.at_the_moment(mates.acknowledged + chance.randint(1, 150), process.kill)
                if kill % 2:
                    # Also when the question is closed or paused, and nothing is on its way.
                    time.sleep(chance.uniform(0.0, 0.5))
                    process.kill()
                process.wait(PATIENCE)
            held_against_the_disk(house, mates)

        resting = mates.rest()
        epochs = {phone.epoch for phone in mates.phones}
        with quiz_in_another_process(house, chance.randrange(2**32)) as (_, url, _):
            find_it_again(mates, url, epochs)
            resting.result(PATIENCE)
            held_against_what_they_see(mates)
        held_against_the_disk(house, mates)


def held_against_the_disk(house: House, mates: Mates) -> None:
    classroom = house.open().classroom
    line = classroom.unfinished()
    assert line is not None
    kept = classroom.kept(line.id)
    nothing_lost_or_doubled(kept, mates.phones)
    voted_on = max(one.position for phone in mates.phones for one in phone.sent if one.saved)
    assert voted_on <= kept.room.position
    house.close()


def held_against_what_they_see(mates: Mates) -> None:
    """Ask for each phone anew how it stands; the answer that it shows is the one it gave last."""
    for phone, state in zip(mates.phones, mates.all(Mate.state).result(PATIENCE), strict=True):
        board, chosen = state["board"], state["own"]["chosen"]
        may = may_be_kept(phone.sent).get((board["position"], board["round"]), {None})
        assert (None if chosen is None else Verdict(chosen)) in may
