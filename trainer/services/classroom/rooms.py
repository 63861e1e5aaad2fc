"""Opening rooms, going on with one after a break, and finding past ones."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.core.catalogue import Catalogue, Entry
from trainer.core.changes import Changes, Topic
from trainer.core.classroom import KeptRoom, Pupil, RoomLine, Setting
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.room import Names, Phase
from trainer.core.words import t
from trainer.services.classroom.classes import Classes
from trainer.services.classroom.codes import new_code, new_secret
from trainer.services.classroom.paper import Paper
from trainer.services.classroom.quizzes import MOST_QUESTIONS, Quizzes
from trainer.services.classroom.reports import Reports
from trainer.services.classroom.running import Running
from trainer.store.history import History

_CHANGED = Changes.of(Topic.ROOM, Topic.CLASSES)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a teacher wants to start: these questions in this order, and how the class takes part.

    `school_class` is None without a class. `teams` is their number, 0 for none; `seconds` how long
    a vote stays open, 0 for as long as the teacher wants. `phones` is false for a lesson with hot
    seat, raised hands or paper alone.
    """

    title: str
    entries: tuple[Entry, ...]
    names: Names = Names.NICKNAMES
    school_class: int | None = None
    teams: int = 0
    seconds: int = 0
    phones: bool = True


class Classroom:
    """The classroom's verbs over one open history. What it raises is a `UserError`.

    At most one room runs at a time. `page` is the folder of the phone page.
    """

    def __init__(
        self,
        history: History,
        catalogue: Catalogue,
        clock: Clock,
        page: Path,
        chance: random.Random | None = None,
    ) -> None:
        self._history = history
        self._catalogue = catalogue
        self._clock = clock
        self._page = page
        self._chance = chance
        self.quizzes = Quizzes(history.classes, catalogue, clock, chance)
        self.classes = Classes(history.classes, clock)
        self.paper = Paper(history.rooms, self.classes, clock, runs=self._runs)
        self.reports = Reports(history.rooms, clock, history.wait_saved)
        self.running: Running | None = None
        # What was ended a moment ago may not be on the disk yet, where `unfinished` looks.
        self._over: set[int] = set()

    def open(self, plan: Plan) -> Running:
        """Open a room, in which nothing is asked yet. It may take a moment, off the GUI thread."""
        self._refuse_second()
        room = self._add(plan)
        return self._run(self._history.rooms.kept(room))

    def open_on_paper(self, plan: Plan) -> int:
        """Keep a quiz that is answered on paper alone; its number, for sheets and grid."""
        room = self._add(replace(plan, phones=False))
        ended = self._history.rooms.kept(room).room.end()
        self._history.rooms.keep_state(ended, self._clock.now()).expect(5.0)
        return room

    def unfinished(self) -> RoomLine | None:
        """A room that was neither ended nor left, to go on with; None while one runs."""
        line = None if self.running is not None else self._history.rooms.unfinished()
        return None if line is None or line.id in self._over else line

    def resume(self, room: int) -> Running:
        """Go on with a room where it stood. Phones that knew it come back by themselves."""
        self._refuse_second()
        kept = self._history.rooms.kept(room)
        if kept.room.paused or kept.room.closes_at is None:
            return self._run(kept)
        # Time does not run while the program is away.
        now = self._clock.now()
        left = max(kept.room.closes_at - now, dt.timedelta(0))
        paused = replace(kept.room, paused=True, closes_at=None, left=left)
        return self._run(replace(kept, room=paused))

    def leave(self, room: int) -> Changes:
        """End a room that was cut off, without going on with it."""
        kept = self._history.rooms.kept(room)
        self._history.rooms.keep_state(kept.room.end(), self._clock.now())
        self._over.add(room)
        return _CHANGED

    def put_away(self) -> Changes:
        """Close the doors of the running room. Unless it has ended, it can be gone on with."""
        running, self.running = self.running, None
        if running is None:
            return Changes()
        running.close_doors()
        if running.view().room.phase is Phase.ENDED:
            self._over.add(running.id)
        return _CHANGED

    def past(self, school_class: int | None = None) -> tuple[RoomLine, ...]:
        """Rooms that have ended, of one class or all; the latest first."""
        return self._history.rooms.lines(school_class)

    def kept(self, room: int) -> KeptRoom:
        """Everything that is kept of a room."""
        return self._history.rooms.kept(room)

    def erase(self, room: int) -> Changes:
        """Let a past room go with all its answers, out of the backups too.

        It may take seconds, and is done off the GUI thread.
        """
        if self._runs(room):
            raise UserError(
                t("This quiz is still open."), t("Close its room first, then erase it.")
            )
        self._history.rooms.erase(room)
        return _CHANGED

    def set_aside(self) -> tuple[Path, ...]:
        """Damaged histories that were kept, which no erasing of a class or a quiz touches."""
        return self._history.people.set_aside()

    def _runs(self, room: int) -> bool:
        return self.running is not None and self.running.id == room

    def _refuse_second(self) -> None:
        if self.running is not None:
            raise UserError(
                t("A quiz is running already."), t("End it or put it away, then start another.")
            )

    def _add(self, plan: Plan) -> int:
        if not 1 <= len(plan.entries) <= MOST_QUESTIONS:
            raise UserError(
                t("A quiz has 1 to {number} questions.", number=MOST_QUESTIONS),
                t("Pick some, or take some out."),
            )
        if plan.names is Names.ROSTER and not self._pupils(plan.school_class):
            raise UserError(
                t("There is no list of names to pick from."),
                t("Choose a class with pupils, or another way of naming."),
            )
        setting = Setting(
            title=plan.title or t("Quiz"),
            names=plan.names,
            school_class=plan.school_class,
            teams=plan.teams,
            seconds=plan.seconds,
            phones=plan.phones,
            secret=new_secret(),
            code=new_code(),
        )
        revisions = [self._catalogue.revision(entry.revision) for entry in plan.entries]
        room = self._history.rooms.add(setting, revisions, self._clock.now())
        # The number may be that of a room which was erased.
        self._over.discard(room)
        return room

    def _run(self, kept: KeptRoom) -> Running:
        self.running = Running(
            self._history.rooms,
            kept,
            self._clock,
            page=self._page,
            roster=self._pupils(kept.setting.school_class),
            chance=self._chance,
        )
        return self.running

    def _pupils(self, school_class: int | None) -> Sequence[Pupil]:
        return () if school_class is None else self.classes.pupils(school_class)
