"""The report of a check as the command line prints it."""

from pathlib import Path

from tests.packs.samples import ARTICLE, write_sample
from trainer.services.checking import report


def test_a_sound_pack_is_one_line_and_code_0(tmp_path: Path) -> None:
    place = write_sample(tmp_path / "harbour")
    found = report([place])
    balance = "4 questions (1 verified, 1 claim, 1 propaganda, 1 for discussion)"
    assert found.text == f"{place}: {balance}; no problems.\n"
    assert (found.errors, found.warnings, found.exit_code) == (0, 0, 0)


def test_each_problem_is_a_line_with_its_place_and_code_1(tmp_path: Path) -> None:
    article = ARTICLE.replace("level = 2", "level = 7").replace('"attack"', '"atack"')
    place = write_sample(tmp_path / "harbour", article=article)
    found = report([place, tmp_path / "nowhere"])
    rows = article.splitlines()
    level, skill = rows.index("level = 7") + 1, rows.index('skills = ["atack"]') + 1
    nowhere = tmp_path / "nowhere"
    assert found.text == (
        f"{place}/crane.toml:{skill}: error: There is no skill `atack` here. — "
        "Did you mean `attack`?\n"
        f"{place}/crane.toml:{level}: error: There is no level 7. — Use 1, 2 or 3.\n"
        f"{place}: 2 errors; this pack cannot be played yet.\n"
        f"{nowhere}: error: There is nothing here. — See whether the path is spelt right.\n"
        f"{nowhere}: 1 error; this pack cannot be played yet.\n"
    )
    assert (found.errors, found.exit_code) == (3, 1)


def test_warnings_are_listed_and_still_code_0(tmp_path: Path) -> None:
    article = ARTICLE.replace("date = 2031-04-07\n", "").replace('"practice"', '"reported"')
    found = report([write_sample(tmp_path / "harbour", article=article)])
    assert "crane.toml:2: warning: A reported article should carry its date." in found.text
    assert found.text.endswith("; 1 warning.\n")
    assert (found.warnings, found.exit_code) == (1, 0)


def test_held_back_questions_are_counted_by_verdict(tmp_path: Path) -> None:
    article = ARTICLE.replace("level = 1\n", 'level = 1\nreserved = "checkup-a"\n')
    found = report([write_sample(tmp_path / "harbour", article=article)])
    assert "2 of them held back for check-ups (1 verified, 1 claim, 0 propaganda)" in found.text


def test_a_check_up_that_there_is_not_is_warned_of(tmp_path: Path) -> None:
    article = ARTICLE.replace("level = 2\n", 'level = 2\nreserved = "exam"\n')
    found = report([write_sample(tmp_path / "harbour", article=article)])
    line = article.splitlines().index('reserved = "exam"') + 1
    assert f"crane.toml:{line}: warning: `exam` is no check-up" in found.text
    assert found.exit_code == 0


def test_holding_back_a_question_for_discussion_is_warned_of(tmp_path: Path) -> None:
    article = ARTICLE.replace("level = 3\n", 'level = 3\nreserved = "checkup"\n')
    found = report([write_sample(tmp_path / "harbour", article=article)])
    assert "warning: A question for discussion is in no check-up." in found.text


def test_a_plain_file_beside_the_packs_is_left_aside_with_a_word(tmp_path: Path) -> None:
    place = write_sample(tmp_path / "harbour")
    keys = tmp_path / "KEYS.md"
    keys.write_text("# How the keys were made\n", encoding="utf-8")
    found = report([keys, place])
    assert found.text.splitlines()[-1] == f"{keys}: no pack, left aside."
    assert (found.errors, found.exit_code) == (0, 0)


def test_a_plain_file_alone_is_told_to_be_no_pack(tmp_path: Path) -> None:
    keys = tmp_path / "KEYS.md"
    keys.write_text("# How the keys were made\n", encoding="utf-8")
    found = report([keys])
    assert (found.errors, found.exit_code) == (1, 1)


def test_a_broken_zip_and_a_place_that_is_not_there_are_never_left_aside(tmp_path: Path) -> None:
    place = write_sample(tmp_path / "harbour")
    broken = tmp_path / "broken.ZIP"
    broken.write_bytes(b"no zip at all")
    found = report([place, broken, tmp_path / "nowhere.md"])
    assert found.errors == 2
