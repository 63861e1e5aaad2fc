"""The icons: glyphs of the Phosphor font that the qtawesome package brings, in any colour and size.

Only its font and its list of names are read. Importing qtawesome itself takes as long as all the
rest of a start page, for it loads a second binding to Qt and every other icon font.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)

_SHARE = 0.875
"""How much of its square a glyph fills; the rest is air around it."""

_clones: list[QIconEngine] = []
"""Held, since Qt takes a copy over without Python knowing of it, which would free it too."""


def icon(name: str, color: QColor) -> QIcon:
    """The icon with this Phosphor name, such as "check-circle-bold"; `KeyError` without one."""
    return QIcon(_Glyph(_glyphs()[name], color))


class _Glyph(QIconEngine):
    """One glyph as an icon, pale where what it stands on is disabled."""

    def __init__(self, glyph: str, color: QColor) -> None:
        super().__init__()
        self._glyph = glyph
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw the glyph in the middle of `rect`."""
        font = QFont(_family())
        font.setPixelSize(max(1, round(rect.height() * _SHARE)))
        painter.save()
        painter.setFont(font)
        painter.setPen(_disabled() if mode is QIcon.Mode.Disabled else self._color)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._glyph)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The glyph on a clear ground."""
        drawn = QPixmap(size)
        clear = QColor(self._color)
        clear.setAlpha(0)
        drawn.fill(clear)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        """Another one alike, for an icon that is copied and then changed."""
        another = _Glyph(self._glyph, self._color)
        _clones.append(another)
        return another


def _disabled() -> QColor:
    return QGuiApplication.palette().color(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText
    )


@cache
def _family() -> str:
    """The font, made known to Qt when the first icon is drawn."""
    return QFontDatabase.applicationFontFamilies(
        QFontDatabase.addApplicationFont(str(_only("phosphor-*.ttf")))
    )[0]


@cache
def _glyphs() -> dict[str, str]:
    """The characters of the font by their names."""
    named = json.loads(_only("phosphor-charmap-*.json").read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in named.items()}


def _only(pattern: str) -> Path:
    """The one file of the package with such a name; it is not imported to be asked."""
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("No module named 'qtawesome'", name="qtawesome")
    (found,) = (Path(spec.origin).parent / "fonts").glob(pattern)
    return found
