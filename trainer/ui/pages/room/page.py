"""The teacher's page while a quiz runs: who has answered, and the next step on Space."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from trainer.core.changes import Changes, Topic
from trainer.core.errors import UserError
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.services.classroom.running import Running
from trainer.ui.attendance import who_chooses
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.room.bar import RoomBar
from trainer.ui.pages.room.panels import Answer, Asked, Panel
from trainer.ui.pages.room.sheet import RoomSheet
from trainer.ui.pages.room.state import RoomState, needs_doors, room_state
from trainer.ui.places import Place, Where
from trainer.ui.projection import clock_words
from trainer.ui.speech import announce
from trainer.ui.steps import NextStep
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.label import Label

_MORE_SECONDS = 30
_LOW = 280
"""The height, in drawing pixels, under which a question to the teacher needs all of the page."""


class RoomPage(Page):
    """Leads the running quiz; every slot is one call to it. It needs no mouse."""

    topics = frozenset({Topic.ROOM})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk, self._keeper, self._dress = desk, desk.keeper, desk.dress
        self._state: RoomState | None = None
        self._who = self._doors_asked = False
        self.sheet, self.bar = RoomSheet(desk.dress), RoomBar(desk.dress)
        self.panel = Panel(desk.dress)
        self._lay_out()
        self._connect()
        self._space()
        desk.dress.changed.connect(self._space)

    def _lay_out(self) -> None:
        self.leave = Button(t("Leave"), role="quiet", key=t("Esc"))
        self.title, self.place = Label(role="soft"), Label(role="bold")
        self.timer = Label(role="heading", wraps=False)
        self.way_in = Label(role="soft")
        self._top = QHBoxLayout()
        self._top.addWidget(self.leave)
        self._top.addWidget(self.place, 3)
        self._top.addWidget(self.timer)
        self._top.addWidget(self.way_in, 2)
        self.way_in.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.sheet, 1)
        self._panel_place = QVBoxLayout()
        self._panel_place.addWidget(self.panel)
        column.addLayout(self._panel_place)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self.leave.clicked.connect(self._leave)
        for button, slot in (
            (self.bar.next, self._step),
            (self.bar.again, self._vote_again),
            (self.bar.pause, self._pause),
            (self.bar.more, self._extend),
            (self.bar.light, self._light_all),
            (self.bar.who, self._toggle_who),
            (self.bar.hands, self._ask_hands),
            (self.bar.seat, self._ask_seat),
            (self.bar.skip, self._ask_skip),
            (self.bar.end, self._ask_end),
            (self.bar.projector, self._projector),
            (self.bar.doors, self._toggle_doors),
            (self.sheet.admit, self._admit),
            (self.sheet.rename, self._ask_name),
            (self.sheet.free, self._ask_free),
            (self.sheet.remove, self._ask_remove),
            (self.sheet.report, self._report),
        ):
            button.clicked.connect(slot)
        for key, move in {
            "Space": self._step, "PgDown": self._step, "V": self._vote_again, "P": self._pause,
            "E": self._extend, "L": self._light_all, "W": self._toggle_who, "H": self._ask_hands,
            "N": self._ask_seat, "S": self._ask_skip, "X": self._ask_end, "F": self._projector,
            "D": self._toggle_doors, "G": self._report, "A": self._admit, "R": self._ask_name,
            "C": self._ask_free, "Del": self._ask_remove, "1": self._verified, "2": self._claim,
            "3": self._propaganda, "Esc": self._back, "Return": self._enter, "Enter": self._enter,
        }.items():  # fmt: skip
            self.on_key(key, move)
        for key, walk in {
            "Left": self._to_left, "Right": self._to_right, "Up": self._up, "Down": self._down,
        }.items():  # fmt: skip
            self.on_key(key, walk, repeats=True)
        self.panel.answered.connect(self._on_answer)
        self.panel.asked.connect(self.bar.hide)
        self.panel.asked.connect(self._give_way)
        self.panel.left.connect(self.sheet.show)
        self.panel.left.connect(self.bar.show)
        self.panel.left.connect(self.take_focus)
        self.sheet.people.picked.connect(self._on_picked)
        self.sheet.door.opened.connect(self._keeper.doors.open)
        self.sheet.door.shared.connect(self._share)
        self._keeper.moved.connect(self.redraw)
        self._keeper.ticked.connect(self._on_tick)
        self._keeper.end_asked.connect(self._ask_end)
        self._keeper.was_put_away.connect(self._on_put_away)

    @property
    def _running(self) -> Running | None:
        return self._desk.services.classroom.running

    def refresh(self) -> None:
        """Show the room, or lead away where none is open."""
        running = self._running
        if running is None:
            self.go.emit(Place(Where.TODAY))
            return
        keeper = self._keeper
        self.show_state(
            room_state(
                running.view(),
                keeper.doors.entrance,
                who=self._who,
                may_sleep=keeper.awake.failed,
            )
        )

    def show_state(self, state: RoomState) -> None:
        """Write the state to the widgets."""
        before, self._state = self._state, state
        focused = self.focusWidget()
        self.place.setText(f"{state.title} · {state.place}")
        self.timer.setText(state.timer)
        self.timer.setVisible(bool(state.timer))
        self.way_in.setText(state.way_in)
        self.way_in.setVisible(bool(state.way_in) and not self._dress.cramped(self.width()))
        self.sheet.show_state(state, doors=self._doors_asked or needs_doors(state))
        self.bar.show_state(state, who=self._who, projector=self._keeper.projector.isVisible())
        if focused is not None and focused.isHidden():
            # Else Qt leads the focus to some other button, which Space would press.
            self.take_focus()
        if before is None or before.place != state.place:
            announce(self, f"{state.place}. {state.next_label}")

    def take_focus(self) -> None:
        """Begin on the page itself, where no key presses a button unawares."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a narrow window has no room for."""
        super().resizeEvent(event)
        cramped = self._dress.cramped(self.width())
        self.bar.spread(self.sheet.moves_place, cramped=cramped)
        if self._state is not None:
            self.show_state(self._state)

    def _move(self, verb: Callable[[Running], Changes]) -> None:
        """Make one of the teacher's moves, unless a question of ours waits for its answer."""
        running = self._running
        if running is not None and self.panel.isHidden():
            self.perform(lambda: verb(running))

    @Slot()
    def _give_way(self) -> None:
        """Leave the whole of a low window to what is asked."""
        high = self.height() >= self._dress.px(_LOW)
        self.sheet.setVisible(high)
        for button in (self.panel.yes, self.panel.no):
            button.tell_key(high)

    @Slot()
    def _step(self) -> None:
        if not self.panel.isHidden() or self._state is None:
            return
        if self._state.next is NextStep.PUT_AWAY:
            self._keeper.close_room()
        else:
            self._keeper.step()

    @Slot()
    def _vote_again(self) -> None:
        self._move(Running.vote_again)

    @Slot()
    def _pause(self) -> None:
        paused = self._running is not None and self._running.view().room.paused
        self._move(Running.resume if paused else Running.pause)

    @Slot()
    def _extend(self) -> None:
        self._move(lambda running: running.extend(_MORE_SECONDS))

    @Slot()
    def _light_all(self) -> None:
        self._move(Running.light_all)

    @Slot()
    def _toggle_who(self) -> None:
        if self._state is not None and self._state.moves.who:
            self._who = not self._who
            self.refresh()

    @Slot()
    def _toggle_doors(self) -> None:
        self._doors_asked = not self._doors_asked
        self.refresh()

    @Slot()
    def _projector(self) -> None:
        projector = self._keeper.projector
        projector.close() if projector.isVisible() else self._keeper.show_projector()

    @Slot()
    def _admit(self) -> None:
        """Let in who is chosen, or else the first who waits."""
        running = self._running
        if running is None:
            return
        waiting = [player.number for player in running.view().waiting]
        if waiting:
            chosen = self.sheet.people.chosen
            first = chosen.number if chosen and chosen.number in waiting else waiting[0]
            self._move(lambda running: running.admit(first))

    def _note(self, verdict: Verdict) -> None:
        chosen = self.sheet.people.chosen
        if chosen is not None and chosen.seat:
            number = chosen.number
            self._move(lambda running: running.vote_for(number, verdict))

    @Slot()
    def _verified(self) -> None:
        self._note(Verdict.VERIFIED)

    @Slot()
    def _claim(self) -> None:
        self._note(Verdict.CLAIM)

    @Slot()
    def _propaganda(self) -> None:
        self._note(Verdict.PROPAGANDA)

    @Slot()
    def _to_left(self) -> None:
        self.sheet.people.step(-1)

    @Slot()
    def _to_right(self) -> None:
        self.sheet.people.step(1)

    @Slot()
    def _up(self) -> None:
        self.sheet.people.step(-self.sheet.people.columns)

    @Slot()
    def _down(self) -> None:
        self.sheet.people.step(self.sheet.people.columns)

    @Slot()
    def _ask_end(self) -> None:
        if self._state is not None and self._state.moves.end and self.isVisible():
            self.panel.ask_end()

    @Slot()
    def _ask_skip(self) -> None:
        if self._state is not None and self._state.moves.skip:
            self.panel.ask_skip()

    @Slot()
    def _ask_remove(self) -> None:
        chosen = self.sheet.people.chosen
        if chosen is not None:
            self.panel.ask_remove(chosen)

    @Slot()
    def _ask_free(self) -> None:
        people = self.sheet.people
        who = who_chooses(people.model_.rows, people.chosen)
        if who is not None:
            self.panel.ask_free(who)

    @Slot()
    def _ask_name(self) -> None:
        chosen = self.sheet.people.chosen
        if chosen is not None:
            self.panel.ask_name(chosen)

    @Slot()
    def _ask_seat(self) -> None:
        if self._state is not None and self._state.moves.seat:
            self.panel.ask_seat()

    @Slot()
    def _ask_hands(self) -> None:
        if self._state is not None and self._state.moves.hands:
            self.panel.ask_hands(self._state.hands)

    @Slot(object)
    def _on_answer(self, answer: Answer) -> None:
        running = self._running
        if running is None:
            return
        verbs: dict[Asked, Callable[[], Changes]] = {
            Asked.END: running.end,
            Asked.SKIP: running.skip,
            Asked.REMOVE: lambda: running.remove(answer.player),
            Asked.FREE: lambda: running.free(answer.player),
            Asked.SEAT: lambda: running.add_seat(answer.name),
            Asked.RENAME: lambda: running.rename(answer.player, answer.name),
            Asked.HANDS: lambda: running.take_hands(answer.hands),
        }
        try:
            changes = verbs[answer.asked]()
        except UserError as error:
            self.panel.say(str(error))
            return
        self.panel.leave()
        self._hub.publish(changes)
        if answer.asked is Asked.SEAT:
            self.sheet.people.choose(max(running.view().room.players))

    @Slot()
    def _enter(self) -> None:
        if not self.panel.isHidden():
            self.panel.answer()

    @Slot()
    def _back(self) -> None:
        if not self.panel.isHidden():
            self.panel.leave()
        else:
            self._leave()

    @Slot()
    def _leave(self) -> None:
        self.go.emit(Place(Where.TODAY))

    @Slot()
    def _report(self) -> None:
        """Look at how it went, which can be done as soon as the quiz has ended."""
        if self._running is not None and self._state is not None and self._state.after:
            self.go.emit(Place(Where.CLASS_REPORT, session=self._running.id))

    @Slot(bool)
    def _share(self, shared: bool) -> None:  # noqa: FBT001  Qt's signal
        self._keeper.doors.share(shared=shared)

    @Slot()
    def _on_picked(self) -> None:
        self.sheet.show_chosen()

    @Slot()
    def _on_tick(self) -> None:
        running = self._running
        if running is None or not self.isVisible():
            return
        left = running.view().seconds_left
        self.timer.setText("" if left is None else clock_words(left))

    @Slot()
    def _on_put_away(self) -> None:
        self._who = self._doors_asked = False
        self._state = None
        self.panel.leave()
        if self.isVisible():
            self.go.emit(Place(Where.TODAY))

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        side = min(px(32), 40)
        self._top.setContentsMargins(side - px(10), px(12), side, px(4))
        self._top.setSpacing(px(14))
        self._panel_place.setContentsMargins(side, 0, side, px(8))
