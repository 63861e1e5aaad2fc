"""The example pack that the README shows is a sound pack."""

import re
from pathlib import Path

from trainer.packs.reading import read_pack

README = Path(__file__).parents[2] / "README.md"
HEADING = "How to write a pack"


def test_the_pack_in_the_readme_is_sound(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    section = re.search(rf"(?ms)^## {HEADING}$(.*?)(?=^## |\Z)", text)
    assert section, f"README.md has no section “## {HEADING}”"
    blocks = re.findall(r"(?ms)^```toml\n(.*?)^```$", section[1])
    assert len(blocks) >= 2, "the section shows no pack.toml and article as ```toml blocks"
    head, article, *_ = blocks
    (tmp_path / "pack.toml").write_text(head, encoding="utf-8")
    (tmp_path / "article.toml").write_text(article, encoding="utf-8")
    reading = read_pack(tmp_path)
    assert reading.problems == ()
    assert reading.pack is not None
    questions = reading.pack.articles[0].excerpts[0].questions
    assert any(question.scored for question in questions)
