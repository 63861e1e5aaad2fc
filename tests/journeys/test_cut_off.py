"""The journey of a teacher whose computer goes off in the middle of a lesson.

What happens, minute by minute:

 0. She picks five questions with made-up names and starts. Thirty phones type the code.
 3. Questions 1 to 3 go their way.
10. In question 4 all have answered, and many are still changing their minds, when the computer
    goes off: all thirty phones lose it, some in the middle of sending.
12. She starts the program again. It offers to go on with the quiz that was cut off; she presses
    the button. The phones come back by themselves, each with its own answer, and send what had got
    no answer. Her page shows thirty in the room, all of whom have answered.
13. A few change their answer once more. She closes, reveals, asks question 5, and ends the quiz.
    Each phone says how many were right; what counts before the cut counts as what came after.
20. At home she looks at how it went.
"""

import datetime as dt
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.counts import Counts, given_by, told_to
from tests.journeys.leading import Leader
from tests.journeys.program import Program, started
from tests.journeys.report import page_agrees
from tests.live.classmates import PATIENCE, Mate, Mates, classmates
from tests.live.ledger import nothing_lost_or_doubled
from tests.ui.lesson import Key
from tests.ui.person import Person, other
from trainer.core.room import Phase
from trainer.core.rubric import Verdict
from trainer.ui.widgets.tables import GridTable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix thing")

THIRTY = 30


class Teacher(Leader):
    """The teacher of this lesson, and what her class does."""

    def __init__(self, program: Program, mates: Mates, chance: random.Random) -> None:
        super().__init__(program, mates)
        self._chance = chance

    def presses(self, phase: Phase, position: int, *keys: str) -> None:
        """Press keys, the last of which brings every phone to this."""
        self.program.types(*keys)
        self.mates.all(lambda phone: phone.is_at(phase, position)).result(PATIENCE)

    def all_answer(self) -> None:
        said = {phone: self._chance.choice(list(Verdict)) for phone in self.mates.phones}
        self.mates.all(lambda phone: phone.chooses(said[phone])).result(PATIENCE)
        self.program.sees("30 of 30 have answered")

    def reveals(self, position: int) -> None:
        for phase in (Phase.CLOSED, Phase.DISTRIBUTION, Phase.REVEAL):
            self.presses(phase, position, "Space")
        self.program.types("L")

    def finds_all_as_they_were(self) -> None:
        """See that everybody is back, and ask each phone for its answer."""
        assert "Question 4 of 5 · the vote is open" in self.program.sees("30 of 30 have answered")
        all_here = "30 in the room"
        self.program.waits(lambda: all_here in self.program.types().splitlines(), all_here)
        states = self.mates.all(Mate.state).result(PATIENCE)
        for phone, state in zip(self.mates.phones, states, strict=True):
            last = [one for one in phone.sent if one.position == 3][-1]
            assert last.saved
            assert state["own"]["chosen"] == last.verdict.value


def test_killed_in_question_four_the_lesson_goes_on(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    chance = random.Random(4)
    with classmates(4) as mates:
        with started(tmp_path) as program:
            teacher = Teacher(program, mates, chance)
            teacher.begins(THIRTY, "Up", "Up")
            for position in range(3):
                teacher.presses(Phase.OPEN, position, "Space")
                teacher.all_answer()
                teacher.reveals(position)
            teacher.presses(Phase.OPEN, 3, "Space")
            teacher.all_answer()
            changed = mates.acknowledged
            mates.fidget(0.0, 0.2)
            program.waits(lambda: mates.acknowledged > changed + 3 * THIRTY)
            program.kill()
            resting = mates.rest()

        with started(tmp_path) as program:
            teacher = Teacher(program, mates, chance)
            teacher.goes_on()
            resting.result(PATIENCE)
            teacher.finds_all_as_they_were()
            some = mates.phones[::6]
            mates.all(lambda phone: phone.chooses(other(phone.shown)), some).result(PATIENCE)
            teacher.reveals(3)
            teacher.presses(Phase.OPEN, 4, "Space")
            teacher.all_answer()
            teacher.reveals(4)
            program.types("Space")
            program.sees("End the quiz?")
            teacher.presses(Phase.ENDED, 4, "Return")
            program.sees("The quiz is over.")
            assert program.close() == 0

        counts = Counts(tuple(given_by(mates.phones)), told_to(mates.phones))
        assert counts.answers == 5 * THIRTY
        for phone in mates.phones:
            right, answered = counts.of(phone.name)
            assert f"You judged {right} of {answered} " in phone.newest["own"]["score"]
        phones = mates.phones

    person = open_window(tmp_path, moment=dt.datetime.now(dt.UTC))
    (line,) = person.opened.classroom.past()
    nothing_lost_or_doubled(person.opened.classroom.kept(line.id), phones)
    person.presses("Classroom")
    person.presses("Past quizzes")
    person.find(GridTable).setFocus()
    person.types(Key.Key_Return)
    page_agrees(person, counts)
