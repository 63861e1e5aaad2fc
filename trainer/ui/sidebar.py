"""The way from page to page."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.places import Place, Where
from trainer.ui.theme.dress import Dress
from trainer.ui.who import Who
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.label import Label, plain_tip

_ICONS = {
    Where.TODAY: "house",
    Where.REVIEW: "clock-counter-clockwise",
    Where.CLASSROOM: "chalkboard-teacher",
    Where.LIBRARY: "books",
    Where.SETTINGS: "gear",
    Where.GUIDE: "question",
    Where.ROOM: "broadcast",
}

_PART_OF = {
    Where.CHECKUPS: Where.REVIEW,
    Where.PAPER: Where.CLASSROOM,
    Where.PREVIEW: Where.CLASSROOM,
    Where.CLASS_REPORT: Where.CLASSROOM,
}
"""Pages that are reached by the way of another place."""

_OF_NO_PLACE = (Where.LEARNERS, Where.DATA)
"""Pages that the foot leads to."""


class Sidebar(QWidget):
    """The program's name and its places. `go` carries the `Place` that was pressed."""

    go = Signal(object)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress = dress
        self._cramped = False
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._brand = QWidget()
        brand = QHBoxLayout(self._brand)
        brand.setSpacing(5)
        brand.setContentsMargins(dress.px(10), 0, 0, dress.px(14))
        brand.addWidget(Label(t("Who"), role="brand", wraps=False))
        brand.addWidget(Label(t("Says?"), role="brand-end", wraps=False))
        brand.addStretch(1)
        self._column.addWidget(self._brand)
        self.places = {
            Where.TODAY: self._button(Where.TODAY, t("Today")),
            Where.REVIEW: self._button(Where.REVIEW, t("Review")),
            Where.CLASSROOM: self._button(Where.CLASSROOM, t("Classroom")),
            Where.LIBRARY: self._button(Where.LIBRARY, t("Library")),
        }
        self.places[Where.ROOM] = self._button(Where.ROOM, t("The quiz goes on"))
        self.show_room(open_=False)
        self._column.addStretch(1)
        self.places[Where.SETTINGS] = self._button(Where.SETTINGS, t("Settings"))
        self.places[Where.GUIDE] = self._button(Where.GUIDE, t("How to decide"))
        self.who = Who(dress)
        self.who.go.connect(self.go)
        self._column.addWidget(self.who)
        self._space()
        dress.changed.connect(self._space)

    def show_place(self, where: Where) -> None:
        """Mark where one is."""
        where = _PART_OF.get(where, where)
        if where in self.places:
            self.places[where].setChecked(True)
        elif where in _OF_NO_PLACE:
            self._group.setExclusive(False)
            for button in self.places.values():
                button.setChecked(False)
            self._group.setExclusive(True)

    def show_room(self, *, open_: bool) -> None:
        """Lead back to the quiz that runs, as long as one does."""
        self.places[Where.ROOM].setVisible(open_)

    def fit(self, width: int) -> None:
        """Show icons alone where a window `width` pixels wide has no room for words."""
        cramped = self._cramped = self._dress.cramped(width)
        self._space()
        self._brand.setVisible(not cramped)
        self.who.fit(cramped=cramped)
        side = self._dress.px(22)
        for where, button in self.places.items():
            words = button.accessibleName()
            button.setText("" if cramped else words)
            button.setIcon(
                self._dress.icon(_ICONS[where], self._dress.tokens.ink) if cramped else QIcon()
            )
            button.setIconSize(QSize(side, side))
            plain_tip(button, words if cramped else "")
        self.setFixedWidth(self._dress.px(76 if cramped else 208))

    def _button(self, where: Where, words: str) -> Button:
        button = Button(words, role="place")
        button.setCheckable(True)
        button.setProperty("where", where.value)
        button.clicked.connect(self._on_pressed)
        self._group.addButton(button)
        self._column.addWidget(button)
        return button

    @Slot()
    def _on_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.go.emit(Place(Where(button.property("where"))))

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        # Large text needs the height for the places themselves.
        above, below, between = (10, 8, 1) if self._cramped else (28, 24, 5)
        self._column.setContentsMargins(px(14), min(px(24), above), px(14), min(px(20), below))
        self._column.setSpacing(min(px(4), between))
