"""A question exactly as it was shown, with the hash that names its content."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from trainer.core.questions import (
    ArticleKind,
    Cue,
    Key,
    Pack,
    Question,
    QuestionRef,
    Quote,
)
from trainer.core.rubric import Asks, CueKind, Reason, Skill, Technique, Verdict

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Revision:
    """All that a learner sees of one question: pack and credit, excerpt and question."""

    pack: str
    pack_title: str
    language: str
    article: str
    outlet: str
    kind: ArticleKind
    date: dt.date | None
    genre: str
    topic: str
    excerpt: str
    text: str
    question: Question

    @property
    def ref(self) -> QuestionRef:
        """The question's name across revisions."""
        return QuestionRef(self.pack, self.question.id)

    @cached_property
    def body(self) -> str:
        """The revision as canonical JSON (sorted keys, no blanks, UTF-8 text)."""
        return _CANONICAL.encode(_as_plain(self))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of `body`, as 64 hexadecimal digits."""
        return content_hash(self.body)


def revisions_of(pack: Pack) -> tuple[Revision, ...]:
    """Every question of the pack as it would be shown now, in the order of the pack."""
    return tuple(
        Revision(
            pack=pack.id,
            pack_title=pack.title,
            language=pack.language,
            article=article.title,
            outlet=article.outlet,
            kind=article.kind,
            date=article.date,
            genre=article.genre,
            topic=article.topic,
            excerpt=excerpt.id,
            text=excerpt.text,
            question=question,
        )
        for article in pack.articles
        for excerpt in article.excerpts
        for question in excerpt.questions
    )


def content_hash(body: str) -> str:
    """SHA-256 of a revision's JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(body.encode()).hexdigest()


def _as_plain(revision: Revision) -> dict[str, Any]:
    question = revision.question
    key = question.key
    return {
        "pack": revision.pack,
        "pack_title": revision.pack_title,
        "language": revision.language,
        "article": revision.article,
        "outlet": revision.outlet,
        "kind": revision.kind.value,
        "date": revision.date.isoformat() if revision.date else None,
        "genre": revision.genre,
        "topic": revision.topic,
        "excerpt": revision.excerpt,
        "text": revision.text,
        "question": {
            "id": question.id,
            "statement": _quote_as_plain(question.statement),
            "asks": question.asks.value,
            "skills": [skill.value for skill in question.skills],
            "level": question.level,
            "cues": [_cue_as_plain(cue) for cue in question.cues],
            "key": None if key is None else _key_as_plain(key),
            "views": {verdict.value: view for verdict, view in question.views.items()},
            "scope": question.scope,
            "side": question.side,
            "reserved": question.reserved,
        },
    }


def _quote_as_plain(quote: Quote) -> list[str]:
    return [quote.text, quote.after, quote.before]


def _cue_as_plain(cue: Cue) -> dict[str, Any]:
    return {
        "kind": cue.kind.value,
        "quote": _quote_as_plain(cue.quote),
        "note": cue.note,
        "technique": cue.technique.value if cue.technique else None,
        "confirms": cue.confirms,
    }


def _key_as_plain(key: Key) -> dict[str, Any]:
    return {
        "verdict": key.verdict.value,
        "reason": key.reason.value,
        "explanation": key.explanation,
        "why_not": {verdict.value: why for verdict, why in key.why_not.items()},
        "technique": key.technique.value if key.technique else None,
    }


def revision_from(body: str) -> Revision:
    """The revision that `body`, JSON as made by `Revision.body`, holds.

    Raises `ValueError` where the text is no such JSON.
    """
    try:
        plain = json.loads(body)
        return _from_plain(plain)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a question revision: {error!r}") from error


def _from_plain(plain: dict[str, Any]) -> Revision:
    question = plain["question"]
    key = question["key"]
    return Revision(
        pack=plain["pack"],
        pack_title=plain["pack_title"],
        language=plain["language"],
        article=plain["article"],
        outlet=plain["outlet"],
        kind=ArticleKind(plain["kind"]),
        date=dt.date.fromisoformat(plain["date"]) if plain["date"] else None,
        genre=plain["genre"],
        topic=plain["topic"],
        excerpt=plain["excerpt"],
        text=plain["text"],
        question=Question(
            id=question["id"],
            statement=Quote(*question["statement"]),
            asks=Asks(question["asks"]),
            skills=tuple(Skill(skill) for skill in question["skills"]),
            level=question["level"],
            cues=tuple(_cue_from(cue) for cue in question["cues"]),
            key=None if key is None else _key_from(key),
            views={Verdict(verdict): view for verdict, view in question["views"].items()},
            scope=question["scope"],
            side=question["side"],
            reserved=question["reserved"],
        ),
    )


def _cue_from(plain: dict[str, Any]) -> Cue:
    return Cue(
        kind=CueKind(plain["kind"]),
        quote=Quote(*plain["quote"]),
        note=plain["note"],
        technique=Technique(plain["technique"]) if plain["technique"] else None,
        confirms=plain["confirms"],
    )


def _key_from(plain: dict[str, Any]) -> Key:
    return Key(
        verdict=Verdict(plain["verdict"]),
        reason=Reason(plain["reason"]),
        explanation=plain["explanation"],
        why_not={Verdict(verdict): why for verdict, why in plain["why_not"].items()},
        technique=Technique(plain["technique"]) if plain["technique"] else None,
    )
