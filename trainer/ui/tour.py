"""The tour: every page in a few typical states, as pictures, from a made-up history."""

import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from trainer.core.checkups import A_VERDICT, Occasion
from trainer.core.clock import SteppingClock
from trainer.core.paths import DataPaths
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import SessionKind, Stage
from trainer.core.settings import Look, Settings
from trainer.services.checkups import CheckupStanding
from trainer.services.opening import Opened, Opening
from trainer.services.practice import Selection
from trainer.services.preferences import Preferences
from trainer.ui.checkups import todays_offer
from trainer.ui.pages.data.page import DataPage
from trainer.ui.pages.discussion.page import DiscussionPage
from trainer.ui.pages.today.page import TodayPage
from trainer.ui.paper_tour import paper_views
from trainer.ui.places import Place, Where
from trainer.ui.report_tour import afterwards
from trainer.ui.review_tour import PASTS, live_through, review_views
from trainer.ui.room_tour import ALONE, classroom, lesson
from trainer.ui.start import application, icon
from trainer.ui.teaching_tour import doubt_told, first_lesson, guide_views
from trainer.ui.theme.dress import Dress
from trainer.ui.window import Window

_BEGIN = dt.datetime(2026, 3, 2, 17, 4, tzinfo=dt.UTC)
_PATIENCE = 20.0
_PROJECTORS = {1280: (1920, 1080), 1024: (1024, 768)}
"""The projector's picture that is drawn beside a window of this width."""


@dataclass(frozen=True, slots=True)
class _View:
    """One way to look at all pages."""

    name: str
    look: Look
    width: int = 1280
    height: int = 800
    text_size: int = 100


_VIEWS = (
    _View("light", Look.LIGHT),
    _View("dark", Look.DARK),
    _View("light-1024x700", Look.LIGHT, 1024, 700),
    _View("dark-text-200", Look.DARK, 1024, 700, 200),
    _View("contrast", Look.CONTRAST),
    _View("contrast-dark", Look.CONTRAST_DARK),
)


def draw_tour(out: Path, assets: Path, shipped: Path) -> Iterator[Path]:
    """Draw all pages into `out`, and give each picture's path as it is written.

    The history is made up in a folder that is gone afterwards; the person's own is not touched.
    """
    out.mkdir(parents=True, exist_ok=True)
    qt = application()
    for view in _VIEWS:
        with tempfile.TemporaryDirectory() as folder:
            tour = _Tour(qt, DataPaths(Path(folder)), assets, shipped, view)
            yield from tour.draw(tour.pictures(), out, view)
        with tempfile.TemporaryDirectory() as folder:
            tour = _Tour(qt, DataPaths(Path(folder)), assets, shipped, view)
            yield from tour.draw_lesson(out, view)
        for past in PASTS:
            with tempfile.TemporaryDirectory() as folder:
                paths = DataPaths(Path(folder))
                live_through(past, paths, shipped, _BEGIN)
                tour = _Tour(qt, paths, assets, shipped, view)
                yield from tour.draw(tour.each(review_views(tour.window, past)), out, view)


