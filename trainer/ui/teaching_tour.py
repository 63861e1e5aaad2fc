"""The part of the tour that shows the lessons, the pencil, the notice on doubt and the guide."""

from collections.abc import Iterator

from PySide6.QtTest import QTest

from trainer.core.doubt import Sight
from trainer.core.measures import Share
from trainer.core.questions import Span
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.services.lessons import Lessons
from trainer.services.notices import Doubted, DoubtNotice
from trainer.services.opening import Opened
from trainer.services.practice import Practice
from trainer.ui.doubt import doubt_state
from trainer.ui.hub import Hub
from trainer.ui.pages.guide.page import GuidePage
from trainer.ui.pages.today.page import TodayPage
from trainer.ui.places import Place, Where
from trainer.ui.window import Window


def first_lesson(window: Window, opened: Opened) -> Iterator[str]:
    """The first rule: its example step by step, a question, the pencil, the reveal."""
    hub, lessons, practice = window.hub, opened.lessons, opened.practice
    hub.publish(lessons.start())
    window.lead_to(Place(Where.LESSON))
    yield "lesson-rule"
    hub.publish(lessons.go_on())
    hub.publish(lessons.go_on())
    yield "lesson-steps"
    hub.publish(lessons.go_on())
    hub.publish(lessons.go_on())
    yield "lesson-whole"
    hub.publish(lessons.go_on())
    yield "lesson-question"
    yield from _underline(practice, hub)
    hub.publish(practice.go_on())
    hub.publish(practice.choose(Verdict.CLAIM))
    hub.publish(practice.answer())
    hub.publish(practice.go_on())
    yield "lesson-next-rule"
    _see_through(lessons, hub)
    hub.publish(lessons.skip())


def _underline(practice: Practice, hub: Hub) -> Iterator[str]:
    revision = practice.revision
    if revision is None:
        return
    hub.publish(practice.choose(Verdict.VERIFIED))
    hub.publish(practice.toggle_pencil())
    cue = revision.question.cues[0].quote.find(revision.text)
    hub.publish(practice.underline((Span(cue.start, cue.start + (cue.end - cue.start) // 2),)))
    yield "underlining"
    hub.publish(practice.underline((Span(cue.start - 25, cue.start + 24),)))
    hub.publish(practice.answer())
    yield "underlined-reveal"


def _see_through(lessons: Lessons, hub: Hub) -> None:
    while lessons.example is not None:
        hub.publish(lessons.go_on())


def doubt_told(window: Window) -> Iterator[str]:
    """The start page with the notice that false doubt has risen."""
    page = window.page(Where.TODAY)
    window.lead_to(Place(Where.TODAY))
    if isinstance(page, TodayPage):
        page.doubt.show_notice(doubt_state(_risen()))
    yield "today-doubt"


def _risen() -> DoubtNotice:
    statements = (
        "The wooden stand at Tannery Lane is closed to the public",
        "the wages for March came 19 days late",
        "Two firemen carried an old woman out of the flooded bakery on a door.",
    )
    seen = Sight(1, 0, Verdict.VERIFIED, Verdict.CLAIM)
    doubted = tuple(Doubted(statement, seen) for statement in statements)
    return DoubtNotice(Share(6, 10), Share(9, 41), doubted)


def guide_views(window: Window) -> Iterator[str]:
    """The guide's own views: all techniques, and a search."""
    page = window.page(Where.GUIDE)
    window.lead_to(Place(Where.GUIDE))
    yield "guide"
    if not isinstance(page, GuidePage):
        return
    page.expert.click()
    scroll = page.scroll_bar
    # The page has its height only after it was laid out.
    QTest.qWait(30)
    scroll.setValue(scroll.maximum() * 2 // 3)
    yield "guide-techniques"
    page.search.setText(t("doubt"))
    scroll.setValue(0)
    yield "guide-search"
    page.search.clear()
    page.expert.click()
