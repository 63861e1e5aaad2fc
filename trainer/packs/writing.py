"""A pack written out as the TOML files that an author would write, in a folder or a zip."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from trainer.core.questions import Article, Cue, Excerpt, Key, Pack, Question, Quote
from trainer.core.rubric import CueKind
from trainer.packs.archive import archived
from trainer.packs.atomic import write_atomically
from trainer.packs.caps import HEAD_FILE, PackFile

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        **{chr(code): f"\\u{code:04X}" for code in (*range(10), *range(11, 32), 127)},
    }
)


def write_pack(pack: Pack, target: Path) -> None:
    """Write the pack to `target`: a zip file where the name ends in `.zip`, else a folder.

    What was there under the names that are written is replaced; a zip is replaced at one stroke.
    Raises `OSError` where the place cannot be written.
    """
    files = files_of(pack)
    if target.suffix.lower() == ".zip":
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, archived(files), lasting=True)
        return
    target.mkdir(parents=True, exist_ok=True)
    for file in files:
        write_atomically(target / file.name, file.data, lasting=True)


def files_of(pack: Pack) -> tuple[PackFile, ...]:
    """The files of the pack: its head, and an article each, named so that they keep their order."""
    texts = [(HEAD_FILE, _head(pack))]
    for number, article in enumerate(pack.articles, start=1):
        texts.append((f"article-{number:03}.toml", _article(article)))
    return tuple(PackFile(name, "".join(lines).encode()) for name, lines in texts)


def _head(pack: Pack) -> Iterator[str]:
    yield _text("id", pack.id)
    yield _text("title", pack.title)
    yield _text("version", pack.version)
    yield _text("language", pack.language)
    yield f"level = {pack.level}\n"
    yield f"authors = [{', '.join(map(_string, pack.authors))}]\n"
    yield _text("licence", pack.licence)
    yield _text("about", pack.about)


def _article(article: Article) -> Iterator[str]:
    yield "[article]\n"
    yield _text("title", article.title)
    yield _text("outlet", article.outlet)
    yield _text("kind", article.kind.value)
    yield _date("date", article.date)
    yield _text("genre", article.genre)
    yield _text("topic", article.topic)
    for excerpt in article.excerpts:
        yield from _excerpt(excerpt)


def _excerpt(excerpt: Excerpt) -> Iterator[str]:
    yield "\n[[excerpt]]\n"
    yield _text("id", excerpt.id)
    yield f"text = {_long_string(excerpt.text)}\n"
    for question in excerpt.questions:
        yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    yield "\n[[excerpt.question]]\n"
    yield _text("id", question.id)
    yield _text("statement", question.statement.text)
    yield "".join(_around(question.statement))
    yield _text("asks", question.asks.value)
    yield _text("scope", question.scope)
    if question.key is None:
        yield "discussion = true\n"
    else:
        yield _text("verdict", question.key.verdict.value)
        yield _text("because", question.key.reason.value)
        if question.key.technique is not None:
            yield _text("technique", question.key.technique.value)
    yield f"skills = [{', '.join(_string(skill.value) for skill in question.skills)}]\n"
    yield f"level = {question.level}\n"
    yield _text("side", question.side)
    yield _text("reserved", question.reserved)
    yield from _cues(question.cues)
    if question.key is not None:
        yield from _key(question.key)
    if question.views:
        yield f"views = {_table((v.value, _string(view)) for v, view in question.views.items())}\n"


def _key(key: Key) -> Iterator[str]:
    yield _text("explanation", key.explanation)
    yield f"why_not = {_table((v.value, _string(why)) for v, why in key.why_not.items())}\n"


def _cues(cues: Iterable[Cue]) -> Iterator[str]:
    written = [f"  {_cue(cue)},\n" for cue in cues]
    if written:
        yield "".join(("cues = [\n", *written, "]\n"))


def _cue(cue: Cue) -> str:
    pairs = [("kind", _string(cue.kind.value)), ("quote", _string(cue.quote.text))]
    if cue.quote.after:
        pairs.append(("after", _string(cue.quote.after)))
    if cue.quote.before:
        pairs.append(("before", _string(cue.quote.before)))
    if cue.technique is not None:
        pairs.append(("technique", _string(cue.technique.value)))
    if cue.kind is CueKind.CHECK:
        pairs.append(("confirms", str(cue.confirms).lower()))
    return _table((*pairs, ("note", _string(cue.note))))


def _around(quote: Quote) -> Iterator[str]:
    yield _text("after", quote.after)
    yield _text("before", quote.before)


def _text(name: str, text: str) -> str:
    """A line for a text that is there; none for one that is not."""
    return f"{name} = {_string(text)}\n" if text else ""


def _date(name: str, date: dt.date | None) -> str:
    return f"{name} = {date.isoformat()}\n" if date else ""


def _table(pairs: Iterable[tuple[str, str]]) -> str:
    return "{ " + ", ".join(f"{name} = {value}" for name, value in pairs) + " }"


def _string(text: str) -> str:
    return '"' + text.translate(_ESCAPES) + '"'


def _long_string(text: str) -> str:
    """An excerpt's text as it reads, where TOML can hold it so.

    The line break before the closing marks is no part of the text.
    """
    plain = all(letter.isprintable() or letter == "\n" for letter in text)
    if plain and "'''" not in text:
        return f"'''\n{text}\n'''"
    return _string(text + "\n")
