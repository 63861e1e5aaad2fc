"""Statements to argue about: judge aloud, then see the best case for each side."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.discussion.state import DiscussionState, discussion_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import Card, ScrollColumn, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.legend import Legend
from trainer.ui.widgets.reading import MEASURE, ReadingView


class DiscussionPage(Page):
    """The discussion questions of one pack. Nothing here is scored or kept."""

    topics = frozenset({Topic.LIBRARY})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._pack, self._index, self._open = "", 0, False
        self.back = Button(t("Library"), role="quiet", key=t("Esc"))
        self.counted = Label(role="soft", wraps=False)
        self.credit, self.asked = Label(role="small"), Label(role="strong")
        self.statement, self.scope = Label(role="statement"), Label(role="scope")
        self.reading, self.legend = ReadingView(desk.dress), Legend(desk.dress)
        self.reading.setAccessibleName(t("Excerpt"))
        self.why = Label(
            t("Careful readers split on this one, so it is not scored. What do you say, and why?")
        )
        self._views = QVBoxLayout()
        self.before = Button(t("Before"), key="←")
        self.show_views = Button(t("Show the cases"), role="primary", key=t("Enter"))
        self.after = Button(t("Next"), key="→")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        scroll = ScrollColumn(self._desk.dress, widest=MEASURE + 8)
        for widget in (self.credit, self.reading, self.legend, self.asked, self.statement):
            scroll.column.addWidget(widget)
        scroll.column.addWidget(self.scope)
        scroll.column.addWidget(self.why)
        scroll.column.addLayout(self._views)
        scroll.column.addStretch(1)
        top = QHBoxLayout()
        top.setContentsMargins(34, 14, 40, 0)
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.counted)
        bar = QWidget()
        bar.setProperty("role", "bar")
        foot = QHBoxLayout(bar)
        foot.setContentsMargins(44, 14, 44, 14)
        foot.addWidget(self.before)
        foot.addStretch(1)
        foot.addWidget(self.show_views)
        foot.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(scroll, 1)
        column.addWidget(bar)

    def _connect(self) -> None:
        self.back.clicked.connect(self._back)
        self.before.clicked.connect(self._before)
        self.after.clicked.connect(self._after)
        self.show_views.clicked.connect(self._show_views)
        self.legend.pointed.connect(self.reading.point_at)
        for keys, slot in {
            "Esc": self._back,
            "Left": self._before,
            "Right": self._after,
            "Return": self._show_views,
            "Enter": self._show_views,
        }.items():
            self.on_key(keys, slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where there is no room for them."""
        super().resizeEvent(event)
        for button in (self.before, self.show_views, self.after):
            button.tell_key(not self._desk.dress.cramped(self.width()))

    def arrive(self, place: Place) -> None:
        """Begin with the first discussion question of the pack."""
        super().arrive(place)
        self._pack, self._index, self._open = place.pack, 0, False

    def refresh(self) -> None:
        """Show the present question."""
        library = self._desk.services.library
        asked = [e for e in library.entries if e.pack == self._pack and not e.verdict]
        if asked:
            self._index = max(0, min(self._index, len(asked) - 1))
            revision = library.revision(asked[self._index].revision)
            self.show_state(
                discussion_state(revision, self._index, len(asked), open_views=self._open)
            )

    def show_state(self, state: DiscussionState) -> None:
        """Write the state to the widgets."""
        self.counted.setText(state.progress)
        self.credit.setText(state.shown.credit)
        self.asked.setText(state.shown.asked)
        self.statement.setText(state.shown.statement_text)
        self.statement.setVisible(bool(state.shown.statement_text))
        self.scope.setText(state.shown.scope)
        self.reading.show_excerpt(state.shown.text, state.shown.statement)
        self.reading.light_up(state.marks)
        self.legend.show_cues(state.legend)
        self.legend.setVisible(bool(state.legend))
        self.before.setEnabled(not state.first)
        self.after.setEnabled(not state.last)
        self.show_views.setEnabled(not state.views)
        clear(self._views)
        self._views.setSpacing(self._desk.dress.px(12))
        for view in state.views:
            card = Card(self._desk.dress, pad=20, gap=2)
            card.column.addWidget(Label(view.title, role=view.verdict.value))
            card.column.addWidget(Label(view.words))
            self._views.addWidget(card)

    def _turn(self, step: int) -> None:
        self._index, self._open = self._index + step, False
        self.refresh()

    @Slot()
    def _before(self) -> None:
        if self.before.isEnabled():
            self._turn(-1)

    @Slot()
    def _after(self) -> None:
        if self.after.isEnabled():
            self._turn(1)

    @Slot()
    def _show_views(self) -> None:
        self._open = True
        self.refresh()

    @Slot()
    def _back(self) -> None:
        self.go.emit(Place(Where.LIBRARY))
