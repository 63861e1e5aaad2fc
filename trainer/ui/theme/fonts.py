"""The reading and interface faces, loaded from the font packages that the program depends on."""

from importlib.resources import as_file, files

from PySide6.QtGui import QFontDatabase

_FACES = {
    "font_source_serif_pro": ("SourceSerifPro", ("Regular", "It", "Semibold", "Bold")),
    "font_source_sans_pro": ("SourceSansPro", ("Regular", "It", "Semibold", "Bold")),
}


def load_fonts() -> None:
    """Make Source Serif Pro and Source Sans Pro known to Qt.

    A face that cannot be read is left out: Qt then falls back to one of the system's.
    """
    for package, (family, cuts) in _FACES.items():
        for cut in cuts:
            with as_file(files(package) / "files" / f"{family}-{cut}.ttf") as path:
                QFontDatabase.addApplicationFont(str(path))
