"""Every shown sentence is a literal that translators can collect, and none passes the door by."""

import ast
import gettext
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.core.test_words import GERMAN, compiled, shelve
from trainer.core.problems import Severity
from trainer.core.words import DOMAIN, language, speak, use
from trainer.services.library import Library

PROGRAM = Path(__file__).resolve().parents[1]
TRAINER = PROGRAM / "trainer"
BEFORE_THE_DOOR = (
    TRAINER / "bootstrap",
    TRAINER / "core" / "command.py",
    TRAINER / "core" / "words.py",
)
"""What runs before any catalogue is chosen, and the door itself."""
MODULES = [
    module
    for module in sorted(TRAINER.rglob("*.py"))
    if not any(one == module or one in module.parents for one in BEFORE_THE_DOOR)
]

TOLD = {
    "UserError": (0, 1),
    "Refused": (0, 1),
    "Problem": (2, 3),
    "Advice": (0, 1),
    "Trouble": (0, 1),
    "_in_words": (0,),
    "error": (1, 2),
    "warning": (1, 2),
}
"""What carries words to the screen, and which of its arguments do. Details are for helpers."""
TOLD_BY_NAME = {"message", "hint"}


@dataclass(frozen=True)
class Saying:
    """One call of the door: the literals it was given, and what fills them in."""

    place: str
    texts: tuple[str, ...]
    given: frozenset[str]
    counts: bool


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def sayings(source: str, module: str = "code") -> Iterator[Saying]:
    for call in calls(source):
        if isinstance(call.func, ast.Name) and call.func.id in {"t", "tn"}:
            counts = call.func.id == "tn"
            literals = call.args[: 2 if counts else 1]
            yield Saying(
                f"{module}:{call.lineno}",
                tuple(
                    one.value
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    else ""
                    for one in literals
                ),
                frozenset(one.arg or "**" for one in call.keywords),
                counts,
            )


def calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def fields(text: str) -> set[str]:
    """The names that a text asks for; "?" for what is no plain name in braces."""
    found = set()
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is not None:
            plain = name.isidentifier() and not spec and not conversion
            found.add(name if plain else "?")
    return found


def asked(text: str) -> set[str] | None:
    """The fields of a text, None where its braces are no fields at all."""
    try:
        return fields(text)
    except ValueError:
        return None


def faults(saying: Saying) -> Iterator[str]:
    """What is wrong with one call of the door."""
    if not saying.texts or not all(saying.texts):
        yield f"{saying.place}: the words are no literal"
        return
    filled = saying.given | {"number"} if saying.counts else saying.given
    wanted = [asked(text) for text in saying.texts]
    if not filled:
        # Nothing is filled in, so that braces are words, unless somebody forgot a value.
        if any(found and "?" not in found for found in wanted):
            yield f"{saying.place}: nothing is given for {wanted}"
        return
    if any(found is None or "?" in found for found in wanted):
        yield f"{saying.place}: a field is no plain name: {saying.texts}"
        return
    together = set().union(*(found or set() for found in wanted))
    # "One answer" may do without its number.
    optional = {"number"} if saying.counts else set()
    if together - filled or filled - together - optional:
        yield f"{saying.place}: {sorted(together)} are asked for, {sorted(filled)} given"


