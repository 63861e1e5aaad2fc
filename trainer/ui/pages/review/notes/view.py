"""The list of notes; Enter opens the answer that one was written on."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication

from trainer.core.inquiry import NoteLine
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.pages.review.notes.state import notes_state, notes_text
from trainer.ui.pages.review.part import ReviewPart
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.tables import GridTable


class NotesPart(ReviewPart):
    """All notes, with the pack and the question of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: tuple[NoteLine, ...] = ()
        self.empty = Label(role="soft")
        self.copy = Button(t("Copy all for the author"))
        self.bar = FlowRow(desk.dress)
        self.bar.show_buttons([self.copy])
        self.table = GridTable(desk.dress, t("Notes"), wide=(1, 2))
        self.column.addWidget(self.bar)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.table)
        self.column.addStretch(1)
        self.copy.clicked.connect(self._copy)
        self.table.chosen.connect(self._on_chosen)

    def question(self) -> Callable[[], tuple[NoteLine, ...]]:
        """The notes on the chosen pack."""
        lookback, pack = self.desk.services.lookback, self.filters.pack
        return lambda: lookback.notes(pack)

    def answer(self, found: object) -> None:
        """Show the notes."""
        if not isinstance(found, tuple):
            return
        self._lines = found
        state = notes_state(found, self.now, narrow=bool(self.filters.pack))
        self.told.emit(state.lead)
        self.empty.setText(state.empty)
        self.empty.setVisible(bool(state.empty))
        self.table.setVisible(not state.empty)
        self.bar.setVisible(not state.empty)
        self.table.show_grid(state.grid)

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    def fit(self, height: int) -> None:
        """Give the list the height that the button above it leaves."""
        px = self.desk.dress.px
        self.table.setFixedHeight(max(px(220), height - self.bar.sizeHint().height() - px(14)))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(notes_text(self._lines))
        self.told.emit(t("Copied. Paste it into a letter to the author of the pack."))

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        line = self._lines[row]
        self.go.emit(Place(Where.SESSION, session=line.session, position=line.position))
