"""The journeys of somebody whose pack is gone, or is not what it was."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.steps import Key, open_newest_session, page_through, practise, press, read
from tests.packs.samples import ARTICLE, write_sample
from tests.ui.person import Person
from trainer.core.paths import DataPaths
from trainer.ui.places import Where
from trainer.ui.widgets.reading import ReadingView

TITLE = "The harbour of Velm"


def deleted(pack: Path) -> None:
    shutil.rmtree(pack)


def rewritten(pack: Path) -> None:
    article = pack / "crane.toml"
    changed = ARTICLE.replace("The harbour of Velm was closed", "The port of Velm stood still")
    assert changed != ARTICLE
    article.write_text(changed.replace("It is", "It was"), encoding="utf-8")


def broken(pack: Path) -> None:
    (pack / "crane.toml").write_text("[article", encoding="utf-8")


@pytest.mark.parametrize("fate", [deleted, rewritten, broken])
def test_every_answer_stays_as_it_was_seen(
    open_window: Callable[..., Person], tmp_path: Path, fate: Callable[[Path], None]
) -> None:
    """My nephew wrote a pack about a harbour, and I keep it in my packs folder.

    Monday: I answer its three statements, and read why.
    Tuesday: the pack is deleted, or rewritten, or spoilt. I open Monday's session: the text, the
    lit words, the explanation and what I said are those of Monday, answer by answer.
    """
    pack = write_sample(DataPaths(tmp_path / "data").packs / "harbour")
    person = open_window()
    press(person, "Choose a pack")
    press(person, f"Ten questions from {TITLE}")
    monday = practise(person, 3)
    assert person.is_on(Where.SUMMARY)
    person.window.close()

    fate(pack)

    person = open_window()
    open_newest_session(person)
    assert person.is_on(Where.SESSION)
    assert TITLE in person.sees()
    assert page_through(person, 3) == monday


@pytest.mark.parametrize("fate", [deleted, rewritten, broken])
def test_an_unfinished_session_goes_on_with_the_questions_of_that_day(
    open_window: Callable[..., Person], tmp_path: Path, fate: Callable[[Path], None]
) -> None:
    """I left after one statement of the harbour pack, and then the pack went away.

    "Continue" still leads to the second statement, on the text that I had before me, and to the
    end; and all three answers can be looked at.
    """
    pack = write_sample(DataPaths(tmp_path / "data").packs / "harbour")
    person = open_window()
    press(person, "Choose a pack")
    press(person, f"Ten questions from {TITLE}")
    answered = practise(person, 1)
    text, statement = person.find(ReadingView).toPlainText(), asked(person)
    person.types(Key.Key_Escape)
    person.window.close()

    fate(pack)

    person = open_window()
    assert f"Go on: {TITLE}" in person.sees()
    assert "Question 2 of 3" in person.sees()
    press(person, "Continue")
    assert "2 of 3" in person.sees()
    assert (person.find(ReadingView).toPlainText(), asked(person)) == (text, statement)
    answered += practise(person, 2)
    assert person.is_on(Where.SUMMARY)

    press(person, "Look at every answer")
    assert read(person) == answered[0]
    assert page_through(person, 3) == answered


def asked(person: Person) -> str:
    """What is judged, in words, and the statement that is marked."""
    revision = person.opened.practice.revision
    assert revision is not None
    return revision.question.statement.text
