"""The overview on its way to a printer, and single charts on their way to a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from trainer.core.errors import UserError
from trainer.core.words import t
from trainer.ui.plots import Exhibit
from trainer.ui.press import Press
from trainer.ui.printing import Caption, FileForm, draw_pages, file_of
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
        self._dialog: QFileDialog | None = None
        self._press = Press(page)
        self._press.told.connect(self.told)
        self._press.failed.connect(self.failed)

    def print(self, exhibits: Sequence[Exhibit], caption: Caption, name: str) -> None:
        """Ask for a printer; `name` is what the job is called, and its file where it is one."""
        draw = partial(draw_pages, exhibits=exhibits, caption=caption, tokens=self._dress.paper)
        self._press.print(draw, name)

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
        self._dialog = dialog
        self._press.show_dialog(dialog)

    @Slot(str)
    def _on_filter(self, chosen: str) -> None:
        """Let a name end as its kind does."""
        if self._dialog is not None:
            for form in FileForm:
                if chosen.endswith(f"(*.{form.value})"):
                    self._dialog.setDefaultSuffix(form.value)

    @Slot(str)
    def _save(self, chosen: str) -> None:
        place = Path(chosen)
        try:
            form = FileForm(place.suffix.lower().removeprefix("."))
        except ValueError:
            self.failed.emit(_unknown_ending(place))
            return
        content = file_of(self._exhibits[0], form, self._caption, self._dress.paper)
        self._press.write(content, place)


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
