"""A pack as its author wrote it: one record for each kind of TOML table.

None stands for a key that is not there or could not be read; what is wrong with it has been said
by then. Fields without a default have to be written.
"""

import datetime as dt
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin

from cattrs import Converter

from trainer.core.questions import ArticleKind
from trainer.core.rubric import Asks, CueKind, Reason, Skill, Technique, Verdict


@dataclass(frozen=True, slots=True)
class WrittenCue:
    """An entry of `cues`."""

    kind: CueKind | None
    quote: str | None
    note: str | None
    after: str | None = None
    before: str | None = None
    technique: Technique | None = None
    confirms: bool | None = None


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A `[[excerpt.question]]` table."""

    id: str | None
    statement: str | None
    asks: Asks | None
    skills: tuple[Skill, ...] | None
    level: int | None
    cues: tuple[WrittenCue, ...] | None = None
    verdict: Verdict | None = None
    because: Reason | None = None
    explanation: str | None = None
    why_not: Mapping[Verdict, str] | None = None
    technique: Technique | None = None
    discussion: bool | None = None
    views: Mapping[Verdict, str] | None = None
    scope: str | None = None
    side: str | None = None
    after: str | None = None
    before: str | None = None
    reserved: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenExcerpt:
    """An `[[excerpt]]` table."""

    id: str | None
    text: str | None
    question: tuple[WrittenQuestion, ...] | None = None


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """The `[article]` table."""

    title: str | None
    outlet: str | None
    kind: ArticleKind | None
    date: dt.date | None = None
    genre: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file with one article."""

    article: WrittenArticle | None
    excerpt: tuple[WrittenExcerpt, ...] | None


@dataclass(frozen=True, slots=True)
class WrittenHead:
    """The file `pack.toml`."""

    id: str | None
    title: str | None
    version: str | None
    language: str | None
    level: int | None
    authors: tuple[str, ...] | None
    licence: str | None
    about: str | None


RECORDS = (
    WrittenCue,
    WrittenQuestion,
    WrittenExcerpt,
    WrittenArticle,
    WrittenFile,
    WrittenHead,
)

_Hook = Callable[[Any, Any], Any]


def _exactly(kind: type) -> _Hook:
    """A hook that takes values of this very type: `true` is no number, `2` is no text."""

    def structure(value: object, _: object) -> object:
        if type(value) is not kind:
            raise TypeError(type(value).__name__)
        return value

    return structure


def origin(kind: object) -> object:
    """`tuple` for `tuple[str, ...]`; None for a plain type."""
    return get_origin(kind)


def _is_optional(kind: object) -> bool:
    return origin(kind) in (Union, types.UnionType) and types.NoneType in get_args(kind)


def inner_type(kind: object) -> Any:  # noqa: ANN401 - a type form has no type of its own
    """`X` for `X | None`, anything else as it is."""
    if not _is_optional(kind):
        return kind
    return next(part for part in get_args(kind) if part is not types.NoneType)


def _make_converter() -> Converter:
    converter = Converter(detailed_validation=False, forbid_extra_keys=True)
    for scalar in (str, int, bool, dt.date):
        converter.register_structure_hook(scalar, _exactly(scalar))
    converter.register_structure_hook_factory(
        lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _enum_hook
    )
    converter.register_structure_hook_factory(
        _is_optional, lambda kind: converter.get_structure_hook(inner_type(kind))
    )
    converter.register_structure_hook_factory(
        lambda kind: origin(kind) is tuple, lambda kind: _tuple_hook(converter, kind)
    )
    converter.register_structure_hook_factory(
        lambda kind: origin(kind) is Mapping, lambda kind: _mapping_hook(converter, kind)
    )
    return converter


def _enum_hook(kind: type[Enum]) -> _Hook:
    members = {member.value: member for member in kind}
    return lambda value, _: members[value]


def _tuple_hook(converter: Converter, kind: object) -> _Hook:
    element = get_args(kind)[0]
    hook = converter.get_structure_hook(element)

    def structure(value: object, _: object) -> object:
        if type(value) is not list:
            raise TypeError(type(value).__name__)
        return tuple([hook(one, element) for one in value])

    return structure


def _mapping_hook(converter: Converter, kind: object) -> _Hook:
    key_type, value_type = get_args(kind)
    key_hook = converter.get_structure_hook(key_type)
    value_hook = converter.get_structure_hook(value_type)

    def structure(value: object, _: object) -> object:
        if type(value) is not dict:
            raise TypeError(type(value).__name__)
        return {key_hook(key, key_type): value_hook(one, value_type) for key, one in value.items()}

    return structure


CONVERTER = _make_converter()
