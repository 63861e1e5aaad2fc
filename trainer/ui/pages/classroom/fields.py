"""Choices as the page of the classroom lays them out: a tick, and a picker under its name."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.titles import TitleButton

_FIELD = 220
"""The width of a field to type in, in drawing pixels."""

_WIDEST_FIELD = 300
"""And in pixels on the screen, so that it fits a small window with large text."""


class Tick(TitleButton):
    """One of several that can be chosen together; `value` is what it stands for."""

    def __init__(self, words: str, value: object, dress: Dress) -> None:
        super().__init__(words)
        self._dress = dress
        self.value = value
        self.set_role("choice")
        self.setCheckable(True)
        self.toggled.connect(self._mark)
        dress.changed.connect(self._mark)
        self._mark()

    def sizeHint(self) -> QSize:
        """Wide enough for the bold letters of one that is ticked."""
        hint = super().sizeHint()
        if not self.isChecked():
            return hint
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = self.text()
        more = QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(
            words
        )
        return QSize(hint.width() + max(0, more), hint.height())

    def _mark(self) -> None:
        """Show a check mark, so that the colour is not all that tells."""
        side = self._dress.px(14)
        self.setIconSize(QSize(side, side))
        ink = self._dress.tokens.paper
        self.setIcon(self._dress.icon("check", ink) if self.isChecked() else QIcon())
        self.updateGeometry()


class Named(QWidget):
    """A field with its name above it."""

    def __init__(self, name: str, field: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(name, role="small", wraps=False))
        column.addWidget(field)


def text_field(name: str, longest: int, dress: Dress) -> QLineEdit:
    """A line to type in."""
    field = QLineEdit()
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setMaxLength(longest)
    field.setMinimumWidth(min(dress.px(_FIELD), _WIDEST_FIELD))
    return field


def flow(dress: Dress, *fields: QWidget) -> FlowRow:
    """Fields beside each other as far as there is room."""
    line = FlowRow(dress)
    line.show_fields(fields)
    return line


def button(words: str, slot: Callable[[], object], *, role: str = "plain", key: str = "") -> Button:
    """A button that calls `slot`."""
    made = Button(words, role=role, key=key)
    made.clicked.connect(slot)
    return made


def card(dress: Dress, title: str, *parts: QWidget) -> Card:
    """A card with a heading."""
    made = Card(dress, gap=10)
    made.column.addWidget(Label(title, role="heading"))
    for part in parts:
        made.column.addWidget(part)
    return made
