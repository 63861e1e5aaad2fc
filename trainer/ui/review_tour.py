"""The review on the tour: each part of it on an empty, a thin and a full past."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest

from trainer.core.paths import DataPaths
from trainer.services.made_up import MadeUp, make_up
from trainer.ui.pages.review.page import ReviewPage
from trainer.ui.pages.review.state import Part
from trainer.ui.places import Place, Where
from trainer.ui.window import Window

PASTS = {"empty": 0, "thin": 3, "full": 45}
"""How many sessions of ten lie behind the one who looks back."""

_APART = dt.timedelta(days=2)
_OVERLAP = 60


def live_through(name: str, paths: DataPaths, shipped: Path, now: dt.datetime) -> None:
    """Make the past of this name up in an empty data folder, until `now`."""
    sessions = PASTS[name]
    if sessions:
        make_up(paths, shipped, MadeUp(sessions, now - sessions * _APART, _APART))


def review_views(window: Window, name: str) -> Iterator[str]:
    """Lead through the review; the overview from top to bottom, then the other parts."""
    window.lead_to(Place(Where.REVIEW))
    page = window.page(Where.REVIEW)
    if not isinstance(page, ReviewPage):
        return
    yield from _overview(page, f"review-{name}")
    if name == "empty":
        return
    page.in_words.click()
    yield f"review-{name}-tables"
    page.in_words.click()
    for part in (Part.SESSIONS, Part.ANSWERS, Part.NOTES):
        page.tabs[part].click()
        _answered(page, part)
        yield f"review-{name}-{part.value}"


def _overview(page: ReviewPage, name: str) -> Iterator[str]:
    _answered(page, Part.OVERVIEW)
    bar = page.sheet.verticalScrollBar()
    yield name
    number = 1
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep() - _OVERLAP)
        number += 1
        yield f"{name}-{number}"
    bar.setValue(0)


def _answered(page: ReviewPage, part: Part) -> None:
    while page.parts[part].latest.busy:
        QTest.qWait(10)
