"""A choice of one out of many, folded up, and a day that is typed."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy

from trainer.core.words import t
from trainer.ui.theme.dress import Dress

_WIDEST = 230
_CHOOSING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space)


class Picker(QComboBox):
    """Shows the choice that holds; `picked` carries the key of another one that was chosen."""

    picked = Signal(object)

    def __init__(self, dress: Dress, name: str) -> None:
        super().__init__()
        self._dress = dress
        self._keys: list[object] = []
        self.setAccessibleName(name)
        # Where Qt adjusts it to its choices, it does so without asking who laid it out.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._on_activated)

    @property
    def chosen(self) -> object:
        """The key of the choice that holds, None before there is any."""
        return self._keys[self.currentIndex()] if self._keys else None

    def show_choices(self, choices: Sequence[tuple[object, str]], chosen: object) -> None:
        """Offer these keys with their words; the first one holds where `chosen` is not among them.

        Nothing is emitted.
        """
        keys, words = [key for key, _ in choices], [word for _, word in choices]
        if keys != self._keys or words != [self.itemText(n) for n in range(self.count())]:
            self._keys = keys
            self.clear()
            self.addItems(words)
        self.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that choose in it from the shortcuts of the page."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _CHOOSING
        ):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: it would change what is shown unawares."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """As wide as the longest choice, within reason: the unfolded list is wider."""
        width = self._longest() + self._dress.px(50)
        return QSize(min(width, self._dress.px(_WIDEST)), super().sizeHint().height())

    def showPopup(self) -> None:
        """Unfold, wide enough for every choice."""
        widths = [
            self.fontMetrics().horizontalAdvance(self.itemText(n)) for n in range(self.count())
        ]
        self.view().setMinimumWidth(max(widths, default=0) + self._dress.px(48))
        super().showPopup()

    def minimumSizeHint(self) -> QSize:
        """Narrow: a long choice is cut where there is no room."""
        return QSize(self._dress.px(110), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, with a sign that it opens."""
        super().paintEvent(event)
        side = self._dress.px(14)
        top = (self.height() - side) // 2
        place = QRect(self.width() - side - self._dress.px(12), top, side, side)
        painter = QPainter(self)
        icon = self._dress.icon("caret-down-bold", self._dress.tokens.soft)
        icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter)
        painter.end()

    def _longest(self) -> int:
        """The width of the longest choice in pixels."""
        words = self.fontMetrics()
        return max(
            (words.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0
        )

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.picked.emit(self._keys[index])


class DayField(QLineEdit):
    """A day, typed as in 2026-03-01; `picked` carries another one as soon as it is whole.

    What is no day becomes the last good one again when the field is left.
    """

    picked = Signal(object)

    def __init__(self, dress: Dress, name: str, day: dt.date) -> None:
        super().__init__(day.isoformat())
        self._dress = dress
        self._day = day
        self.setAccessibleName(name)
        self.setAccessibleDescription(t("Year, month and day, as in {day}", day=day.isoformat()))
        self.setMaxLength(len(day.isoformat()))
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_left)

    @property
    def day(self) -> dt.date:
        """The last whole day that was typed."""
        return self._day

    def sizeHint(self) -> QSize:
        """As wide as a day."""
        words = self.fontMetrics().horizontalAdvance("0000-00-00")
        return QSize(words + self._dress.px(34), super().sizeHint().height())

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            return
        if day != self._day:
            self._day = day
            self.picked.emit(day)

    @Slot()
    def _on_left(self) -> None:
        self.setText(self._day.isoformat())
