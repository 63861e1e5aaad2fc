"""A teacher in front of a class: the window, the quiz that runs, the phones and the projector."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.person import Person, words_of
from trainer.core.catalogue import Entry
from trainer.core.changes import Changes, Topic
from trainer.core.clock import SteppingClock
from trainer.core.revisions import Revision
from trainer.core.room import Names, Room
from trainer.core.rubric import Verdict
from trainer.live.host import Ballot, Wish
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan
from trainer.services.classroom.running import Running
from trainer.ui.keeper import Keeper
from trainer.ui.places import Place, Where
from trainer.ui.projector import Projector
from trainer.ui.widgets.people import PeopleGrid

SECONDS = 10
Key = Qt.Key


@dataclass
class Lesson:
    """One room in one window, and what its teacher and pupils do."""

    person: Person
    phones: dict[str, int] = field(default_factory=dict)

    def begins(
        self,
        size: int = 2,
        *,
        entries: Sequence[Entry] = (),
        names: Names = Names.NICKNAMES,
        school_class: int | None = None,
        teams: int = 0,
        seconds: int = 0,
        phones: bool = False,
    ) -> "Lesson":
        """Open a room and its page; without doors unless `phones`."""
        classroom = self.person.opened.classroom
        chosen = tuple(entries) or classroom.quizzes.pick(Choice(), size, random.Random(3))
        classroom.open(Plan("Monday", chosen, names, school_class, teams, seconds, phones))
        self.person.window.hub.publish(Changes.of(Topic.ROOM))
        self.person.window.lead_to(Place(Where.ROOM))
        return self

    @property
    def running(self) -> Running:
        running = self.person.opened.classroom.running
        assert running is not None
        return running

    @property
    def room(self) -> Room:
        return self.running.view().room

    @property
    def clock(self) -> SteppingClock:
        clock = self.person.window._clock
        assert isinstance(clock, SteppingClock)
        return clock

    @property
    def keeper(self) -> Keeper:
        assert self.person.window.keeper is not None
        return self.person.window.keeper

    @property
    def projector(self) -> Projector:
        return self.keeper.projector

    @property
    def revision(self) -> Revision:
        revision = self.running.view().revision
        assert revision is not None
        return revision

    @property
    def truth(self) -> Verdict:
        assert self.room.item is not None
        assert self.room.item.truth is not None
        return self.room.item.truth

    def joins(self, *names: str, here: bool = True) -> None:
        """Let phones in under these names, which count only where names are free."""
        wishes = [Wish(f"token of {name}", name) for name in names]
        numbers = self.running.phones.join(wishes).result(SECONDS)
        for name, number in zip(names, numbers, strict=True):
            assert isinstance(number, int), number
            self.phones[name] = number
            if here:
                self.running.phones.seen(number, here=True)
        self.hears()

    def says(self, name: str, verdict: Verdict) -> object:
        """Let a phone answer; why it was refused, if it was."""
        room = self.room
        ballot = Ballot(self.phones[name], room.position, room.round, verdict)
        refused = self.running.phones.vote([ballot]).result(SECONDS)[0]
        self.hears()
        return refused

    def hears(self) -> None:
        """Wait until the page has heard of what phones did."""
        self.person.rests(90)

    def presses(self, *keys: Key) -> None:
        self.person.types(*keys)

    def types(self, words: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self.person.focus, words)

    def seats(self, name: str) -> None:
        """Call somebody to the hot seat, by keys."""
        self.presses(Key.Key_N)
        self.types(name)
        self.presses(Key.Key_Return)

    def list_says(self) -> list[str]:
        """What the list of people says of each, as a screen reader hears it."""
        rows = self.person.find(PeopleGrid).model_.rows
        return [row.says for row in rows]

    def class_sees(self) -> str:
        """All words on the projector."""
        return "\n".join(
            words
            for widget in self.projector.findChildren(QWidget)
            if widget.isVisible() and (words := words_of(widget))
        )


def told_of(revision: Revision) -> Iterator[str]:
    """Every sentence that gives the key of a question away."""
    question = revision.question
    if question.key is not None:
        yield question.key.explanation
    yield from (cue.note for cue in question.cues)
    yield from question.views.values()


def spoken(root: QObject) -> str:
    """Everything that a screen reader could be told of the widgets in a window."""
    widgets = [one for one in root.findChildren(QWidget) if one.isVisible()]
    return "\n".join(f"{one.accessibleName()}\n{one.accessibleDescription()}" for one in widgets)


def key_at(widget: QWidget, key: Key) -> None:
    """Press a key at another window than the teacher's."""
    window = widget.window()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    glass = window.windowHandle()
    assert glass is not None
    QTest.keyClick(glass, key)
    QApplication.sendPostedEvents()
