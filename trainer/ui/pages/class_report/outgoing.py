"""The report on its way out: into files for other programs, onto paper, and to each pupil."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QWidget

from trainer.core.class_reports import ClassReport
from trainer.core.words import t
from trainer.services.classroom.pupil_pages import pupil_pages
from trainer.services.classroom.reports import QuizForm
from trainer.ui.desk import Desk
from trainer.ui.filenames import file_name
from trainer.ui.pages.class_report.drawing import draw_class_report
from trainer.ui.pages.class_report.files import ReportFiles
from trainer.ui.pages.class_report.leaves import draw_pupil_pages
from trainer.ui.pages.class_report.printed import printed_report
from trainer.ui.press import Draw, Press
from trainer.ui.theme.tokens import Tokens
from trainer.ui.widgets.buttons import Button

_TITLE, _NAME = 20, 18
"""Letters of a quiz's title and of a pupil's name in the name of a file."""


class Outgoing(QObject):
    """The buttons that let a report out, and what they do with the report that is shown.

    `files` are for the whole report, `all_pages` for a page for each pupil, `one_page` for that of
    the pupil who was opened. `told` carries a line on what came of it, `failed` a `UserError`.
    """

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._report: ClassReport | None = None
        self._pupil: int | None = None
        self._files = ReportFiles(desk.services.classroom.reports, page)
        self._press = Press(page)
        for sender in (self._files, self._press):
            sender.told.connect(self.told)
            sender.failed.connect(self.failed)
        self._press.begun.connect(self._on_begun)
        self.files = (
            self._button(t("Print…"), self._print_report),
            self._button(t("PDF report"), self._save_report),
            self._form(QuizForm.XLSX, t("Excel workbook")),
            self._form(QuizForm.CSV, t("CSV table")),
            self._form(QuizForm.XAPI, t("xAPI statements")),
        )
        self.all_pages = (
            self._button(t("Print a page for each pupil…"), self._print_all),
            self._button(t("Save a page for each pupil…"), self._save_all),
        )
        self.one_page = (
            self._button(t("Print the pupil’s page…"), self._print_one),
            self._button(t("Save the pupil’s page…"), self._save_one),
        )

    def show(self, report: ClassReport, pupil: int | None) -> None:
        """Let this report out from now on; `pupil` is the number of the player who is opened."""
        self._report, self._pupil = report, pupil

    def _button(self, words: str, slot: Callable[[], None]) -> Button:
        button = Button(words)
        button.clicked.connect(slot)
        return button

    def _form(self, form: QuizForm, words: str) -> Button:
        button = self._button(words, self._export)
        button.setProperty("form", form.value)
        return button

    @Slot()
    def _export(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget) and self._report is not None:
            form = QuizForm(button.property("form"))
            self._files.ask(self._report.room, form, self._name(self._report.title))

    @Slot()
    def _on_begun(self) -> None:
        self.told.emit(t("Writing…"))

    @Slot()
    def _print_report(self) -> None:
        if self._report is not None:
            self._press.print(self._drawn(self._report), self._name(self._report.title))

    @Slot()
    def _save_report(self) -> None:
        if self._report is not None:
            title = self._report.title
            self._press.save(self._drawn(self._report), title, self._name(title))

    @Slot()
    def _print_all(self) -> None:
        self._print_pages(None)

    @Slot()
    def _save_all(self) -> None:
        self._save_pages(None)

    @Slot()
    def _print_one(self) -> None:
        if self._pupil is not None:
            self._print_pages(self._pupil)

    @Slot()
    def _save_one(self) -> None:
        if self._pupil is not None:
            self._save_pages(self._pupil)

    def _print_pages(self, pupil: int | None) -> None:
        if self._report is not None:
            self._press.print(self._pages(self._report, pupil), self._of(self._report, pupil))

    def _save_pages(self, pupil: int | None) -> None:
        if self._report is not None:
            title = t("Pages for the pupils")
            name = self._of(self._report, pupil)
            self._press.save(self._pages(self._report, pupil), title, name)

    def _drawn(self, report: ClassReport) -> Draw:
        printed = printed_report(report, self._desk.clock.now())
        return partial(draw_class_report, report=printed, tokens=self._desk.dress.paper)

    def _pages(self, report: ClassReport, pupil: int | None) -> Draw:
        return partial(_hand_out, report=report, pupil=pupil, tokens=self._desk.dress.paper)

    def _name(self, name: str) -> str:
        day = "" if self._report is None else f"{self._report.started_at.astimezone():%Y-%m-%d}"
        return file_name(name, day)

    def _of(self, report: ClassReport, pupil: int | None) -> str:
        found = None if pupil is None else report.pupil(pupil)
        whose = t("pupils") if found is None else found.player.name
        return self._name(f"{report.title[:_TITLE]} {whose[:_NAME]}")


def _hand_out(
    device: QPagedPaintDevice, dots: float, report: ClassReport, pupil: int | None, tokens: Tokens
) -> None:
    draw_pupil_pages(device, dots, pupil_pages(report, pupil), tokens)