def unspoken(source: str) -> Iterator[int]:
    """Lines that hand a bare sentence to what carries words to the screen."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            places = TOLD.get(name_of(node), ())
            given = [node.args[at] for at in places if at < len(node.args)]
            given += [one.value for one in node.keywords if places and one.arg in TOLD_BY_NAME]
        elif isinstance(node, ast.Assign):
            named = {one.id for one in node.targets if isinstance(one, ast.Name)}
            given = [node.value] if named & TOLD_BY_NAME else []
        else:
            continue
        for one in given:
            if any(bare(part) for part in branches(one)):
                yield one.lineno


def branches(node: ast.expr) -> Iterator[ast.expr]:
    """A value, or each of those it may be."""
    match node:
        case ast.IfExp(body=one, orelse=other):
            yield from branches(one)
            yield from branches(other)
        case ast.BoolOp(values=values):
            for value in values:
                yield from branches(value)
        case _:
            yield node


def bare(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr() | ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.Constant(value=str() as text):
            return any(letter.isalpha() for letter in text)
    return False


def test_every_saying_is_a_literal_with_named_fields_that_are_given() -> None:
    found = [
        fault
        for module in MODULES
        for saying in sayings(module.read_text("utf-8"), str(module.relative_to(PROGRAM)))
        for fault in faults(saying)
    ]
    assert not found, "\n".join(found)


def test_what_tells_the_person_something_was_said_at_the_door() -> None:
    found = [
        f"{module.relative_to(PROGRAM)}:{line}"
        for module in MODULES
        for line in unspoken(module.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def test_nothing_is_said_while_modules_are_imported() -> None:
    """A sentence kept from then would stay in the language of that moment."""
    found = [
        f"{module.relative_to(PROGRAM)}:{call.lineno}"
        for module in MODULES
        for call in at_import(ast.parse(module.read_text("utf-8")))
        if name_of(call) in {"t", "tn"}
    ]
    assert not found, "\n".join(found)


def at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that are made when a module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            # Its body runs later; its decorators and defaults run now.
            for early in (*child.decorator_list, *child.args.defaults, *child.args.kw_defaults):
                if early is not None:
                    yield from at_import(ast.Expr(early))
            continue
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from at_import(child)


def test_there_are_sentences_to_look_at() -> None:
    said = [text for m in MODULES for one in sayings(m.read_text("utf-8")) for text in one.texts]
    assert len(set(said)) > 300
    assert "Verified" in said


@pytest.mark.parametrize(
    "good",
    [
        't("Go on")',
        't("{name} is empty.", name=name)',
        't("Write { kind = … }.")',
        'tn("{number} answer", "{number} answers", count)',
        'tn("One answer in {pack}", "{number} answers in {pack}", count, pack=title)',
        't("a" "b")',
    ],
)
def test_good_sayings_pass(good: str) -> None:
    assert [fault for saying in sayings(good) for fault in faults(saying)] == []


@pytest.mark.parametrize(
    "bad",
    [
        "t(words)",
        "t()",
        't(f"{name} is empty.")',
        't("Go " + there)',
        't("{} is empty.", name=name)',
        't("{0} is empty.", name=name)',
        't("{name} is empty.")',
        't("{name} is empty.", nmae=name)',
        't("It is empty.", name=name)',
        't("{name!r} is empty.", name=name)',
        't("{name:>3} is empty.", name=name)',
        't("{card.id} is empty.", card=card)',
        't("{name is empty.", name=name)',
        't("{name} is empty.", **values)',
        'tn("{number} answer", many, count)',
        'tn("{n} answer", "{n} answers", count)',
        'tn("{number} answer", "{number} answers", count, pack=title)',
    ],
)
def test_the_check_notices_bad_sayings(bad: str) -> None:
    assert [fault for saying in sayings(bad) for fault in faults(saying)]


@pytest.mark.parametrize(
    "bad",
    [
        'raise UserError("It is gone.")',
        'UserError(t("It is gone."), "Look for it.")',
        'UserError(f"{name} is gone.")',
        'UserError(t("It is gone."), hint="Look for it.")',
        'store.Refused("No.", "", found)',
        'Problem(file, 0, "Wrong.", t("Mend it."))',
        'findings.error(where, "Wrong.", hint)',
        'findings.warning(where, message, t("Mend it.") if odd else "Leave it.")',
        'findings.error(where, message, said or "Leave it.")',
        'hint = "Leave it."',
        'message = "It has " + count',
    ],
)
def test_the_check_notices_words_that_go_past_the_door(bad: str) -> None:
    assert list(unspoken(bad))


@pytest.mark.parametrize(
    "good",
    [
        'UserError(t("It is gone."), t("Look for it."), f"at {path}")',
        'UserError(said, hint or t("Look."), "details")',
        'Problem("pack.toml", 0, message, "")',
        "findings.error(where, message, hint)",
        'message = t("It is gone.")',
    ],
)
def test_words_said_at_the_door_pass(good: str) -> None:
    assert list(unspoken(good)) == []


@pytest.mark.parametrize(
    ("code", "early"),
    [
        ('NAMES = {1: t("one")}', 1),
        ('class A:\n    name = t("one")', 1),
        ('def f(name=t("one")): pass', 1),
        ('def f():\n    return t("one")', 0),
        ('async def f():\n    return t("one")', 0),
        ('TOLD = lambda: t("one")', 0),
        ('class A:\n    def f(self):\n        return t("one")', 0),
    ],
)
def test_the_check_knows_what_runs_at_import(code: str, early: int) -> None:
    assert sum(name_of(call) == "t" for call in at_import(ast.parse(code))) == early


def test_each_catalogue_that_ships_fills_in_what_the_english_does() -> None:
    for file in sorted((PROGRAM / "assets" / "translations").rglob(f"{DOMAIN}.mo")):
        with file.open("rb") as opened:
            catalogue = gettext.GNUTranslations(opened)
        words: dict[str | tuple[str, int], str] = vars(catalogue)["_catalog"]
        for english, said in words.items():
            source = english if isinstance(english, str) else english[0]
            if source:
                assert (asked(said) or set()) - {"number"} <= (asked(source) or set()), (
                    file,
                    source,
                )


@pytest.fixture
def spoken(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    folder = tmp_path / "catalogues"
    german = GERMAN | {
        "": GERMAN[""] + "Language: de\n",
        "There is no pack.toml here.": "Hier ist keine pack.toml.",
        "The history of your answers is damaged.": "Der Verlauf ist beschädigt.",
    }
    shelve(folder, "de", compiled(german))

    def speak_one(code: str) -> None:
        speak(folder, [code])

    yield speak_one
    use(gettext.NullTranslations())


def test_a_catalogue_names_its_language(spoken: Callable[[str], None]) -> None:
    assert language() == "en"
    spoken("de-AT")
    assert language() == "de"
    spoken("en")
    assert language() == "en"


def test_problems_of_a_pack_change_their_language_with_the_person(
    tmp_path: Path, spoken: Callable[[str], None]
) -> None:
    (tmp_path / "added" / "mine").mkdir(parents=True)

    def problems() -> list[str]:
        library = Library(tmp_path / "shipped", tmp_path / "added", tmp_path / "cache")
        library.load()
        (card,) = library.cards
        return [one.message for one in card.problems if one.severity is Severity.ERROR]

    assert problems() == ["There is no pack.toml here."]
    spoken("de")
    assert problems() == ["Hier ist keine pack.toml."]
    spoken("en")
    assert problems() == ["There is no pack.toml here."]
