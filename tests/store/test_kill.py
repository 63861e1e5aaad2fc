"""A process that is killed while it answers loses nothing that it was told is saved."""

import random
import sys
from pathlib import Path

import pytest

from tests.store.crashes import lost_in_kills


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix thing")
def test_no_acknowledged_answer_is_lost_in_twenty_kills(tmp_path: Path) -> None:
    assert lost_in_kills(tmp_path, 20, random.Random()) == 0
