"""The icons are drawn as the package that brings their font draws them, but without its import."""

import subprocess
import sys

import pytest
import qtawesome
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from tests.window import PROGRAM
from trainer.ui.theme.icons import icon

SIZES = (14, 15, 28, 32, 64)


def picture(icon: QIcon, size: int, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return icon.pixmap(QSize(size, size), 1.0, mode).toImage()


@pytest.mark.parametrize("name", ["check-circle-bold", "chat-text-bold", "megaphone-bold", "x"])
def test_an_icon_looks_as_its_package_draws_it(qapp: QApplication, name: str) -> None:
    for size in SIZES:
        ours = picture(icon(name, QColor("#0b5cad")), size)
        assert ours == picture(qtawesome.icon(f"ph.{name}", color="#0b5cad"), size)
        assert any(ours.pixelColor(x, y).alpha() for x in range(size) for y in range(size))


def test_a_disabled_icon_is_as_pale_as_a_disabled_word(qapp: QApplication) -> None:
    drawn = icon("x", QColor("#0b5cad"))
    assert picture(drawn, 32) != picture(drawn, 32, QIcon.Mode.Disabled)


def test_a_copied_icon_outlives_the_first(qapp: QApplication) -> None:
    first = icon("x", QColor("#0b5cad"))
    copy = QIcon(first)
    copy.addPixmap(first.pixmap(QSize(8, 8)))
    before = picture(first, 32)
    del first
    assert picture(copy, 32) == before


def test_an_icon_that_is_not_there_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("no-such-thing", QColor("#0b5cad"))


def test_a_start_does_not_import_the_package_of_the_icon_font() -> None:
    script = (
        "import sys; from PySide6.QtGui import QColor; from PySide6.QtWidgets import QApplication\n"
        "from trainer.ui.theme.icons import icon; import trainer.ui.window\n"
        "qt = QApplication([]); icon('x', QColor('red')).pixmap(16, 16)\n"
        "sys.exit('qtawesome' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=PROGRAM, check=False).returncode == 0
