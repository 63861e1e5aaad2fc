"""A file replaced at one stroke."""

import os
from pathlib import Path


def write_atomically(target: Path, data: bytes, *, lasting: bool) -> None:
    """Replace the file by `data` so that no half-written state is ever seen.

    `lasting` waits until the disk has it, so that this holds after a power cut too.
    Raises `OSError`; then the file is as it was.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
