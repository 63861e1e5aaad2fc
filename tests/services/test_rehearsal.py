"""A quiz is gone through as the class will see it, and nothing of that is kept."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.services.conftest import House
from tests.store.samples import SECONDS, clock
from trainer.core.catalogue import Entry
from trainer.core.revisions import Revision
from trainer.core.room import Phase
from trainer.core.rubric import Verdict
from trainer.live.host import Ballot, Wish
from trainer.live.telling import Teller
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rehearsal import Rehearsal
from trainer.services.classroom.rooms import Classroom, Plan
from trainer.services.opening import Opened


@pytest.fixture
def classroom(opened: Opened) -> Classroom:
    return opened.classroom


def entries_of(classroom: Classroom, size: int = 3) -> tuple[Entry, ...]:
    return classroom.quizzes.pick(Choice(), size, random.Random(3))


def revisions_of(classroom: Classroom, entries: Sequence[Entry]) -> list[Revision]:
    return [one.revision for one in classroom.quizzes.worded(entries)]


@pytest.fixture
def rehearsal(classroom: Classroom) -> Rehearsal:
    return Rehearsal("Monday", revisions_of(classroom, entries_of(classroom)), clock())


@dataclass
class Pair:
    """The same quiz twice: rehearsed, and held with one pupil."""

    rehearsal: Rehearsal
    classroom: Classroom

    def hold(self, entries: Sequence[Entry]) -> None:
        self.running = self.classroom.open(Plan("Monday", tuple(entries)))
        self.running.phones.join([Wish("a")]).result(SECONDS)
        self.running.step()

    def same(self) -> None:
        """What a phone is told is the same, but for the pupil's name."""
        told = json.loads(self._told(self.running.phones))
        rehearsed = json.loads(self._told(Host(self.rehearsal)))
        for one in (told, rehearsed):
            one["board"].pop("change")
            one["own"].pop("name")
        assert rehearsed == told

    def _told(self, host: object) -> bytes:
        teller = Teller(host, "e")  # type: ignore[arg-type]  # it asks for board and own alone
        state = teller.state(1, teller.common())
        assert state is not None
        return state


@dataclass
class Host:
    """The part of a server's host that a rehearsal has."""

    rehearsal: Rehearsal

    def board(self) -> object:
        return self.rehearsal.board()

    def own(self, _player: int) -> object:
        return self.rehearsal.own()


def test_a_phone_is_told_what_it_will_be_told_in_earnest(classroom: Classroom) -> None:
    entries = entries_of(classroom)
    pair = Pair(Rehearsal("Monday", revisions_of(classroom, entries), clock()), classroom)
    pair.hold(entries)
    verdicts = iter(list(Verdict))
    while pair.running.view().room.phase is not Phase.ENDED:
        pair.same()
        room = pair.running.view().room
        if room.phase is Phase.OPEN:
            chosen = next(verdicts)
            ballot = Ballot(1, room.position, room.round, chosen)
            pair.running.phones.vote([ballot]).result(SECONDS)
            pair.rehearsal.choose(chosen)
            pair.same()
            pair.running.close_vote()
            pair.running.step()
        pair.running.step()
        pair.rehearsal.step()
    pair.same()


def test_the_projector_shows_what_it_will_show_in_earnest(classroom: Classroom) -> None:
    entries = entries_of(classroom)
    rehearsal = Rehearsal("Monday", revisions_of(classroom, entries), clock())
    pair = Pair(rehearsal, classroom)
    pair.hold(entries)
    shown, real = rehearsal.view(), pair.running.view()
    assert (shown.revision, shown.room.position, shown.room.phase) == (
        real.revision,
        real.room.position,
        real.room.phase,
    )
    assert shown.room.items == real.room.items


def test_one_step_reveals_and_each_further_one_lights_a_word(rehearsal: Rehearsal) -> None:
    cues = rehearsal.room.items[0].cues
    assert cues > 0
    assert rehearsal.board().told is None
    rehearsal.step()
    for lit in range(cues + 1):
        told = rehearsal.board().told
        assert told is not None
        assert len(told.lit) == lit
        rehearsal.step()
    assert (rehearsal.room.phase, rehearsal.room.position) == (Phase.OPEN, 1)


def test_steps_are_taken_back_to_the_first_question(rehearsal: Rehearsal) -> None:
    rehearsal.choose(Verdict.CLAIM)
    seen = [rehearsal.room]
    while rehearsal.room.phase is not Phase.ENDED:
        rehearsal.step()
        seen.append(rehearsal.room)
    rehearsal.step()
    assert rehearsal.room is seen[-1], "after the end there is nothing"
    for room in reversed(seen[:-1]):
        rehearsal.back()
        assert rehearsal.room == room
    assert not rehearsal.may_go_back
    rehearsal.back()
    assert rehearsal.room == seen[0]


def test_it_begins_where_it_is_asked_to_and_goes_back_from_there(classroom: Classroom) -> None:
    revisions = revisions_of(classroom, entries_of(classroom))
    rehearsal = Rehearsal("Monday", revisions, clock(), 2)
    assert rehearsal.view().revision == revisions[2]
    rehearsal.back()
    assert rehearsal.view().revision == revisions[1]
    rehearsal.go_to(99)
    assert rehearsal.view().revision == revisions[2]


def test_the_pupil_may_change_the_answer_until_the_reveal(rehearsal: Rehearsal) -> None:
    rehearsal.choose(Verdict.CLAIM)
    rehearsal.choose(Verdict.VERIFIED)
    assert rehearsal.own().chosen is Verdict.VERIFIED
    rehearsal.step()
    rehearsal.choose(Verdict.CLAIM)
    assert rehearsal.own().chosen is Verdict.VERIFIED
    assert rehearsal.view().distribution == (1, 0, 0)


def test_nothing_of_it_is_kept(house: House) -> None:
    opened = house.open()
    revisions = revisions_of(opened.classroom, entries_of(opened.classroom))
    before = house.paths.database.read_bytes()
    rehearsal = Rehearsal("Monday", revisions, clock())
    while rehearsal.room.phase is not Phase.ENDED:
        rehearsal.choose(Verdict.CLAIM)
        rehearsal.step()
    assert opened.all_saved(SECONDS)
    assert opened.classroom.running is None
    assert opened.classroom.unfinished() is None
    assert opened.classroom.past() == ()
    assert house.paths.database.read_bytes() == before
