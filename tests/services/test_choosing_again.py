"""A phone whose pupil picked the wrong name comes in again, as somebody new; a removed one not."""

import dataclasses

import pytest

from tests.services.conftest import House
from tests.services.test_classroom import came_in, gone_on_with, plan, said
from tests.store.samples import SECONDS
from trainer.core.errors import UserError
from trainer.core.room import Names
from trainer.core.rubric import Verdict
from trainer.live.host import Wish
from trainer.services.classroom.running import Running
from trainer.services.opening import Opened


def with_list(opened: Opened) -> tuple[Running, int, int]:
    """A room for a class, and the numbers of Ada and Ben in its list."""
    classroom = opened.classroom
    classroom.classes.add("8b")
    (eight,) = classroom.classes.all()
    classroom.classes.set_pupils(eight.id, ("Ada", "Ben"))
    ada, ben = classroom.classes.pupils(eight.id)
    running = classroom.open(
        dataclasses.replace(plan(classroom), names=Names.ROSTER, school_class=eight.id)
    )
    return running, ada.id, ben.id


def test_who_was_freed_picks_again_and_what_they_said_as_another_does_not_count(
    opened: Opened,
) -> None:
    running, ada, ben = with_list(opened)
    assert came_in(running, Wish("a", pupil=ada), Wish("b", pupil=ada, sure=True)) == [1, 2]
    running.step()
    said(running, 2, Verdict.CLAIM)
    running.free(2)
    own = running.phones.own(2)
    assert own is not None
    assert (own.removed, own.freed) == (True, True)

    assert came_in(running, Wish("b", pupil=ben)) == [3]
    assert came_in(running, Wish("b", pupil=ada, sure=True)) == [3], "once more is the same player"
    view = running.view()
    assert [(player.number, player.name) for player in view.room.active] == [(1, "Ada"), (3, "Ben")]
    assert view.doubles == set()
    assert view.distribution == (0, 0, 0)
    assert running.phones.known("b") == 3
    said(running, 3, Verdict.VERIFIED)
    assert running.view().distribution == (1, 0, 0)


def test_who_was_removed_stays_out(opened: Opened) -> None:
    running, ada, ben = with_list(opened)
    came_in(running, Wish("a", pupil=ada))
    running.remove(1)
    assert came_in(running, Wish("a", pupil=ben)) == [1]
    own = running.phones.own(1)
    assert own is not None
    assert (own.removed, own.freed) == (True, False)
    assert running.view().room.active == ()


@pytest.mark.parametrize("back", [False, True], ids=["not yet", "back already"])
def test_after_a_break_a_freed_phone_is_where_it_was(house: House, *, back: bool) -> None:
    running, ada, ben = with_list(house.open())
    came_in(running, Wish("a", pupil=ada), Wish("b", pupil=ada, sure=True))
    running.free(2)
    if back:
        came_in(running, Wish("b", pupil=ben))
    house.close()

    resumed = gone_on_with(house)
    assert resumed.phones.known("b") == (3 if back else 2)
    assert came_in(resumed, Wish("b", pupil=ben)) == [3]
    assert [player.name for player in resumed.view().room.active] == ["Ada", "Ben"]


def test_a_second_coming_that_cannot_be_kept_leaves_the_phone_free_to_try_again(
    opened: Opened,
) -> None:
    running, ada, ben = with_list(opened)
    came_in(running, Wish("a", pupil=ada))
    running.free(1)
    opened.close()
    with pytest.raises(UserError):
        running.phones.join([Wish("a", pupil=ben)]).result(SECONDS)
    assert running.phones.known("a") == 1
    assert running.view().room.active == ()
