"""The table over all packs as the command line prints it."""

import sys
from pathlib import Path

import pytest

from tests.packs.samples import ARTICLE, big_pack, write_sample
from trainer import app
from trainer.app import main
from trainer.core.command import parse
from trainer.packs import guessing
from trainer.packs.writing import write_pack
from trainer.services.properties import report_on_all


def row(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if name in line)


def test_each_property_is_a_line_and_what_to_mend_follows(tmp_path: Path) -> None:
    found = report_on_all([write_sample(tmp_path / "harbour")])
    assert row(found.text, "packs without an error").startswith("holds")
    assert row(found.text, "scored questions").split() == [
        "FAILS",
        "scored",
        "questions",
        "at",
        "least",
        "200",
        "3",
    ]
    assert "    197 more are needed.\n" in found.text
    assert (found.holds, found.exit_code) == (False, 1)


def test_too_few_questions_for_the_classifier_are_no_pass(tmp_path: Path) -> None:
    found = report_on_all([write_sample(tmp_path / "harbour")])
    assert row(found.text, "surface").startswith("FAILS")
    assert "There are too few questions to measure it." in found.text


def test_the_surface_is_measured_with_its_spread_and_what_chance_gets(tmp_path: Path) -> None:
    write_pack(big_pack(120, articles=20), tmp_path / "big")
    found = report_on_all([tmp_path / "big"])
    assert "random forest: 0." in found.text
    assert "± 0.0" in row(found.text, "logistic regression: 0.")
    assert "dealt out by chance" in found.text
    assert "side alone: 0." in found.text


def test_without_scikit_learn_it_says_what_to_install_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(big_pack(60, articles=20), tmp_path / "big")
    monkeypatch.setattr(sys, "path", [p for p in sys.path if "site-packages" not in p])
    monkeypatch.setattr(sys, "path_importer_cache", {})
    for name in [name for name in sys.modules if name.partition(".")[0] == "sklearn"]:
        monkeypatch.delitem(sys.modules, name)
    assert not guessing.can_guess()
    found = report_on_all([tmp_path / "big"])
    assert row(found.text, "surface").split()[-2:] == ["not", "measured"]
    assert "Run `python3 main.py test` once" in found.text
    assert f"--python {sys.executable} install -r requirements-dev.txt" in found.text
    assert not found.holds


def test_an_echo_between_packs_names_both_places(tmp_path: Path) -> None:
    first = write_sample(tmp_path / "one")
    second = write_sample(tmp_path / "two")
    text = report_on_all([first, second]).text
    line = ARTICLE.splitlines().index('text = """') + 1
    assert f"{second}/crane.toml:{line} (excerpt) repeats" in text
    assert f"of {first}/crane.toml:{line} (excerpt): the harbour of velm" in text


def test_a_broken_pack_fails_with_its_problems(tmp_path: Path) -> None:
    broken = write_sample(tmp_path / "harbour", article=ARTICLE.replace("level = 2", "level = 7"))
    text = report_on_all([broken]).text
    assert row(text, "packs without an error").startswith("FAILS")
    assert "error: There is no level 7." in text


def test_no_pack_at_all_fails(tmp_path: Path) -> None:
    found = report_on_all([])
    assert (found.exit_code, "There is no pack here." in found.text) == (1, True)


def test_a_plain_file_beside_the_packs_is_no_pack(tmp_path: Path) -> None:
    pack = write_sample(tmp_path / "harbour")
    keys = tmp_path / "KEYS.md"
    keys.write_text("# How the keys were made\n", encoding="utf-8")
    text = report_on_all([keys, pack]).text
    assert row(text, "packs without an error").split()[-3:] == ["1", "of", "1"]


def test_the_command_looks_at_what_ships_when_it_names_no_pack(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_sample(tmp_path / "harbour")
    (tmp_path / "KEYS.md").write_text("# Keys\n", encoding="utf-8")
    monkeypatch.setattr(app, "SHIPPED", tmp_path)
    assert main(parse(["check", "--all"])) == 1
    assert row(capsys.readouterr().out, "packs without an error").split()[-3:] == ["1", "of", "1"]
