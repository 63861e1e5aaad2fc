"""One pack in the library: what is in it, what is wrong with it, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from trainer.core.words import t
from trainer.ui.pages.library.state import PackRow
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.balance import BalanceBar
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class _Offer:
    """A button that a pack may have: its words, its name to those who hear it, what it does."""

    words: str
    name: str
    pressed: Callable[[], None]
    offered: bool
    role: str = "plain"

    def button(self) -> Button:
        """The button itself."""
        button = Button(self.words, role=self.role)
        button.setAccessibleName(self.name)
        button.clicked.connect(self.pressed)
        return button


class PackSheet(Card):
    """A card for one pack. Each signal says which button was pressed and carries the `PackRow`."""

    practise = Signal(object)
    browse = Signal(object)
    argue = Signal(object)
    remove = Signal(object)
    close_folder = Signal(object)

    def __init__(self, row: PackRow, dress: Dress) -> None:
        super().__init__(dress, gap=6)
        self.row = row
        self.column.addWidget(Label(row.title, role="heading"))
        self._say(row.about, "body")
        self._say(row.facts, "soft")
        if row.counts:
            self.column.addWidget(BalanceBar(row.counts, row.balance, dress))
        self._say(row.balance, "small")
        self._say(row.seen, "small")
        self._say(row.standing, "soft")
        self._say(row.problems_title, "bold")
        for problem in row.problems:
            self._say(problem, "small")
        self._say(row.sources, "small")
        self._say(row.licence, "small")
        self.ways = FlowRow(dress)
        self.ways.show_buttons(self._buttons())
        if self.ways.buttons:
            self.column.addWidget(self.ways)

    def _say(self, words: str, role: str) -> None:
        if words:
            self.column.addWidget(Label(words, role=role))

    def _buttons(self) -> list[QPushButton]:
        row, title = self.row, self.row.title
        offers = (
            _Offer(
                t("Ten questions"),
                t("Ten questions from {title}", title=title),
                self._on_practise,
                offered=row.may_practise,
                role="primary",
            ),
            _Offer(
                t("Browse"),
                t("Browse {title}", title=title),
                self._on_browse,
                offered=row.browsable,
            ),
            _Offer(
                t("Argue about it"),
                t("Questions to argue about in {title}", title=title),
                self._on_argue,
                offered=row.discussions > 0,
            ),
            _Offer(
                t("Remove"),
                t("Remove {title}", title=title),
                self._on_remove,
                offered=row.removable,
                role="quiet",
            ),
            _Offer(
                t("Close the folder"),
                t("Close the folder of {title}", title=title),
                self._on_close_folder,
                offered=row.opened,
                role="quiet",
            ),
        )
        return [offer.button() for offer in offers if offer.offered]

    @Slot()
    def _on_practise(self) -> None:
        self.practise.emit(self.row)

    @Slot()
    def _on_browse(self) -> None:
        self.browse.emit(self.row)

    @Slot()
    def _on_argue(self) -> None:
        self.argue.emit(self.row)

    @Slot()
    def _on_remove(self) -> None:
        self.remove.emit(self.row)

    @Slot()
    def _on_close_folder(self) -> None:
        self.close_folder.emit(self.row)
