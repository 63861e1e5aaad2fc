"""Everything that is said can be translated, and packs, names and numbers stay as they are."""

import ast
import gettext
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QTableView, QWidget

from tests.ui.everywhere import PUPILS, everywhere
from tests.ui.person import Person, words_of
from tests.window import ASSETS, PROGRAM
from trainer.core import words
from trainer.core.revisions import Revision
from trainer.ui.pages.preview.phone import PhoneCard

MODULES = sorted((PROGRAM / "trainer").rglob("*.py"))
KEYS = {"1", "2", "3", "1  2  3", "G  F  S", *"ADEFGHLNPRSUVWX"}
WRITTEN = {
    "I read it otherwise",
    "The disk is busy.",
    "Monday",
    "Tuesday",
    "8c",
    "9b",
    "Reading the news, 9b",
    "Mira",
    "Ada\nBo\nAda",
    "Bo",
    "Somebody whose name goes on and on and on",
    *PUPILS,
}
"""What the walk itself types and says."""


class Marking(gettext.NullTranslations):
    """A language in which every message stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def marked() -> Iterator[None]:
    """Everything in the language of brackets."""
    words.use(Marking())
    yield
    words.use(gettext.NullTranslations())


def test_all_words_on_all_pages_can_be_translated(
    marked: None, open_window: Callable[..., Person], furnished: Path
) -> None:
    person = open_window(furnished)
    own = owned(person)
    bare = {
        f"{state}: {text!r}"
        for state in everywhere(person)
        for widget in person.visible()
        if not on_a_phone(widget)
        for text in said_by(widget)
        if untranslated(text, own)
    }

    assert bare == set()


def on_a_phone(widget: QWidget) -> bool:
    """Whether it shows what a pupil's phone says, which speaks the language of the pack."""
    parent: QWidget | None = widget
    while parent is not None and not isinstance(parent, PhoneCard):
        parent = parent.parentWidget()
    return parent is not None


def untranslated(text: str, own: list[str]) -> str:
    """The letters of a text that are neither translated nor a pack's, a name or a key."""
    while (inner := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = inner
    if " " not in text and any(text in words_of_pack for words_of_pack in own if text not in KEYS):
        return ""  # a word of an excerpt, as it is told while one underlines
    for words_of_pack in own:
        text = text.replace(words_of_pack, "")
    return "".join(re.findall(r"[^\W\d_]+", text))


def said_by(widget: QWidget) -> Iterator[str]:
    """All that a widget says, to eyes and to ears."""
    yield from words_of(widget).split("\n\n")
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield re.sub("</?qt>", "", widget.toolTip())
    if isinstance(widget, QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTableView):
        model = widget.model()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, widget.horizontalHeader().orientation(), 0))
            for row in range(model.rowCount()):
                yield str(model.index(row, column).data() or "")


def owned(person: Person) -> list[str]:
    """The words of the packs, the longest first."""
    library = person.opened.library
    found = {*KEYS, *WRITTEN}
    for card in library.cards:
        found |= {card.title, card.about, card.licence, card.place, *card.authors, card.version}
        found |= {problem.file for problem in card.problems}
        found |= {part for one in card.problems for part in (one.message, one.hint)}
    for entry in library.entries:
        found |= {entry.question, entry.side, entry.topic}
        found |= set(words_of_question(library.revision(entry.revision)))
    for lesson in sorted((ASSETS / "lessons").glob("*.toml")):
        found |= set(strings(tomllib.loads(lesson.read_text(encoding="utf-8"))))
    return sorted((text for text in found if text), key=len, reverse=True)


def strings(part: object) -> Iterator[str]:
    """Every string in a file that was read, and the paragraphs of each."""
    if isinstance(part, str):
        yield from (part.strip(), *part.strip().split("\n\n"))
    elif isinstance(part, dict):
        yield from (text for inner in part.values() for text in strings(inner))
    elif isinstance(part, list):
        yield from (text for inner in part for text in strings(inner))


def words_of_question(revision: Revision) -> Iterator[str]:
    question = revision.question
    yield from (revision.outlet, revision.genre, revision.text, *revision.text.split("\n\n"))
    yield from (question.statement.text, question.scope, *question.views.values())
    for cue in question.cues:
        yield from (cue.note, cue.quote.text)
    if question.key is not None:
        yield from (question.key.explanation, *question.key.why_not.values())


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call in our code, with the last name of what it calls."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                    yield module.relative_to(PROGRAM), node, name


def literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_messages_are_literals_so_that_they_can_be_collected() -> None:
    wrong = [
        f"{module}:{call.lineno}: {ast.unparse(call)[:60]}"
        for module, call, name in calls()
        if name in {"t", "tn"}
        and not (literal(call.args[0]) and (name == "t" or literal(call.args[1])))
    ]

    assert wrong == []


SHOWING = {
    "Label",
    "Button",
    "say",
    "setText",
    "setWindowTitle",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlaceholderText",
    "plain_tip",
    "setNameFilters",
    "QFileDialog",
}


def test_nothing_is_shown_that_did_not_come_through_the_words() -> None:
    wrong = [
        f"{module}:{call.lineno}: {ast.unparse(call)[:80]}"
        for module, call, name in calls()
        if name in SHOWING and module.parts[1] == "ui"
        for given in call.args
        if bare_words(given)
    ]

    assert wrong == []


def bare_words(node: ast.expr) -> bool:
    """Whether an expression holds words outside of `t` and `tn`."""
    match node:
        case ast.Constant(value=str(text)):
            return bool(re.search(r"[^\W\d_]{2}", text))
        case ast.JoinedStr(values=parts):
            return any(bare_words(part) for part in parts)
        case ast.BinOp(left=left, right=right):
            return bare_words(left) or bare_words(right)
        case ast.IfExp(body=body, orelse=orelse):
            return bare_words(body) or bare_words(orelse)
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return any(bare_words(element) for element in elements)
    return False


@pytest.mark.parametrize(
    ("code", "bare"),
    [
        ("'Start'", True),
        ("f'{a} sessions'", True),
        ("'(' + words + ' left)'", True),
        ("t('Start')", False),
        ("f'{a}: {b}'", False),
        ("'?'", False),
    ],
)
def test_the_search_for_bare_words_finds_them(code: str, bare: bool) -> None:  # noqa: FBT001  what is expected
    assert bare_words(ast.parse(code, mode="eval").body) is bare
