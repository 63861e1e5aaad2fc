"""Whatever is thrown at the server, it answers no 500, and the class goes on."""

import pytest

from tests.live.fuzz import fuzz
from tests.live.lesson import lesson_in, play
from tests.services.conftest import House


def test_nonsense_brings_no_500_and_the_class_goes_on(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with lesson_in(house) as lesson:
        outcome = play(fuzz(lesson, requests=1_500, pupils=30))

    assert sum(outcome.statuses.values()) == 1_500
    assert max(outcome.statuses) < 500, outcome.statuses
    assert outcome.statuses[400] > 300
    assert outcome.votes >= 30
    assert outcome.refused_votes == 0
    assert not caplog.records