class _Tour:
    """A window on a made-up history, led from page to page."""

    def __init__(
        self, qt: QApplication, paths: DataPaths, assets: Path, shipped: Path, view: _View
    ) -> None:
        clock = SteppingClock(_BEGIN, dt.timedelta(seconds=20))
        preferences = Preferences(paths.settings)
        preferences.change(Settings(view.look, view.text_size))
        self._clock = clock
        dress = Dress(qt, assets / "themes", preferences.settings)
        chance = random.Random(7)  # noqa: S311  the same pictures each time
        opening = Opening(paths, shipped, clock, preferences, chance, assets=assets)
        self.window = Window(
            lambda: opening,
            preferences,
            dress,
            clock=clock,
            folder=paths.root,
            icon=icon(assets),
            surroundings=ALONE,
        )
        self.window.resize(view.width, view.height)
        self.window.show()
        _until(lambda: self.window.opened is not None)

    def draw(self, names: Iterator[str], out: Path, view: _View) -> Iterator[Path]:
        """Draw a picture into `out` whenever a name comes, then end."""
        for name in names:
            picture = out / f"{name}-{view.name}.png"
            self.window.grab().save(str(picture))
            yield picture
        self.end()

    def draw_lesson(self, out: Path, view: _View) -> Iterator[Path]:
        """Draw a quiz with a class: each moment on the teacher's page and on the projector."""
        keeper = self.window.keeper
        if keeper is None:
            raise RuntimeError("a room needs an open history")
        # The vote has a timer, which must not run out between two pictures.
        self._clock.step = dt.timedelta(0)
        keeper.projector.resize(*_PROJECTORS.get(view.width, (1280, 720)))
        keeper.show_projector()
        for name in self.each(lesson(self.window)):
            for whose, shown in (("", self.window), ("projector-", keeper.projector)):
                picture = out / f"{whose}{name}-{view.name}.png"
                shown.grab().save(str(picture))
                yield picture
        self.end()

    def pictures(self) -> Iterator[str]:
        """Lead through all pages; a name comes whenever a picture is to be taken."""
        yield from self._settled("first-start")
        yield from self.each(first_lesson(self.window, self._opened))
        yield from self._practise("")
        for pause in range(3):
            self._clock.moment = _BEGIN + dt.timedelta(days=1 + pause, minutes=pause * 37)
            self._answer_all(skill=5 + pause)
        yield from self._practise("kyiv-")
        self._leave_one_unfinished()
        yield from self._at(Place(Where.TODAY), "today")
        yield from self._at(Place(Where.REVIEW), "review")
        newest = self._opened.review.sessions()[0].id
        yield from self._at(Place(Where.SESSION, session=newest), "session")
        yield from self.each(classroom(self.window))
        yield from self._at(Place(Where.LIBRARY), "library")
        yield from self._at(Place(Where.BROWSE, pack="kyiv-2022"), "browse")
        pack = self._pack_to_argue()
        yield from self._at(Place(Where.DISCUSSION, pack=pack), "discussion")
        page = self.window.page(Where.DISCUSSION)
        if isinstance(page, DiscussionPage):
            page.show_views.click()
        yield from self._settled("discussion-cases")
        yield from self._at(Place(Where.SETTINGS), "settings")
        yield from self.each(doubt_told(self.window))
        yield from self.each(guide_views(self.window))
        yield from self._some_days_later()
        yield from self._check_up()
        yield from self.each(afterwards(self.window))
        yield from self.each(paper_views(self.window))
        yield from self._learners()

    def _learners(self) -> Iterator[str]:
        """Two learners, one with a PIN, the data of one, and a guest."""
        hub, learners = self.window.hub, self._opened.learners
        hub.publish(learners.rename("Ada"))
        yield from self._at(Place(Where.DATA), "data")
        page = self.window.page(Where.DATA)
        if isinstance(page, DataPage):
            page.ask.click()
        yield from self._settled("data-erase")
        hub.publish(learners.set_pin("2468"))
        hub.publish(learners.add("Bodil"))
        yield from self._at(Place(Where.LEARNERS, learner=1), "learners")
        self.window.lead_to(Place(Where.GUEST))
        _until(lambda: self.window.opened is not None and self.window.opened.guest)
        yield from self._settled("guest")

    def _some_days_later(self) -> Iterator[str]:
        """What has become due meanwhile, and a statement that was met before."""
        self._clock.moment += dt.timedelta(days=3)
        yield from self._at(Place(Where.TODAY), "today-due")
        self._opened.practice.start(Selection(("first-steps",), "First steps"))
        yield from self._at(Place(Where.PRACTICE), "question-again")
        self.window.hub.publish(self._opened.practice.leave())

    def _check_up(self) -> Iterator[str]:
        """Check-ups while too few questions are held back, and two on questions of practice."""
        yield from self._at(Place(Where.CHECKUPS), "check-ups-missing")
        page = self.window.page(Where.TODAY)
        self.window.lead_to(Place(Where.TODAY))
        if isinstance(page, TodayPage):
            offered = CheckupStanding(held=24, missing=0, offer=Occasion.START)
            page.checkup.show_offer(todays_offer(offered, 0))
        yield from self._settled("today-check-up")
        for number, skill in enumerate((5, 9), 1):
            yield from self._take_check_up(number, skill)
        yield from self._at(Place(Where.CHECKUPS), "check-ups")

    def _take_check_up(self, number: int, skill: int) -> Iterator[str]:
        practice, hub = self._opened.practice, self.window.hub
        chance = random.Random(skill)  # noqa: S311  made up
        scored = [entry for entry in self._opened.library.entries if entry.practicable]
        chosen = [
            entry
            for verdict in Verdict
            for entry in [one for one in scored if one.verdict == verdict.value][:A_VERDICT]
        ]
        hub.publish(practice.begin(f"Check-up {number}", chosen, SessionKind.CHECKUP, str(number)))
        yield from self._at(Place(Where.PRACTICE), f"check-up-{number}-question")
        while practice.session and (item := practice.session.item):
            right = chance.randrange(10) < skill
            hub.publish(practice.choose(item.truth if right else _other(item.truth)))
            hub.publish(practice.answer())
        self._opened.all_saved(_PATIENCE)
        yield from self._settled(f"check-up-{number}-result")
        hub.publish(practice.leave())

    def end(self) -> None:
        """Close the window and everything behind it."""
        self.window.close()
        self.window.deleteLater()
        _settle()

    @property
    def _opened(self) -> Opened:
        if self.window.opened is None:
            raise RuntimeError("the tour's own history could not be opened")
        return self.window.opened

    def _practise(self, name: str) -> Iterator[str]:
        """One session, each stage of its first questions shown, then its summary."""
        practice, hub = self._opened.practice, self.window.hub
        packs = ("kyiv-2022",) if name else ()
        title = "Mothers invited to Kyiv" if name else "Ten questions"
        hub.publish(practice.start(Selection(packs, title)))
        yield from self._at(Place(Where.PRACTICE), f"{name}question")
        told: set[str] = set()
        while practice.session and practice.session.stage is not Stage.FINISHED:
            item = practice.session.item
            if item is None:
                break
            right = len(told) % 2 == 0
            hub.publish(practice.choose(item.truth if right else _other(item.truth)))
            if not told:
                yield from self._settled(f"{name}chosen")
            hub.publish(practice.rate(Confidence.SURE if right else Confidence.FAIRLY_SURE))
            hub.publish(practice.answer())
            key = f"{item.truth.value}-{'right' if right else 'wrong'}"
            if key not in told:
                told.add(key)
                yield from self._settled(f"{name}reveal-{key}")
            hub.publish(practice.go_on())
        yield from self._settled(f"{name}summary")
        hub.publish(practice.leave())

    def _answer_all(self, skill: int) -> None:
        """A whole session of somebody who is right `skill` times in ten."""
        practice, chance = self._opened.practice, random.Random(skill)  # noqa: S311  made up
        practice.start(Selection(title="Ten questions"))
        while practice.session and practice.session.stage is not Stage.FINISHED:
            item = practice.session.item
            if item is None:
                break
            right = chance.randrange(10) < skill
            practice.choose(item.truth if right else _other(item.truth))
            practice.answer()
            practice.go_on()
        practice.leave()

    def _leave_one_unfinished(self) -> None:
        practice = self._opened.practice
        practice.start(Selection(title="Ten questions"))
        for _ in range(4):
            practice.choose(Verdict.CLAIM)
            practice.answer()
            practice.go_on()
        self.window.hub.publish(practice.leave())
        self._opened.all_saved(_PATIENCE)

    def _pack_to_argue(self) -> str:
        return next(entry.pack for entry in self._opened.library.entries if not entry.verdict)

    def _at(self, place: Place, name: str) -> Iterator[str]:
        self.window.lead_to(place)
        yield from self._settled(name)

    def each(self, names: Iterator[str]) -> Iterator[str]:
        """The same names, each once the window has settled."""
        for name in names:
            yield from self._settled(name)

    def _settled(self, name: str) -> Iterator[str]:
        _settle()
        yield name


def _other(verdict: Verdict) -> Verdict:
    order = list(Verdict)
    return order[(order.index(verdict) + 1) % len(order)]


def _settle(milliseconds: int = 80) -> None:
    """Let the window lay itself out and paint."""
    QTest.qWait(milliseconds)


def _until(done: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not done():
        if time.monotonic() - begun > _PATIENCE:
            raise TimeoutError("the window did not open its history in time")
        _settle(20)
