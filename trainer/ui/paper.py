"""Sheets of paper: words, bars and tables drawn one below the other, in points."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPicture,
)

from trainer.core.measures import Share
from trainer.core.words import t
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD, SERIF_SEMIBOLD
from trainer.ui.theme.tokens import Tokens

POINTS = 72
"""Points to an inch."""

MARGIN = 50.0
"""Around each page, in points: more than any printer leaves white by itself."""

BEFORE_HEADING = 13.0
"""The room above the name of a part, in points."""

_FOOT = 18.0
_PALE = 0.4
PDF_DOTS = 4
"""Dots to a point of a PDF: fine enough for hairlines and marks."""

_LABEL, _TRACK, _BAR = 168.0, 190.0, 19.0
_ROW, _GAP, _AIR = 17.0, 14.0, 16.0
"""Of a table: the height of a row, and the room between columns, at least and to begin with."""

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Sheet:
    """Something without an end to draw on. `y` is how far down it is filled.

    `painter` draws in points within `room`; `tokens` are the colours of a light look, since paper
    is white. `filled` is how much of the width paragraphs take: less than all of it leaves room
    for wider faces than ours.
    """

    def __init__(
        self, painter: QPainter, tokens: Tokens, room: QRectF, filled: float = 1.0
    ) -> None:
        self.painter, self.tokens, self.room, self._filled = painter, tokens, room, filled
        self.ink, self.soft = QColor(tokens.ink), QColor(tokens.soft)
        self.y = room.top()

    def make_room(self, points: float) -> bool:  # noqa: ARG002  pages need it
        """Go on with the next page where so much does not fit on this one, and tell whether."""
        return False

    def gap(self, points: float) -> None:
        """Leave room."""
        self.y += points

    def title(self, words: str) -> None:
        """The name of the whole."""
        self._words(words, font(SERIF_SEMIBOLD, 23), self.ink)
        self.gap(2)

    def heading(self, words: str) -> None:
        """The name of a part, apart from what is above it."""
        if self.y > self.room.top():
            self.gap(BEFORE_HEADING)
        self._words(words, font(SERIF_SEMIBOLD, 14), self.ink)
        self.gap(3)

    def text(self, words: str) -> None:
        """A paragraph."""
        self._words(words, font(SANS, 11), self.ink)
        self.gap(3)

    def small(self, words: str) -> None:
        """A paragraph that explains."""
        self._words(words, font(SANS, 9), self.soft)
        self.gap(3)

    def _words(self, words: str, face: QFont, colour: QColor) -> None:
        wide = self.room.width() * self._filled
        tall = height_in(words, face, wide)
        self.make_room(tall)
        self.write(QRectF(self.room.left(), self.y, wide, tall + 2), words, face, colour)
        self.y += tall

    def write(
        self,
        at: QRectF,
        words: str,
        face: QFont,
        colour: QColor,
        side: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        """Words at a place, in several lines where they need them."""
        self.painter.setFont(face)
        self.painter.setPen(colour)
        self.painter.drawText(at, int(Qt.TextFlag.TextWordWrap) | int(side), words)

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
        self.make_room(_BAR)
        face, left = font(SANS, 11), self.room.left()
        shown = QFontMetricsF(face).elidedText(label, Qt.TextElideMode.ElideRight, _LABEL - 4)
        self.write(QRectF(left, self.y + 2, _LABEL, _BAR), shown, face, self.ink)
        track = QRectF(left + _LABEL + 4, self.y, _TRACK, _BAR)
        self.track(track, value, interval, mark)
        room = self.room.right() - track.right() - 12
        self.write(QRectF(track.right() + 12, self.y + 2, room, _BAR), words, face, self.ink)
        self.y += _BAR

    def track(
        self,
        at: QRectF,
        value: float | None,
        interval: tuple[float, float] | None,
        mark: float | None = None,
        colour: str = "accent",
    ) -> None:
        """A share from 0 to 1 on a line through the middle of a place; `colour` names a token."""
        painter, middle, main = self.painter, at.center().y(), QColor(getattr(self.tokens, colour))
        self._line(at.left(), at.right(), middle, 2.4, QColor(self.tokens.track))
        if interval is not None:
            pale = QColor(main)
            pale.setAlphaF(_PALE)
            ends = [at.left() + at.width() * end for end in interval]
            self._line(ends[0], ends[1], middle, 4.5, pale)
        if mark is not None:
            x = at.left() + at.width() * mark
            painter.setPen(QPen(self.ink, 0.9))
            painter.drawLine(QPointF(x, middle - 6), QPointF(x, middle + 6))
        if value is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(main)
            painter.drawEllipse(QPointF(at.left() + at.width() * value, middle), 3.4, 3.4)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def share(self, label: str, share: Share, mark: float | None = None) -> None:
        """A share as a bar."""
        self.bar(label, share.value, share.interval, share_words(share), mark)

    def _line(self, left: float, right: float, y: float, thick: float, colour: QColor) -> None:
        pen = QPen(colour, thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(left, y), QPointF(right, y))

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        wide: Sequence[float] | None = None,
    ) -> None:
        """A table with rules between its rows; its head stands again on each page it needs.

        `wide` are the columns' parts of the width, by default what their words ask for.
        """
        parts = _asked_for(head, rows, self.room.width()) if wide is None else wide
        sides = [
            _side_of([row[column] for row in rows]) if column else _LEFT
            for column in range(len(head))
        ]
        places = self._places(parts)
        self._row(head, places, sides, head=True)
        for row in rows:
            if self.make_room(_tall(row, places)):
                self._row(head, places, sides, head=True)
            self._row(row, places, sides, head=False)
        self.gap(4)

    def _places(self, parts: Sequence[float]) -> list[tuple[float, float]]:
        """Where each column begins, and how wide it is."""
        places, left, whole = [], self.room.left(), sum(parts)
        for part in parts:
            wide = self.room.width() * part / whole
            places.append((left, wide))
            left += wide
        return places

    def _row(
        self,
        row: Sequence[str],
        places: Sequence[tuple[float, float]],
        sides: Sequence[Qt.AlignmentFlag],
        *,
        head: bool,
    ) -> None:
        face = _face(head=head)
        tall = _tall(row, places, head=head)
        for words, (left, wide), side in zip(row, places, sides, strict=True):
            at = QRectF(left, self.y + 2, wide - _GAP, tall)
            self.write(at, words, face, self.soft if head else self.ink, side)
        self.y += tall
        self.painter.setPen(QPen(QColor(self.tokens.line), 0.6))
        self.painter.drawLine(QPointF(self.room.left(), self.y), QPointF(self.room.right(), self.y))


class Pages(Sheet):
    """Pages of a printer or a PDF, as large as they are there. `page` counts from 1."""

    def __init__(self, device: QPagedPaintDevice, dots: float, tokens: Tokens) -> None:
        self._device = device
        self._whole = device.pageLayout().fullRect(QPageLayout.Unit.Point)
        painter = QPainter(device)
        painter.scale(dots, dots)
        inside = self._whole.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN - _FOOT)
        super().__init__(painter, tokens, inside)
        self.page = 1

    def make_room(self, points: float) -> bool:
        """Go on with the next page where so much does not fit on this one, and tell whether."""
        if self.y + points <= self.room.bottom() or self.y <= self.room.top():
            return False
        self.turn_over()
        return True

    def turn_over(self) -> None:
        """Go on with the next page."""
        self._device.newPage()
        self.page += 1
        self.y = self.room.top()

    def foot(self, left: str, right: str) -> None:
        """The last line of a page."""
        face = font(SANS, 8)
        at = QRectF(self.room.left(), self._whole.bottom() - 40, self.room.width(), 14)
        self.write(at, left, face, self.soft)
        self.write(at, right, face, self.soft, _RIGHT)


class Paper(Pages):
    """A PDF of A4 in the making."""

    def __init__(self, title: str, tokens: Tokens) -> None:
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = pdf_writer(self._buffer, QPageSize(QPageSize.PageSizeId.A4), title)
        super().__init__(self._writer, PDF_DOTS, tokens)

    def finished(self) -> bytes:
        """The PDF file."""
        self.painter.end()
        self._buffer.close()
        return bytes(self._bytes.data())


def pdf_writer(buffer: QBuffer, size: QPageSize, title: str) -> QPdfWriter:
    """A PDF with pages of this size and no margins of its own, to be drawn on."""
    writer = QPdfWriter(buffer)
    writer.setPageSize(size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(POINTS * PDF_DOTS)
    writer.setTitle(title)
    writer.setCreator(t("Who Says?"))
    return writer


def pdf_of(draw: Callable[[QPagedPaintDevice, float], None], title: str, size: QPageSize) -> bytes:
    """What `draw` puts on pages of so many dots to a point, as a PDF file."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    draw(pdf_writer(buffer, size, title), PDF_DOTS)
    buffer.close()
    return bytes(store.data())


