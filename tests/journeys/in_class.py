"""A teacher at the window and a class with phones and a hot seat: what they do in every lesson."""

import json
import math
import re
import time
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import Future
from typing import TypeVar

from tests.journeys.counts import FIRST, Counts, Given, given_by, told_to
from tests.live.classmates import Mate, Mates
from tests.live.test_secrets import secrets_of
from tests.ui.lesson import Key, Lesson
from tests.ui.person import KEYS, Person
from tests.ui.test_classroom import Teacher, names_in, with_class, writes
from tests.window import ALONE, own_address
from trainer.core.room import Phase
from trainer.core.rubric import Verdict
from trainer.ui.keeper import Surroundings
from trainer.ui.widgets.people import PeopleGrid

PATIENCE = 60_000
"""Milliseconds, as for the phones."""

Result = TypeVar("Result")


def by_itself() -> Surroundings:
    """A computer that nobody outside can reach, nor another run of the tests."""
    return Surroundings(lambda: (own_address(),), ALONE.ways)


class InClass:
    """A room that is open in the window; notes what is said at the machine, and each reveal."""

    def __init__(self, person: Person, mates: Mates) -> None:
        self.person, self.mates = person, mates
        self.lesson = Lesson(person)
        self.revisions = self.lesson.running.revisions
        self.revealed: dict[int, float] = {}
        """When the key of each position was revealed, on the phones' clock."""
        self.hands: dict[tuple[int, int], tuple[int, int, int]] = {}
        self._seats: dict[tuple[str, int, int], Verdict] = {}

    @property
    def counts(self) -> Counts:
        """What pupils have said up to now, as they themselves would tell it."""
        seats = [Given(*vote, verdict) for vote, verdict in self._seats.items()]
        phones = [phone for phone in self.mates.phones if not phone.newest["own"]["removed"]]
        return Counts((*given_by(phones), *seats), told_to(phones), self.hands)

    def waits(self, seen: Callable[[], bool]) -> None:
        self.person.waits_until(seen, PATIENCE)

    def sees(self, words: str) -> None:
        """Wait until the teacher's page shows this."""
        self.waits(lambda: words in self.person.sees())

    def together(self, future: "Future[Result]") -> Result:
        """Wait, with the window alive, until the phones have done something."""
        self.waits(future.done)
        return future.result()

    def phones(
        self,
        act: Callable[[Mate], Coroutine[object, object, Result]],
        phones: Iterable[Mate] | None = None,
    ) -> list[Result]:
        """Let all phones do something at once, or some of them."""
        return self.together(self.mates.all(act, phones))

    def door(self) -> tuple[str, str]:
        """The address and the code that stand on the teacher's page."""
        self.sees(" · code ")
        return way_in(self.person.sees())

    def come(self, url: str, wishes: Iterable[tuple[str, str]]) -> list[Mate]:
        """Let phones come in, each with its key and the name that it picks."""
        return self.together(self.mates.do(self.mates.come(url, wishes)))

    def steps(
        self, phase: Phase, position: int, round_: int = FIRST, key: Key = Key.Key_Space
    ) -> None:
        """Press a key, and wait until every phone in reach shows what it leads to."""
        self.lesson.presses(key)
        self._reaches(phase, position, round_)

    def _reaches(self, phase: Phase, position: int, round_: int) -> None:
        there = [phone for phone in self.mates.phones if phone.connected]
        self.phones(lambda phone: phone.is_at(phase, position, round_), there)

    def votes(self, said: Mapping[Mate, Verdict]) -> None:
        """Let these phones press an answer, and wait until each was told that it is saved."""
        self.phones(lambda phone: phone.chooses(said[phone]), said)
        for phone, verdict in said.items():
            assert phone.chosen is verdict
            assert phone.sent[-1].saved

    def chooses(self, name: str) -> None:
        """Go to somebody in the room by arrows."""
        people = self.person.find(PeopleGrid)
        if people.chosen is None:
            self.lesson.presses(Key.Key_Right)
        way = [row.name for row in people.model_.rows].index(name) - people.currentIndex().row()
        self.lesson.presses(*[Key.Key_Right if way > 0 else Key.Key_Left] * abs(way))

    def at_the_machine(self, name: str, verdict: Verdict) -> None:
        """Note by keys what somebody in the hot seat says."""
        self.chooses(name)
        room = self.lesson.room
        self.lesson.presses(KEYS[verdict])
        self._seats[name, room.position, int(room.round)] = verdict

    def raise_hands(self, position: int, hands: tuple[int, int, int]) -> None:
        """Type in how many hands are up."""
        self.lesson.presses(Key.Key_H)
        for up in hands:
            self.lesson.types(str(up))
            self.lesson.presses(Key.Key_Return)
        self.hands[position, FIRST] = hands
        self.sees(f"{sum(hands)} raised hands")

    def reveals(self, position: int) -> None:
        """Close the vote, show how it fell, reveal, and light all the words."""
        self.steps(Phase.CLOSED, position)
        self.steps(Phase.DISTRIBUTION, position)
        self.unveils(position)

    def unveils(self, position: int, round_: int = FIRST) -> None:
        """Reveal what stands as a distribution, and light all the words."""
        self.revealed[position] = time.monotonic()
        self.steps(Phase.REVEAL, position, round_)
        self.lesson.presses(Key.Key_L)

    def ends(self) -> None:
        """End the quiz with the last step, which is asked about."""
        last = len(self.revisions) - 1
        self.lesson.presses(Key.Key_Space, Key.Key_Return)
        self._reaches(Phase.ENDED, last, self.lesson.room.round)
        self.sees("The quiz is over.")


