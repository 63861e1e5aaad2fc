"""The card where single questions are found by their words and added to a quiz."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from trainer.core.words import t
from trainer.services.classroom.quizzes import Choice, Quizzes, Worded
from trainer.ui.latest import Latest
from trainer.ui.pages.classroom.fields import button, flow, text_field
from trainer.ui.pages.classroom.state import found_grid, found_words
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.tables import GridTable

_LONGEST = 80


class AddingCard(Card):
    """Finds questions as words are typed. `added` carries the one (a `Worded`) that was chosen."""

    added = Signal(object)
    failed = Signal(object)

    def __init__(self, dress: Dress, quizzes: Quizzes, parent: QWidget | None = None) -> None:
        super().__init__(dress, gap=10)
        self.setParent(parent)
        self._quizzes = quizzes
        self._choice = Choice(arguing=True)
        self._found: tuple[Worded, ...] = ()
        self._searching = Latest(self)
        self._searching.answered.connect(self._on_found)
        self._searching.failed.connect(self.failed)
        self.words = text_field(t("Words of a statement"), _LONGEST, dress)
        self.words.textChanged.connect(self._search)
        self.words.returnPressed.connect(self._to_table)
        self.said = Label(role="soft")
        self.table = GridTable(dress, t("Questions that were found"), whole=True)
        self.table.setWordWrap(False)
        self.table.activated.connect(self._add)
        self.add = button(t("Add it"), self._add, key=t("Enter"))
        self._row = flow(dress, self.add)
        for part in (
            Label(t("Add a question by hand"), role="heading"),
            flow(dress, self.words),
            self.said,
            self.table,
            self._row,
        ):
            self.column.addWidget(part)
        self._show()

    def look_in(self, choice: Choice) -> None:
        """Search among these questions."""
        self._choice = choice
        if self.words.text():
            self._search()

    @Slot()
    def _search(self) -> None:
        quizzes, choice, words = self._quizzes, self._choice, self.words.text()
        self._searching.ask(lambda: quizzes.search(choice, words))

    @Slot(object)
    def _on_found(self, found: tuple[Worded, ...]) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        words = found_words(self._found, self.words.text())
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.table.show_grid(found_grid(self._found))
        self.table.setVisible(bool(self._found))
        self._row.setVisible(bool(self._found))
        if self._found:
            self.table.setCurrentIndex(self.table.rows.index(0, 0))

    @Slot()
    def _to_table(self) -> None:
        if self._found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _add(self) -> None:
        at = self.table.currentIndex().row()
        if 0 <= at < len(self._found):
            self.added.emit(self._found[at])
