"""The way from page to page."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.words import t
from trainer.ui.places import Place, Where
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.label import Label


class Sidebar(QWidget):
    """The program's name and its places. `go` carries the `Place` that was pressed."""

    go = Signal(object)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress = dress
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        brand = QHBoxLayout()
        brand.setSpacing(5)
        brand.setContentsMargins(dress.px(10), 0, 0, 0)
        brand.addWidget(Label(t("Who"), role="brand", wraps=False))
        brand.addWidget(Label(t("Says?"), role="brand-end", wraps=False))
        brand.addStretch(1)
        self._column.addLayout(brand)
        self._column.addSpacing(dress.px(14))
        self.places = {
            Where.TODAY: self._button(Where.TODAY, t("Today")),
            Where.REVIEW: self._button(Where.REVIEW, t("Review")),
            Where.LIBRARY: self._button(Where.LIBRARY, t("Library")),
        }
        self._column.addStretch(1)
        self.places[Where.SETTINGS] = self._button(Where.SETTINGS, t("Settings"))
        self.places[Where.GUIDE] = self._button(Where.GUIDE, t("How to decide"))
        self._space()
        dress.changed.connect(self._space)

    def show_place(self, where: Where) -> None:
        """Mark where one is."""
        if where in self.places:
            self.places[where].setChecked(True)

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
        self._column.setContentsMargins(px(14), px(24), px(14), px(20))
        self._column.setSpacing(px(4))
        self.setFixedWidth(min(px(208), 280))
