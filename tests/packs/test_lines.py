"""Which line a value of a TOML text stands on."""

import tomli

from tests.packs.samples import ARTICLE
from trainer.packs.lines import Lines, Where

TRICKY = '''\
# [[excerpt]] in a comment
[article] # with a comment
title = "a \\" [[excerpt]] b"
'quoted' = 'x'

[[excerpt]]
text = """
[[excerpt]]
id = "not a key"
four quotes ""\\"" and more ""
"""
id = "e0"
[[excerpt.question]]
id = 1
[[excerpt.question]]
id = 2
why_not.verified = "dotted"
why_not . claim = """two
lines"""
cues = [
  { kind = "a", quote = "x # no comment" }, # a comment with ] and }
  # [ not an array
  { kind = "b",
    note = \'\'\'
quote = "still the note"
\'\'\' },
]
after = 2022-03-03 10:00:00

[[excerpt]]
id = "e1"
[[excerpt.question]]
id = 3
deep = [[[[[[[[[[[[ "]" ]]]]]]]]]]]]
last = true
'''


def test_tables_keys_and_elements_are_found_past_strings_and_comments() -> None:
    tomli.loads(TRICKY)
    lines = Lines(TRICKY)
    expected: dict[Where, int] = {
        ("article",): 2,
        ("article", "title"): 3,
        ("article", "quoted"): 4,
        ("excerpt",): 6,
        ("excerpt", 0): 6,
        ("excerpt", 0, "text"): 7,
        ("excerpt", 0, "id"): 12,
        ("excerpt", 0, "question", 0, "id"): 14,
        ("excerpt", 0, "question", 1): 15,
        ("excerpt", 0, "question", 1, "why_not", "verified"): 17,
        ("excerpt", 0, "question", 1, "why_not", "claim"): 18,
        ("excerpt", 0, "question", 1, "cues"): 20,
        ("excerpt", 0, "question", 1, "cues", 0, "quote"): 21,
        ("excerpt", 0, "question", 1, "cues", 1): 23,
        ("excerpt", 0, "question", 1, "cues", 1, "note"): 24,
        ("excerpt", 0, "question", 1, "after"): 28,
        ("excerpt", 1): 30,
        ("excerpt", 1, "question", 0): 32,
        ("excerpt", 1, "question", 0, "deep"): 34,
        ("excerpt", 1, "question", 0, "last"): 35,
    }
    assert {where: lines.of(where) for where in expected} == expected


def test_what_is_not_written_is_told_at_the_table_around_it() -> None:
    lines = Lines(TRICKY)
    assert lines.of(("excerpt", 0, "question", 1, "cues", 1, "quote")) == 23
    assert lines.of(("excerpt", 1, "question", 0, "skills", 4)) == 32
    assert lines.of(("nowhere",)) == 1
    assert lines.of(()) == 1


def test_a_table_written_inline_is_walked_as_well() -> None:
    text = 'excerpt = [\n  { id = "a", question = [\n    { id = "b" },\n    { id = "c" } ] },\n]\n'
    assert Lines(text).of(("excerpt", 0, "question", 1, "id")) == 4


def test_every_key_of_a_real_article_is_on_its_own_line() -> None:
    lines = Lines(ARTICLE)
    rows = ARTICLE.splitlines()
    document = tomli.loads(ARTICLE)
    for i, excerpt in enumerate(document["excerpt"]):
        for j, question in enumerate(excerpt["question"]):
            for key in question:
                line = lines.of(("excerpt", i, "question", j, key))
                assert rows[line - 1].startswith(f"{key} =")


def test_a_text_that_is_no_toml_ends_the_walk_and_nothing_else() -> None:
    for text in (
        "[",
        "[[",
        "a",
        "a =",
        "a = [",
        "a = {",
        "= 3",
        '"',
        "]]",
        "a.b.",
        "a = '''x",
        "\0",
    ):
        assert Lines(text).of(("a",)) >= 1


def test_the_end_of_a_very_long_array_is_found_without_its_elements() -> None:
    text = f"x = [{'1,' * 5_000} [2], ']' ]\nlast = 1\n{'.'.join('k' * 500)} = 1\nend = 2\n"
    lines = Lines(text)
    assert (lines.of(("last",)), lines.of(("end",))) == (2, 4)
    assert len(lines._offsets) < 2_000
