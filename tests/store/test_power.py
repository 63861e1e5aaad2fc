"""A power cut loses nothing that was acknowledged, thanks to the pragmas that are set."""

import random
from pathlib import Path

from tests.store.power import Cut, power_cut
from tests.store.samples import NOON
from trainer.store.connection import Executor, prepare_writer, rows

CUTS = 20


def test_no_acknowledged_answer_is_lost_in_a_power_cut_and_none_is_cried_over(
    tmp_path: Path,
) -> None:
    chance = random.Random()
    cuts = [power_cut(tmp_path / str(number), chance) for number in range(CUTS)]
    assert cuts == [Cut(0, "")] * CUTS


def test_without_a_sync_at_each_commit_answers_would_be_lost(tmp_path: Path) -> None:
    def hasty(executor: Executor) -> None:
        prepare_writer(executor)
        rows(executor, "PRAGMA synchronous = NORMAL")

    chance = random.Random(NOON.year)
    cuts = [power_cut(tmp_path / str(number), chance, hasty) for number in range(CUTS)]
    assert sum(cut.lost > 0 or cut.said != "" for cut in cuts) > CUTS // 4
    assert any(cut.lost for cut in cuts)
