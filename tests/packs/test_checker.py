"""What the checker finds in a pack, with the line it stands on."""

from pathlib import Path

import pytest

from tests.packs.samples import ARTICLE, HEAD, TEXT, write_sample
from trainer.core.problems import Problem, Severity
from trainer.packs.reading import read_pack


def problems_of(folder: Path, *, head: str = HEAD, article: str = ARTICLE) -> tuple[Problem, ...]:
    reading = read_pack(write_sample(folder / "harbour", head=head, article=article))
    errors = [p for p in reading.problems if p.severity is Severity.ERROR]
    assert (reading.pack is None) == bool(errors)
    return reading.problems


def swapped(text: str, old: str, new: str) -> str:
    assert text.count(old) >= 1, f"the sample has no {old!r}"
    return text.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_sound_pack_has_no_problem(tmp_path: Path) -> None:
    reading = read_pack(write_sample(tmp_path / "harbour"))
    assert reading.problems == ()
    assert reading.pack is not None
    excerpt = reading.pack.articles[0].excerpts[0]
    assert excerpt.text == TEXT
    assert [question.id for question in excerpt.questions] == [
        "crane-lies",
        "crane-checked",
        "only-traitors",
        "who-is-right",
    ]


_SLIPS = [
    # (what is written, what is written instead, words of the message, words of the hint)
    (
        'quote = "traitors"',
        'quote = "traitros"',
        "“traitros” is not in the excerpt",
        "“traitors”",
    ),
    (
        'quote = "This reporter saw the crane"',
        'quote = "This reporter has seen the crane"',
        "is not in the excerpt",
        "“This reporter saw the crane”",
    ),
    ('quote = "traitors"', 'quote = "crane"', "stands 3 times in the excerpt", "Add `after`"),
    (
        'quote = "traitors"',
        'quote = "crane", before = "flew"',
        "not with these words before or behind",
        "directly before",
    ),
    (
        "“traitors” and nothing",
        "“traitors all” and nothing",
        "“traitors all” stands in quotation marks but not in the excerpt",
        "",
    ),
    ('note = "judges people"', 'note = "“he” judges"', "“he” stands in quotation marks", ""),
    ('claim = "Without the insult', 'claim = "«Sans» the insult', "“Sans” stands in", ""),
    ("“traitors” and nothing", "“traitors and nothing", "“ has no partner", "Close"),
    ("“traitors” and nothing", "“the port” and nothing", "quotes none of the cues", "Quote the"),
    ("“traitors” and nothing", "the insult and nothing", "quotes none of the cues", "Quote the"),
    ('verified = "Nothing is shown.", ', "", "`why_not` says nothing on verified", "Add verified"),
    (
        'verified = "Nothing is shown."',
        'propaganda = "No.", verified = "Nothing is shown."',
        "argues against propaganda, which is the verdict",
        "",
    ),
    ('skills = ["attack"]', 'skills = ["atack"]', "no skill `atack`", "Did you mean `attack`?"),
    ('skills = ["attack"]', "skills = []", "names 0 skills", "one skill, or two"),
    (
        'skills = ["attack"]',
        'skills = ["attack", "call", "scope"]',
        "names 3 skills",
        "one skill, or two",
    ),
    ('skills = ["attack"]', 'skills = ["attack", "attack"]', "named twice", "once"),
    ('skills = ["attack"]', 'skills = "attack"', "has to be a list", "square brackets"),
    ('kind = "loaded"', 'kind = "loded"', "no cue kind `loded`", "`loaded`"),
    (
        'technique = "name-calling"\n',
        'technique = "namecalling"\n',
        "no technique `namecalling`",
        "`name-calling`",
    ),
    ('technique = "name-calling"\n', "", "no technique is named", "make the verdict claim"),
    (
        'because = "own-observation"\n',
        'technique = "slogan"\n',
        "only propaganda has a technique",
        "",
    ),
    (
        'because = "own-observation"',
        'because = "one-source"',
        "leads to claim, but the verdict is verified",
        "`own-observation`",
    ),
    ('because = "own-observation"', 'because = "seen"', "no reason `seen`", "Known here"),
    ('verdict = "propaganda"', 'verdict = "lie"', "no verdict `lie`", "`propaganda`"),
    ('verdict = "propaganda"\n', "", "`verdict` is missing", "discussion = true"),
    ('asks = "content"', 'asks = "contents"', "no layer `contents`", "`content`"),
    ('asks = "content"\n', "", "`asks` is missing", "Add a line"),
    ("level = 2", "level = 4", "no level 4", "1, 2 or 3"),
    ("level = 2", 'level = "2"', "has to be a whole number", "without quotation marks"),
    ("level = 2", "level = true", "has to be a whole number", "without quotation marks"),
    ("level = 2", "level = nan", "has to be a whole number", "without quotation marks"),
    ('id = "only-traitors"', 'id = "crane-lies"', "another question with the id", "own id"),
    ('id = "only-traitors"', 'id = "Only Traitors"', "is no plain word", "small letters"),
    ('note = "judges people"', 'note = "  "', "`note` is empty", "leave it out"),
    ('side = "company"\nscope', 'side = ""\nscope', "`side` is empty", "leave it out"),
    ('explanation = "Strike', 'explaination = "Strike', "no key `explaination`", "`explanation`"),
    ("“traitors” and", "“traitors”\\u202E and", "U+202E (right-to-left override)", "mislead"),
    ("“traitors” and", "“traitors”\u200b and", "U+200B (zero width space)", "mislead"),
    ('note = "judges people"', 'note = "a\\u0007b"', "U+0007 (control character)", "mislead"),
    ('genre = "news report"', 'genre = "news\\nreport"', "has to be one line", "line breaks"),
    ('kind = "practice"', 'kind = "practise"', "no article kind", "`practice`"),
    ("date = 2031-04-07", "date = 2031-04-07T10:00:00", "has to be a date", "2022-03-03"),
    ("level = 3\n", 'level = 3\nverdict = "claim"\n', "A discussion question has no `verdict`", ""),
    (
        'views = { verified = "The paper knows the union.", claim',
        "views = { claim",
        "best case for at least two",
        "",
    ),
    (
        'quote = "traitors", note',
        'quote = "traitors", confirms = true, note',
        "Only a cue of the kind `check`",
        "",
    ),
    (
        'quote = "traitors", note',
        'quote = "traitors", technique = "slogan", colour = 1, note',
        "no key `colour`",
        "",
    ),
    (
        'statement = "the crane had been',
        'before = "flew"\nstatement = "the crane had been',
        "The statement “the crane had been checked in spring” stands in the excerpt, but not",
        "",
    ),
    (
        'statement = "the crane had been checked in spring"',
        'statement = "crane"',
        "The statement “crane” stands 3 times",
        "Add `after`",
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), _SLIPS)
def test_a_slip_is_found_with_its_line(
    tmp_path: Path, old: str, new: str, message: str, hint: str
) -> None:
    article = swapped(ARTICLE, old, new)
    found = [p for p in problems_of(tmp_path, article=article) if message in p.message]
    assert len(found) == 1
    assert hint in found[0].hint
    assert found[0].file == "crane.toml"
    near = line_of(ARTICLE, old)
    # A missing key is told at its table's header, a missing sentence at its own line.
    assert near - 8 <= found[0].line <= near + 1


