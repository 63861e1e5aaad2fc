"""Packs spoilt by chance: whatever stands in a pack, reading it ends, and in problems at worst."""

import random

from tests.packs.mutations import read_spoilt


def test_no_spoilt_pack_crashes_or_hangs_the_reader() -> None:
    outcome = read_spoilt(range(400))
    assert outcome.sound + outcome.broken == 400
    # Chance has to reach both sides, or it spoils nothing worth reading.
    assert outcome.broken > 200
    assert outcome.sound > 5


def test_the_same_seed_spoils_the_same_way() -> None:
    seeds = random.Random(5).sample(range(10**6), 20)
    assert read_spoilt(seeds).verdicts == read_spoilt(seeds).verdicts
