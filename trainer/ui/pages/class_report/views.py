"""Pieces of the report: a table with its sentence, and one question with its text and reasons."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.pages.class_report.questions import QuestionState, Sheet
from trainer.ui.speech import announce
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import ScrollColumn, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.reveal import QuestionSheet
from trainer.ui.widgets.tables import GridTable

_READABLE = 200
"""The least width of a statement in a table, in drawing pixels: its figures are looked for first,
and all of it stands where the question is opened."""


class QuestionView(QWidget):
    """One question as the class saw it; its buttons are connected by the page."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.title, self.sheet = Label(role="heading"), QuestionSheet(dress)
        self.before, self.after = Button(t("Before"), key="←"), Button(t("Next"), key="→")
        self.all = Button(t("All questions"), role="quiet", key=t("Esc"))
        bar = QWidget()
        bar.setProperty("role", "bar")
        self._foot = QHBoxLayout(bar)
        self._foot.addWidget(self.before)
        self._foot.addStretch(1)
        self._foot.addWidget(self.after)
        self._top = QHBoxLayout()
        self._top.addWidget(self.title, 1)
        self._top.addWidget(self.all)
        self._says = QVBoxLayout()
        self._went = ScrollColumn(dress, widest=1160)
        self._went.column.addLayout(self._says)
        self._went.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.sheet, 3)
        column.addWidget(self._went, 2)
        column.addWidget(bar)
        dress.changed.connect(self._space)
        self._space()

    def show_question(self, question: QuestionState, line: int, number: int) -> None:
        """Show this question, which is line `line`, from 0, of so many."""
        self.title.setText(question.title)
        self.sheet.show_question(question.shown, question.reveal)
        clear(self._says)
        # The reveal says by itself how it went; a question to argue about has none.
        self._went.setVisible(question.reveal is None)
        for words in question.says:
            self._says.addWidget(Label(words))
        for title, words in question.views:
            self._says.addWidget(Label(title, role="bold"))
            self._says.addWidget(Label(words))
        self.before.setEnabled(line > 0)
        self.after.setEnabled(line < number - 1)
        announce(self, " ".join((question.title, *question.says)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave keys out where there is no room for them."""
        super().resizeEvent(event)
        self._space()

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        side = min(px(44), 48)
        self._top.setContentsMargins(side, px(12), side - px(8), px(4))
        self._foot.setContentsMargins(side, px(10), side, px(10))
        self._says.setSpacing(px(4))
        for button in (self.before, self.after):
            button.tell_key(not self._dress.cramped(self.width()))


class SheetView(QWidget):
    """One table of a part, with its title and the sentence that says what it shows."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.title, self.says = Label(role="heading"), Label()
        self.table = GridTable(dress, "", whole=True, readable=_READABLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, self.says, self.table):
            column.addWidget(widget)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show this table; none leaves no trace."""
        self.setVisible(sheet is not None)
        if sheet is None:
            return
        self.title.setText(sheet.title)
        self.says.setText(sheet.says)
        self.table.setAccessibleName(sheet.title)
        self.table.setVisible(bool(sheet.grid.rows))
        if sheet.grid != self.table.rows.grid:
            self.table.show_grid(sheet.grid)
            if sheet.grid.rows:
                self.table.setCurrentIndex(self.table.rows.index(0, 0))
