"""Past sessions: when, what, how many right; Enter opens one."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout

from trainer.core.changes import Topic
from trainer.core.history import SessionLine
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.review.state import SessionRow, review_state, session_row
from trainer.ui.pages.review.table import SessionTable
from trainer.ui.places import Place, Where
from trainer.ui.widgets.label import Label


class ReviewPage(Page):
    """The list of past sessions."""

    topics = frozenset({Topic.ANSWERS, Topic.LEARNERS, Topic.LIBRARY})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self.lead, self.empty = Label(role="soft"), Label(role="soft")
        self.model = SessionTable(desk.review.sessions, self._as_row, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(t("Past sessions"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.addWidget(Label(t("Past sessions"), role="title"))
        column.addWidget(self.lead)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        self._column = column
        self._space()
        desk.dress.changed.connect(self._space)

    def refresh(self) -> None:
        """Ask for the newest sessions and show them."""
        state = review_state(self._desk.review.session_count())
        self.lead.setText(state.lead)
        self.lead.setVisible(bool(state.lead))
        self.empty.setText(state.empty)
        self.empty.setVisible(bool(state.empty))
        self.table.setVisible(not state.empty)
        self.model.begin()
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _as_row(self, line: SessionLine) -> SessionRow:
        titles = {card.id: card.title for card in self._desk.library.cards}
        return session_row(line, titles, self._desk.clock.now())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.go.emit(Place(Where.SESSION, session=self.model.row_at(index).session))

    @Slot()
    def _space(self) -> None:
        px = self._desk.dress.px
        side = min(px(44), 52)
        self._column.setContentsMargins(side, px(32), side, px(24))
        self._column.setSpacing(px(12))
        self.table.verticalHeader().setDefaultSectionSize(px(38))