def test_the_line_is_that_of_the_very_cue(tmp_path: Path) -> None:
    article = swapped(ARTICLE, 'quote = "traitors"', 'quote = "no such words at all"')
    (found,) = [p for p in problems_of(tmp_path, article=article) if "no such" in p.message]
    assert found.line == line_of(article, 'quote = "no such words')


def test_a_question_without_any_cue_is_a_problem(tmp_path: Path) -> None:
    start = ARTICLE.index("cues = [", ARTICLE.index("crane-lies"))
    end = ARTICLE.index("]\n", start) + 2
    messages = [p.message for p in problems_of(tmp_path, article=ARTICLE[:start] + ARTICLE[end:])]
    assert messages == ["The question has no cue."]


def test_propaganda_needs_words_to_underline(tmp_path: Path) -> None:
    article = swapped(ARTICLE, 'kind = "loaded"', 'kind = "source"')
    article = swapped(article, 'kind = "device"', 'kind = "stake"')
    article = swapped(article, 'technique = "name-calling", note', "note")
    messages = [p.message for p in problems_of(tmp_path, article=article)]
    assert messages == ["The verdict is propaganda, but no cue shows loaded words or a device."]


def test_a_device_may_lean_on_the_technique_of_its_question_alone(tmp_path: Path) -> None:
    article = swapped(ARTICLE, 'technique = "name-calling", note', "note")
    assert problems_of(tmp_path / "a", article=article) == ()
    article = swapped(ARTICLE, 'kind = "record"', 'kind = "device"')
    messages = [p.message for p in problems_of(tmp_path / "b", article=article)]
    assert messages == ["This device names no technique."]


@pytest.mark.parametrize(("words", "fine"), [(39, False), (40, True), (180, True), (181, False)])
def test_an_excerpt_has_40_to_180_words(tmp_path: Path, words: int, *, fine: bool) -> None:
    article = f"""
[article]
title = "t"
outlet = "o"
kind = "practice"
[[excerpt]]
id = "e"
text = "{" ".join(["word"] * words)}"
[[excerpt.question]]
id = "q"
statement = "A plain statement"
asks = "content"
discussion = true
skills = ["scope"]
level = 1
views = {{ claim = "a", verified = "b" }}
"""
    found = problems_of(tmp_path, article=article)
    assert (found == ()) is fine
    assert fine or (found[0].line == 8 and f"has {words} words" in found[0].message)


