"""What is said of the files that erasing a class or a quiz leaves alone."""

from collections.abc import Sequence
from pathlib import Path

from trainer.core.words import t


def aside_words(files: Sequence[Path]) -> str:
    """That damaged files were set aside which may hold it too; "" without any."""
    if not files:
        return ""
    return t(
        "Damaged files that were set aside may still hold it; delete them by hand: {files}.",
        files=", ".join(str(file) for file in files),
    )
