"""What is drawn on pages, on its way to a printer or into a PDF file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, Signal, Slot
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from trainer.core.errors import UserError
from trainer.core.records import Watch
from trainer.core.words import t
from trainer.services.exchange.places import written_beside
from trainer.ui.paper import POINTS, pdf_of, usual_size
from trainer.ui.tasks import LongTask

Draw = Callable[[QPagedPaintDevice, float], None]
"""Draws all pages on a device with so many dots to a point; a `UserError` where that fails."""


class Press(QObject):
    """Asks which printer or file, and puts there what it was given when it asked.

    `begun` is emitted when a file is being made, which may take a while. `told` carries a line on
    what came of it, `failed` a `UserError`.
    """

    begun = Signal()
    told = Signal(str)
    failed = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._draw: Draw | None = None
        self._title = ""
        self._printer: QPrinter | None = None
        self._dialog: QDialog | None = None
        self._writing: LongTask | None = None

    def print(self, draw: Draw, name: str) -> None:
        """Ask for a printer; `name` is what the job is called, and its file where it is one."""
        self._draw = draw
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(name)
        self._printer.setFullPage(True)
        dialog = QPrintDialog(self._printer, self._page)
        # Which pages there are is not known before they are drawn.
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        dialog.accepted.connect(self._print)
        self.show_dialog(dialog)

    def save(self, draw: Draw, title: str, name: str) -> None:
        """Ask for a PDF file; `title` is what the paper is called, `name` how the file begins."""
        self._draw, self._title = draw, title
        dialog = QFileDialog(self._page, t("Save “{title}”", title=title))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilters([t("PDF document (*.pdf)")])
        dialog.selectFile(f"{name}.pdf")
        dialog.fileSelected.connect(self._save)
        self.show_dialog(dialog)

    def show_dialog(self, dialog: QDialog) -> None:
        """Open a dialog over the page and wait for nothing."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog = dialog
        # The print dialog hides the way of opening that every dialog has.
        QDialog.open(dialog)

    def write(self, content: bytes, place: Path) -> None:
        """Write a file, off the GUI thread and at one stroke."""
        self._begin(lambda: content, place)

    def _begin(self, content: Callable[[], bytes], place: Path) -> None:
        def write(_: Watch) -> Path:
            drawn = content()
            with written_beside(place) as path:
                path.write_bytes(drawn)
            return place

        # It may outlive the page, which goes when somebody else takes over.
        self._writing = LongTask(write, QCoreApplication.instance())
        self._writing.done.connect(self._on_written)
        self._writing.failed.connect(self.failed)
        self._writing.start()
        self.begun.emit()

    @Slot()
    def _print(self) -> None:
        printer, self._printer = self._printer, None
        if printer is None or self._draw is None:
            return
        try:
            self._draw(printer, printer.resolution() / POINTS)
        except UserError as error:
            self.failed.emit(error)
            return
        file = printer.outputFileName()
        self.told.emit(_written(file) if file else t("Sent to the printer."))

    @Slot(str)
    def _save(self, chosen: str) -> None:
        draw, title, size = self._draw, self._title, usual_size(QLocale.system())
        if draw is None:
            return
        # Pages for a whole class take a while, and the window is to go on meanwhile.
        self._begin(lambda: pdf_of(draw, title, size), Path(chosen))

    @Slot(object)
    def _on_written(self, place: Path) -> None:
        self.told.emit(_written(place))


def _written(place: Path | str) -> str:
    return t("Written to {place}", place=str(place))
