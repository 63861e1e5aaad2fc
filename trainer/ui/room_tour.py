"""The part of the tour that shows a quiz with a class: the teacher's page and the projector."""

import random
from collections.abc import Callable, Iterator

from PySide6.QtTest import QTest

from trainer.core.addresses import Address, Link
from trainer.core.changes import Changes, Topic
from trainer.core.room import Phase, Way
from trainer.core.rubric import Verdict
from trainer.live.host import Ballot, Wish
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan
from trainer.services.classroom.running import Running
from trainer.ui.keeper import Surroundings
from trainer.ui.pages.classroom.page import ClassroomPage
from trainer.ui.pages.classroom.state import Part
from trainer.ui.pages.preview.page import PreviewPage
from trainer.ui.pages.room.page import RoomPage
from trainer.ui.places import Place, Where
from trainer.ui.window import Window

_CLASS = 27
_PATIENCE = 5.0
_HERE = Address("127.0.0.1", "lo", Link.OTHER)
ALONE = Surroundings(lambda: (_HERE,), ())
"""A computer that only itself can reach, and that may fall asleep: nothing here needs more."""


def classroom(window: Window) -> Iterator[str]:
    """Preparing a quiz, and a class with its list; each name is that of a moment to look at."""
    opened = window.opened
    if opened is None:
        return
    window.lead_to(Place(Where.CLASSROOM))
    yield "classroom"
    page = window.page(Where.CLASSROOM)
    if not isinstance(page, ClassroomPage):
        return
    page.prepare.pick.click()
    _wait(page.prepare.table.isVisible)
    yield "classroom-quiz"
    yield from _preview(window, page)
    window.lead_to(Place(Where.BACK))
    window.hub.publish(opened.classroom.classes.add("8b"))
    (one,) = opened.classroom.classes.all()
    window.hub.publish(opened.classroom.classes.set_pupils(one.id, ["Ada", "Bo", "Cem"]))
    window.lead_to(Place(Where.CLASSROOM, part=Part.CLASSES.value))
    yield "classroom-class"


def _preview(window: Window, page: ClassroomPage) -> Iterator[str]:
    """The same quiz as the class will see it."""
    page.prepare.preview()
    preview = window.page(Where.PREVIEW)
    if not isinstance(preview, PreviewPage):
        return
    yield "preview"
    preview.turn.click()
    yield "preview-phone"
    preview.turn.click()
    preview.phone.answers[Verdict.CLAIM].click()
    preview.next.click()
    preview.next.click()
    yield "preview-reveal"
    preview.turn.click()
    yield "preview-reveal-phone"


def lesson(window: Window, *, title: str = "Reading the news, 9b") -> Iterator[str]:
    """A quiz with a class on phones, from the lobby to the end; the projector is shown beside it.

    Each name is that of a moment to be looked at.
    """
    opened = window.opened
    if opened is None:
        return
    classroom = opened.classroom
    chance = random.Random(11)  # noqa: S311  the same pictures each time
    entries = classroom.quizzes.pick(Choice(), 3, chance)
    running = classroom.open(Plan(title, entries, teams=3, seconds=90))
    window.hub.publish(Changes.of(Topic.ROOM))
    window.lead_to(Place(Where.ROOM))
    _wait_for_doors(running)
    yield "room-lobby-empty"
    _come_in(running, chance)
    window.hub.publish(running.add_seat("Mira"))
    yield "room-lobby"
    window.hub.publish(running.step())
    _answer(running, chance, 17)
    window.hub.publish(Changes.of(Topic.ROOM))
    yield "room-open"
    window.hub.publish(running.pause())
    page = window.page(Where.ROOM)
    if isinstance(page, RoomPage):
        page.bar.hands.click()
        yield "room-hands"
        page.panel.leave()
    window.hub.publish(running.resume())
    _answer(running, chance, _CLASS)
    window.hub.publish(running.step())
    if isinstance(page, RoomPage):
        page.bar.who.click()
    yield "room-closed-who"
    if isinstance(page, RoomPage):
        page.bar.who.click()
    window.hub.publish(running.step())
    yield "room-distribution"
    window.hub.publish(running.step())
    window.hub.publish(running.step())
    yield "room-reveal"
    window.hub.publish(running.light_all())
    yield "room-reveal-all"
    window.hub.publish(running.vote_again())
    _answer(running, chance, _CLASS)
    yield "room-second-open"
    window.hub.publish(running.step())
    window.hub.publish(running.step())
    yield "room-second-vote"
    while running.view().room.phase is not Phase.ENDED:
        window.hub.publish(running.step())
        _answer(running, chance, _CLASS)
    yield "room-end"
    window.hub.publish(classroom.put_away())


def _wait_for_doors(running: Running) -> None:
    _wait(lambda: bool(running.view().url))


def _wait(done: Callable[[], bool]) -> None:
    for _ in range(200):
        if done():
            return
        QTest.qWait(20)


def _come_in(running: Running, chance: random.Random) -> None:
    wishes = [Wish(f"phone {number}") for number in range(_CLASS)]
    for number in running.phones.join(wishes).result(_PATIENCE):
        if isinstance(number, int) and chance.random() < 0.9:  # noqa: PLR2004  most stay
            running.phones.seen(number, here=True)


def _answer(running: Running, chance: random.Random, number: int) -> None:
    """Let so many phones answer, most of them rightly."""
    room = running.view().room
    if room.phase is not Phase.OPEN or room.item is None:
        return
    ballots = [
        Ballot(
            player.number,
            room.position,
            room.round,
            room.item.truth
            if room.item.truth and chance.random() < 0.6  # noqa: PLR2004  of a usual class
            else chance.choice(list(Verdict)),
        )
        for player in room.active
        if player.way is Way.PHONE
    ]
    running.phones.vote(ballots[:number]).result(_PATIENCE)
