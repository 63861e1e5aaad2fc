"""Sheets of paper: words, bars and tables drawn one below the other, in points of A4."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageSize, QPainter, QPdfWriter, QPen

from trainer.core.measures import Share
from trainer.core.words import t
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD, SERIF_SEMIBOLD
from trainer.ui.theme.tokens import Tokens

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 50.0
INSIDE = WIDTH - 2 * MARGIN

_PALE = 0.4
_DOTS = 4
"""Dots to a point: fine enough for hairlines and marks."""


class Paper:
    """A PDF in the making. `y` is how far down the present sheet is filled.

    `tokens` are the colours of a light look, since paper is white.
    """

    def __init__(self, title: str, tokens: Tokens) -> None:
        self._ink, self._soft = QColor(tokens.ink), QColor(tokens.soft)
        self._hairline, self._track = QColor(tokens.line), QColor(tokens.track)
        self._accent, self._range = QColor(tokens.accent), QColor(tokens.accent)
        self._range.setAlphaF(_PALE)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._writer.setResolution(72 * _DOTS)
        self._writer.setTitle(title)
        self._writer.setCreator(t("Who Says?"))
        self._painter = QPainter(self._writer)
        self._painter.scale(_DOTS, _DOTS)
        self.y = MARGIN

    def turn_over(self) -> None:
        """Go on with the next sheet."""
        self._writer.newPage()
        self.y = MARGIN

    def finished(self) -> bytes:
        """The PDF file."""
        self._painter.end()
        self._buffer.close()
        return bytes(self._bytes.data())

    def gap(self, points: float) -> None:
        """Leave room."""
        self.y += points

    def title(self, words: str) -> None:
        """The name of the whole."""
        self._words(words, _font(SERIF_SEMIBOLD, 23), self._ink)
        self.gap(2)

    def heading(self, words: str) -> None:
        """The name of a part."""
        self.gap(13)
        self._words(words, _font(SERIF_SEMIBOLD, 14), self._ink)
        self.gap(3)

    def text(self, words: str) -> None:
        """A paragraph."""
        self._words(words, _font(SANS, 11), self._ink)
        self.gap(3)

    def small(self, words: str) -> None:
        """A paragraph that explains."""
        self._words(words, _font(SANS, 9), self._soft)
        self.gap(3)

    def foot(self, left: str, right: str) -> None:
        """The last line of a sheet."""
        font, at = _font(SANS, 8), QRectF(MARGIN, HEIGHT - 40, INSIDE, 14)
        self._draw(at, left, font, self._soft)
        self._draw(at, right, font, self._soft, Qt.AlignmentFlag.AlignRight)

    def _words(self, words: str, font: QFont, colour: QColor) -> None:
        flags = int(Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, INSIDE, HEIGHT)
        tall = QFontMetricsF(font).boundingRect(room, flags, words).height()
        self._draw(QRectF(MARGIN, self.y, INSIDE, tall + 2), words, font, colour)
        self.y += tall

    def _draw(
        self,
        at: QRectF,
        words: str,
        font: QFont,
        colour: QColor,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self._painter.setFont(font)
        self._painter.setPen(colour)
        self._painter.drawText(at, int(Qt.TextFlag.TextWordWrap) | int(side), words)

    def bar(
        self,
        label: str,
        value: float | None,
        interval: tuple[float, float] | None,
        words: str,
        mark: float | None = None,
    ) -> None:
        """A share from 0 to 1 with its interval on a line, and what it is in words.

        `mark` is a place to compare it with, drawn as a stroke through the line.
        """
        tall, font = 19.0, _font(SANS, 11)
        self._draw(
            QRectF(MARGIN, self.y + 2, 168, tall), self._fitting(label, font, 164), font, self._ink
        )
        left, wide, middle = MARGIN + 172, 190.0, self.y + tall / 2
        self._line(left, left + wide, middle, 2.4, self._track)
        if interval is not None:
            self._line(
                left + wide * interval[0], left + wide * interval[1], middle, 4.5, self._range
            )
        if mark is not None:
            at = left + wide * mark
            self._painter.setPen(QPen(self._ink, 0.9))
            self._painter.drawLine(QPointF(at, middle - 6), QPointF(at, middle + 6))
        if value is not None:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._accent)
            self._painter.drawEllipse(QRectF(left + wide * value - 3.4, middle - 3.4, 6.8, 6.8))
        words_at = QRectF(left + wide + 12, self.y + 2, WIDTH - MARGIN - left - wide - 12, tall)
        self._draw(words_at, words, font, self._ink)
        self.y += tall

    def share(self, label: str, share: Share, mark: float | None = None) -> None:
        """A share as a bar."""
        self.bar(label, share.value, share.interval, share_words(share), mark)

    def _line(self, left: float, right: float, y: float, thick: float, colour: QColor) -> None:
        pen = QPen(colour, thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _fitting(self, words: str, font: QFont, room: float) -> str:
        return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[float]
    ) -> None:
        """A table with rules between its rows; `wide` are the columns' parts of the width."""
        for number, row in enumerate((head, *rows)):
            colour = self._soft if number == 0 else self._ink
            font = _font(SANS_SEMIBOLD, 9) if number == 0 else _font(SANS, 11)
            left = MARGIN
            for column, (words, part) in enumerate(zip(row, wide, strict=True)):
                room = INSIDE * part
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                at = QRectF(left, self.y + 2, room - 6, 16)
                self._draw(at, self._fitting(words, font, room - 8), font, colour, side)
                left += room
            self.y += 17
            self._painter.setPen(QPen(self._hairline, 0.6))
            self._painter.drawLine(QPointF(MARGIN, self.y), QPointF(WIDTH - MARGIN, self.y))
        self.gap(4)


def share_words(share: Share) -> str:
    """A share in figures: per cent, counts, and what chance alone could make of it."""
    if share.value is None or share.interval is None:
        return t("no answers yet")
    low, high = share.interval
    return t(
        "{share}\u00a0% ({part} of {whole}), {low} to {high}",
        share=round(share.value * 100),
        part=share.part,
        whole=share.whole,
        low=round(low * 100),
        high=round(high * 100),
    )


def _font(family: str, points: int) -> QFont:
    font = QFont(family)
    # The painter is scaled so that one pixel is one point.
    font.setPixelSize(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
