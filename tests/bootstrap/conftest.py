"""The fixtures of the set-up's tests."""

import ctypes
import shutil
import sys
from pathlib import Path

import pytest

from tests.bootstrap.checkout import APP, PROGRAM, Checkout, wheel


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    folder = tmp_path / "Überall – 到处 here"
    leave_out = shutil.ignore_patterns("__pycache__")
    for part in ("bootstrap", "core"):
        shutil.copytree(PROGRAM / "trainer" / part, folder / "trainer" / part, ignore=leave_out)
    shutil.copy(PROGRAM / "trainer" / "__init__.py", folder / "trainer")
    shutil.copy(PROGRAM / "main.py", folder)
    (folder / "trainer" / "app.py").write_text(APP, encoding="utf-8")
    (tmp_path / "home").mkdir()
    paper, ink = (wheel(tmp_path / "wheels", name, "1.0") for name in ("paper", "ink"))
    (folder / "requirements.txt").write_text(paper, encoding="utf-8")
    (folder / "requirements-dev.txt").write_text(paper + ink, encoding="utf-8")
    return Checkout(folder, tmp_path)


_DROP = """
import ctypes, os, sys
if os.geteuid() == 0:
    # Root may write anywhere; without this right (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE) it may not.
    assert ctypes.CDLL(None).prctl(24, 1, 0, 0, 0) == 0
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture
def obeying_permissions() -> tuple[str, ...]:
    """Words to put before a command so that a read-only folder is read-only for root too."""
    if not sys.platform.startswith("linux") or not hasattr(ctypes.CDLL(None), "prctl"):
        pytest.skip("the right to write anywhere can only be laid down on Linux")
    return (sys.executable, "-c", _DROP)
