"""Our own bugs: written to a log, shown once with details to copy, and the program goes on."""

import datetime as dt
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from trainer import __version__
from trainer.core.words import t
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.label import Label

_LONGEST_LOG = 1_000_000


class Faults(QObject):
    """Catches what nobody caught, on any thread. `noticed` carries the traceback as text."""

    noticed = Signal(str)

    def __init__(self, log: Path, window: QWidget | None = None) -> None:
        super().__init__()
        self._log = log
        self._window = window
        self._dialog: FaultDialog | None = None
        self.noticed.connect(self._show)

    def watch(self) -> None:
        """Take over from Python's own hooks."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        self._notice("".join(traceback.format_exception(kind, error, trace)))

    def _on_thread_exception(self, given: threading.ExceptHookArgs) -> None:
        error = given.exc_value or given.exc_type()
        self._on_exception(given.exc_type, error, given.exc_traceback)

    def _notice(self, text: str) -> None:
        sys.stderr.write(text)
        write_log(self._log, text)
        self.noticed.emit(text)

    @Slot(str)
    def _show(self, text: str) -> None:
        if self._dialog is not None:
            return
        self._dialog = FaultDialog(text, self._log, self._window)
        self._dialog.finished.connect(self._put_away)
        self._dialog.open()

    @Slot()
    def _put_away(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()


def write_log(log: Path, text: str) -> None:
    """Append `text` to the log; a long one begins anew. A full disk is no new fault."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        mode = "a" if not log.exists() or log.stat().st_size < _LONGEST_LOG else "w"
        with log.open(mode, encoding="utf-8") as file:
            file.write(f"{dt.datetime.now(dt.UTC).isoformat()} {__version__}\n{text}\n")
    except OSError:
        sys.stderr.write("the log could not be written\n")


class FaultDialog(QDialog):
    """Says that something in the program went wrong, with details to copy."""

    def __init__(self, text: str, log: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Something went wrong"))
        self.resize(640, 420)
        self._details = QPlainTextEdit(text)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(t("Details"))
        copy, go_on = Button(t("Copy the details")), Button(t("Go on"), role="primary")
        copy.clicked.connect(self._copy)
        go_on.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(Label(t("The program made a mistake. It goes on."), role="heading"))
        column.addWidget(
            Label(
                t(
                    "Your saved answers are safe. The details are also in {log}; "
                    "whoever looks after this program can use them.",
                    log=log,
                )
            )
        )
        column.addWidget(self._details, 1)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(go_on)
        column.addLayout(row)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())