def way_in(words: str) -> tuple[str, str]:
    """The address and the code that stand among what can be seen."""
    found = re.search(r"(\S+:\d+) · code (\S+ \S+)", words)
    assert found is not None, words
    return f"http://{found[1]}", found[2]


def nothing_was_told_too_early(room: InClass) -> None:
    """Look through all that came to each phone for what only a reveal tells, and was not yet told.

    The same search finds it afterwards: else it would have found nothing anyway.
    """
    early: dict[str, float] = {}
    for position, revision in enumerate(room.revisions):
        for secret in secrets_of(revision.question):
            # Another question may give the same reason, and a note may quote the excerpt.
            if not any(secret in other.text for other in room.revisions):
                moment = room.revealed.get(position, math.inf)
                early[secret] = min(moment, early.get(secret, math.inf))
    assert len(early) > 3 * len(room.revealed)
    for phone in room.mates.phones:
        heard = {moment: phone.heard_before(moment).decode() for moment in set(early.values())}
        for secret, moment in early.items():
            assert json.dumps(secret, ensure_ascii=False)[1:-1] not in heard[moment], secret
    (first, *_) = room.mates.phones
    explained = {
        revision.question.key.explanation
        for position, revision in enumerate(room.revisions)
        if position in room.revealed and revision.question.key is not None
    }
    everything = first.heard_before(math.inf).decode()
    assert all(json.dumps(one, ensure_ascii=False)[1:-1] in everything for one in explained)


def prepares(teacher: Teacher, title: str, school_class: str, questions: int) -> None:
    """Pick questions for a class whose pupils pick their names from its list."""
    person = teacher.person
    person.presses("Prepare a quiz")
    person.picks("Number of questions", f"{questions} questions")
    person.picks("Class", school_class)
    person.picks("Names", "The list of a class")
    title_field = teacher.page.prepare.title
    title_field.clear()
    writes(person, title_field, title)
    teacher.picks()


def adds_class(teacher: Teacher, name: str, pupils: Sequence[str]) -> None:
    """Make a class and paste its list."""
    with_class(teacher, name)
    names_in(teacher, "\n".join(pupils))
    teacher.person.presses("Keep this list")
    teacher.person.waits_until(
        lambda: f"The list of {name} is kept." in teacher.person.sees(), PATIENCE
    )
