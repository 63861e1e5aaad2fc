"""What the preparing page shows: the choices, the questions that were picked, and past quizzes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.core.catalogue import Entry, PackCard
from trainer.core.classroom import RoomLine, SchoolClass
from trainer.core.dates import moment
from trainer.core.revisions import Revision
from trainer.core.room import Names
from trainer.core.words import t, tn
from trainer.services.classroom.quizzes import QUIZ_SIZE, Choice
from trainer.services.classroom.rooms import Plan
from trainer.ui.plots import Grid

SIZES = (5, 8, QUIZ_SIZE, 12, 15, 20)
SECONDS = (0, 30, 60, 90, 120)
TEAMS = (0, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Draft:
    """A quiz as it is being put together. An empty pack and level 0 mean all of them."""

    title: str = ""
    pack: str = ""
    level: int = 0
    size: int = QUIZ_SIZE
    names: Names = Names.NICKNAMES
    school_class: int | None = None
    seconds: int = 0
    teams: int = 0
    phones: bool = True
    entries: tuple[Entry, ...] = ()

    @property
    def choice(self) -> Choice:
        """Which questions it may draw from."""
        return Choice(
            packs=(self.pack,) if self.pack else (), levels=(self.level,) if self.level else ()
        )

    @property
    def plan(self) -> Plan:
        """What is started."""
        return Plan(
            title=self.title,
            entries=self.entries,
            names=self.names,
            school_class=self.school_class,
            teams=self.teams,
            seconds=self.seconds,
            phones=self.phones,
        )


@dataclass(frozen=True, slots=True)
class ClassroomState:
    """The preparing page. Choices are keys with their words; `past_rooms` belong to `past`."""

    packs: tuple[tuple[str, str], ...]
    levels: tuple[tuple[int, str], ...]
    sizes: tuple[tuple[int, str], ...]
    names: tuple[tuple[Names, str], ...]
    classes: tuple[tuple[int, str], ...]
    timers: tuple[tuple[int, str], ...]
    teams: tuple[tuple[int, str], ...]
    phones: tuple[tuple[bool, str], ...]
    picked: Grid
    picked_said: str
    may_start: bool
    obstacle: str
    past: Grid
    past_rooms: tuple[int, ...]
    past_said: str


def classroom_state(
    draft: Draft,
    cards: Sequence[PackCard],
    revisions: Mapping[str, Revision],
    *,
    classes: Sequence[SchoolClass],
    past: Sequence[RoomLine],
    now: dt.datetime,
    keeps: bool,
) -> ClassroomState:
    """The page for a draft. `revisions` has the picked questions by their content hash.

    `keeps` is false for a guest and where nothing can be written: then nothing can be started.
    """
    wanting = draft.names is Names.ROSTER and draft.school_class is None
    return ClassroomState(
        packs=(("", t("All packs")), *((c.id, c.title) for c in cards if not c.broken)),
        levels=((0, t("Every level")), *((n, t("Level {level}", level=n)) for n in (1, 2, 3))),
        sizes=tuple((n, tn("{number} question", "{number} questions", n)) for n in SIZES),
        names=(
            (Names.NICKNAMES, t("Made-up nicknames")),
            (Names.FREE, t("Names they type")),
            (Names.ROSTER, t("Names from a class list")),
        ),
        classes=tuple((one.id, _class_words(one)) for one in classes),
        timers=tuple(
            (n, tn("{number} second", "{number} seconds", n) if n else t("No timer"))
            for n in SECONDS
        ),
        teams=tuple(
            (n, tn("{number} team", "{number} teams", n) if n else t("No teams")) for n in TEAMS
        ),
        phones=((True, t("With phones")), (False, t("Without phones"))),
        picked=_picked(draft.entries, revisions),
        picked_said=_picked_said(draft.entries),
        may_start=keeps and bool(draft.entries) and not wanting,
        obstacle=_obstacle(keeps=keeps, wanting=wanting, classes=classes),
        past=_past(past, now),
        past_rooms=tuple(line.id for line in past),
        past_said="" if past else t("No quiz has ended yet. Each one is kept here afterwards."),
    )


def _class_words(one: SchoolClass) -> str:
    return tn("{name}, {number} pupil", "{name}, {number} pupils", one.pupils, name=one.name)


def _picked(entries: Sequence[Entry], revisions: Mapping[str, Revision]) -> Grid:
    rows = []
    for number, entry in enumerate(entries, 1):
        revision = revisions[entry.revision]
        statement = " ".join(revision.question.statement.text.split())
        rows.append((str(number), statement, revision.pack_title, str(entry.level)))
    return Grid((t("No."), t("Statement"), t("Pack"), t("Level")), tuple(rows))


def _picked_said(entries: Sequence[Entry]) -> str:
    if not entries:
        return t("No question fits these choices. Choose another pack or level.")
    return tn(
        "{number} question. Delete takes one out, Alt with an arrow moves it.",
        "{number} questions. Delete takes one out, Alt with an arrow moves it.",
        len(entries),
    )


def _obstacle(*, keeps: bool, wanting: bool, classes: Sequence[SchoolClass]) -> str:
    if not keeps:
        return t("A quiz is kept as it happens, and nothing can be kept here just now.")
    if wanting and not classes:
        return t("There is no class list yet. Add one below, or choose another way of naming.")
    return ""


def _past(past: Sequence[RoomLine], now: dt.datetime) -> Grid:
    return Grid(
        (t("Quiz"), t("When"), t("Class"), t("Questions"), t("Players"), t("Answers")),
        tuple(
            (
                line.title,
                moment(line.started_at, now),
                line.class_name,
                str(line.questions),
                str(line.players),
                str(line.answers),
            )
            for line in past
        ),
    )
