"""The card of quizzes that were kept to use again."""

from PySide6.QtCore import Qt, Signal, Slot

from trainer.core.classroom import SavedQuiz
from trainer.core.words import t
from trainer.services.classroom.quizzes import LoadedQuiz, Worded
from trainer.ui.desk import Desk
from trainer.ui.errands import Errands
from trainer.ui.latest import Latest
from trainer.ui.pages.classroom.asking import Asking
from trainer.ui.pages.classroom.fields import button, flow
from trainer.ui.pages.classroom.state import delete_words, kept_choices, missing_words
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.pickers import Picker


class KeptCard(Card):
    """Loads a kept quiz or deletes it; hidden while there is none.

    `loaded` carries the `LoadedQuiz` and its questions (a tuple of `Worded`).
    """

    loaded = Signal(object, object)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.dress, gap=10)
        self._quizzes = desk.services.classroom.quizzes
        self._kept: tuple[SavedQuiz, ...] = ()
        self._errands = Errands(desk.hub, self)
        self._errands.failed.connect(self.failed)
        self._loading = Latest(self)
        self._loading.answered.connect(self._on_loaded)
        self._loading.failed.connect(self.failed)
        self.choice = Picker(desk.dress, t("Kept quizzes"))
        self.load = button(t("Load this quiz"), self._load)
        self.delete = button(t("Delete…"), self._ask, role="quiet")
        self.missing = Label(role="soft")
        self.missing.hide()
        self.asking = Asking(desk.dress)
        self.asking.said.connect(self._delete)
        self.asking.left.connect(self._back)
        self._row = flow(desk.dress, self.choice, self.load, self.delete)
        for part in (
            Label(t("Kept quizzes"), role="heading"),
            self._row,
            self.missing,
            self.asking,
        ):
            self.column.addWidget(part)

    def show_kept(self, kept: tuple[SavedQuiz, ...], *, blocked: bool) -> None:
        """Offer these."""
        self._kept = kept
        self.choice.show_choices(kept_choices(kept), self.choice.chosen)
        self.setVisible(bool(kept) and not blocked)
        self._row.flow_again()

    @property
    def chosen(self) -> SavedQuiz | None:
        """The quiz that is chosen, None without any."""
        return next((one for one in self._kept if one.id == self.choice.chosen), None)

    @Slot()
    def _load(self) -> None:
        chosen, quizzes = self.chosen, self._quizzes
        if chosen is None:
            return

        def work() -> tuple[LoadedQuiz, tuple[Worded, ...]]:
            found = quizzes.load(chosen.id)
            return found, tuple(quizzes.worded(found.entries))

        self._loading.ask(work)

    @Slot(object)
    def _on_loaded(self, found: tuple[LoadedQuiz, tuple[Worded, ...]]) -> None:
        quiz, questions = found
        self.missing.setText(missing_words(quiz))
        self.missing.setVisible(bool(quiz.missing))
        self.loaded.emit(quiz, questions)

    @Slot()
    def _ask(self) -> None:
        if self.chosen is not None:
            self.asking.ask(delete_words(self.chosen), t("Delete it"))

    @Slot()
    def _delete(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self._errands.run(lambda: self._quizzes.delete(chosen.id))

    @Slot()
    def _back(self) -> None:
        self.delete.setFocus(Qt.FocusReason.OtherFocusReason)
