"""While the disk is held up, nothing is told as saved that a kill could still take away."""

from concurrent.futures import Future

import pytest

from tests.services.conftest import House
from tests.services.test_classroom import came_in, plan, said
from tests.store.samples import SECONDS
from trainer.core.errors import UserError
from trainer.core.room import Refusal
from trainer.core.rubric import Verdict
from trainer.live.host import Ballot, Wish
from trainer.services.classroom.running import Running
from trainer.store.room_statements import erase_room


def test_a_phone_is_told_as_its_answer_what_is_on_the_disk_alone(house: House) -> None:
    opened = house.open()
    running = opened.classroom.open(plan(opened.classroom))
    came_in(running, Wish("a"))
    running.step()

    def told() -> tuple[Verdict | None, Verdict | None, bool]:
        own = running.phones.own(1)
        assert own is not None
        return own.before, own.chosen, own.saving

    with house.locked():
        first = sends(running, 1, Verdict.CLAIM)
        assert told() == (None, None, True)
    assert first.result(SECONDS) == (None,)
    assert told() == (None, Verdict.CLAIM, False)

    with house.locked():
        coming = [sends(running, 1, verdict) for verdict in (Verdict.VERIFIED, Verdict.CLAIM)]
        assert told() == (None, Verdict.CLAIM, True), "the same again is on its way too"
        running.close_vote()
        running.step()
        running.vote_again()
        assert told() == (Verdict.CLAIM, None, True)
        coming.append(sends(running, 1, Verdict.PROPAGANDA))
        assert told() == (Verdict.CLAIM, None, True)
    for one in coming:
        assert one.result(SECONDS) == (None,)
    assert told() == (Verdict.CLAIM, Verdict.PROPAGANDA, False)


def test_of_several_answers_that_cannot_be_kept_none_is_left(house: House) -> None:
    opened = house.open()
    running = opened.classroom.open(plan(opened.classroom))
    came_in(running, Wish("a"), Wish("b"))
    running.step()
    said(running, 2, Verdict.CLAIM)
    with house.locked():
        # What comes after that contradicts the history.
        running._standing.store._save(lambda executor: erase_room(executor, running.id))
        coming = [sends(running, 1, verdict) for verdict in Verdict]
        coming.append(sends(running, 2, Verdict.VERIFIED))
    for one in coming:
        with pytest.raises(UserError):
            one.result(SECONDS)
    assert running.view().room.votes == {2: Verdict.CLAIM}
    own = running.phones.own(1)
    assert own is not None
    assert (own.chosen, own.saving) == (None, False)


def sends(running: Running, player: int, verdict: Verdict) -> "Future[tuple[Refusal | None, ...]]":
    """Let a verdict set out, without waiting for what becomes of it."""
    room = running.view().room
    return running.phones.vote([Ballot(player, room.position, room.round, verdict)])