def usual_size(locale: QLocale) -> QPageSize:
    """The paper that is usual where this locale is: Letter where inches are, else A4."""
    inches = locale.measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if inches else QPageSize.PageSizeId.A4)


def height_of(
    draw: Callable[[Sheet], None], tokens: Tokens, wide: float, filled: float = 1.0
) -> float:
    """How tall, in points, it comes out: it is drawn on something that nobody sees."""
    picture = QPicture()
    painter = QPainter(picture)
    sheet = Sheet(painter, tokens, QRectF(0, 0, wide, 0), filled)
    draw(sheet)
    painter.end()
    return sheet.y


def height_in(words: str, face: QFont, wide: float) -> float:
    """How tall, in points, some words are in lines of this width."""
    flags = int(Qt.TextFlag.TextWordWrap)
    return QFontMetricsF(face).boundingRect(QRectF(0, 0, wide, 10_000), flags, words).height()


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


def font(family: str, points: float) -> QFont:
    """A font for a painter that is scaled so that one pixel is one point."""
    face = QFont(family)
    face.setPixelSize(round(points))
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A PDF could not say which letters a ligature stands for: nobody would find "often" in it.
    face.setFeature(QFont.Tag("liga"), 0)
    return face


def _face(*, head: bool) -> QFont:
    return font(SANS_SEMIBOLD, 9) if head else font(SANS, 11)


