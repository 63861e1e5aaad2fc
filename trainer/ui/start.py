"""The Qt application as this program wants it."""

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from trainer import __version__
from trainer.core.paths import APP
from trainer.ui.theme.fonts import load_fonts


def application() -> QApplication:
    """The application with our style and fonts, made where there is none yet."""
    present = QApplication.instance()
    qt = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    qt.setApplicationName(APP)
    qt.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName(APP)
    QApplication.setStyle(QStyleFactory.create("Fusion"))
    load_fonts()
    return qt


def icon(assets: Path) -> QIcon:
    """The program's icon."""
    return QIcon(str(assets / "icons" / "who-says.svg"))
