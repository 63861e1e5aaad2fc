"""The page where a teacher goes through a quiz as the class will see it."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.services.classroom.rehearsal import Rehearsal
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.preview.phone import PhoneCard
from trainer.ui.pages.preview.state import PreviewState, preview_state
from trainer.ui.places import Place, Where
from trainer.ui.projection import Projection
from trainer.ui.speech import announce
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import ScrollColumn
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.projected.screen import ProjectedScreen

_ROOMY = 900
"""The width, in drawing pixels, from which on both screens have room beside each other."""

_WIDE, _HIGH = 16, 9
"""The shape of most projectors."""

_EDGE = 1
"""Pixels of the frame around its picture."""


class Board(QWidget):
    """The projector's picture in its own shape, framed, as large as there is room for."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.screen_ = ProjectedScreen(dress)
        self.screen_.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        """Small: it takes whatever is left."""
        return QSize(_WIDE * 6, _HIGH * 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape."""
        super().resizeEvent(event)
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        unit = min(room.width() / _WIDE, room.height() / _HIGH)
        place = QRect(room.topLeft(), QSize(round(unit * _WIDE), round(unit * _HIGH)))
        place.moveLeft((self.width() - place.width()) // 2)
        self.screen_.setGeometry(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame."""
        painter = QPainter(self)
        edge = self.screen_.geometry().adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
        painter.fillRect(edge, self._dress.color(self._dress.tokens.edge))
        painter.end()

    def show_projection(self, picture: Projection) -> None:
        """Show this picture."""
        self.screen_.show_projection(picture)


class PhoneView(ScrollColumn):
    """A phone's card, to be scrolled as on a phone."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress, pad=0)
        self.card = PhoneCard(dress)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """A line or two: the moves come first."""
        return QSize(self._dress.px(200), self._dress.px(30))

    def _space(self) -> None:
        super()._space()
        margins = self._row.contentsMargins()
        margins.setTop(0)
        margins.setBottom(0)
        self._row.setContentsMargins(margins)


class PreviewPage(Page):
    """Every slot is one step of the rehearsal; nothing of it is kept or counted.

    Where there is no room for both screens, one of them is shown.
    """

    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk, self._dress = desk, desk.dress
        self._rehearsal: Rehearsal | None = None
        self._on_phone = self._earlier_there = self._later_there = False
        self.board, self.sheet = Board(desk.dress), PhoneView(desk.dress)
        self.phone = self.sheet.card
        self.phone.answered.connect(self._answer)
        self._lay_out()
        for keys, slot in {
            "Space": self._step, "Right": self._step, "Left": self._back, "PgDown": self._later,
            "PgUp": self._earlier, "T": self._turn, "1": self._verified, "2": self._claim,
            "3": self._propaganda, "Esc": self._leave,
        }.items():  # fmt: skip
            self.on_key(keys, slot)
        for keys, slot in {"Down": self._down, "Up": self._up}.items():
            self.on_key(keys, slot, repeats=True)
        desk.dress.changed.connect(self._space)
        self._space()

    def _lay_out(self) -> None:
        dress = self._dress
        self.leave = Button(t("Leave"), role="quiet", key=t("Esc"))
        self.place, self.about = Label(role="bold"), Label(role="soft")
        self._top = QHBoxLayout()
        for widget, share in ((self.leave, 0), (self.place, 1), (self.about, 2)):
            self._top.addWidget(widget, share)
        self.about.setText(t("Only you see this: nothing is kept, and no phone can come in."))
        self.about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._middle = QHBoxLayout()
        self._screens: list[QWidget] = []
        self._captions: list[Label] = []
        for name, screen, share in (
            (t("On the projector"), self.board, 5),
            (t("On a phone"), self.sheet, 3),
        ):
            whole = QWidget()
            column = QVBoxLayout(whole)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            caption = Label(name, role="small")
            column.addWidget(caption)
            column.addWidget(screen, 1)
            self._middle.addWidget(whole, share)
            self._screens.append(whole)
            self._captions.append(caption)
        self.turn = Button("", role="choice", key="T")
        self.before = Button(t("Step back"), role="choice", key=t("←"))
        self.earlier = Button(t("Question before"), role="choice", key=t("PgUp"))
        self.later = Button(t("Question after"), role="choice", key=t("PgDown"))
        self.next = Button("", role="primary", key=t("Space"))
        self._moves = FlowRow(dress)
        self._moves.show_buttons([self.turn, self.before, self.earlier, self.later])
        bar = QWidget()
        bar.setProperty("role", "bar")
        self._bar = QHBoxLayout(bar)
        self._bar.addWidget(self._moves, 1)
        self._bar.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addLayout(self._middle, 1)
        column.addWidget(bar)
        for button, slot in (
            (self.leave, self._leave),
            (self.turn, self._turn),
            (self.before, self._back),
            (self.earlier, self._earlier),
            (self.later, self._later),
            (self.next, self._step),
        ):
            button.clicked.connect(slot)

    def arrive(self, place: Place) -> None:
        """Begin with the question at `place.position` of those that it brings."""
        super().arrive(place)
        self._on_phone = False
        self._rehearsal = (
            Rehearsal(place.title, place.questions, self._desk.clock, place.position)
            if place.questions
            else None
        )

    def refresh(self) -> None:
        """Show where the rehearsal stands, or lead away without any."""
        if self._rehearsal is None:
            self.go.emit(Place(Where.CLASSROOM))
            return
        self.show_state(preview_state(self._rehearsal))

    def show_state(self, state: PreviewState) -> None:
        """Write the state to the widgets."""
        focused = self.focusWidget()
        self.place.setText(state.place)
        self.board.show_projection(state.picture)
        self.phone.show_state(state.phone)
        self.next.say(state.next_label)
        self.next.setVisible(bool(state.next_label))
        self.before.setVisible(state.may_go_back)
        self._earlier_there, self._later_there = state.earlier, state.later
        self._turn_over()
        if focused is not None and focused.isHidden():
            # Else Qt leads the focus to some other button, which Space would press.
            self.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one screen or both."""
        super().resizeEvent(event)
        self._space()

    @property
    def _roomy(self) -> bool:
        return self.width() >= self._dress.px(_ROOMY)

    def _turn_over(self) -> None:
        """Show the screen that is wanted, or both where there is room."""
        on_board, on_phone = self._screens
        on_board.setVisible(self._roomy or not self._on_phone)
        on_phone.setVisible(self._roomy or self._on_phone)
        for caption in self._captions:
            caption.setVisible(self._roomy)
        self.turn.setVisible(not self._roomy)
        for button in (self.turn, self.before, self.earlier, self.later, self.next):
            button.tell_key(self._roomy)
        self.turn.say(t("Projector") if self._on_phone else t("Phone"))
        # In a small window the keys alone lead from question to question.
        self.earlier.setVisible(self._roomy and self._earlier_there)
        self.later.setVisible(self._roomy and self._later_there)
        self.about.setVisible(self._roomy)
        self._moves.flow_again()

    def _do(self, step: Callable[[Rehearsal], None]) -> None:
        if self._rehearsal is None:
            return
        before = self._rehearsal.room
        step(self._rehearsal)
        if self._rehearsal.room is before:
            return
        if self._rehearsal.room.phase is not before.phase:
            self.sheet.verticalScrollBar().setValue(0)
        self.refresh()
        announce(self, self._spoken())

    def _spoken(self) -> str:
        picture = self.board.screen_.picture
        if picture is None:
            return ""
        lit = picture.cues[-1:] if picture.told else ()
        words = [f"{cue.kind}: {cue.note}" for cue in lit] or [picture.told]
        return ". ".join(one for one in (self.place.text(), *words) if one)

    @Slot()
    def _step(self) -> None:
        self._do(Rehearsal.step)

    @Slot()
    def _back(self) -> None:
        self._do(Rehearsal.back)

    @Slot()
    def _earlier(self) -> None:
        self._do(lambda rehearsal: rehearsal.go_to(rehearsal.room.position - 1))

    @Slot()
    def _later(self) -> None:
        self._do(lambda rehearsal: rehearsal.go_to(rehearsal.room.position + 1))

    @Slot()
    def _turn(self) -> None:
        if not self._roomy:
            self._on_phone = not self._on_phone
            self._turn_over()

    @Slot(object)
    def _answer(self, verdict: Verdict) -> None:
        self._do(lambda rehearsal: rehearsal.choose(verdict))
        # A second tap on the same answer leaves it given.
        self.refresh()

    @Slot()
    def _verified(self) -> None:
        self._answer(Verdict.VERIFIED)

    @Slot()
    def _claim(self) -> None:
        self._answer(Verdict.CLAIM)

    @Slot()
    def _propaganda(self) -> None:
        self._answer(Verdict.PROPAGANDA)

    def _scroll(self, steps: int) -> None:
        bar = self.sheet.verticalScrollBar()
        bar.setValue(bar.value() + steps * self._dress.px(60))

    @Slot()
    def _down(self) -> None:
        self._scroll(1)

    @Slot()
    def _up(self) -> None:
        self._scroll(-1)

    @Slot()
    def _leave(self) -> None:
        self.go.emit(Place(Where.BACK))

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        side = min(px(32), 40)
        self._top.setContentsMargins(side - px(10), px(12), side, px(8))
        self._top.setSpacing(px(14))
        self._middle.setContentsMargins(side, 0, side, px(10))
        self._middle.setSpacing(px(18))
        self._bar.setContentsMargins(side, px(10), side, px(12))
        self._bar.setSpacing(px(14))
        self._turn_over()
