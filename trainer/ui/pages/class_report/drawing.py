"""The report on a class's quiz drawn for a printer or a PDF file."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPagedPaintDevice, QPen

from trainer.core.words import t
from trainer.ui.figures import ShareFigure, range_words
from trainer.ui.flowing import flow
from trainer.ui.pages.class_report.printed import PrintedQuestion, PrintedReport
from trainer.ui.pages.class_report.questions import Sheet as Table
from trainer.ui.paper import BEFORE_HEADING, Pages, Sheet, font, height_in, height_of
from trainer.ui.printing import numbered_pages
from trainer.ui.report import made_words
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD, SERIF_SEMIBOLD
from trainer.ui.theme.tokens import Tokens

_BEGINNING = 110.0
"""How much of a table stands together at least, in points: its title and a few rows."""

_INDENT, _GAP = 16.0, 12.0
"""How far the figures of a question stand in, and the room between two of them, in points."""

_SHARES = {4: (0.17, 0.28, 0.25, 0.3), 5: (0.15, 0.2, 0.15, 0.25, 0.25)}
"""The parts of the width that the figures of a question take, without and with a second vote."""


def draw_class_report(
    device: QPagedPaintDevice, dots: float, report: PrintedReport, tokens: Tokens
) -> None:
    """The report on one to three sheets. Raises a `UserError` where nothing can be drawn."""
    pages = numbered_pages(device, dots, tokens, made_words(report.made_at))
    flow(pages, report.title, font(SERIF_SEMIBOLD, 23), pages.ink)
    pages.text(report.lead)
    pages.heading(t("Questions"))
    pages.text(report.questions_say)
    if report.questions:
        pages.gap(4)
        _questions(pages, report)
        pages.small(report.columns_say)
    skills, *others = report.sheets
    _together(pages, partial(_table, table=skills))
    judging = partial(_judging, figures=report.figures, about=report.about)
    _together(pages, judging, least=pages.room.height())
    for table in others:
        _together(pages, partial(_table, table=table))
    pages.end()


def _together(pages: Pages, draw: Callable[[Sheet], None], least: float = _BEGINNING) -> None:
    """Draw a part, so much of it at least on one page."""
    tall = height_of(draw, pages.tokens, pages.room.width())
    pages.make_room(BEFORE_HEADING + min(tall, least))
    draw(pages)


def _table(sheet: Sheet, table: Table) -> None:
    sheet.heading(table.title)
    sheet.text(table.says)
    if table.grid.rows:
        sheet.table(table.grid.columns, table.grid.rows)


def _judging(sheet: Sheet, figures: Sequence[ShareFigure], about: str) -> None:
    sheet.heading(t("How the class judges"))
    for figure in figures:
        interval = None
        words = figure.words
        if figure.low is not None and figure.high is not None:
            interval = figure.low, figure.high
            words = t("{share}, {range}", share=words, range=range_words(interval))
        sheet.bar(figure.label, figure.value, interval, words, figure.chance)
    sheet.gap(3)
    sheet.small(about)


def _questions(pages: Pages, report: PrintedReport) -> None:
    """Each question with its figures below it; their names stand again on each page."""
    _cells(pages, report.columns, head=True)
    for question in report.questions:
        tall = height_of(partial(_question, question=question), pages.tokens, pages.room.width())
        if pages.make_room(tall):
            _cells(pages, report.columns, head=True)
        _question(pages, question)
    pages.gap(4)


def _question(sheet: Sheet, question: PrintedQuestion) -> None:
    sheet.gap(4)
    flow(sheet, question.statement, font(SANS_SEMIBOLD, 10), sheet.ink)
    sheet.gap(-2)
    _cells(sheet, question.cells, head=False)


def _cells(sheet: Sheet, cells: Sequence[str], *, head: bool) -> None:
    face = font(SANS_SEMIBOLD, 9) if head else font(SANS, 10)
    left, whole, tall = sheet.room.left() + _INDENT, sheet.room.width() - _INDENT, 0.0
    for words, share in zip(cells, _SHARES[len(cells)], strict=True):
        wide = whole * share - _GAP
        lines = height_in(words, face, wide)
        sheet.write(
            QRectF(left, sheet.y, wide, lines + 2), words, face, sheet.soft if head else sheet.ink
        )
        left += whole * share
        tall = max(tall, lines)
    sheet.gap(tall + 3)
    sheet.painter.setPen(QPen(QColor(sheet.tokens.line), 0.6))
    sheet.painter.drawLine(
        QPointF(sheet.room.left(), sheet.y), QPointF(sheet.room.right(), sheet.y)
    )
