"""The colours of every look, computed from its tokens."""

import re
import tomllib
from dataclasses import fields
from itertools import combinations
from pathlib import Path

import pytest

from tests.ui.colours import BLINDNESS, Lab, apart, contrast, lab, linear, seen_with
from tests.window import ASSETS, PROGRAM
from trainer.core.rubric import Verdict
from trainer.core.settings import Look
from trainer.ui.theme.sheet import style_sheet
from trainer.ui.theme.tokens import Tokens, read_tokens

THEMES = ASSETS / "themes"
LOOKS = [look for look in Look if look is not Look.SYSTEM]
FAR_ENOUGH = 12.0
"""CIEDE2000; two flat colours 2 to 3 apart are just told apart, these are thin words and lines."""
HEX = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
every_look = pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.value)


def worn(look: Look) -> Tokens:
    return read_tokens(THEMES, look)


def test_every_look_has_a_theme_file_and_every_file_is_a_look() -> None:
    assert {file.stem for file in THEMES.glob("*.toml")} == {look.value for look in LOOKS}


@every_look
def test_a_theme_has_all_tokens_and_no_other(look: Look) -> None:
    theme = tomllib.loads((THEMES / f"{look.value}.toml").read_text(encoding="utf-8"))

    assert set(theme["tokens"]) == {field.name for field in fields(Tokens)} - {"dark"}
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in theme["tokens"].values())
    assert theme["dark"] == (contrast(theme["tokens"]["paper"], "#000000") < 4)


def texts(tokens: Tokens) -> list[tuple[str, str]]:
    """Every pair of words and ground that some page shows, by the names of the tokens."""
    grounds = [(words, ground) for words in ("ink", "soft") for ground in ("paper", "card")]
    verdicts = [v.value for v in Verdict]
    return [
        *grounds,
        *((v, ground) for v in verdicts for ground in ("paper", "card", f"{v}_tint")),
        *(("ink", f"{v}_tint") for v in verdicts),
        *(("soft", f"{v}_tint") for v in verdicts),
        ("ink", "marker"),
        ("accent", "paper"),
        ("accent", "card"),
        ("on_accent", "accent"),
        ("paper", "ink"),
        ("soft", "track"),
        *(("card", v) for v in verdicts),
    ]


def shapes(tokens: Tokens) -> list[tuple[str, str]]:
    """Every pair of a shape or a control's border and its ground."""
    verdicts = [v.value for v in Verdict]
    return [
        *((shape, ground) for shape in ("edge", "accent", "ink") for ground in ("paper", "card")),
        *((v, ground) for v in verdicts for ground in ("paper", "card", f"{v}_tint", "marker")),
        ("accent", "track"),
        *((v, "track") for v in verdicts),
    ]


def value(tokens: Tokens, name: str) -> str:
    return str(getattr(tokens, name))


@every_look
def test_words_stand_out_from_their_ground(look: Look) -> None:
    tokens = worn(look)
    least = 7.0 if look in (Look.CONTRAST, Look.CONTRAST_DARK) else 4.5
    weak = {
        f"{words} on {ground}": round(ratio, 2)
        for words, ground in texts(tokens)
        if (ratio := contrast(value(tokens, words), value(tokens, ground))) < least
    }

    assert weak == {}


@every_look
def test_shapes_and_borders_stand_out_from_their_ground(look: Look) -> None:
    tokens = worn(look)
    weak = {
        f"{shape} on {ground}": round(ratio, 2)
        for shape, ground in shapes(tokens)
        if (ratio := contrast(value(tokens, shape), value(tokens, ground))) < 3.0
    }

    assert weak == {}


@every_look
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_the_verdicts_keep_apart_under_colour_blindness(look: Look, blindness: str) -> None:
    tokens = worn(look)
    seen = {v: lab(seen_with(blindness, linear(tokens.verdict(v)))) for v in Verdict}
    gaps = {
        f"{one.value} and {another.value}": round(apart(seen[one], seen[another]), 1)
        for one, another in combinations(Verdict, 2)
    }

    assert {pair: gap for pair, gap in gaps.items() if gap < FAR_ENOUGH} == {}


@every_look
def test_the_style_sheet_has_no_colour_that_is_no_token(look: Look) -> None:
    tokens = worn(look)
    mine = {value(tokens, field.name) for field in fields(Tokens) if field.name != "dark"}

    used = set(HEX.findall(style_sheet(tokens, round)))

    assert used
    assert used <= mine


def test_no_module_has_a_colour_of_its_own() -> None:
    named = re.compile(r"QColor\(\s*[\"'\d]|Qt\.GlobalColor|rgba?\(")
    found = [
        f"{module.relative_to(PROGRAM)}: {line.strip()}"
        for module in sorted(Path(PROGRAM / "trainer" / "ui").rglob("*.py"))
        for line in module.read_text(encoding="utf-8").splitlines()
        if named.search(line) or re.search(r"[\"']#[0-9A-Fa-f]{3,8}[\"']", line)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("one", "another", "published"),
    [
        (Lab(50.0, 2.6772, -79.7751), Lab(50.0, 0.0, -82.7485), 2.0425),
        (Lab(50.0, 2.5, 0.0), Lab(73.0, 25.0, -18.0), 27.1492),
        (Lab(50.0, -1.3802, -84.2814), Lab(50.0, 0.0, -82.7485), 1.0),
        (Lab(60.2574, -34.0099, 36.2677), Lab(60.4626, -34.1751, 39.4387), 1.2644),
        (Lab(2.0776, 0.0795, -1.1350), Lab(0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_gives_the_published_differences(
    one: Lab, another: Lab, published: float
) -> None:
    """Pairs of Sharma, Wu and Dalal 2005, table 1."""
    assert apart(one, another) == pytest.approx(published, abs=1e-4)


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
