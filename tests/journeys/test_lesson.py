"""The journey of a teacher and her class through a whole lesson with phones.

What happens, minute by minute:

 0. At home she has made the class 8b from its list. Now she picks ten questions for it, starts, and
    shows the room on the projector. The doors open by themselves.
 2. Fourteen phones scan the picture code, fifteen type the code. Then Yara picks her neighbour's
    name by mistake. The page says that Ada was picked twice; the teacher lets the second choose
    again, and Yara picks her own name. Zoran and Greta have no phone and come to the machine.
 4. Question 1: all answer, some change their minds. She closes, shows how it fell, reveals.
 6. Question 2: Ben has answered when his phone goes off. It comes back with his answer, which he
    changes. They argue before the reveal and vote again.
 9. Question 3: the last, Max, comes late, when it is open already.
11. Question 4: visitors at the back raise their hands beside the phones.
13. Question 5: some have answered when she finds that it spoils the next text: she skips it.
14. Question 6: a fire drill. Half have answered; nothing is taken until they are back.
17. Question 7: they argue after the reveal, and vote again.
20. Questions 8 to 10, one after the other, and the end. Each phone says how many were right.
25. She looks at how it went, and takes it along as a workbook and as a table.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.journeys.in_class import (
    InClass,
    adds_class,
    by_itself,
    nothing_was_told_too_early,
    prepares,
)
from tests.journeys.report import files_agree, page_agrees
from tests.live.classmates import Mate, Mates, classmates
from tests.ui.lesson import Key
from tests.ui.person import Person, other
from tests.ui.test_classroom import Teacher
from trainer.core.room import Phase
from trainer.core.rubric import Verdict

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

# fmt: off
PUPILS = (
    "Ada", "Ben", "Cleo", "Dov", "Elif", "Femi", "Gita", "Hugo", "Ines", "Jun", "Kaya", "Leon",
    "Max", "Nour", "Olga", "Pia", "Quinn", "Rosa", "Sami", "Tara", "Ugo", "Vera", "Wim", "Xenia",
    "Yara", "Zoran", "Aylin", "Boris", "Chiara", "Dario", "Enid", "Fritz",
    "Greta",
)
# fmt: on
GONE, LATE, WRONG, PHONELESS = "Ben", "Max", "Yara", "Zoran"
SEATS = (PHONELESS, "Greta")
STILL = dt.timedelta(0)


class Monday(InClass):
    """The lesson in 8b. `playing` are the phones that stay in it."""

    def __init__(self, person: Person, mates: Mates) -> None:
        super().__init__(person, mates)
        self._chance = random.Random(8)
        self.playing: list[Mate] = []

    def lets_them_in(self) -> None:
        url, self.code = self.door()
        self.lesson.presses(Key.Key_F)
        secret = self.lesson.projector.lobby.code.content.removeprefix(f"{url}/j/")
        there = [one for one in PUPILS if one not in {WRONG, LATE, *SEATS}]
        self.playing += self.come(url, [(secret, name) for name in there[:14]])
        self.playing += self.come(url, [(self.code.lower(), name) for name in there[14:]])
        self.sees("29 in the room")
        (yara,) = self.come(url, [(secret, "Ada")])
        assert yara.name == "Ada 2"
        self.sees("Picked twice: Ada, Ada 2. C lets the wrong one choose again.")
        self.lesson.presses(Key.Key_C)
        assert "Let Ada 2 choose a name again?" in self.person.sees()
        self.lesson.presses(Key.Key_Return)
        assert "Picked twice" not in self.person.sees()
        self.phones(lambda phone: phone.sees(lambda seen: seen.freed), [yara])
        self.phones(lambda phone: phone.comes_in("", WRONG), [yara])
        assert yara.name == WRONG
        self.playing.append(yara)
        for name in SEATS:
            self.lesson.seats(name)
        self.sees("32 in the room")

    def they_say(self, phones: Iterable[Mate]) -> None:
        """Let each of these phones say something to the question."""
        self.votes({phone: self._chance.choice(list(Verdict)) for phone in phones})

    def all_answer(self) -> None:
        """Let everybody say something, at the phones and at the machine."""
        self.they_say(self.playing)
        for name in SEATS:
            self.at_the_machine(name, self._chance.choice(list(Verdict)))
        everybody = len(self.playing) + len(SEATS)
        self.sees(f"{everybody} of {everybody} have answered")

    def some_change_their_minds(self) -> None:
        self.votes({phone: other(phone.shown) for phone in self.playing[::4]})
        self.at_the_machine(PHONELESS, Verdict.CLAIM)

    def one_goes_off_and_comes_back(self) -> None:
        (ben,) = (phone for phone in self.playing if phone.name == GONE)
        said = ben.shown
        self.phones(Mate.leaves, [ben])
        self.sees("32 in the room · 1 phone gone")
        self.mates.back(ben)
        self.phones(lambda phone: phone.sees(lambda seen: seen.connected), [ben])
        assert ben.shown is said
        self.votes({ben: other(said)})
        self.waits(lambda: "phone gone" not in self.person.sees())

    def they_vote_again(self, position: int) -> None:
        """Open the second vote, on which everybody answers, and show how it fell."""
        self.steps(Phase.OPEN, position, 2, Key.Key_V)
        self.all_answer()
        self.steps(Phase.CLOSED, position, 2)
        self.steps(Phase.DISTRIBUTION, position, 2)

    def one_comes_late(self, position: int) -> None:
        url, _ = self.door()
        self.playing += self.come(url, [(self.code, LATE)])
        assert self.playing[-1].at == (Phase.OPEN, position, 1)

    def is_skipped(self) -> None:
        self.they_say(self.playing[:9])
        self.at_the_machine(PHONELESS, Verdict.CLAIM)
        self.lesson.presses(Key.Key_S)
        assert "Skip this question?" in self.person.sees()

    def is_interrupted(self, position: int) -> None:
        """Half have answered when she pauses; the others answer when it goes on."""
        early, late = self.playing[:15], self.playing[15:]
        self.they_say(early)
        self.lesson.presses(Key.Key_P)
        self.phones(lambda phone: phone.sees(lambda seen: not seen.may_choose))
        vote = {"position": position, "round": 1, "verdict": other(early[0].shown).value}
        (refused,) = self.phones(lambda phone: phone.post("/vote", vote), early[:1])
        assert (refused.status, refused.body["refused"]) == (409, "paused")
        self.lesson.presses(Key.Key_P)
        self.phones(lambda phone: phone.sees(lambda seen: seen.may_choose), self.playing)
        self.they_say(late)
        for name in SEATS:
            self.at_the_machine(name, Verdict.PROPAGANDA)
        self.sees("33 of 33 have answered")


def test_a_whole_lesson_with_thirty_phones_and_two_at_the_machine(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    teacher = Teacher(open_window(step=STILL, surroundings=by_itself()))
    with classmates(8) as mates:
        adds_class(teacher, "8b", PUPILS)
        prepares(teacher, "Monday", "8b (33)", 10)
        teacher.starts()
        monday = Monday(teacher.person, mates)
        monday.lets_them_in()

        monday.steps(Phase.OPEN, 0)
        monday.all_answer()
        monday.some_change_their_minds()
        monday.reveals(0)

        monday.steps(Phase.OPEN, 1)
        monday.all_answer()
        monday.one_goes_off_and_comes_back()
        monday.steps(Phase.CLOSED, 1)
        monday.steps(Phase.DISTRIBUTION, 1)
        monday.they_vote_again(1)
        monday.unveils(1, 2)

        monday.steps(Phase.OPEN, 2)
        monday.one_comes_late(2)
        monday.all_answer()
        monday.reveals(2)

        monday.steps(Phase.OPEN, 3)
        monday.all_answer()
        monday.raise_hands(3, (4, 0, 7))
        monday.reveals(3)

        monday.steps(Phase.OPEN, 4)
        monday.is_skipped()
        monday.steps(Phase.OPEN, 5, key=Key.Key_Return)
        monday.is_interrupted(5)
        monday.reveals(5)

        monday.steps(Phase.OPEN, 6)
        monday.all_answer()
        monday.reveals(6)
        monday.they_vote_again(6)

        for position in (7, 8, 9):
            monday.steps(Phase.OPEN, position)
            monday.all_answer()
            monday.reveals(position)
        monday.ends()
        counts = monday.counts
        assert counts.truths.keys() == set(range(10)) - {4}
        assert_told_their_scores(monday)
        nothing_was_told_too_early(monday)

    teacher.person.types(Key.Key_G)
    page_agrees(teacher.person, counts)
    files_agree(teacher.person, counts, tmp_path)


def assert_told_their_scores(monday: Monday) -> None:
    for phone in monday.playing:
        right, answered = monday.counts.of(phone.name)
        assert f"You judged {right} of {answered} " in phone.newest["own"]["score"]
