"""What phones send, read with distrust: bytes in, checked values out, an error for the rest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from trainer.core.room import Round
from trainer.core.rubric import Verdict

_LONGEST_KEY = 100
_LONGEST_NAME = 1_000
"""Characters; a name that is too long in earnest is refused by the quiz, in words."""
_MOST = 1_000_000
"""No position and no pupil has a larger number."""


class MalformedError(ValueError):
    """No page of ours sends this."""


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody at the door, with the secret of the QR code or the typed code."""

    key: str


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody wishes to come in under a name, as a pupil or with neither.

    `key` is "" for those who were let in at the door before. `sure` says that they come as this
    pupil although somebody else does.
    """

    key: str
    name: str
    pupil: int | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Voting:
    """A verdict on a question in a round."""

    position: int
    round: Round
    verdict: Verdict


def read_knock(body: bytes) -> Knock:
    """A request to `/door`."""
    fields = _fields(body, {"key"})
    return Knock(_text(fields, "key", _LONGEST_KEY))


def read_joining(body: bytes) -> Joining:
    """A request to `/join`."""
    fields = _fields(body, {"key", "name", "pupil", "sure"})
    sure = fields.get("sure", False)
    if not isinstance(sure, bool):
        raise MalformedError("sure is neither true nor false")
    return Joining(
        key=_text(fields, "key", _LONGEST_KEY) if "key" in fields else "",
        name=_text(fields, "name", _LONGEST_NAME) if "name" in fields else "",
        pupil=_number(fields, "pupil") if "pupil" in fields else None,
        sure=sure,
    )


def read_voting(body: bytes) -> Voting:
    """A request to `/vote`."""
    fields = _fields(body, {"position", "round", "verdict"})
    try:
        return Voting(
            position=_number(fields, "position"),
            round=Round(_number(fields, "round")),
            verdict=Verdict(_text(fields, "verdict", _LONGEST_KEY)),
        )
    except ValueError as fault:
        raise MalformedError(str(fault)) from fault


def _fields(body: bytes, known: set[str]) -> Mapping[str, object]:
    try:
        found = json.loads(body.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        raise MalformedError("not JSON") from fault
    if not isinstance(found, dict) or not found.keys() <= known:
        raise MalformedError("not the fields of this request")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _text(fields: Mapping[str, object], name: str, longest: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > longest:
        raise MalformedError(f"{name} is no text of at most {longest} characters")
    if "\0" in value or (not value.isascii() and any("\ud800" <= one <= "\udfff" for one in value)):
        raise MalformedError(f"{name} holds what is no character")
    return value


def _number(fields: Mapping[str, object], name: str) -> int:
    value = fields.get(name)
    # True is an int to Python.
    if type(value) is not int or not 0 <= value <= _MOST:
        raise MalformedError(f"{name} is no number from 0 to {_MOST}")
    return value