def test_every_problem_is_told_at_once_and_one_article_does_not_hide_the_next(
    tmp_path: Path,
) -> None:
    article = swapped(ARTICLE, 'quote = "traitors"', 'quote = "villains"')
    article = swapped(article, 'skills = ["attack"]', 'skills = ["atack"]')
    article = swapped(article, "level = 2", "level = 4")
    article = swapped(article, 'because = "own-observation"', 'because = "one-source"')
    folder = write_sample(tmp_path / "harbour", article=article, head=HEAD + "colour = 1\n")
    (folder / "a-broken.toml").write_text('[article]\ntitle = "unclosed\n', encoding="utf-8")
    (folder / "latin.toml").write_bytes(b'[article]\ntitle = "caf\xe9"\n')
    found = read_pack(folder).problems
    assert {problem.file for problem in found} == {
        "a-broken.toml",
        "crane.toml",
        "latin.toml",
        "pack.toml",
    }
    assert sum(problem.file == "crane.toml" for problem in found) >= 4
    (syntax,) = [problem for problem in found if problem.file == "a-broken.toml"]
    assert (syntax.line, "not TOML" in syntax.message) == (2, True)
    (encoding,) = [problem for problem in found if problem.file == "latin.toml"]
    assert (encoding.line, encoding.hint) == (2, "Save the file as UTF-8.")


@pytest.mark.parametrize(
    "key", ["id", "title", "version", "language", "level", "authors", "licence", "about"]
)
def test_each_field_of_the_head_has_to_be_there(tmp_path: Path, key: str) -> None:
    lines = [line for line in HEAD.splitlines() if not line.startswith(f"{key} =")]
    (found,) = problems_of(tmp_path, head="\n".join(lines))
    assert found.file == "pack.toml"
    assert found.message == f"`{key}` is missing."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version = "1.0"', "version = 1.0", "`version` has to be text"),
        ('version = "1.0"', 'version = "one point oh"', "is no version"),
        ('language = "en"', 'language = "English"', "is no language code"),
        ("level = 1", "level = 0", "no level 0"),
        ('authors = ["Ada Example"]', "authors = []", "names no author"),
        ('authors = ["Ada Example"]', 'authors = "Ada"', "has to be a list"),
        ('authors = ["Ada Example"]', 'authors = ["Ada", 3]', "Number 2 of `authors`"),
        ('licence = "CC BY 4.0"', 'licence = ""', "`licence` is empty"),
        ('id = "harbour"', 'id = "con"', "name of a device"),
        ('id = "harbour"', 'id = "../harbour"', "is no plain word"),
    ],
)
def test_a_field_of_the_head_has_to_make_sense(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    head = swapped(HEAD, old, new)
    (found,) = problems_of(tmp_path, head=head)
    assert message in found.message
    assert found.line == line_of(head, new)


def test_a_reported_article_without_date_is_warned_about_and_playable(tmp_path: Path) -> None:
    article = swapped(ARTICLE, 'kind = "practice"', 'kind = "reported"')
    (found,) = problems_of(tmp_path, article=swapped(article, "date = 2031-04-07\n", ""))
    assert found.severity is Severity.WARNING


def test_a_pack_without_head_article_or_question_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (found,) = read_pack(tmp_path / "empty").problems
    assert (found.file, found.message) == ("pack.toml", "There is no pack.toml here.")
    (tmp_path / "empty" / "pack.toml").write_text(HEAD, encoding="utf-8")
    (found,) = read_pack(tmp_path / "empty").problems
    assert found.message == "This pack has no article."
    start = ARTICLE.index("[[excerpt.question]]")
    messages = [p.message for p in problems_of(tmp_path, article=ARTICLE[:start])]
    assert messages == ["This pack has no question.", "This excerpt has no question."]


def test_a_place_with_nothing_in_it_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    (found,) = read_pack(tmp_path / "nowhere").problems
    assert found.message == "There is nothing here."
    assert read_pack(Path("a\0b")).pack is None


def test_a_check_cue_confirms_what_the_verdict_says_unless_told(tmp_path: Path) -> None:
    cue = '{ kind = "check", quote = "at noon", note = "x" }'
    article = swapped(
        ARTICLE, 'cues = [\n  { kind = "record"', f'cues = [\n  {cue},\n  {{ kind = "record"'
    )
    reading = read_pack(write_sample(tmp_path / "a", article=article))
    assert reading.pack is not None
    verified, claim, *_ = reading.pack.articles[0].excerpts[0].questions
    assert verified.cues[0].confirms
    assert not claim.cues[1].confirms
    told = swapped(article, '"at noon", note', '"at noon", confirms = false, note')
    reading = read_pack(write_sample(tmp_path / "b", article=told))
    assert reading.pack is not None
    assert not reading.pack.articles[0].excerpts[0].questions[0].cues[0].confirms


def test_a_byte_order_mark_and_windows_line_breaks_are_welcome(tmp_path: Path) -> None:
    plain = read_pack(write_sample(tmp_path / "plain")).pack
    folder = write_sample(tmp_path / "windows")
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8").replace("\n", "\r\n")
        file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_pack(folder).pack == plain
