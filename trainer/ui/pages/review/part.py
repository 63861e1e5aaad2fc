"""What the parts of the review have in common."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.ui.desk import Desk
from trainer.ui.latest import Latest
from trainer.ui.pages.review.state import Filters


class ReviewPart(QWidget):
    """One part of the review. It asks the history off the GUI thread.

    `go` asks to be led to a `Place`, `failed` carries a `UserError`, `told` the line under the
    page's title, and `counting` says that the answer takes a while.
    """

    go = Signal(object)
    failed = Signal(object)
    told = Signal(str)
    counting = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.filters = Filters()
        self.now = desk.clock.now()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.latest = Latest(self)
        self.latest.answered.connect(self._on_answered)
        self.latest.failed.connect(self.failed)
        self.latest.slow.connect(self.counting)
        self._space()
        desk.dress.changed.connect(self._space)

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the packs at hand by their ids."""
        return {card.id: card.title for card in self.desk.services.library.cards}

    def ask(self, filters: Filters) -> None:
        """Show what these filters mean."""
        self.filters = filters
        self.ask_again()

    @Slot()
    def ask_again(self) -> None:
        """Show what the present filters mean by now; all of it tells days as of this moment."""
        self.now = self.desk.clock.now()
        self.latest.ask(self.question())

    def question(self) -> Callable[[], object]:
        """What to ask of the services; it is called on another thread."""
        raise NotImplementedError

    def answer(self, found: object) -> None:
        """Show what was found."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Let the keyboard begin here."""

    def fit(self, height: int) -> None:
        """Make good use of a window that leaves `height` pixels."""

    def minimumSizeHint(self) -> QSize:
        """Narrow: what is inside makes do with the room there is."""
        return QSize(self.desk.dress.px(200), super().minimumSizeHint().height())

    @Slot(object)
    def _on_answered(self, found: object) -> None:
        self.answer(found)

    @Slot()
    def _space(self) -> None:
        self.column.setSpacing(self.desk.dress.px(14))
