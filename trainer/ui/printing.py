"""The review on paper: all that is shown on a printer, or one chart of it as a file."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QPagedPaintDevice,
    QPageSize,
    QPaintDevice,
    QPainter,
)
from PySide6.QtSvg import QSvgGenerator

from trainer.core.errors import UserError
from trainer.core.words import t
from trainer.ui.exhibits import draw_exhibit
from trainer.ui.paper import (
    BEFORE_HEADING,
    PDF_DOTS,
    POINTS,
    Pages,
    Sheet,
    font,
    height_of,
    pdf_writer,
)
from trainer.ui.plots import Chart, Exhibit
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD, SERIF_SEMIBOLD
from trainer.ui.theme.tokens import Tokens

P = TypeVar("P", bound=Pages)

_WIDE, _PAD = 520.0, 22.0
"""The width of a chart in a file, and the white around it, in points."""

_BEGINNING = 110.0
"""How much of a table stands together at least, in points: its title and a few rows."""

_FINE = 3
"""Pixels of a picture to a point: sharp on a page."""

_INCHES = 39.3701
"""Inches to a metre."""

_FILLED = 0.82
"""How much of the width sentences take in a drawing, which may be shown in a wider face."""

_SANS, _SERIF = "Source Sans Pro, Helvetica, Arial, sans-serif", "Source Serif Pro, Georgia, serif"
_FACES = {SANS: (_SANS, 400), SANS_SEMIBOLD: (_SANS, 600), SERIF_SEMIBOLD: (_SERIF, 600)}
"""The faces of a drawing with others for where they are not installed, and their weights."""


class FileForm(Enum):
    """A file format for charts; the value is the end of the file's name."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around charts on paper.

    `title` says whose they are, `lead` what was counted, `filters` what was asked for, and `foot`
    is the last line of each page.
    """

    title: str
    lead: str
    filters: str
    foot: str


def draw_pages(
    device: QPagedPaintDevice,
    dots: float,
    exhibits: Sequence[Exhibit],
    caption: Caption,
    tokens: Tokens,
) -> None:
    """Draw on a device's pages what is shown; `dots` are those of the device to a point.

    A drawing is not torn apart; a table is, behind its first rows. Raises a `UserError` where the
    device cannot be drawn on.
    """
    pages = numbered_pages(device, dots, tokens, caption.foot)
    pages.title(caption.title)
    pages.text(caption.lead)
    pages.small(caption.filters)
    for exhibit in exhibits:
        tall = height_of(partial(draw_exhibit, exhibit=exhibit), tokens, pages.room.width())
        pages.make_room(BEFORE_HEADING + (tall if exhibit.is_drawn else min(tall, _BEGINNING)))
        draw_exhibit(pages, exhibit)
    pages.end()


def numbered_pages(
    device: QPagedPaintDevice, dots: float, tokens: Tokens, foot: str
) -> "NumberedPages":
    """Pages to draw on; a `UserError` where the device cannot be drawn on."""
    return drawable(NumberedPages(device, dots, tokens, foot))


def drawable(pages: P) -> P:
    """The same pages; a `UserError` where their device cannot be drawn on."""
    if not pages.painter.isActive():
        raise UserError(
            t("The printer did not take it."),
            t("See whether it is switched on, or whether the file can be written."),
        )
    return pages


class NumberedPages(Pages):
    """Pages with a line at the foot of each."""

    def __init__(self, device: QPagedPaintDevice, dots: float, tokens: Tokens, foot: str) -> None:
        super().__init__(device, dots, tokens)
        self._foot = foot

    def turn_over(self) -> None:
        """Go on with the next page."""
        self._number()
        super().turn_over()

    def end(self) -> None:
        """Let it be printed."""
        self._number()
        self.painter.end()

    def _number(self) -> None:
        self.foot(self._foot, t("Page {page}", page=self.page))


def file_of(exhibit: Exhibit, form: FileForm, caption: Caption, tokens: Tokens) -> bytes:
    """A chart with its title, its sentence and what was asked for, as a file's content."""

    def draw(sheet: Sheet) -> None:
        draw_exhibit(sheet, exhibit)
        sheet.gap(4)
        for words in (caption.lead, caption.filters, f"{caption.title} · {caption.foot}"):
            sheet.small(words)

    filled = _FILLED if form is FileForm.SVG else 1.0
    leaf = _Leaf(draw, exhibit.chart, tokens, filled)
    write = {FileForm.PNG: _write_png, FileForm.SVG: _write_svg, FileForm.PDF: _write_pdf}[form]
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(leaf, buffer)
    buffer.close()
    content = bytes(store.data())
    return _with_faces(content) if form is FileForm.SVG else content


class _Leaf:
    """One chart on white, as tall as it needs; `size` is in points."""

    def __init__(
        self, draw: Callable[[Sheet], None], chart: Chart, tokens: Tokens, filled: float
    ) -> None:
        self.title, self.says = chart.title, chart.says
        self._draw, self._tokens, self._filled = draw, tokens, filled
        inside = _WIDE - 2 * _PAD
        self._room = QRectF(_PAD, _PAD, inside, height_of(draw, tokens, inside, filled))
        self.size = QSize(round(_WIDE), round(self._room.height() + 2 * _PAD))

    def draw_on(self, device: QPaintDevice, dots: float) -> None:
        """Draw it on a device that has so many dots to a point."""
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(dots, dots)
        # Not that of the screen, which has the size of its words there.
        painter.setFont(font(SANS, 11))
        painter.fillRect(QRectF(QPointF(), QSizeF(self.size)), QColor(self._tokens.card))
        self._draw(Sheet(painter, self._tokens, self._room, self._filled))
        painter.end()


def _write_png(leaf: _Leaf, buffer: QBuffer) -> None:
    picture = QImage(leaf.size * _FINE, QImage.Format.Format_RGB32)
    picture.setDotsPerMeterX(round(POINTS * _FINE * _INCHES))
    picture.setDotsPerMeterY(round(POINTS * _FINE * _INCHES))
    leaf.draw_on(picture, _FINE)
    QImageWriter(buffer, QByteArray(b"PNG")).write(picture)


def _write_svg(leaf: _Leaf, buffer: QBuffer) -> None:
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setResolution(POINTS)
    drawing.setSize(leaf.size)
    drawing.setViewBox(QRect(QPoint(), leaf.size))
    drawing.setTitle(leaf.title)
    drawing.setDescription(leaf.says)
    leaf.draw_on(drawing, 1)


def _write_pdf(leaf: _Leaf, buffer: QBuffer) -> None:
    size = QPageSize(
        QSizeF(leaf.size), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    leaf.draw_on(pdf_writer(buffer, size, leaf.title), PDF_DOTS)


def _with_faces(drawing: bytes) -> bytes:
    """Name other faces too, and weights as such, for where ours are not installed."""
    for face, (faces, weight) in _FACES.items():
        drawing = re.sub(
            rf'font-family="{face}" font-size="(\d+)" font-weight="\d+"'.encode(),
            rf'font-family="{faces}" font-size="\1" font-weight="{weight}"'.encode(),
            drawing,
        )
    return drawing
