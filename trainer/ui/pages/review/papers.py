"""The overview on its way to a printer, and single charts on their way to a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from trainer.core.errors import UserError
from trainer.core.records import Watch
from trainer.core.words import t
from trainer.services.exchange.places import written_beside
from trainer.ui.paper import POINTS
from trainer.ui.plots import Exhibit
from trainer.ui.printing import Caption, FileForm, draw_pages, file_of
from trainer.ui.tasks import LongTask
from trainer.ui.theme.dress import Dress


class Papers(QObject):
    """Asks which printer or file, and puts there what was shown when it asked.

    `told` carries a line on what came of it, `failed` a `UserError`.
    """

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, dress: Dress, page: QWidget) -> None:
        super().__init__(page)
        self._dress, self._page = dress, page
        self._exhibits: Sequence[Exhibit] = ()
        self._caption = Caption("", "", "", "")
        self._printer: QPrinter | None = None
        self._dialog: QDialog | None = None
        self._writing: LongTask | None = None

    def print(self, exhibits: Sequence[Exhibit], caption: Caption, name: str) -> None:
        """Ask for a printer; `name` is what the job is called, and its file where it is one."""
        self._exhibits, self._caption = exhibits, caption
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(name)
        self._printer.setFullPage(True)
        dialog = QPrintDialog(self._printer, self._page)
        # Which pages there are is not known before they are drawn.
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        dialog.accepted.connect(self._print)
        self._show(dialog)

    def save(self, exhibit: Exhibit, caption: Caption, name: str) -> None:
        """Ask for a file; `name` is how it begins."""
        self._exhibits, self._caption = (exhibit,), caption
        dialog = QFileDialog(self._page, t("Save “{title}”", title=exhibit.chart.title))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{kind} (*.{form.value})" for form, kind in _kinds()])
        dialog.setDefaultSuffix(FileForm.PNG.value)
        dialog.selectFile(f"{name}.{FileForm.PNG.value}")
        dialog.filterSelected.connect(self._on_filter)
        dialog.fileSelected.connect(self._save)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog = dialog
        # The print dialog hides the way of opening that every dialog has.
        QDialog.open(dialog)

    @Slot(str)
    def _on_filter(self, chosen: str) -> None:
        """Let a name end as its kind does."""
        if isinstance(self._dialog, QFileDialog):
            for form in FileForm:
                if chosen.endswith(f"(*.{form.value})"):
                    self._dialog.setDefaultSuffix(form.value)

    @Slot()
    def _print(self) -> None:
        printer, self._printer = self._printer, None
        if printer is None:
            return
        dots = printer.resolution() / POINTS
        try:
            draw_pages(printer, dots, self._exhibits, self._caption, self._dress.paper)
        except UserError as error:
            self.failed.emit(error)
            return
        file = printer.outputFileName()
        self.told.emit(_written(file) if file else t("Sent to the printer."))

    @Slot(str)
    def _save(self, chosen: str) -> None:
        place = Path(chosen)
        try:
            form = FileForm(place.suffix.lower().removeprefix("."))
        except ValueError:
            self.failed.emit(_unknown_ending(place))
            return
        content = file_of(self._exhibits[0], form, self._caption, self._dress.paper)

        def write(_: Watch) -> Path:
            with written_beside(place) as path:
                path.write_bytes(content)
            return place

        self._writing = LongTask(write, QCoreApplication.instance())
        self._writing.done.connect(self._on_written)
        self._writing.failed.connect(self.failed)
        self._writing.start()

    @Slot(object)
    def _on_written(self, place: Path) -> None:
        self.told.emit(_written(place))


def _written(place: Path | str) -> str:
    return t("Written to {place}", place=str(place))


def _kinds() -> tuple[tuple[FileForm, str], ...]:
    return (
        (FileForm.PNG, t("PNG picture")),
        (FileForm.SVG, t("SVG drawing")),
        (FileForm.PDF, t("PDF page")),
    )


def _unknown_ending(place: Path) -> UserError:
    return UserError(
        t("A chart cannot be written as “{name}”.", name=place.name),
        t("Choose a name that ends in .png, .svg or .pdf."),
    )
