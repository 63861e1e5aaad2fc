"""A quiz on paper: the sheet that pupils tick, and the key to it."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice, QPen

from trainer.core.glossary import verdict_meaning, verdict_name
from trainer.core.reveals import legend_of, shown, technique_title
from trainer.core.revisions import Revision
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.ui.entries import quoted
from trainer.ui.flowing import flow
from trainer.ui.paper import Sheet, font, height_of
from trainer.ui.printing import numbered_pages
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD, SERIF, SERIF_SEMIBOLD
from trainer.ui.theme.tokens import Tokens

_INDENT = 20.0
"""How far questions stand in from their numbers, in points."""

_BOX, _BOX_LINE = 11.0, 20.0
"""The side of a box to tick and the height of its line, in points."""


def draw_sheet(
    device: QPagedPaintDevice,
    dots: float,
    title: str,
    revisions: Sequence[Revision],
    tokens: Tokens,
) -> None:
    """The sheet of a quiz: a line for the name, each excerpt once, its statements with boxes.

    An excerpt and its statements stay on one page where a page has room for them; a statement and
    its boxes always do. Raises a `UserError` where the device cannot be drawn on.
    """
    pages = numbered_pages(device, dots, tokens, t("Who Says? · {title}", title=title))
    pages.title(title)
    _name_line(pages)
    pages.text(t("Read each text. Then tick one box for each statement, as the text supports it:"))
    for verdict in Verdict:
        words = t(
            "{verdict}: {meaning}", verdict=verdict_name(verdict), meaning=verdict_meaning(verdict)
        )
        flow(pages, words, font(SANS, 11), pages.ink, _INDENT)
    numbered = list(enumerate(revisions, 1))
    for _, group in groupby(numbered, lambda one: (one[1].pack, one[1].article, one[1].text)):
        together = tuple(group)
        tall = height_of(partial(_excerpt, questions=together), tokens, pages.room.width())
        if tall <= pages.room.height():
            pages.make_room(tall)
        _excerpt(pages, together)
    pages.end()


def draw_key(
    device: QPagedPaintDevice,
    dots: float,
    title: str,
    revisions: Sequence[Revision],
    tokens: Tokens,
) -> None:
    """The key to a quiz: of each statement the verdict, the explanation and the deciding words.

    Raises a `UserError` where the device cannot be drawn on.
    """
    pages = numbered_pages(device, dots, tokens, t("Who Says? · key to {title}", title=title))
    pages.title(t("Key to {title}", title=title))
    pages.text(" · ".join(_in_short(n, revision) for n, revision in enumerate(revisions, 1)))
    for number, revision in enumerate(revisions, 1):
        draw = partial(_answer, number=number, revision=revision)
        tall = height_of(draw, tokens, pages.room.width())
        if tall <= pages.room.height():
            pages.make_room(tall)
        draw(pages)
    pages.end()


def _name_line(sheet: Sheet) -> None:
    sheet.gap(8)
    face, middle = font(SANS, 11), sheet.room.left() + sheet.room.width() * 0.64
    for words, left, right in (
        (t("Name"), sheet.room.left(), middle - 16),
        (t("Class, date"), middle, sheet.room.right()),
    ):
        sheet.write(QRectF(left, sheet.y, 90, 18), words, face, sheet.ink)
        begin = left + (40 if left < middle else 66)
        sheet.painter.setPen(QPen(sheet.ink, 0.6))
        sheet.painter.drawLine(QPointF(begin, sheet.y + 15), QPointF(right, sheet.y + 15))
    sheet.gap(30)


def _excerpt(sheet: Sheet, questions: Sequence[tuple[int, Revision]]) -> None:
    _, first = questions[0]
    seen = shown(first)
    sheet.gap(14)
    sheet.painter.setPen(QPen(sheet.ink, 0.6))
    sheet.painter.drawLine(
        QPointF(sheet.room.left(), sheet.y), QPointF(sheet.room.right(), sheet.y)
    )
    sheet.gap(8)
    flow(sheet, first.article, font(SERIF_SEMIBOLD, 13), sheet.ink)
    flow(sheet, seen.credit, font(SANS, 9), sheet.soft)
    sheet.gap(4)
    flow(sheet, seen.text, font(SERIF, 12), sheet.ink)
    for number, revision in questions:
        draw = partial(_question, number=number, revision=revision)
        sheet.make_room(height_of(draw, sheet.tokens, sheet.room.width()))
        draw(sheet)


def _question(sheet: Sheet, number: int, revision: Revision) -> None:
    sheet.gap(10)
    _numbered(sheet, number, revision)
    flow(sheet, shown(revision).scope, font(SANS, 9), sheet.soft, _INDENT)
    sheet.gap(4)
    wide = (sheet.room.width() - _INDENT) / len(Verdict)
    for place, verdict in enumerate(Verdict):
        left = sheet.room.left() + _INDENT + place * wide
        sheet.painter.setPen(QPen(sheet.ink, 1.0))
        sheet.painter.drawRect(QRectF(left, sheet.y + 3, _BOX, _BOX))
        at = QRectF(left + _BOX + 7, sheet.y, wide - _BOX - 7, _BOX_LINE)
        sheet.write(at, verdict_name(verdict), font(SANS, 12), sheet.ink)
    sheet.gap(_BOX_LINE)


def _answer(sheet: Sheet, number: int, revision: Revision) -> None:
    question = revision.question
    key = question.key
    sheet.gap(14)
    _numbered(sheet, number, revision)
    sheet.gap(2)
    if key is None:
        flow(
            sheet,
            t("To argue about: careful readers split on this one."),
            font(SANS_SEMIBOLD, 11),
            sheet.ink,
            _INDENT,
        )
        for verdict, view in question.views.items():
            words = t("{verdict}: {view}", verdict=verdict_name(verdict), view=view)
            flow(sheet, words, font(SANS, 11), sheet.ink, _INDENT)
        return
    verdict_words = " · ".join(
        words for words in (verdict_name(key.verdict), technique_title(question)) if words
    )
    flow(sheet, verdict_words, font(SANS_SEMIBOLD, 12), sheet.ink, _INDENT)
    flow(sheet, key.explanation, font(SANS, 11), sheet.ink, _INDENT)
    cues = legend_of(revision)
    if not cues:
        return
    sheet.gap(3)
    flow(sheet, t("The deciding words"), font(SANS_SEMIBOLD, 9), sheet.soft, _INDENT)
    for cue in cues:
        words = t("“{quote}” – {kind}: {note}", quote=cue.quote, kind=cue.kind, note=cue.note)
        flow(sheet, words, font(SANS, 10), sheet.ink, _INDENT)


def _numbered(sheet: Sheet, number: int, revision: Revision) -> None:
    """The statement with its number before it."""
    at = QRectF(sheet.room.left(), sheet.y, _INDENT, 18)
    sheet.write(at, str(number), font(SANS_SEMIBOLD, 12), sheet.ink)
    words = quoted(revision.question.statement.text)
    flow(sheet, words, font(SANS_SEMIBOLD, 12), sheet.ink, _INDENT)


def _in_short(number: int, revision: Revision) -> str:
    key = revision.question.key
    verdict = t("to argue about") if key is None else verdict_name(key.verdict)
    return t("{number}\u00a0{verdict}", number=number, verdict=verdict)
