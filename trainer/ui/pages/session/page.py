"""One past session: each answer with the text, the lit words and the reasons of that day."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.sessions import SessionKind
from trainer.core.words import t
from trainer.services.review import PastSession
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.session.state import SessionState, session_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.reveal import QuestionSheet


class SessionPage(Page):
    """Goes through one past session from stored revisions alone."""

    topics = frozenset({Topic.LEARNERS})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._past: PastSession | None = None
        self._place = Place(Where.SESSION)
        self.title, self.lead = Label(role="heading"), Label(role="small")
        self.back = Button(t("Past sessions"), role="quiet", key=t("Esc"))
        self.chips = FlowRow(desk.dress)
        self.sheet = QuestionSheet(desk.dress)
        self.before = Button(t("Before"), key="←")
        self.after = Button(t("Next"), role="primary", key="→")
        self._lay_out()
        self.back.clicked.connect(self._back)
        self.before.clicked.connect(self._before)
        self.after.clicked.connect(self._after)
        for keys, slot in {
            "Esc": self._back,
            "Left": self._before,
            "Right": self._after,
            "Return": self._after,
            "Enter": self._after,
        }.items():
            self.on_key(keys, slot, repeats=True)
        self._space()
        desk.dress.changed.connect(self._space)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.lead)
        self._top = QHBoxLayout()
        self._top.addLayout(words, 1)
        self._top.addWidget(self.back)
        bar = QWidget()
        bar.setProperty("role", "bar")
        self._foot = QHBoxLayout(bar)
        self._foot.addWidget(self.before)
        self._foot.addStretch(1)
        self._foot.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.chips)
        column.addWidget(self.sheet, 1)
        column.addWidget(bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a low window to the excerpt."""
        super().resizeEvent(event)
        self._space()

    def arrive(self, place: Place) -> None:
        """Open the session that `place` names, at its answer."""
        super().arrive(place)
        self._place = place
        self._past = None

    def refresh(self) -> None:
        """Read the session and show the answer that was asked for."""
        if not self._place.session:
            return
        if self._past is None or self._past.line.id != self._place.session:
            self._past = self._desk.services.review.session(self._place.session)
            self._make_chips(self._past)
            checkup = self._past.line.kind is SessionKind.CHECKUP
            self.back.say(t("The result") if checkup else t("Past sessions"))
        if self._past.answers:
            self.show_state(session_state(self._past, self._place.position, self._desk.clock.now()))

    def show_state(self, state: SessionState) -> None:
        """Write the state to the widgets."""
        self.title.setText(state.title)
        self.lead.setText(state.lead)
        for chip, button in zip(state.chips, self.chips.buttons, strict=True):
            button.setChecked(chip.position == state.index)
            tokens = self._desk.dress.tokens
            side = self._desk.dress.px(14)
            button.setIconSize(QSize(side, side))
            ink = tokens.paper if button.isChecked() else tokens.ink
            button.setIcon(self._desk.dress.icon("check" if chip.right else "x", ink))
        self.sheet.show_question(state.shown, state.reveal, state.notes)
        self.before.setEnabled(state.index > 0)
        self.after.setEnabled(state.index < len(state.chips) - 1)

    def _make_chips(self, past: PastSession) -> None:
        state = session_state(past, 0, self._desk.clock.now())
        buttons = []
        for chip in state.chips:
            button = Button(chip.label, role="choice")
            button.setAccessibleName(chip.spoken)
            button.setCheckable(True)
            button.setProperty("position", chip.position)
            button.clicked.connect(self._on_chip)
            buttons.append(button)
        self.chips.show_buttons(buttons)

    def _turn_to(self, position: int) -> None:
        if self._past is None or not 0 <= position < len(self._past.answers):
            return
        self._place = Place(Where.SESSION, self._place.session, position)
        self.refresh()

    @Slot()
    def _on_chip(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self._turn_to(int(button.property("position")))

    @Slot()
    def _before(self) -> None:
        self._turn_to(self._place.position - 1)

    @Slot()
    def _after(self) -> None:
        self._turn_to(self._place.position + 1)

    @Slot()
    def _back(self) -> None:
        line = self._past.line if self._past else None
        if line is not None and line.kind is SessionKind.CHECKUP:
            self.go.emit(Place(Where.CHECKUP, session=line.id))
        else:
            self.go.emit(Place(Where.REVIEW))

    @Slot()
    def _space(self) -> None:
        px = self._desk.dress.px
        side = min(px(44), 48)
        low = self.height() < px(300)
        pad = px(4) if low else px(14)
        self.lead.setVisible(not low)
        self._top.setContentsMargins(side, pad, side - px(8), px(4))
        self.chips.setContentsMargins(side, px(6), side, 0)
        self._foot.setContentsMargins(side, pad, side, pad)