def _tall(
    row: Sequence[str], places: Sequence[tuple[float, float]], *, head: bool = False
) -> float:
    face = _face(head=head)
    lines = (
        height_in(words, face, wide - _GAP) for words, (_, wide) in zip(row, places, strict=True)
    )
    return max([_ROW, *(tall + 3 for tall in lines)])


def _asked_for(head: Sequence[str], rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """Widths of columns by their words: the widest ones give way, and all share what is left."""
    small, usual = QFontMetricsF(_face(head=True)), QFontMetricsF(_face(head=False))
    asked = [
        _AIR
        + max(
            [
                small.horizontalAdvance(name),
                *(usual.horizontalAdvance(row[column]) for row in rows),
            ]
        )
        for column, name in enumerate(head)
    ]
    widths, left = list(asked), room
    for rank, column in enumerate(sorted(range(len(asked)), key=asked.__getitem__)):
        widths[column] = min(asked[column], left / (len(asked) - rank))
        left -= widths[column]
    return [width + left / len(widths) for width in widths]


def _side_of(column: Sequence[str]) -> Qt.AlignmentFlag:
    """Figures stand at the right, so that they can be compared."""
    figures = all(not words or words == "–" or words[0] in "0123456789+-−" for words in column)
    return _RIGHT if figures else _LEFT
