"""The phone page's files: small, fit for old phones, and unable to run the text of a pack."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.live.lesson import PAGE, PROGRAM
from trainer.live.page import read_page
from trainer.live.phone_words import phone_words

SCRIPT = (PAGE / "phone.js").read_text(encoding="utf-8")
STYLE = (PAGE / "phone.css").read_text(encoding="utf-8")
MARKUP = (PAGE / "index.html").read_text(encoding="utf-8")
LOOKS = {
    "light": r":root\{",
    "dark": r"prefers-color-scheme:dark\)\{:root\{",
    "contrast": r"prefers-contrast:more\)\{:root\{",
    "contrast-dark": r"prefers-contrast:more\) and \(prefers-color-scheme:dark\)\{:root\{",
}


def test_it_stays_under_forty_kilobytes() -> None:
    assert sum(len(file.body) for file in read_page(PAGE).values()) < 40_000


def test_there_is_nothing_else_in_its_folder() -> None:
    assert sorted(path.name for path in PAGE.iterdir()) == ["index.html", "phone.css", "phone.js"]


@pytest.mark.parametrize(
    "word",
    [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval",
        "new Function",
        "DOMParser",
        "createContextualFragment",
        "setAttribute('style'",
        "javascript:",
        "localStorage",
        "http:",
        "https:",
    ],
)
def test_the_script_makes_no_markup_of_text_and_asks_nobody_else(word: str) -> None:
    # The names of two kinds of markup are the only addresses in it, and nobody is asked for them.
    script = re.sub(r"'http://www\.w3\.org/[^']*'", "''", SCRIPT)
    assert word not in script


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("optional chaining", r"\?\.[a-zA-Z(\[]"),
        ("nullish coalescing", r"\?\?"),
        ("async functions", r"\basync\b|\bawait\b"),
        ("spread in objects", r"\{\s*\.\.\."),
        ("exponent", r"\*\*"),
        ("catch without a name", r"catch\s*\{"),
        ("modules", r"^\s*(import|export)\b"),
        ("class fields", r"^\s*#\w+"),
        ("newer methods", r"\.(replaceChildren|flat|flatMap|matchAll|replaceAll|at|finally)\("),
        ("newer objects", r"\b(AbortController|structuredClone|globalThis|fromEntries)\b"),
        ("object entries", r"Object\.(entries|values)"),
    ],
)
def test_the_script_is_written_for_phones_of_2018(name: str, sign: str) -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", SCRIPT, flags=re.DOTALL)
    assert not re.search(sign, code, re.MULTILINE), name


@pytest.mark.parametrize(
    "sign", [r"[^-]gap:", r"clamp\(", r"[^-]min\(", r"inset:", r":has\(", r":is\("]
)
def test_the_style_is_written_for_phones_of_2018(sign: str) -> None:
    assert not re.search(sign, STYLE)


def test_no_style_or_script_stands_in_the_markup() -> None:
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*src=)", MARKUP)


@pytest.mark.parametrize("look", LOOKS)
def test_its_colours_are_those_of_the_program(look: str) -> None:
    theme = tomllib.loads((PROGRAM / "assets" / "themes" / f"{look}.toml").read_text("utf-8"))
    found = re.search(LOOKS[look] + r"([^}]*)\}", STYLE)
    assert found is not None
    shown = dict(re.findall(r"--([a-z-]+):(#\w{6})", found[1]))
    wanted = {name.replace("_", "-"): colour for name, colour in theme["tokens"].items()}
    assert shown
    assert shown.items() <= wanted.items()
    used = set(re.findall(r"var\(--([a-z-]+)\)", STYLE)) - {"serif", "sans"}
    assert used <= shown.keys()


def test_the_server_has_every_sentence_that_the_script_says_and_no_other() -> None:
    said = set(re.findall(r"\bwords\.(\w+)", SCRIPT))
    by_name = {"verified", "claim", "propaganda", "connected", "connecting", "offline"}

    assert said | by_name == set(phone_words())


def test_without_scripts_it_is_said_what_to_do() -> None:
    assert re.search(r"<noscript>.*This page needs JavaScript\..*</noscript>", MARKUP)


def test_every_element_that_the_script_asks_for_is_in_the_page() -> None:
    asked = set(re.findall(r"\b(?:at|put|show|emptied)\('([\w-]+)'[,)]", SCRIPT))
    there = set(re.findall(r'\bid="([\w-]+)"', MARKUP))
    assert asked <= there
    views = set(re.findall(r"view\('(\w+)'", SCRIPT))
    assert {f"view-{name}" for name in views} <= there


def test_the_server_knows_no_other_file(tmp_path: Path) -> None:
    for name in ("index.html", "phone.css", "phone.js", "secret.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    served = {file.body for file in read_page(tmp_path).values()}
    assert served == {b"index.html", b"phone.css", b"phone.js"}


def test_the_server_imports_its_library_on_its_own_thread_alone() -> None:
    """Importing it takes longer than a start of the program may."""
    light = ("binding", "headers", "host", "limits", "page", "reach", "server")
    for name in light:
        tree = ast.parse((PROGRAM / "trainer" / "live" / f"{name}.py").read_text("utf-8"))
        plain = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        assert not any("aiohttp" in ast.unparse(node) for node in plain)
        names = {node.module for node in plain if isinstance(node, ast.ImportFrom)}
        heavy = {"serving", "routes", "answering"}
        assert names.isdisjoint(f"trainer.live.{one}" for one in heavy)
