"""A pupil with a phone in a real browser: sees what is visible, taps what is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.live.lesson import Lesson
from trainer.bootstrap.libraries import browser as browser_file
from trainer.core.rubric import Verdict

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
]
PATIENCE = 15_000
"""Milliseconds that anything may take that happens at all."""


@dataclass
class Pupil:
    """Somebody at one page of one browser."""

    page: Page
    lesson: Lesson
    complaints: list[str] = field(default_factory=list)

    def opens(self, path: str = "") -> None:
        """Open the picture code's link, or another address of the server."""
        self.page.goto(self.lesson.bound.url + path if path else self.lesson.link)

    def comes_in(self) -> None:
        self.opens()
        self.page.get_by_role("button", name="Join the quiz").click()
        self.sees("You are in.")

    def sees(self, words: str) -> None:
        """Wait until these words are on the screen."""
        seen = self.page.locator("body > :not(.unseen)").get_by_text(words)
        expect(seen.filter(visible=True).first).to_be_visible(timeout=PATIENCE)

    def hears(self, words: str) -> None:
        """Wait until the screen reader is told this."""
        expect(self.page.locator("#live")).to_contain_text(words, timeout=PATIENCE)

    def sees_no(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).not_to_be_visible(timeout=PATIENCE)

    def taps(self, verdict: Verdict) -> None:
        self.page.locator(f".answer.{verdict.value}").click()

    @property
    def pressed(self) -> list[str]:
        """The verdicts that are shown as chosen."""
        shown = self.page.locator(".answer[aria-pressed=true]")
        return [str(one.get_attribute("data-verdict")) for one in shown.all()]

    @property
    def focus(self) -> str:
        """The id of what the keyboard and the screen reader are at."""
        return str(self.page.evaluate("document.activeElement.id"))

    @property
    def too_wide(self) -> list[str]:
        """What sticks out of the screen."""
        return list(
            self.page.evaluate(
                """() => Array.from(document.querySelectorAll('body *'))
                .filter(one => one.offsetParent && !one.closest('.unseen')
                    && one.getBoundingClientRect().right > window.innerWidth + 1)
                .map(one => one.tagName + '#' + one.id)"""
            )
        )

    @property
    def barriers(self) -> list[str]:
        """What axe finds that keeps somebody out: its serious and critical findings."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']}: {[node['target'] for node in one['nodes']]}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]

    def note(self, message: ConsoleMessage) -> None:
        # A stranger's first question is answered with 401, and offline is offline.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


@contextmanager
def started_browser() -> Iterator[Browser]:
    """A browser of this computer. It is never fetched; the set-up of the tests names it."""
    file = browser_file()
    if file is None:
        pytest.fail("there is no browser: on Debian, sudo apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=file, args=ARGUMENTS)
        yield started
        started.close()


@contextmanager
def pupil_in(
    browser: Browser,
    lesson: Lesson,
    *,
    width: int = 390,
    height: int = 780,
    dark: bool = False,
) -> Iterator[Pupil]:
    """A pupil with a phone of this size. Whatever the page complains of fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        has_touch=True,
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    pupil = Pupil(page, lesson)
    page.on("console", pupil.note)
    page.on("pageerror", lambda error: pupil.complaints.append(str(error)))
    try:
        yield pupil
        assert pupil.complaints == []
    finally:
        context.close()
