"""The page that each pupil of a quiz is handed, drawn for a printer or a PDF file."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPen, QPolygonF

from trainer.core.words import speaking, t
from trainer.services.classroom.pupil_pages import Outcome, PupilPage, PupilQuestion
from trainer.ui.entries import quoted
from trainer.ui.flowing import Piece, flow, flow_pieces
from trainer.ui.paper import Pages, Sheet, font, height_of
from trainer.ui.printing import drawable
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD, SERIF_SEMIBOLD
from trainer.ui.theme.tokens import Tokens

_INDENT = 24.0
"""How far questions stand in from their numbers, in points."""

_WIDER = 10.0
"""How much nearer to the edges than other papers, in points: a quiz of eight fits on a page."""

_SIZES = (11, 10, 9)
"""The sizes of the words, in points: the largest that lets a page be one is taken."""

_USUAL = 10
"""The size where no size lets it be one page."""

_RIGHT = frozenset({Outcome.RIGHT, Outcome.CHANGED})


def draw_pupil_pages(
    device: QPagedPaintDevice, dots: float, pages: Sequence[PupilPage], tokens: Tokens
) -> None:
    """The pages of some pupils, each beginning on a new sheet.

    A question stays on one sheet. Raises a `UserError` where the device cannot be drawn on.
    """
    leaves = drawable(_Leaves(device, dots, tokens))
    for page in pages:
        with speaking(page.language):
            leaves.begin(page.name)
            _draw(leaves, page)
            leaves.end()
    leaves.painter.end()


class _Leaves(Pages):
    """Sheets of paper with their pupil's name at the foot."""

    def __init__(self, device: QPagedPaintDevice, dots: float, tokens: Tokens) -> None:
        super().__init__(device, dots, tokens)
        self.room = self.room.adjusted(-_WIDER, -_WIDER, _WIDER, 0)
        self.y = self.room.top()
        self._name, self._leaf = "", 0

    def begin(self, name: str) -> None:
        """Begin a pupil's first sheet."""
        if self._name:
            super().turn_over()
        self._name, self._leaf = name, 1

    def turn_over(self) -> None:
        """Go on with a further sheet of the same pupil."""
        self.end()
        super().turn_over()
        self._leaf += 1

    def end(self) -> None:
        """Sign the sheet."""
        self.foot(self._name, t("Who Says? · page {page}", page=self._leaf))


def _draw(leaves: _Leaves, page: PupilPage) -> None:
    size = _size_of(leaves, page)
    _head(leaves, page, size)
    for question in page.questions:
        draw = partial(_question, question=question, size=size)
        tall = height_of(draw, leaves.tokens, leaves.room.width())
        if tall <= leaves.room.height():
            leaves.make_room(tall)
        draw(leaves)
    draw_next = partial(_next, page=page, size=size)
    leaves.make_room(height_of(draw_next, leaves.tokens, leaves.room.width()))
    draw_next(leaves)


def _size_of(leaves: _Leaves, page: PupilPage) -> int:
    def fits(size: int) -> bool:
        draw = partial(_all, page=page, size=size)
        return height_of(draw, leaves.tokens, leaves.room.width()) <= leaves.room.height()

    largest, *others = _SIZES
    # What does not fit in the smallest size needs no further look.
    if not fits(others[-1]):
        return _USUAL
    return next((size for size in (largest, *others[:-1]) if fits(size)), others[-1])


def _all(sheet: Sheet, page: PupilPage, size: int) -> None:
    _head(sheet, page, size)
    for question in page.questions:
        _question(sheet, question, size)
    _next(sheet, page, size)


def _head(sheet: Sheet, page: PupilPage, size: int) -> None:
    flow(sheet, page.name, font(SERIF_SEMIBOLD, 23), sheet.ink)
    flow(sheet, page.about, font(SANS, size), sheet.soft)
    sheet.gap(3)
    flow(sheet, " ".join(page.summary), font(SANS, size + 1), sheet.ink)


def _question(sheet: Sheet, question: PupilQuestion, size: int) -> None:
    sheet.gap(1)
    _rule(sheet)
    sheet.gap(3)
    plain, strong = font(SANS, size), font(SANS_SEMIBOLD, size)
    number = QRectF(sheet.room.left(), sheet.y, _INDENT, size * 2)
    sheet.write(number, str(question.number), strong, sheet.soft)
    statement = [Piece(quoted(question.statement), strong, sheet.ink)]
    if question.scope:
        statement.append(Piece(question.scope, plain, sheet.soft))
    flow_pieces(sheet, statement, _INDENT)
    sheet.gap(-2)
    if question.outcome in _RIGHT:
        _tick(sheet, size)
    verdict = sheet.ink
    if question.truth is not None:
        verdict = QColor(getattr(sheet.tokens, question.truth.value))
    flow_pieces(
        sheet,
        (
            Piece(t("{outcome}.", outcome=question.headline), strong, sheet.ink),
            Piece(question.answered, plain, sheet.ink),
            Piece(question.verdict, strong, verdict),
        ),
        _INDENT,
    )
    sheet.gap(-2)
    if question.outcome is Outcome.ARGUED:
        # The case for each side on a line of its own.
        flow(sheet, "\n".join(question.why), plain, sheet.ink, _INDENT)
        return
    reasons = [Piece(words, plain, sheet.ink) for words in question.why]
    if question.quotes:
        quotes = t("Deciding words: {quotes}", quotes=" · ".join(map(quoted, question.quotes)))
        reasons.append(Piece(quotes, plain, sheet.soft))
    if reasons:
        flow_pieces(sheet, reasons, _INDENT)


def _tick(sheet: Sheet, size: int) -> None:
    """A tick beside the line that comes next."""
    left, top, step = sheet.room.left(), sheet.y + size * 0.25, size / 11
    pen = QPen(QColor(sheet.tokens.accent), 1.6 * step)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    sheet.painter.setPen(pen)
    sheet.painter.drawPolyline(
        QPolygonF(
            [
                QPointF(left, top + 5 * step),
                QPointF(left + 4 * step, top + 9 * step),
                QPointF(left + 11 * step, top),
            ]
        )
    )


def _next(sheet: Sheet, page: PupilPage, size: int) -> None:
    sheet.gap(3)
    _rule(sheet)
    sheet.gap(4)
    flow(sheet, t("What to look out for next"), font(SERIF_SEMIBOLD, size + 3), sheet.ink)
    for skill, rule in page.advice:
        flow_pieces(
            sheet,
            (
                Piece(t("{skill}:", skill=skill), font(SANS_SEMIBOLD, size), sheet.ink),
                Piece(rule, font(SANS, size), sheet.ink),
            ),
        )
    if page.closing:
        flow(sheet, page.closing, font(SANS, size), sheet.ink)


def _rule(sheet: Sheet) -> None:
    sheet.painter.setPen(QPen(QColor(sheet.tokens.line), 0.6))
    sheet.painter.drawLine(
        QPointF(sheet.room.left(), sheet.y), QPointF(sheet.room.right(), sheet.y)
    )
