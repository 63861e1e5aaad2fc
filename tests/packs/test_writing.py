"""A pack that is written and read again is the same pack."""

import datetime as dt
import random
import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.packs.samples import big_pack, write_sample
from trainer.core.questions import (
    Article,
    ArticleKind,
    Cue,
    Excerpt,
    Key,
    Pack,
    Question,
    Quote,
    QuoteError,
)
from trainer.core.rubric import Asks, CueKind, Reason, Skill, Technique, Verdict
from trainer.packs.reading import read_pack
from trainer.packs.writing import write_pack

_LETTERS = st.characters(
    exclude_categories=("C", "Z", "M"), exclude_characters='“”„«»"‘’`….,\u201a\u00b4'
)
_WORDS = st.lists(st.text(_LETTERS, min_size=1, max_size=8), min_size=4, max_size=12)
_TRICKY = ("'''", "it's", "\\", "\\u0041", "#", "[[excerpt]]", "x = 1", "]]", "''", "ü")
_BLANKS = (" ", " ", " ", " ", "\n", "\n\n", "  ")
_SWAYING = (CueKind.LOADED, CueKind.DEVICE)


class _Author:
    """Writes sound packs out of awkward words, by chance."""

    def __init__(self, words: list[str], chance: random.Random) -> None:
        self.words = [*words, *_TRICKY]
        self.chance = chance

    def pack(self) -> Pack:
        return Pack(
            id=self.chance.choice(("abc", "a-b-c", "x1.2")),
            title=self.sentence(),
            version="1.0",
            language=self.chance.choice(("en", "uk", "pt-BR", "sr-Latn")),
            level=self.chance.randint(1, 3),
            authors=tuple(self.sentence() for _ in range(self.chance.randint(1, 2))),
            licence=self.sentence(),
            about=self.sentence(),
            articles=tuple(self.article(i) for i in range(self.chance.randint(1, 3))),
        )

    def article(self, number: int) -> Article:
        return Article(
            title=self.sentence(),
            outlet=self.sentence(),
            kind=self.chance.choice(list(ArticleKind)),
            date=self.chance.choice((None, dt.date(1, 1, 1), dt.date(2022, 3, 3))),
            genre=self.perhaps(),
            topic=self.perhaps(),
            excerpts=tuple(self.excerpt(f"{number}.{i}") for i in range(self.chance.randint(1, 3))),
        )

    def excerpt(self, name: str) -> Excerpt:
        words = self.chance.choices(self.words, k=self.chance.randint(40, 70))
        text = "".join(word + self.chance.choice(_BLANKS) for word in words).rstrip()
        text = self.chance.choice(("", "\n")) + text + self.chance.choice(("", "\n"))
        questions = tuple(
            self.question(text, f"{name}-{i}") for i in range(self.chance.randint(0, 3))
        )
        return Excerpt(name, text, questions or (self.question(text, name),))

    def question(self, text: str, name: str) -> Question:
        verdict = self.chance.choice((*Verdict, None))
        cues = self.cues(text, verdict)
        statement = self.quote(text)
        if len(statement.text.split()) > 60:
            statement = Quote("a plain statement of our own")
        sentences = {wrong: self.sentence() for wrong in Verdict if wrong is not verdict}
        return Question(
            id=name,
            statement=statement,
            asks=self.chance.choice(list(Asks)),
            skills=tuple(self.chance.sample(list(Skill), self.chance.randint(1, 2))),
            level=self.chance.randint(1, 3),
            cues=cues,
            key=None if verdict is None else self.key(verdict, cues, sentences),
            views=sentences if verdict is None else {},
            scope=self.perhaps(),
            side=self.perhaps(),
            reserved=self.perhaps(),
        )

    def key(self, verdict: Verdict, cues: tuple[Cue, ...], why_not: dict[Verdict, str]) -> Key:
        is_propaganda = verdict is Verdict.PROPAGANDA
        return Key(
            verdict=verdict,
            reason=self.chance.choice([reason for reason in Reason if reason.verdict is verdict]),
            explanation=f"{self.sentence()} “{cues[0].quote.text}” {self.sentence()}",
            why_not=why_not,
            technique=self.chance.choice(list(Technique)) if is_propaganda else None,
        )

    def cues(self, text: str, verdict: Verdict | None) -> tuple[Cue, ...]:
        kinds = self.chance.choices(list(CueKind), k=self.chance.randint(1, 3))
        if verdict is Verdict.PROPAGANDA:
            kinds[0] = self.chance.choice(_SWAYING)
        return tuple(
            Cue(
                kind=kind,
                quote=self.quote(text),
                note=self.sentence(),
                technique=self.chance.choice(list(Technique)) if kind in _SWAYING else None,
                confirms=kind is CueKind.CHECK and self.chance.random() < 0.5,
            )
            for kind in kinds
        )

    def quote(self, text: str) -> Quote:
        """Whole words of the text, with what stands around them where that is needed."""
        places = [match.span() for match in re.finditer(r"\S+", text)]
        first = self.chance.randrange(len(places))
        last = min(first + self.chance.randint(0, 9), len(places) - 1)
        start, end = places[first][0], places[last][1]
        for around in (0, 12, 40, 400):
            after, before = text[max(start - around, 0) : start], text[end : end + around]
            quote = Quote(text[start:end], after.strip(), before.strip())
            try:
                quote.find(text)
            except QuoteError:
                continue
            return quote
        return Quote(text.strip())

    def sentence(self) -> str:
        return " ".join(self.chance.choices(self.words, k=self.chance.randint(1, 8)))

    def perhaps(self) -> str:
        return self.chance.choice(("", self.sentence()))


@settings(max_examples=60, deadline=None)
@given(_WORDS, st.integers(0, 2**32), st.sampled_from(("pack", "pack.zip")))
def test_a_pack_is_the_same_after_writing_and_reading(
    words: list[str], seed: int, name: str
) -> None:
    pack = _Author(words, random.Random(seed)).pack()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / name
        write_pack(pack, place)
        reading = read_pack(place)
        assert [p for p in reading.problems if p.severity.value == "error"] == []
        assert reading.pack == pack


def test_articles_keep_their_order_beyond_ten(tmp_path: Path) -> None:
    pack = big_pack(60, articles=12)
    write_pack(pack, tmp_path / "pack")
    assert read_pack(tmp_path / "pack").pack == pack


def test_what_is_written_reads_like_what_an_author_writes(tmp_path: Path) -> None:
    pack = read_pack(write_sample(tmp_path / "harbour")).pack
    assert pack is not None
    write_pack(pack, tmp_path / "again")
    written = (tmp_path / "again" / "article-001.toml").read_text(encoding="utf-8")
    assert "date = 2031-04-07\n" in written
    assert "text = '''\nThe harbour of Velm was" in written
    assert 'cues = [\n  { kind = "record", quote = "This reporter saw the crane", note' in written
    assert pack.articles[0].date == dt.date(2031, 4, 7)


def test_a_zip_replaces_the_one_before_and_leaves_nothing_else(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_pack(big_pack(20, seed=seed, articles=2), tmp_path / "new" / "pack.zip")
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["pack.zip"]
    assert read_pack(tmp_path / "new" / "pack.zip").pack == big_pack(20, seed=2, articles=2)
