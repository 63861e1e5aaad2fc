"""The middle of the teacher's page: the question at the left, the people at the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.ui.pages.room.doors import DoorCard
from trainer.ui.pages.room.state import RoomState
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, ScrollColumn, Turning
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.legend import Legend
from trainer.ui.widgets.people import PeopleGrid
from trainer.ui.widgets.projected.bars import ShareLine
from trainer.ui.widgets.reading import ReadingView
from trainer.ui.widgets.votes import VoteRows

_SMALL = 17
_LEADING = 1.45


class RoomSheet(ScrollColumn):
    """Shows a `RoomState`; what is pressed in it is connected by the page."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress, widest=1500, pad=32)
        self._dress = dress
        self._build_question()
        self._build_people()
        self.door = DoorCard(dress)
        self._turning = Turning(dress, turn_at=820, shares=(1, 1))
        for card in (self._over, self._question, self._votes, self._told, self.door):
            self._turning.left.addWidget(card)
        self._turning.left.addStretch(1)
        for widget in (self._asking, self._people):
            self._turning.right.addWidget(widget)
        self.warning = Label(role="small")
        self.column.addWidget(self.warning)
        self.column.addWidget(self._turning, 1)
        self.moves_place = QVBoxLayout()
        self.column.addLayout(self.moves_place)
        self._fill()

    def _fill(self) -> None:
        """Let the people have what is left of the height."""
        self._turning.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _space(self) -> None:
        super()._space()
        # The people take what is left of the height.
        self._row.setAlignment(self.inside, Qt.AlignmentFlag(0))
        margins = self._row.contentsMargins()
        margins.setTop(self._dress.px(12))
        margins.setBottom(self._dress.px(12))
        self._row.setContentsMargins(margins)

    def _build_question(self) -> None:
        dress = self._dress
        self._question = Card(dress, pad=20, gap=8)
        self.credit, self.statement = Label(role="small"), Label(role="statement")
        self.scope = Label(role="small")
        self.reading = ReadingView(dress)
        self.reading.set_size(_SMALL, _LEADING)
        self.reading.setAccessibleName(t("Excerpt"))
        for widget in (self.credit, self.reading, self.statement, self.scope):
            self._question.column.addWidget(widget)
        self._told = Card(dress, pad=20, gap=6)
        self.told, self.technique = Label(role="bold"), Label(role="small")
        self.explanation = Label()
        self.legend = Legend(dress)
        self.views = [(Label(role="bold"), Label()) for _ in Verdict]
        for part in (self.told, self.technique, self.explanation, self.legend):
            self._told.column.addWidget(part)
        for title, words in self.views:
            self._told.column.addWidget(title)
            self._told.column.addWidget(words)
        self._votes = Card(dress, pad=20, gap=6)
        self.bars = VoteRows(dress)
        self._votes.column.addWidget(self.bars)
        self.shoals = [(Label(role=verdict.value), Label(role="small")) for verdict in Verdict]
        for title, names in self.shoals:
            self._votes.column.addWidget(title)
            self._votes.column.addWidget(names)
        self._over = Card(dress, pad=20, gap=6)
        self.after, self.then = Label(role="strong"), Label()
        self._over.column.addWidget(self.after)
        self._over.column.addWidget(self.then)
        self.report = Button(t("See how it went"), role="choice", key="G")
        looking = FlowRow(dress)
        looking.show_buttons([self.report])
        self._over.column.addWidget(looking)

    def _build_people(self) -> None:
        dress = self._dress
        self._asking = Card(dress, pad=18, gap=6)
        self.attention = Label()
        self.admit = Button(t("Let in"), role="choice", key="A")
        letting = FlowRow(dress)
        letting.show_buttons([self.admit])
        self._asking.column.addWidget(self.attention)
        self._asking.column.addWidget(letting)
        self._people = Card(dress, pad=18, gap=6)
        self.answered = Label(role="strong")
        self.line = ShareLine(dress)
        # Elsewhere it fills any place; here it has a height of its own.
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.people_title = Label(role="soft")
        self.people = PeopleGrid(dress)
        self.nobody = Label(role="soft")
        self.chosen = Label(role="small")
        self.rename = Button(t("Rename"), role="choice", key="R")
        self.free = Button(t("Choose again"), role="choice", key="C")
        self.remove = Button(t("Remove"), role="choice", key=t("Del"))
        self._about = FlowRow(dress)
        self._about.show_buttons([self.rename, self.free, self.remove])
        for widget in (self.answered, self.line, self.people_title):
            self._people.column.addWidget(widget)
        self.people_title.setContentsMargins(0, dress.px(4), 0, 0)
        self._people.column.addWidget(self.people, 1)
        for part in (self.nobody, self.chosen, self._about):
            self._people.column.addWidget(part)
        self._people.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        """A line or two: the strip that asks something comes first."""
        return QSize(self._dress.px(240), self._dress.px(40))

    def show_state(self, state: RoomState, *, doors: bool) -> None:
        """Write the state to the widgets."""
        self.warning.setText(state.warning)
        self.warning.setVisible(bool(state.warning))
        self._show_question(state)
        self._show_told(state)
        self._show_votes(state)
        self._asking.setVisible(bool(state.attention))
        self.attention.setText(state.attention)
        self.admit.setVisible(any(row.standing.value == "waiting" for row in state.people))
        self._over.setVisible(bool(state.after))
        self.after.setText(state.after)
        self.then.setText(
            t("Each phone shows its pupil how many were right. Close the room when they have seen.")
            if state.way_in
            else ""
        )
        self.answered.setText(state.answered)
        self.answered.setVisible(bool(state.answered))
        self.line.setFixedHeight(self._dress.px(8))
        self.line.setVisible(state.answered_share is not None)
        self.line.show_share(state.answered_share or 0.0)
        self.people_title.setText(state.people_title)
        self.people.show_people(state.people)
        self.people.setVisible(bool(state.people))
        self.nobody.setText(t("Nobody yet. N adds somebody to the hot seat."))
        self.nobody.setVisible(not state.people)
        self.show_chosen()
        self.door.setVisible(doors and bool(state.door.says))
        self.door.show_state(state.door)

    def show_chosen(self) -> None:
        """Say about whom the keys are."""
        chosen = self.people.chosen
        for widget in (self.chosen, self._about):
            widget.setVisible(chosen is not None)
        if chosen is None:
            return
        self.free.setVisible(chosen.may_choose)
        self._about.flow_again()
        seat = t(" – 1 2 3 note the answer") if chosen.seat else ""
        self.chosen.setText(f"{chosen.says}{seat}")

    def _show_question(self, state: RoomState) -> None:
        seen = state.shown
        self._question.setVisible(seen is not None)
        if seen is None:
            return
        self.credit.setText(seen.credit)
        self.reading.show_excerpt(seen.text, seen.statement)
        self.reading.light_up(state.marks)
        self.statement.setText(seen.statement_text)
        self.statement.setVisible(bool(seen.statement_text))
        self.scope.setText(f"{seen.asked} {seen.scope}")

    def _show_told(self, state: RoomState) -> None:
        self._told.setVisible(bool(state.told))
        self.told.setText(state.told)
        self.told.set_lead(state.verdict.value if state.verdict else "")
        self.technique.setText(state.technique)
        self.technique.setVisible(bool(state.technique))
        self.explanation.setText(state.explanation)
        self.explanation.setVisible(bool(state.explanation))
        self.legend.show_cues(state.cues)
        self.legend.setVisible(bool(state.cues))
        for n, (title, words) in enumerate(self.views):
            view = state.views[n] if n < len(state.views) else None
            title.setVisible(view is not None)
            words.setVisible(view is not None)
            if view is not None:
                title.setText(view.title)
                title.set_role(view.verdict.value)
                words.setText(view.words)

    def _show_votes(self, state: RoomState) -> None:
        self._votes.setVisible(bool(state.bars))
        self.bars.show_bars(state.bars)
        for n, (title, names) in enumerate(self.shoals):
            shoal = state.shoals[n] if state.shoals else None
            title.setVisible(shoal is not None)
            names.setVisible(shoal is not None)
            if shoal is not None:
                title.setText(shoal.title)
                names.setText(shoal.names)
