"""The library: what each pack is, a folder somebody writes in, and excerpts to look through."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog

from tests.packs.samples import ARTICLE, HEAD, TEXT, write_sample
from tests.ui.person import Person
from tests.window import SHIPPED
from trainer.core.catalogue import PackCard, Source
from trainer.core.paths import DataPaths
from trainer.core.problems import Problem, Severity
from trainer.core.revisions import Revision, revisions_of
from trainer.core.rubric import Verdict
from trainer.packs.cache import entry_of
from trainer.packs.reading import read_pack
from trainer.ui.pages.browse.page import BrowsePage
from trainer.ui.pages.browse.state import browse_state, excerpts_of
from trainer.ui.pages.library.page import LibraryPage
from trainer.ui.pages.library.state import PackRow, library_state
from trainer.ui.places import Place, Where
from trainer.ui.widgets.balance import BalanceBar
from trainer.ui.widgets.reveal import QuestionSheet

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TITLE = "The harbour of Velm"
MINE = HEAD.replace('"harbour"', '"mine"')
SLIP = ARTICLE.replace("level = 2", "level = 7").replace('skills = ["attack"]', 'skills = ["at"]')
HELD_BACK = ARTICLE.replace("level = 2\n", 'level = 2\nreserved = "checkup"\n')


def card(**changes: object) -> PackCard:
    plain: dict[str, object] = {
        "id": "mine",
        "title": TITLE,
        "version": "1.0",
        "language": "en",
        "level": 2,
        "authors": ("Ada Example",),
        "licence": "CC BY 4.0",
        "about": "",
        "place": "/desk/mine",
        "shipped": False,
    }
    return PackCard(**{**plain, **changes})  # type: ignore[arg-type]  # fields by name


def revisions(folder: Path, article: str = ARTICLE) -> tuple[Revision, ...]:
    pack = read_pack(write_sample(folder / "mine", head=MINE, article=article)).pack
    assert pack is not None
    return revisions_of(pack)


def row(one: PackCard, found: tuple[Revision, ...] = ()) -> PackRow:
    return library_state([one], [entry_of(each) for each in found], {}).rows[0]


def test_a_card_tells_theme_level_number_and_balance(tmp_path: Path) -> None:
    shown = row(card(), revisions(tmp_path))
    assert shown.facts == (
        "theme: harbour · 3 questions · one to argue about · level 2 · version 1.0"
    )
    assert shown.balance == "1 verified · 1 claim · 1 propaganda"
    assert shown.counts == dict.fromkeys(Verdict, 1)
    assert shown.seen == "0 of 3 seen so far"


def test_a_pack_of_many_themes_tells_the_first_of_them(tmp_path: Path) -> None:
    entries = [
        entry_of(revisions(tmp_path)[0])._replace(topic=f"theme {number}") for number in range(6)
    ]
    (shown,) = library_state([card()], entries, {}).rows
    assert shown.facts.startswith("theme: theme 0, theme 1, theme 2, theme 3 and 2 more · ")


def test_sources_are_named_with_their_day_and_stay_their_owners() -> None:
    day = dt.date(2022, 3, 3)
    quoted = row(card(sources=(Source("Mothers", "The Paper", day), Source("Sons", "Radio", None))))
    assert quoted.sources == (
        "Quoted from “Mothers”, The Paper, 3 March 2022; “Sons”, Radio. "
        "The quoted words remain their owner’s."
    )
    assert quoted.licence == "Ada Example · CC BY 4.0"
    invented = row(card(invented=15)).sources
    assert invented == "15 texts written for this trainer; their people and places are invented."


def test_only_the_one_who_writes_is_told_what_could_be_better() -> None:
    warned = (Problem("pack.toml", 0, "The verdicts are unbalanced.", "", Severity.WARNING),)
    assert row(card(problems=warned)).problems == ()
    writing = row(card(problems=warned, opened=True))
    assert writing.problems_title == "One thing could be better"
    assert writing.problems == ("pack.toml — The verdicts are unbalanced.",)


def test_an_open_folder_stands_first_and_is_closed_and_not_removed() -> None:
    cards = [card(id="a", shipped=True), card(id="b"), card(opened=True)]
    shown = library_state(cards, [], {}).rows
    assert [(one.id, one.opened, one.removable) for one in shown] == [
        ("mine", True, False),
        ("a", False, False),
        ("b", False, True),
    ]


def test_questions_held_back_are_never_to_be_looked_at(tmp_path: Path) -> None:
    found = revisions(tmp_path, HELD_BACK)
    entries = [entry_of(one) for one in found]
    assert any(entry.reserved for entry in entries)
    ((*shown,),) = excerpts_of("mine", entries)
    assert [entry.question for entry in shown] == ["crane-lies", "crane-checked", "who-is-right"]
    held = [entry for entry in entries if entry.reserved]
    assert excerpts_of("mine", held) == ()
    assert not library_state([card()], held, {}).rows[0].browsable


@pytest.mark.parametrize("index", range(4))
def test_nothing_of_a_key_is_in_the_state_before_it_was_earned(tmp_path: Path, index: int) -> None:
    found = revisions(tmp_path)
    hidden = browse_state(found, (), index=index, excerpt=0, excerpts=1)
    assert hidden.reveal is None
    assert hidden.note
    key = found[index].question.key
    if key is not None:
        assert key.explanation not in repr(hidden)
        known = browse_state(found, (found[index].ref,), index=index, excerpt=0, excerpts=1)
        assert known.reveal is not None
        assert (known.reveal.verdict, known.reveal.explanation) == (key.verdict, key.explanation)
        assert (known.note, known.reveal.why_not) == ("", "")


def test_a_question_to_argue_about_has_no_key_to_be_shown(tmp_path: Path) -> None:
    found = revisions(tmp_path)
    state = browse_state(found, [one.ref for one in found], index=3, excerpt=0, excerpts=1)
    assert state.reveal is None
    assert "argued about" in state.note
    assert [chip.judged for chip in state.chips] == [True, True, True, False]


def test_the_bar_wears_the_colours_of_the_verdicts_and_says_its_words(person: Person) -> None:
    person.presses("Library")
    person.settles()
    bar = next(one for one in person.visible() if isinstance(one, BalanceBar))
    words = bar.accessibleName()
    assert words.replace(" ", "")[0].isdigit()
    assert words in person.sees()
    drawn = bar.grab().toImage()
    tokens = person.window._dress.tokens
    middle = drawn.height() // 2
    there = {drawn.pixelColor(x, middle).name() for x in range(drawn.width())}
    assert {QColor(tokens.verdict(verdict)).name() for verdict in Verdict} <= there


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "desk" / "mine", head=MINE)


def opens(person: Person, folder: Path) -> None:
    """Have the folder open without its dialog, after which no desktop gives the keyboard back."""
    person.opened.library.open_folder(folder)
    person.presses("Library")
    person.waits_until(lambda: "Open while you write" in person.sees())


def test_a_folder_is_opened_edited_and_closed_again(person: Person, desk: Path) -> None:
    """I write a pack. Each save shows at once, whether good or bad, and nothing else is touched."""
    person.presses("Library")
    person.presses("Open a folder while writing…")
    person.chooses_file(desk)
    person.waits_until(lambda: "Open while you write" in person.sees())
    assert "No problem was found." in person.sees()

    (desk / "crane.toml").write_text(SLIP, encoding="utf-8")
    person.waits_until(lambda: "2 things to mend" in person.sees())
    line = SLIP.splitlines().index("level = 7") + 1
    assert f"crane.toml:{line} — There is no level 7. Use 1, 2 or 3." in person.sees()
    assert "Its last good state is played" in person.sees()
    assert person.button(f"Ten questions from {TITLE}").isEnabled()

    beside = desk / ".crane.toml.swp"
    beside.write_text(ARTICLE.replace("crane-lies", "crane-there"), encoding="utf-8")
    beside.replace(desk / "crane.toml")
    person.waits_until(lambda: "No problem was found." in person.sees())

    person.presses(f"Close the folder of {TITLE}")
    person.waits_until(lambda: TITLE not in person.sees())
    assert (desk / "crane.toml").exists()


def test_a_folder_that_was_opened_is_there_at_the_next_start(
    open_window: Callable[..., Person], desk: Path
) -> None:
    person = open_window()
    opens(person, desk)
    person.window.close()
    person = open_window()
    person.presses("Library")
    person.settles()
    assert "Open while you write" in person.sees()


def test_a_pack_dropped_into_the_packs_folder_comes_up_by_itself(
    person: Person, tmp_path: Path
) -> None:
    person.presses("Library")
    assert TITLE not in person.sees()
    write_sample(DataPaths(tmp_path / "data").packs / "mine", head=MINE)
    person.waits_until(lambda: TITLE in person.sees())


def test_the_keyboard_stays_where_it_was_when_a_save_draws_the_page_anew(
    person: Person, desk: Path
) -> None:
    opens(person, desk)
    name = f"Browse {TITLE}"
    person.button(name).setFocus(Qt.FocusReason.TabFocusReason)
    (desk / "crane.toml").write_text(SLIP, encoding="utf-8")
    person.waits_until(lambda: "2 things to mend" in person.sees())
    assert person.focus.accessibleName() == name
    person.types(Qt.Key.Key_Return)
    assert person.is_on(Where.BROWSE)


def test_a_folder_that_cannot_be_opened_is_told_calmly(person: Person) -> None:
    person.presses("Library")
    person.presses("Open a folder while writing…")
    person.chooses_file(SHIPPED / "flood")
    person.waits_until(lambda: "This folder comes with the program." in person.sees())


def test_the_folder_dialog_can_be_left_without_a_choice(person: Person) -> None:
    person.presses("Library")
    person.settles()
    before = person.sees()
    person.presses("Open a folder while writing…")
    dialog = person.window.findChild(QFileDialog)
    assert dialog is not None
    person.waits_until(dialog.isVisible)
    dialog.reject()
    person.waits_until(lambda: person.window.findChild(QFileDialog) is None)
    assert person.sees() == before


def test_a_pack_is_looked_through_by_keys_and_its_keys_stay_hidden(
    person: Person, desk: Path
) -> None:
    opens(person, desk)
    person.presses(f"Browse {TITLE}")
    assert "Excerpt 1 of 1" in person.sees()
    for number in range(1, 5):
        assert person.button(chip(person, number)).isChecked()
        said = person.sees()
        assert "Step three decides" not in said
        assert "How it was decided" not in said
        hidden = "so its answer stays hidden" in said
        assert hidden == (number < 4), said
        if number < 4:
            person.types(Qt.Key.Key_Return)
    page = person.window.page(Where.BROWSE)
    assert isinstance(page, BrowsePage)
    assert not page.statement.isEnabled()
    person.types(Qt.Key.Key_Escape)
    assert person.is_on(Where.LIBRARY)


def chip(person: Person, number: int) -> str:
    names = [widget.accessibleName() for widget in person.visible()]
    return next(name for name in names if name.startswith(f"Statement {number}, "))


def test_a_key_is_shown_once_its_statement_was_judged(person: Person, desk: Path) -> None:
    opens(person, desk)
    person.presses(f"Ten questions from {TITLE}")
    judged = person.opened.practice.revision
    assert judged is not None
    assert judged.question.key is not None
    person.judges(person.truth)
    person.types(Qt.Key.Key_Escape)
    person.window.lead_to(Place(Where.BROWSE, pack="mine"))
    person.settles()
    (own,) = (
        name
        for name in (widget.accessibleName() for widget in person.visible())
        if name.startswith("Statement ") and ", judged: " in name
    )
    assert own.endswith(judged.question.statement.text)
    person.presses(own)
    assert "You have judged this one." in person.sees()
    assert judged.question.key.explanation in person.sees()


def test_a_save_while_one_looks_through_the_pack_keeps_the_place(
    person: Person, desk: Path
) -> None:
    opens(person, desk)
    person.presses(f"Browse {TITLE}")
    person.types(Qt.Key.Key_Return)
    assert person.button(chip(person, 2)).isChecked()
    (desk / "crane.toml").write_text(
        ARTICLE.replace("northern quay", "southern quay"), encoding="utf-8"
    )
    reading = person.find(QuestionSheet).reading
    person.waits_until(lambda: "southern quay" in reading.toPlainText())
    assert person.button(chip(person, 2)).isChecked()
    assert reading.toPlainText() == TEXT.replace("northern quay", "southern quay")


def test_a_pack_that_goes_while_one_looks_through_it_says_so(person: Person, desk: Path) -> None:
    opens(person, desk)
    person.presses(f"Browse {TITLE}")
    person.opened.library.close_folder(desk)
    person.window.page(Where.BROWSE).redraw()
    assert "There is nothing to look at here any more." in person.sees()
    person.types(Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Left)
    person.types(Qt.Key.Key_Escape)
    assert isinstance(person.window.stack.currentWidget(), LibraryPage)
