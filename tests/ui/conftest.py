"""A real window on a real history, and a folder where every page has something to show."""

from pathlib import Path

import pytest

from tests.ui.everywhere import with_broken_pack
from tests.window import open_window, person, qapp

__all__ = ["open_window", "person", "qapp"]


@pytest.fixture
def furnished(tmp_path: Path) -> Path:
    """A data folder where every page finds something to show."""
    return with_broken_pack(tmp_path / "furnished")
