"""Which page is at which place, and what a start need not wait for."""

import subprocess
import sys

import pytest

from tests.ui.person import Person
from tests.window import PROGRAM
from trainer.ui.places import Where

NO_PAGES_OF_THEIR_OWN = {Where.OPENING, Where.TROUBLE, Where.GUEST, Where.HOME, Where.BACK}


@pytest.mark.parametrize("where", sorted(set(Where) - NO_PAGES_OF_THEIR_OWN, key=str))
def test_each_place_has_its_page(where: Where, person: Person) -> None:
    page = person.window.page(where)

    assert type(page).__module__.split(".")[3] == where.value.replace("-", "_")


def test_the_first_paint_waits_for_no_page_no_service_and_no_store() -> None:
    script = "import sys, trainer.app, trainer.ui.window; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROGRAM,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split()

    assert "trainer.ui.window" in loaded
    waited_for = [
        name
        for name in loaded
        if name.startswith(("trainer.store", "trainer.live", "trainer.packs", "trainer.ui.pages"))
        and not name.startswith("trainer.ui.pages.trouble")
        and name != "trainer.ui.pages"
    ]
    assert waited_for == []
