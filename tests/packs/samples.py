"""Packs for tests: a small valid one as an author writes it, and big ones made by chance."""

import datetime as dt
import random
from pathlib import Path

from trainer.core.questions import (
    Article,
    ArticleKind,
    Cue,
    Excerpt,
    Key,
    Pack,
    Question,
    Quote,
)
from trainer.core.rubric import Asks, CueKind, Reason, Skill, Technique, Verdict

HEAD = """\
id = "harbour"
title = "The harbour of Velm"
version = "1.0"
language = "en"
level = 1
authors = ["Ada Example"]
licence = "CC BY 4.0"
about = "Invented reports about an invented harbour."
"""

TEXT = """\
The harbour of Velm was closed on Monday after a crane fell onto the northern quay. This reporter \
saw the crane lying across two empty berths at noon. According to the port company, the crane had \
been checked in spring. The dockers' union disputes that, and neither side has shown a document. \
“Only traitors to our town would call this harbour unsafe,” the company's leaflet says."""

ARTICLE = f"""\
# An author may write comments.
[article]
title = "Crane falls in Velm"
outlet = "Velm Courier"
date = 2031-04-07
kind = "practice"
genre = "news report"
topic = "harbour"

[[excerpt]]
id = "crane"
text = \"\"\"
{TEXT}
\"\"\"

[[excerpt.question]]
id = "crane-lies"
statement = "The crane lay across two empty berths at noon"
asks = "content"
verdict = "verified"
because = "own-observation"
skills = ["own-observation"]
level = 1
side = "outlet"
cues = [
  {{ kind = "record", quote = "This reporter saw the crane", note = "seen, not heard of" }},
]
explanation = "“This reporter saw the crane” is first-hand sight: step three decides."
why_not = {{ claim = "Nobody has to be believed for it.", propaganda = "Nothing pushes you." }}

[[excerpt.question]]
id = "crane-checked"
statement = "the crane had been checked in spring"
asks = "content"
verdict = "claim"
skills = ["interested-party"]
level = 1
side = "company"
scope = "Judge what is said: that it was checked."
cues = [
  {{ kind = "source", quote = "According to the port company", note = "it owns the crane" }},
  {{ kind = "check", quote = "neither side has shown a document", note = "nothing to go by" }},
]
explanation = "The company says so itself, and “neither side has shown a document”."
why_not = {{ verified = "No document was shown.", propaganda = "The words are plain." }}

[[excerpt.question]]
id = "only-traitors"
statement = "Only traitors to our town would call this harbour unsafe"
asks = "content"
verdict = "propaganda"
technique = "name-calling"
skills = ["attack"]
level = 2
side = "company"
cues = [
  {{ kind = "loaded", quote = "traitors", note = "judges people" }},
  {{ kind = "device", quote = "Only traitors", technique = "name-calling", note = "x" }},
]
explanation = "Strike out “traitors” and nothing is left to check."
why_not = {{ verified = "Nothing is shown.", claim = "Without the insult nothing remains." }}

[[excerpt.question]]
id = "who-is-right"
statement = "The dockers' union disputes that"
asks = "utterance"
discussion = true
skills = ["scope"]
level = 3
views = {{ verified = "The paper knows the union.", claim = "No name, no words of the union." }}
"""


def write_sample(folder: Path, *, head: str = HEAD, article: str = ARTICLE) -> Path:
    """The small pack in `folder`, which is made; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(head, encoding="utf-8", newline="\n")
    (folder / "crane.toml").write_text(article, encoding="utf-8", newline="\n")
    return folder


_WORD_LIST = """
harbour council ferry baker market river winter bridge report letter garden school doctor engine
window morning evening driver number ticket police museum village storm captain teacher island
station valley copper timber lantern market-day orchard quarry
"""
_WORDS = _WORD_LIST.split()


def big_pack(questions: int, seed: int = 1, articles: int = 200) -> Pack:
    """A sound pack of so many questions, two to an excerpt, no two texts alike."""
    chance = random.Random(seed)
    excerpts = [_excerpt(number, chance) for number in range((questions + 1) // 2)]
    size = -(-len(excerpts) // articles)
    return Pack(
        id=f"big-{seed}",
        title="A big pack",
        version="1.0",
        language="en",
        level=1,
        authors=("Chance",),
        licence="CC0",
        about="Made up for measuring.",
        articles=tuple(
            Article(
                title=f"Article {start}",
                outlet="The Daily Chance",
                kind=ArticleKind.PRACTICE,
                date=dt.date(2031, 1, 1) + dt.timedelta(days=start % 365),
                topic=chance.choice(_WORDS),
                excerpts=tuple(excerpts[start : start + size]),
            )
            for start in range(0, len(excerpts), size)
        ),
    )


def _excerpt(number: int, chance: random.Random) -> Excerpt:
    sentences = [_sentence(number * 100 + i, chance) for i in range(7)]
    text = "\n\n".join(" ".join(part) for part in (sentences[:3], sentences[3:]))
    return Excerpt(
        id=f"e{number}",
        text=text,
        questions=tuple(_question(number * 2 + i, sentences, chance) for i in range(2)),
    )


def _sentence(number: int, chance: random.Random) -> str:
    words = " ".join(chance.choices(_WORDS, k=8))
    return f"{words.capitalize()} {number}."


_MAKING = {
    Verdict.VERIFIED: (Reason.PUBLIC_RECORD, CueKind.RECORD, Skill.PUBLIC_RECORD),
    Verdict.CLAIM: (Reason.ONE_SOURCE, CueKind.SOURCE, Skill.SINGLE_SOURCE),
    Verdict.PROPAGANDA: (Reason.LOADED_WORDS, CueKind.LOADED, Skill.WORDING),
}


def _question(number: int, sentences: list[str], chance: random.Random) -> Question:
    verdict = chance.choice(list(Verdict))
    reason, kind, skill = _MAKING[verdict]
    judged, first, second = chance.sample(sentences, 3)
    return Question(
        id=f"q{number}",
        statement=Quote(judged.removesuffix(".")),
        asks=Asks.CONTENT,
        skills=(skill,),
        level=chance.choice((1, 2, 3)),
        cues=(
            Cue(kind, Quote(first), note="these words decide the matter"),
            Cue(CueKind.HEDGE, Quote(second), note="here the writer keeps a distance"),
        ),
        key=Key(
            verdict=verdict,
            reason=reason,
            explanation=f"Look at “{first}” and then at “{second}”: the last step decides here.",
            why_not={
                wrong: f"It is not {wrong.value}, for {' '.join(chance.choices(_WORDS, k=8))}."
                for wrong in Verdict
                if wrong is not verdict
            },
            technique=Technique.LOADED_LANGUAGE if verdict is Verdict.PROPAGANDA else None,
        ),
        scope="Judge what is said, not that it was said.",
        side=chance.choice(("council", "company", "union")),
    )
