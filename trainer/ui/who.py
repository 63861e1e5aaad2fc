"""The foot of the sidebar: who practises, and a menu to let somebody else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.places import Place, Where
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import Rule
from trainer.ui.widgets.label import plain_tip

if TYPE_CHECKING:
    from trainer.services.learners import Person


class Who(QWidget):
    """A name with a small arrow. `go` carries the `Place` that was chosen, `switch` a learner."""

    go = Signal(object)
    switch = Signal(int)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._name = ""
        self._people: tuple[Person, ...] = ()
        self._present, self._guest = 0, False
        self._cramped = False
        self.button = Button("", role="place")
        self.button.clicked.connect(self._open)
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._on_chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Rule())
        self._column.addWidget(self.button)
        self.hide()

    def show_people(self, people: "Sequence[Person]", present: int, *, guest: bool) -> None:
        """Show who practises, and offer the others."""
        self._people, self._present, self._guest = tuple(people), present, guest
        named = next((one.name for one in people if one.id == present), "")
        self._name = t("Guest") if guest else named or t("You")
        self.show()
        self._write()

    def fill(self) -> None:
        """Make the lines of the menu, while it is closed: a chosen line must not be deleted."""
        self.menu.clear()
        if self._guest:
            self._offer(t("End the guest session"), Place(Where.HOME))
        else:
            self._offer_people()
            self._offer(t("Practise as a guest"), Place(Where.GUEST))
            self.menu.addSeparator()
            self._offer(t("Learners…"), Place(Where.LEARNERS))
        self._offer(t("Your data…"), Place(Where.DATA))

    def _offer_people(self) -> None:
        if len(self._people) < 2:  # noqa: PLR2004  a choice needs two
            return
        for one in self._people:
            action = self.menu.addAction(_told(one.name or t("No name yet")))
            action.setData(one.id if not one.has_pin else Place(Where.LEARNERS, learner=one.id))
            action.setCheckable(True)
            action.setChecked(one.id == self._present)
        self.menu.addSeparator()

    def _offer(self, words: str, place: Place) -> None:
        self.menu.addAction(words).setData(place)

    def fit(self, *, cramped: bool) -> None:
        """Show an icon alone where there is no room for a name."""
        self._cramped = cramped
        self._write()

    def _write(self) -> None:
        side = self._dress.px(22)
        words = t("{name}: who is practising", name=self._name)
        room = self._dress.px(208 - 28 - 60)
        shown = self.button.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.button.say("" if self._cramped else f"{shown} ▾")
        self.button.setAccessibleName(words)
        ink = self._dress.tokens.ink
        self.button.setIcon(self._dress.icon("user", ink) if self._cramped else QIcon())
        self.button.setIconSize(QSize(side, side))
        plain_tip(self.button, words if self._cramped or shown != self._name else "")

    @Slot()
    def _open(self) -> None:
        self.fill()
        height = self.menu.sizeHint().height()
        self.menu.popup(self.button.mapToGlobal(QPoint(0, -height)))

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        wish = action.data()
        if isinstance(wish, Place):
            self.go.emit(wish)
        else:
            self.switch.emit(wish)


def _told(name: str) -> str:
    return name.replace("&", "&&")
