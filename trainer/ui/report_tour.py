"""The part of the tour that looks back on a class's quiz: its questions, skills and pupils."""

from collections.abc import Iterator

from PySide6.QtTest import QTest

from trainer.services.made_up_class import MadeUpLesson, class_of, hold_lesson
from trainer.ui.pages.class_report.page import ClassReportPage
from trainer.ui.places import Place, Where
from trainer.ui.window import Window

_CLASS = 27
_PATIENCE = 100


def afterwards(window: Window) -> Iterator[str]:
    """The report on the second quiz of a class, part by part, a question and a pupil in it.

    Each name is that of a moment to be looked at.
    """
    opened = window.opened
    if opened is None:
        return
    classroom = opened.classroom
    names = [f"{name} {last}" for name in ("Ada", "Bodil", "Cem") for last in "ABCDEFGHI"]
    school_class = class_of(classroom, "9c", names)
    hold_lesson(classroom, MadeUpLesson("Who says so?", _CLASS, 8, school_class), seed=5)
    second = MadeUpLesson("Claims of war", _CLASS, 10, school_class, teams=3, better=0.15)
    window.lead_to(Place(Where.CLASS_REPORT, session=hold_lesson(classroom, second)))
    page = window.page(Where.CLASS_REPORT)
    if not isinstance(page, ClassReportPage):
        return
    for _ in range(_PATIENCE):
        if page.table.isVisible():
            break
        QTest.qWait(20)
    yield "report-questions"
    page.table.chosen.emit(3)
    yield "report-question"
    page.back.click()
    for part, tab in page.tabs.items():
        tab.click()
        if part.value != "questions":
            yield f"report-{part.value}"
    page.table.setCurrentIndex(page.table.rows.index(4, 0))
    page.table.chosen.emit(4)
    yield "report-pupil"
    page.back.click()
    page.ask.click()
    yield "report-erase"
