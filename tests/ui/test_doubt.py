"""The notice on false doubt, as somebody sees it on the start page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packs.samples import big_pack
from tests.ui.person import Person
from trainer.core.rubric import Verdict
from trainer.core.sessions import SessionKind
from trainer.packs.writing import write_pack
from trainer.services.practice import Selection
from trainer.ui.places import Place, Where

TITLE = "You doubt more than you used to"


def answer_thirty(person: Person, *, doubting: bool) -> None:
    practice = person.opened.practice
    practice.start(Selection(size=30))
    while practice.session is not None and practice.session.item is not None:
        truth = practice.session.item.truth
        doubt = doubting and truth is Verdict.VERIFIED
        practice.choose(Verdict.CLAIM if doubt else truth)
        practice.answer()
        practice.go_on()
    practice.leave()
    assert person.opened.all_saved(10)


@pytest.fixture
def doubting(open_window: Callable[..., Person], tmp_path: Path) -> Person:
    """Somebody on the start page who trusted what is verified, and lately has not."""
    write_pack(big_pack(120, articles=4), tmp_path / "shipped" / "big")
    person = open_window(shipped=tmp_path / "shipped")
    for doubt in (False, False, True):
        answer_thirty(person, doubting=doubt)
    person.window.lead_to(Place(Where.TODAY))
    assert TITLE in person.sees()
    return person


def test_a_doubted_statement_opens_as_it_was_seen(doubting: Person) -> None:
    look = [w.accessibleName() for w in doubting.visible() if w.accessibleName().startswith("Look")]
    assert len(look) == 3
    doubting.presses(look[0])
    assert doubting.is_on(Where.SESSION)
    assert "Verified" in doubting.sees().splitlines()
    assert "Not this time." in doubting.sees()


def test_put_away_it_is_gone_and_stays_gone(doubting: Person) -> None:
    doubting.presses("Put away")
    assert TITLE not in doubting.sees()
    doubting.presses("Library")
    doubting.presses("Today")
    assert TITLE not in doubting.sees()


def test_the_mix_it_offers_is_three_quarters_verified(doubting: Person) -> None:
    doubting.presses("Ten from a real-life mix")
    assert doubting.is_on(Where.PRACTICE)
    session = doubting.session
    assert session.kind is SessionKind.REAL_LIFE
    verified = sum(item.truth is Verdict.VERIFIED for item in session.items)
    assert verified in (7, 8)


def test_somebody_new_sees_no_notice(person: Person) -> None:
    assert TITLE not in person.sees()
