"""The window: the sidebar, the page one is on, and what must be said above it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.changes import Changes, Topic
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.words import t
from trainer.services.preferences import Preferences
from trainer.services.trouble import Trouble
from trainer.ui.banner import Banner
from trainer.ui.directory import page_at
from trainer.ui.housekeeping import let_end
from trainer.ui.hub import Hub
from trainer.ui.pages.trouble.page import TroublePage
from trainer.ui.places import Place, Where
from trainer.ui.sidebar import Sidebar
from trainer.ui.tasks import Task
from trainer.ui.theme.dress import Dress

if TYPE_CHECKING:
    from trainer.services.opening import Opened, Opening
    from trainer.ui.desk import Desk
    from trainer.ui.keeper import Keeper, Surroundings
    from trainer.ui.page import Page


class Window(QMainWindow):
    """Opens the history after its first paint, then leads from page to page.

    `opening` is called behind the first paint, off the GUI thread, so that it can read in what the
    services need.
    `ready` is emitted once the start page, or the page about a trouble, can be used.
    """

    ready = Signal()
    _held_up = Signal(object)
    _hurt = Signal(object)

    def __init__(
        self,
        opening: "Callable[[], Opening]",
        preferences: Preferences,
        dress: Dress,
        *,
        clock: Clock,
        folder: Path,
        icon: QIcon,
        surroundings: "Surroundings | None" = None,
    ) -> None:
        super().__init__()
        self._opening, self._preferences = cache(opening), preferences
        self._dress, self._clock, self._folder = dress, clock, folder
        self._surroundings = surroundings
        self.hub = Hub()
        self.opened: Opened | None = None
        self._desk: Desk | None = None
        self.keeper: Keeper | None = None
        self._task: Task | None = None
        self._pages: dict[Where, Page] = {}
        self._place = Place(Where.OPENING)
        self._before = Place(Where.TODAY)
        self._warned_of_loss = self._warned_of_room = False
        self._who: object = None
        self._own_settings = preferences.settings
        self.setWindowTitle(t("Who Says?"))
        self.setWindowIcon(icon)
        self.setMinimumSize(QSize(640, 480))
        self.resize(1280, 800)
        self._lay_out()
        dress.changed.connect(self._redress)
        self.hub.changed.connect(self._on_changes)
        self._held_up.connect(self._on_saving)
        self._hurt.connect(self._on_trouble)

    def _lay_out(self) -> None:
        self.sidebar = Sidebar(self._dress)
        self.sidebar.go.connect(self.lead_to)
        self.sidebar.who.switch.connect(self._switch)
        self.sidebar.setEnabled(False)
        self.banner = Banner(self._dress)
        self.stack = QStackedWidget()
        self.trouble = TroublePage(self._dress)
        self.trouble.restore_asked.connect(self._restore)
        self.trouble.salvage_asked.connect(self._salvage)
        self.trouble.empty_asked.connect(self._start_empty)
        self.trouble.again_asked.connect(self.open)
        self._opening_page = QWidget()
        self._opening_page.setProperty("role", "page")
        self.stack.addWidget(self._opening_page)
        self.stack.addWidget(self.trouble)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)

    @property
    def place(self) -> Place:
        """Where one is."""
        return self._place

    def page(self, where: Where) -> "Page":
        """The page, made when it is first needed."""
        if self._desk is None:
            raise RuntimeError("no page can be made before the history is open")
        if where not in self._pages:
            page = page_at(where, self._desk)
            page.go.connect(self.lead_to)
            page.failed.connect(self._on_failed)
            self.stack.addWidget(page)
            self._pages[where] = page
        return self._pages[where]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sidebar take the room there is."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _redress(self) -> None:
        self._fit()
        for page in self._pages.values():
            page.redraw()

    def _fit(self) -> None:
        self.sidebar.fit(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; what takes time begins behind the first paint."""
        super().paintEvent(event)
        if self._task is None and self.opened is None:
            self._task = Task(self._open, self)
            self._task.done.connect(self._on_opened)
            QTimer.singleShot(1, self._task.start)

    @Slot()
    def open(self) -> None:
        """Open the history, off the GUI thread."""
        self._work(self._open)

    def _open(self) -> "Opened | Trouble":
        return self._opening().open()

    def _open_for_guest(self) -> "Opened | Trouble":
        return self._opening().open_for_guest()

    def _work(self, work: Callable[[], object]) -> None:
        self._task = Task(work, self)
        self._task.done.connect(self._on_opened)
        self._task.start()

    @Slot()
    def _restore(self) -> None:
        self._work(lambda: self._opening().restore())

    @Slot()
    def _salvage(self) -> None:
        self._work(lambda: self._opening().salvage())

    @Slot()
    def _start_empty(self) -> None:
        self._work(lambda: self._opening().start_empty())

    @Slot(object)
    def _on_opened(self, outcome: "Opened | Trouble") -> None:
        if isinstance(outcome, Trouble):
            self._on_trouble(outcome)
            return
        from trainer.ui.desk import Desk  # noqa: PLC0415  behind the first paint
        from trainer.ui.keeper import Keeper  # noqa: PLC0415  behind the first paint

        self.opened = outcome
        self.keeper = Keeper(outcome.classroom, self.hub, self._dress, self, self._surroundings)
        self.keeper.failed.connect(self._on_failed)
        self._desk = Desk(
            services=outcome,
            preferences=self._preferences,
            hub=self.hub,
            dress=self._dress,
            clock=self._clock,
            folder=self._folder,
            keeper=self.keeper,
        )
        outcome.on_saving(self._held_up.emit)
        if outcome.read_only:
            self.banner.say(
                t("This history can only be looked at: its folder cannot be written."), lasting=True
            )
        if outcome.guest:
            self.banner.say(
                t("You practise as a guest: nothing that you do now is kept."), lasting=True
            )
        outcome.on_damage(self._hurt.emit)
        outcome.on_packs(self._on_packs)
        self._greet()
        self.lead_to(Place(Where.TODAY))
        self.ready.emit()

    @Slot(object)
    def _on_trouble(self, trouble: Trouble) -> None:
        self._let_go()
        self.trouble.show_trouble(trouble)
        self.sidebar.hide()
        self.stack.setCurrentWidget(self.trouble)
        self.ready.emit()

    def _on_packs(self) -> None:
        """Tell, from the thread that has read them, that packs have changed on the disk."""
        self.hub.publish_from_thread(Changes.of(Topic.LIBRARY))

    @Slot()
    def come_to_front(self) -> None:
        """Show this window to somebody who started the program again."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    @Slot(object)
    def lead_to(self, place: Place) -> None:
        """Show another page."""
        if place.where is Where.BACK:
            place = self._before
        elif self._place.where is not Where.GUIDE:
            self._before = self._place
        if place.where in (Where.GUEST, Where.HOME):
            if self.keeper is not None and self.keeper.open_room:
                self.banner.say(t("A quiz is open. End it first; then somebody else can come in."))
                return
            self._change_history(place.where)
            return
        if self.opened is not None and self.opened.learners.behind_curtain:
            place = Place(Where.LEARNERS, learner=self.opened.learners.number())
        page = self.page(place.where)
        self._place = place
        page.arrive(place)
        self.sidebar.setVisible(not page.whole_window)
        self.sidebar.show_place(place.where)
        if self.stack.currentWidget() is page:
            page.refresh()
        else:
            self.stack.setCurrentWidget(page)
        page.take_focus()

    def _change_history(self, where: Where) -> None:
        """Open an empty history for a guest, or the learners' own again."""
        if where is Where.GUEST:
            self._own_settings = self._preferences.settings
            work = self._open_for_guest
        else:
            self.hub.publish(self._preferences.change(self._own_settings))
            work = self._open
        self.stack.setCurrentWidget(self._opening_page)
        self.sidebar.setEnabled(False)
        self.banner.end_lasting()
        self._let_go()
        self._work(work)

    @Slot(int)
    def _switch(self, learner: int) -> None:
        if self.opened is None:
            return
        try:
            self.hub.publish(self.opened.learners.switch(learner))
        except UserError as error:
            self._on_failed(error)

    def _greet(self) -> None:
        """Show in the sidebar who practises, and nothing else before their PIN was given."""
        if self.opened is None:
            return
        learners = self.opened.learners
        self._who = learners.presence
        self.sidebar.setEnabled(not learners.behind_curtain)
        self.sidebar.who.show_people(learners.people(), learners.number(), guest=self.opened.guest)

    def _on_learners(self) -> None:
        """Let no page show what belongs to somebody else."""
        if self.opened is None:
            return
        before = self._who
        self._greet()
        if self._who != before:
            self._drop_pages()
            self._place = self._before = Place(Where.TODAY)
            self.lead_to(Place(Where.TODAY))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if Topic.LEARNERS in changes:
            self._on_learners()
        if Topic.ROOM in changes:
            runs = self.opened is not None and self.opened.classroom.running is not None
            self._warned_of_room = self._warned_of_room and runs
            self.sidebar.show_room(open_=runs)
        if Topic.SETTINGS in changes:
            self._dress.wear(self._preferences.settings)
        if Topic.SESSION in changes and not (self.opened and self.opened.read_only):
            self.banner.take_back()

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        self.banner.say(str(error))

    @Slot(object)
    def _on_saving(self, saving: object) -> None:
        waiting, trouble = getattr(saving, "waiting", 0), getattr(saving, "trouble", None)
        if trouble is not None:
            self.banner.say(str(trouble))
        elif not waiting:
            self._warned_of_loss = False
            self.banner.take_back()
        self.hub.publish(Changes.of(Topic.SAVING))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and let go; where the disk is busy, say so once before leaving."""
        if self.keeper is not None and self.keeper.open_room and not self._warned_of_room:
            self._warned_of_room = True
            self.banner.say(
                t(
                    "A quiz is open. Close again to cut it off: what was answered is kept, and at "
                    "the next start you can go on with it."
                )
            )
            event.ignore()
            return
        if self.opened is not None and not self.opened.all_saved(0.08) and not self._warned_of_loss:
            self._warned_of_loss = True
            self.banner.say(
                t(
                    "The disk is still busy with your latest answers. Wait a moment, or close "
                    "again to leave without them."
                )
            )
            event.ignore()
            return
        self.hide()
        self._let_go()
        event.accept()

    def _let_go(self) -> None:
        opened, self.opened, self._desk = self.opened, None, None
        keeper, self.keeper = self.keeper, None
        self._drop_pages()
        if keeper is not None:
            keeper.stop()
            let_end(keeper)
        if opened is not None:
            opened.close()

    def _drop_pages(self) -> None:
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.hide()
            let_end(page)
        self._pages = {}
