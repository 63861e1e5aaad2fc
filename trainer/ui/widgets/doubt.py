"""A calm card: false doubt has risen, which statements were meant, and a session against it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.doubt import DoubtedRow, DoubtState
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, Rule, clear
from trainer.ui.widgets.label import Label, plain_tip


class DoubtCard(Card):
    """`opened` carries the session and position of an answer; the others what was pressed."""

    opened = Signal(int, int)
    begun = Signal()
    put_away = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self._dress = dress
        self.title, self.words = Label(role="heading"), Label(role="soft")
        self._rows = QVBoxLayout()
        self.begin = Button(t("Ten from a real-life mix"))
        self.later = Button(t("Put away"), role="quiet")
        plain_tip(self.begin, t("Three of four statements in it are verified, as in real news"))
        plain_tip(self.later, t("Nothing more on this for a week"))
        actions = FlowRow(dress)
        actions.show_buttons([self.begin, self.later])
        self.column.addWidget(self.title)
        self.column.addWidget(self.words)
        self.column.addLayout(self._rows)
        self.column.addWidget(actions)
        self.begin.clicked.connect(self.begun)
        self.later.clicked.connect(self.put_away)
        self.hide()

    def show_notice(self, notice: DoubtState | None) -> None:
        """Show this notice, or nothing at all."""
        self.setVisible(notice is not None)
        clear(self._rows)
        if notice is None:
            return
        self.title.setText(notice.title)
        self.words.setText(notice.words)
        self._rows.setSpacing(self._dress.px(6))
        for row in notice.rows:
            self._rows.addLayout(self._row(row))
            self._rows.addWidget(Rule())

    def _row(self, row: DoubtedRow) -> QHBoxLayout:
        line = QHBoxLayout()
        look = Button(t("Look"), role="quiet")
        look.setAccessibleName(t("Look at “{statement}”", statement=row.statement))
        look.setProperty("session", row.session)
        look.setProperty("position", row.position)
        look.clicked.connect(self._open)
        line.addWidget(Label(row.statement), 1)
        line.addWidget(look)
        return line

    @Slot()
    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.opened.emit(int(button.property("session")), int(button.property("position")))
