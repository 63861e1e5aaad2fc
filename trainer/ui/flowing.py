"""Paragraphs that flow over pages line by line, in one face or in several."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from trainer.ui.paper import Sheet

_BEHIND = 3.0
"""The room behind a paragraph, in points."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one face and colour, a part of a paragraph."""

    words: str
    face: QFont
    colour: QColor


def flow(sheet: Sheet, words: str, face: QFont, colour: QColor, indent: float = 0.0) -> None:
    """Paragraphs line by line, so that what is longer than a page goes on overleaf.

    A word longer than a line is broken. `indent` is in points.
    """
    for paragraph in words.splitlines():
        flow_pieces(sheet, (Piece(paragraph, face, colour),), indent)


def flow_pieces(sheet: Sheet, pieces: Sequence[Piece], indent: float = 0.0) -> None:
    """One paragraph of several pieces, with a blank between two, line by line."""
    left, wide = sheet.room.left() + indent, sheet.room.width() - indent
    layout = QTextLayout(" ".join(piece.words for piece in pieces), pieces[0].face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setFormats(_formats(pieces))
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(wide)
        line.setPosition(QPointF(0, 0))
        lines.append(line)
    layout.endLayout()
    for line in lines:
        sheet.make_room(line.height())
        sheet.painter.setPen(pieces[0].colour)
        line.draw(sheet.painter, QPointF(left, sheet.y))
        sheet.y += line.height()
    sheet.gap(_BEHIND)


def _formats(pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
    """The faces of all pieces; none where one face is that of the whole."""
    formats: list[QTextLayout.FormatRange] = []
    if len(pieces) == 1:
        return formats
    start = 0
    for piece in pieces:
        look = QTextCharFormat()
        look.setFont(piece.face)
        look.setForeground(QBrush(piece.colour))
        part = QTextLayout.FormatRange()
        # Qt counts UTF-16 units, of which some letters take two.
        units = len(piece.words.encode("utf-16-le")) // 2
        part.start, part.length, part.format = start, units, look
        formats.append(part)
        start += units + 1
    return formats
