"""The journeys of somebody who writes packs: a broken one is mended, a sound one is added."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.steps import Key, open_newest_session, page_through, practise, press
from tests.packs.samples import ARTICLE, HEAD, write_sample
from tests.ui.person import Person
from trainer.core.paths import DataPaths
from trainer.packs.archive import archived
from trainer.packs.contents import contents_of
from trainer.ui.places import Where

# Qt says so of every dialog that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TITLE = "The harbour of Velm"

SLIPS = (
    ('quote = "This reporter saw the crane"', 'quote = "This reporter saw a crane"'),
    ('why_not = { verified = "No document was shown.", propa', "why_not = { propa"),
    ('skills = ["attack"]', 'skills = ["atack"]'),
    ('id = "only-traitors"', 'id = "crane-checked"'),
    ('because = "own-observation"', 'technique = "slogan"'),
)
"""Five slips as people make them: what was right, and what stands there instead."""

TOLD = (
    ('quote = "This reporter saw a crane"', "“This reporter saw a crane” is not in the excerpt"),
    ("why_not = { propa", "`why_not` says nothing on verified"),
    ('skills = ["atack"]', "Did you mean `attack`?"),
    ('id = "crane-checked"\nstatement = "Only', "Give each question of the pack its own id"),
    ('technique = "slogan"', "only propaganda has a technique"),
)
"""Where each of them stands, and words of what must be said of it."""


def slipped() -> str:
    """The article with all five slips."""
    article = ARTICLE
    for right, wrong in SLIPS:
        assert article.count(right) == 1, right
        article = article.replace(right, wrong)
    return article


def line_of(article: str, words: str) -> int:
    """The line, from 1, where these words begin; they stand there once."""
    assert article.count(words) == 1, words
    return article[: article.index(words)].count("\n") + 1


def test_a_broken_pack_says_what_to_mend_and_plays_once_it_is_mended(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    """I wrote a pack late at night, with five slips in it, and put it into my packs folder.

    Evening: the Library lists it among the others and names five things to mend, each with file
    and line and what to do. It has no button to play it. The packs that came with the program play
    as always.
    Morning: I mend the five lines and start again: the pack has its button, and it plays.
    """
    pack = write_sample(DataPaths(tmp_path / "data").packs / "harbour", article=slipped())
    person = open_window()
    press(person, "Choose a pack")
    said = person.sees()
    assert f"{TITLE}\nThis pack cannot be played until it is mended." in said
    assert "5 things to mend" in said
    told = [line for line in said.splitlines() if line.startswith("crane.toml:")]
    assert len(told) == 5
    for words, expected in TOLD:
        (line,) = (line for line in told if expected in line)
        assert line.startswith(f"crane.toml:{line_of(slipped(), words)} — ")
    with pytest.raises(AssertionError, match="no button"):
        person.button(f"Ten questions from {TITLE}")

    press(person, "Ten questions from First steps")
    practise(person, 1)
    assert "2 of 10" in person.sees()
    person.window.close()

    write_sample(pack)

    person = open_window()
    press(person, "Choose a pack")
    assert "things to mend" not in person.sees()
    press(person, f"Ten questions from {TITLE}")
    practise(person, 3)
    assert person.is_on(Where.SUMMARY)


def as_folder(folder: Path) -> Path:
    return write_sample(folder / "mine") / "pack.toml"


def as_zip(folder: Path) -> Path:
    zipped = folder / "mine.zip"
    zipped.write_bytes(archived(contents_of(write_sample(folder / "mine")).files))
    return zipped


@pytest.mark.parametrize("made", [as_folder, as_zip])
def test_a_pack_is_added_practised_and_removed_again(
    open_window: Callable[..., Person], tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    """I teach, and have written a pack of my own on a stick.

    In the Library I press "Add a pack…", choose it, and there it is. I pull the stick and play my
    three questions to the end. Next time it is still there. I press "Remove", and it is gone from
    the Library, while what I answered stays in the past sessions.
    """
    stick = tmp_path / "stick"
    person = open_window()
    press(person, "Choose a pack")
    press(person, "Add a pack…")
    person.chooses_file(made(stick))
    person.waits_until(lambda: TITLE in person.sees())
    stick.rename(tmp_path / "pulled")
    press(person, f"Ten questions from {TITLE}")
    answered = practise(person, 3)
    assert len(answered) == 3
    assert person.is_on(Where.SUMMARY)
    person.window.close()

    person = open_window()
    press(person, "Choose a pack")
    assert "3 of 3 seen so far" in person.sees()
    press(person, f"Remove {TITLE}")
    person.waits_until(lambda: TITLE not in person.sees())
    assert "First steps" in person.sees()
    person.window.close()

    person = open_window()
    open_newest_session(person)
    assert TITLE in person.sees()
    assert answered[0].text in person.sees()


def test_a_newer_version_takes_the_place_of_a_pack_only_when_it_is_told_to(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    """A pack of mine is in the Library and played to the end when its author sends me version 1.1.

    I add it. The Library asks which I want: it says that 1.0 is there, that 1.1 comes, and that my
    answers stay. I am not sure, press Enter, and have what I had. The next day I add it again and
    replace mine: it is version 1.1, and my past session shows the statement as I saw it then.
    """
    pack = write_sample(tmp_path / "mine")
    person = open_window()
    press(person, "Choose a pack")
    press(person, "Add a pack…")
    person.chooses_file(pack / "pack.toml")
    press(person, f"Ten questions from {TITLE}")
    answered = practise(person, 3)
    person.types(Key.Key_Escape)

    write_sample(
        pack,
        head=HEAD.replace('version = "1.0"', 'version = "1.1"'),
        article=ARTICLE.replace("at noon. According", "at dawn. According").replace(
            "berths at noon", "berths at dawn"
        ),
    )
    person.presses("Library")
    press(person, "Add a pack…")
    person.chooses_file(pack / "pack.toml")
    assert f"Replace “{TITLE}”?" in person.sees()
    assert "You have version 1.0; the one you chose is version 1.1." in person.sees()
    assert "All answers given so far stay" in person.sees()
    assert person.focus.accessibleName() == "Keep it"
    person.types(Key.Key_Return)
    assert "Replace “" not in person.sees()
    assert of_pack(person).endswith("version 1.0")
    person.window.close()

    person = open_window()
    press(person, "Choose a pack")
    assert of_pack(person).endswith("version 1.0")
    press(person, "Add a pack…")
    person.chooses_file(pack / "pack.toml")
    press(person, "Replace it")
    assert "Replace “" not in person.sees()
    assert of_pack(person).endswith("version 1.1")
    person.presses("Today")
    open_newest_session(person)
    seen = [one.text for one in page_through(person, 3)]
    assert seen == [one.text for one in answered]
    assert all("at noon" in text for text in seen)


def test_a_question_left_open_is_not_asked_again_later(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    """The same pack twice: it is asked for even then, and going elsewhere is an answer too."""
    pack = write_sample(tmp_path / "mine")
    person = open_window()
    press(person, "Choose a pack")
    for _ in range(2):
        press(person, "Add a pack…")
        person.chooses_file(pack / "pack.toml")
    assert "You have version 1.0, and the one you chose is the same version." in person.sees()
    person.presses("Today")
    person.presses("Library")
    assert "Replace “" not in person.sees()


def of_pack(person: Person) -> str:
    """The line of facts on the pack of one's own."""
    lines = person.sees().splitlines()
    return lines[lines.index(TITLE) + 2]


def test_adding_a_broken_pack_says_why_not_and_adds_nothing(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    """I add the pack with the five slips by the dialog.

    A calm line says that it cannot be added and what to mend first; my Library is as it was. After
    I have mended it, the same dialog takes it.
    """
    pack = write_sample(tmp_path / "mine", article=slipped())
    person = open_window()
    press(person, "Choose a pack")
    press(person, "Add a pack…")
    person.chooses_file(pack / "pack.toml")
    assert f"“{TITLE}” cannot be added: it has 5 problems." in person.sees()
    first = line_of(slipped(), 'technique = "slogan"')
    assert f"crane.toml, line {first}: " in person.sees()
    assert not list(DataPaths(tmp_path / "data").packs.glob("*"))

    write_sample(pack)
    press(person, "Add a pack…")
    person.chooses_file(pack / "pack.toml")
    person.waits_until(lambda: f"Ten questions from {TITLE}" in names(person))


def names(person: Person) -> list[str]:
    """The names of all that can be seen."""
    return [widget.accessibleName() for widget in person.visible()]
