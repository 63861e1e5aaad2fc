"""A made-up lesson: a class that judges a quiz by phone, for pictures and measurements."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.room import Names, Phase, Refusal, Room
from trainer.core.rubric import Verdict
from trainer.live.host import Ballot, Wish
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Classroom, Plan
from trainer.services.classroom.running import Running

_PATIENCE = 20.0
_FIRST_SKILL, _LAST_SKILL = 0.35, 0.9
_MISSING = 0.06
"""How often somebody does not answer."""

_AGAIN = 4
"""Every so manieth question is voted on twice."""


@dataclass(frozen=True, slots=True)
class MadeUpLesson:
    """How large the lesson is. `better` is added to how often each pupil is right, 0 to 1."""

    title: str
    pupils: int
    questions: int
    school_class: int | None = None
    teams: int = 0
    better: float = 0.0
    hands: bool = False


def class_of(classroom: Classroom, name: str, pupils: Sequence[str]) -> int:
    """A class of this name, which must be a new one, with these pupils; its number."""
    classroom.classes.add(name)
    school_class = next(one.id for one in classroom.classes.all() if one.name == name)
    classroom.classes.set_pupils(school_class, pupils)
    return school_class


def hold_lesson(classroom: Classroom, lesson: MadeUpLesson, seed: int = 11) -> int:
    """Hold a lesson from the lobby to the end, through the services; the room's number."""
    chance = random.Random(seed)  # noqa: S311  the same lesson each time
    plan = Plan(
        lesson.title,
        classroom.quizzes.pick(Choice(), lesson.questions, chance),
        names=Names.NICKNAMES if lesson.school_class is None else Names.ROSTER,
        school_class=lesson.school_class,
        teams=lesson.teams,
    )
    running = classroom.open(plan)
    _Class(running, lesson, chance).hold(_pupils(classroom, lesson))
    room = running.id
    classroom.put_away()
    return room


def _pupils(classroom: Classroom, lesson: MadeUpLesson) -> list[int | None]:
    if lesson.school_class is None:
        return [None] * lesson.pupils
    listed = classroom.classes.pupils(lesson.school_class)
    return [pupil.id for pupil in listed[: lesson.pupils]]


class _Class:
    """The pupils of one lesson, each with a skill of their own."""

    def __init__(self, running: Running, lesson: MadeUpLesson, chance: random.Random) -> None:
        self._running, self._lesson, self._chance = running, lesson, chance
        self._skills: dict[int, float] = {}

    def hold(self, pupils: list[int | None]) -> None:
        """All questions, every so many with a second vote."""
        wishes = [Wish(f"token {n}", pupil=pupil) for n, pupil in enumerate(pupils)]
        came = self._running.phones.join(wishes).result(_PATIENCE)
        numbers = [number for number in came if not isinstance(number, Refusal)]
        for place, number in enumerate(numbers):
            span = _LAST_SKILL - _FIRST_SKILL
            self._skills[number] = _FIRST_SKILL + span * place / max(1, len(numbers) - 1)
        self._running.step()
        while self._room.phase is not Phase.ENDED:
            self._judge(0.0)
            if self._lesson.hands:
                self._running.take_hands((2, 1, 1))
            self._running.close_vote()
            self._running.step()
            if self._room.position % _AGAIN == _AGAIN - 1:
                self._running.vote_again()
                self._judge(0.25)
                self._running.close_vote()
                self._running.step()
            self._running.go_on()

    @property
    def _room(self) -> Room:
        return self._running.view().room

    def _judge(self, argued: float) -> None:
        room, chance = self._room, self._chance
        truth = None if room.item is None else room.item.truth
        ballots = []
        for number, skill in self._skills.items():
            if chance.random() < _MISSING:
                continue
            right = chance.random() < skill + self._lesson.better + argued
            wrong = [verdict for verdict in Verdict if verdict is not truth]
            # Whoever is wrong takes the same wrong way more often than the other.
            said = truth if right and truth else wrong[chance.random() < 1 / 3]
            ballots.append(Ballot(number, room.position, room.round, said))
        self._running.phones.vote(ballots).result(_PATIENCE)
