"""The report on its way to a file, written off the GUI thread."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from trainer.core.records import Watch
from trainer.core.words import t
from trainer.services.classroom.reports import QuizForm, Reports
from trainer.ui.tasks import LongTask


class ReportFiles(QObject):
    """Asks where to, and writes what is kept of a quiz there.

    `told` carries a line on what came of it, `failed` a `UserError`.
    """

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, reports: Reports, page: QWidget) -> None:
        super().__init__(page)
        self._reports, self._page = reports, page
        self._room, self._form = 0, QuizForm.XLSX
        self._dialog: QFileDialog | None = None
        self._writing: LongTask | None = None

    def ask(self, room: int, form: QuizForm, name: str) -> None:
        """Ask for the place of a file; `name` is how it begins."""
        self._room, self._form = room, form
        dialog = QFileDialog(self._page, t("Where to write it"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form.value)
        dialog.setNameFilters([f"*.{form.value}"])
        dialog.selectFile(f"{name}.{form.value}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._write)
        self._dialog = dialog
        dialog.open()

    @Slot(str)
    def _write(self, chosen: str) -> None:
        reports, room, form, place = self._reports, self._room, self._form, Path(chosen)

        def work(watch: Watch) -> Path:
            reports.export(room, form, place, watch)
            return place

        # It may outlive the page, which goes when somebody else takes over.
        self._writing = LongTask(work, QCoreApplication.instance())
        self._writing.done.connect(self._on_written)
        self._writing.failed.connect(self.failed)
        self._writing.start()
        self.told.emit(t("Writing…"))

    @Slot(object)
    def _on_written(self, place: Path) -> None:
        self.told.emit(t("Written to {place}", place=str(place)))
