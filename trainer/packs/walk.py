"""TOML tables turned into written records, with every misfit noted and the rest kept.

A faultless document goes through cattrs in one piece. Any other is walked key by key, so that one
slip does not hide the next.
"""

import dataclasses
import difflib
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar, get_args, get_type_hints

from trainer.core.questions import ArticleKind
from trainer.core.rubric import Asks, CueKind, Reason, Skill, Technique, Verdict
from trainer.core.words import t
from trainer.packs.caps import shown
from trainer.packs.findings import Findings
from trainer.packs.lines import Where
from trainer.packs.written import CONVERTER, RECORDS, inner_type, origin

Record = TypeVar("Record")

_TABLES = {"excerpt": "[[excerpt]]", "question": "[[excerpt.question]]", "article": "[article]"}


def record_of(kind: type[Record], table: Mapping[str, object], findings: Findings) -> Record:
    """`table`, a whole document, as a record of this kind."""
    try:
        record: Record = CONVERTER.structure(table, kind)
    except Exception:  # noqa: BLE001 - whatever cattrs met, the walk names it
        return _walked(kind, table, (), findings)
    return record


def _fields_of(record: Any) -> dict[str, tuple[Any, bool]]:  # noqa: ANN401 - a record class
    """Each field's type and whether it has to be written."""
    hints = get_type_hints(record)
    return {
        field.name: (inner_type(hints[field.name]), field.default is dataclasses.MISSING)
        for field in dataclasses.fields(record)
    }


_FIELDS: dict[Any, dict[str, tuple[Any, bool]]] = {kind: _fields_of(kind) for kind in RECORDS}


def _walked(kind: type[Record], table: object, where: Where, findings: Findings) -> Record:
    fields = _FIELDS[kind]
    values: dict[str, Any] = dict.fromkeys(fields)
    if findings.patience.spent:
        return kind(**values)
    if not isinstance(table, Mapping):
        findings.error(where, _no_table(where), _table_hint(where))
        return kind(**values)
    for name, (field_type, needed) in fields.items():
        if name in table:
            values[name] = _value(field_type, table[name], (*where, name), findings)
        elif needed:
            message = t("{name} is missing.", name=_name((*where, name)))
            findings.error(where, message, _missing_hint(name))
    for key in table:
        if key not in fields and not findings.patience.spent:
            _unknown((*where, key), key, fields, _no_key, findings)
    return kind(**values)


def _value(kind: Any, value: object, where: Where, findings: Findings) -> Any:  # noqa: ANN401 - any field
    if kind in RECORDS:
        return _walked(kind, value, where, findings)
    if origin(kind) is tuple:
        return _sequence(get_args(kind)[0], value, where, findings)
    if origin(kind) is Mapping:
        key_kind, text_kind = get_args(kind)
        return _mapping(key_kind, text_kind, value, where, findings)
    if issubclass(kind, Enum):
        return _member(kind, value, where, findings)
    if type(value) is not kind:
        findings.error(where, _no_such_scalar(kind, where), _scalar_hint(kind))
        return None
    return value


def _sequence(kind: Any, value: object, where: Where, findings: Findings) -> tuple[Any, ...] | None:  # noqa: ANN401 - any field
    if not isinstance(value, list):
        message = t("{name} has to be a list.", name=_name(where))
        findings.error(where, message, _list_hint(where))
        return None
    read = [_value(kind, one, (*where, i), findings) for i, one in enumerate(value)]
    kept = tuple(one for one in read if one is not None)
    # Where nothing could be read, its absence is no further problem.
    return kept if kept or not value else None


def _mapping(
    key_kind: type[Enum], kind: type, value: object, where: Where, findings: Findings
) -> dict[Enum, Any] | None:
    if not isinstance(value, Mapping):
        hint = t('Write it like { verified = "…", propaganda = "…" }.')
        findings.error(where, _no_table(where), hint)
        return None
    read: dict[Enum, Any] = {}
    for key, one in value.items():
        member = _member(key_kind, key, (*where, key), findings)
        text = _value(kind, one, (*where, key), findings)
        # An unreadable sentence is still no missing one.
        if member is not None:
            read[member] = text
    return read


def _member(kind: type[Enum], value: object, where: Where, findings: Findings) -> Enum | None:
    values = [member.value for member in kind]
    if isinstance(value, str) and value in values:
        return kind(value)
    if not isinstance(value, str):
        findings.error(where, _no_such_scalar(str, where), _one_of(values))
        return None
    _unknown(where, value, values, _NO_MEMBER[kind], findings)
    return None


def _unknown(
    where: Where,
    word: str,
    known: Iterable[str],
    told: Callable[[str], str],
    findings: Findings,
) -> None:
    names = list(known)
    near = difflib.get_close_matches(word[:60], names, n=1)
    hint = t("Did you mean `{word}`?", word=near[0]) if near else _one_of(names)
    findings.error(where, told(shown(word, 60)), hint)


def _no_key(word: str) -> str:
    return t("There is no key `{word}` here.", word=word)


_NO_MEMBER: dict[type[Enum], Callable[[str], str]] = {
    ArticleKind: lambda word: t("There is no article kind `{word}` here.", word=word),
    Asks: lambda word: t("There is no layer `{word}` here.", word=word),
    CueKind: lambda word: t("There is no cue kind `{word}` here.", word=word),
    Reason: lambda word: t("There is no reason `{word}` here.", word=word),
    Skill: lambda word: t("There is no skill `{word}` here.", word=word),
    Technique: lambda word: t("There is no technique `{word}` here.", word=word),
    Verdict: lambda word: t("There is no verdict `{word}` here.", word=word),
}


def _no_table(where: Where) -> str:
    return t("{name} has to be a table.", name=_name(where))


def _no_such_scalar(kind: type, where: Where) -> str:
    name = _name(where)
    if kind is str:
        return t("{name} has to be text in quotation marks.", name=name)
    if kind is int:
        return t("{name} has to be a whole number.", name=name)
    if kind is bool:
        return t("{name} has to be true or false.", name=name)
    return t("{name} has to be a date.", name=name)


def _scalar_hint(kind: type) -> str:
    if kind is str:
        return t('Write it in quotation marks, like "this".')
    if kind is int:
        return t("Write it in digits, without quotation marks.")
    if kind is bool:
        return t("Write true or false, without quotation marks.")
    return t("Write year, month and day without quotation marks, like 2022-03-03.")


def _one_of(names: Iterable[str]) -> str:
    return t("Known here: {names}.", names=", ".join(f"`{name}`" for name in names))


def _name(where: Where) -> str:
    if not where:
        return t("The file")
    if isinstance(where[-1], int):
        if len(where) == 1:
            return t("This entry")
        return t("Number {number} of `{list}`", number=where[-1] + 1, list=where[-2])
    return f"`{shown(where[-1], 60)}`"


def _missing_hint(name: str) -> str:
    if name in _TABLES:
        return t("Add {table}; see the example in the README.", table=_TABLES[name])
    return t("Add a line `{name} = …`.", name=name)


def _table_hint(where: Where) -> str:
    last = next((key for key in reversed(where) if isinstance(key, str)), "")
    if last == "cues":
        return t('Write it like { kind = "source", quote = "…", note = "…" }.')
    if last in _TABLES:
        return t("Begin it with {table} on its own line.", table=_TABLES[last])
    return t("Begin it with a table header on its own line.")


def _list_hint(where: Where) -> str:
    last = str(where[-1])
    if last in _TABLES:
        return t("Begin each one with {table} on its own line.", table=_TABLES[last])
    return t("Write it in square brackets, with commas between.")
