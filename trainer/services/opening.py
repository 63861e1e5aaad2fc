"""Opening what is kept: the history and the library, or the trouble with it and the ways out."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.lessons import Course
from trainer.core.paths import DataPaths
from trainer.core.words import tn
from trainer.services.checkups import Checkups
from trainer.services.classroom.rooms import Classroom
from trainer.services.exporting import Data
from trainer.services.learners import Learners
from trainer.services.lessons import Lessons
from trainer.services.library import Library
from trainer.services.lookback import Lookback
from trainer.services.notices import Notices
from trainer.services.practice import Practice
from trainer.services.preferences import Preferences
from trainer.services.review import Review
from trainer.services.skills import catch_up
from trainer.services.today import Today
from trainer.services.trouble import Trouble
from trainer.services.watching import Watcher
from trainer.store import rescue
from trainer.store.backup import newest_sound
from trainer.store.history import Damaged, History, Saving, open_history
from trainer.store.trouble import Harm


@dataclass(frozen=True, slots=True)
class Services:
    """The verbs over one open history.

    `guest` says that it goes when it is closed, `read_only` that it can only be looked at.
    """

    practice: Practice
    lessons: Lessons
    notices: Notices
    checkups: Checkups
    review: Review
    today: Today
    lookback: Lookback
    library: Library
    learners: Learners
    data: Data
    classroom: Classroom
    guest: bool
    read_only: bool


@dataclass(frozen=True, slots=True)
class Opened(Services):
    """The services of a running program, with the history to listen to and to close."""

    _history: History
    _guests: Path
    _watchers: list[Watcher]

    def on_saving(self, listener: Callable[[Saving], None]) -> None:
        """Have `listener` called, on another thread, when saving is held up or goes on again."""
        self._history.on_saving(listener)

    def on_damage(self, listener: Callable[[Trouble], None]) -> None:
        """Read the history through in the background; `listener` is called there if it is hurt."""

        def told(damage: Damaged) -> None:
            listener(_trouble(damage))

        self._history.check_in_background(told)

    def on_packs(self, listener: Callable[[], None]) -> None:
        """Have `listener` called, on another thread, after packs have changed on the disk."""
        watcher = Watcher(self.library, listener)
        self._watchers.append(watcher)
        watcher.start()

    def all_saved(self, seconds: float) -> bool:
        """Whether everything is on the disk within `seconds`."""
        return self._history.wait_saved(seconds)

    def close(self) -> UserError | None:
        """Save what waits, back up if something changed, and let go; what went wrong, if anything.

        What a guest did is gone afterwards. It may take seconds where the disk is busy.
        """
        self.classroom.put_away()
        for watcher in self._watchers:
            watcher.stop()
        trouble = self._history.close()
        if not self.guest:
            return trouble
        rmtree(self._guests, ignore_errors=True)
        return None


class Opening:
    """Opens the things in one data folder, and repairs them when asked to."""

    def __init__(
        self,
        paths: DataPaths,
        shipped: Path,
        clock: Clock,
        preferences: Preferences,
        chance: random.Random | None = None,
        *,
        assets: Path | None = None,
    ) -> None:
        self._paths = paths
        self._assets = assets
        self._shipped = shipped
        self._clock = clock
        self._preferences = preferences
        self._chance = chance

    def open(self) -> Opened | Trouble:
        """Open everything; this may take a second and is done off the GUI thread."""
        # A kill may have left it; only one window at a time is open on a folder.
        rmtree(self._paths.guest, ignore_errors=True)
        return self._open(self._paths, guest=False)

    def open_for_guest(self) -> Opened | Trouble:
        """Open an empty history in a folder of its own, which goes when it is closed."""
        rmtree(self._paths.guest, ignore_errors=True)
        return self._open(DataPaths(self._paths.guest), guest=True)

    def _open(self, paths: DataPaths, *, guest: bool) -> Opened | Trouble:
        try:
            history = open_history(paths, self._clock)
        except UserError as error:
            return _trouble(error)
        try:
            return self._opened(history, guest=guest)
        except UserError as error:
            history.close()
            return _trouble(error)

    def _opened(self, history: History, *, guest: bool) -> Opened:
        history.first_learner()
        catch_up(history)
        learners = Learners(history, self._preferences, self._clock)
        learner = learners.number
        library = Library(
            self._shipped, self._paths.packs, self._paths.cache, self._paths.open_folders
        )
        library.load()

        practice = Practice(
            history,
            library,
            self._clock,
            learner,
            self._chance,
            underline=lambda: self._preferences.settings.underline,
        )
        learners.before_switch(practice.put_away)
        return Opened(
            practice=practice,
            lessons=Lessons(
                history,
                practice,
                catalogue=library,
                read=self._read_course,
                clock=self._clock,
                chance=self._chance,
            ),
            notices=Notices(history, self._clock, learner),
            checkups=Checkups(history, library, self._clock, learner, practice),
            review=Review(history, learner),
            today=Today(history, self._clock, learner),
            lookback=Lookback(history, self._clock, learner),
            library=library,
            learners=learners,
            data=Data(history, learners, self._clock),
            classroom=Classroom(
                history,
                library,
                self._clock,
                (self._assets or Path()) / "phone",
                self._chance,
            ),
            guest=guest,
            read_only=history.read_only,
            _history=history,
            _guests=self._paths.guest,
            _watchers=[],
        )

    def _read_course(self) -> Course:
        from trainer.packs.lessons import read_course  # noqa: PLC0415  most starts need no lessons

        return Course() if self._assets is None else read_course(self._assets / "lessons")

    def restore(self) -> Opened | Trouble:
        """Set the damaged history aside, put its newest good backup in its place, and open that.

        Without a good backup nothing is touched, nor is a history that is not damaged but locked or
        of a later release.
        """
        try:
            # One whose damage only the background check finds can be opened.
            open_history(self._paths, self._clock).close()
        except Damaged:
            pass
        except UserError as error:
            return _trouble(error)
        backup = newest_sound(self._paths.backups)
        if backup is None:
            return self.open()
        return self._after(lambda: rescue.restore(self._paths, backup, self._clock))

    def salvage(self) -> Opened | Trouble:
        """Set the damaged history aside and open a new one of all that can still be read."""
        return self._after(lambda: rescue.salvage(self._paths, self._clock))

    def start_empty(self) -> Opened | Trouble:
        """Set the damaged history aside and open an empty one."""
        return self._after(lambda: rescue.start_empty(self._paths, self._clock))

    def _after(self, repair: Callable[[], object]) -> Opened | Trouble:
        try:
            repair()
        except UserError as error:
            return _trouble(error)
        return self.open()


def _trouble(error: UserError) -> Trouble:
    if not isinstance(error, Damaged):
        return Trouble(
            error.message, error.hint, error.details, damaged=False, backup="", may_salvage=False
        )
    backup = error.backup
    return Trouble(
        message=error.message,
        hint=error.hint,
        details=error.details,
        damaged=True,
        backup=(
            tn(
                "The newest good backup is of {date}, with {number} answer.",
                "The newest good backup is of {date}, with {number} answers.",
                backup.answers,
                date=f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}",
            )
            if backup
            else ""
        ),
        may_salvage=error.harm in (Harm.PAGES, Harm.LOG),
    )
