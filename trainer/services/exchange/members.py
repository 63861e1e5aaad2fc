"""Reading JSON that a stranger may have written, with the place of what is wrong in every error."""

import datetime as dt
import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from trainer.core.errors import UserError
from trainer.core.words import t

LARGEST = 512 * 1024 * 1024
"""Bytes that a file may have; a hundred thousand answers take about 40 MB."""

E = TypeVar("E", bound=Enum)


class Unreadable(UserError):  # noqa: N818  it says how the file is
    """A file that is not what it should be; `details` has the place. Nothing was changed."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(
            t("This file cannot be brought in: {why}.", why=why),
            t("Nothing was changed. Export it once more where it comes from, and try again."),
            place,
        )
        self.place = place


class Node:
    """One value of the file and the place where it stands."""

    def __init__(self, value: object, place: str) -> None:
        self._value: Any = value
        self.place = place

    def member(self, name: str) -> "Node":
        """What an object has under this name."""
        if not isinstance(self._value, dict):
            self.fail(t("an object is expected at {place}", place=self.place or "1"))
        place = f"{self.place}.{name}" if self.place else name
        if name not in self._value:
            raise Unreadable(place, t("“{place}” is missing", place=place))
        return Node(self._value[name], place)

    def named(self) -> Iterator[tuple[str, "Node"]]:
        """All members of an object."""
        if not isinstance(self._value, dict):
            self.fail(t("an object is expected at {place}", place=self.place))
        for name, value in self._value.items():
            yield name, Node(value, f"{self.place}.{name[:12]}")

    def each(self) -> Iterator["Node"]:
        """The entries of a list, counted from 1 in their places."""
        if not isinstance(self._value, list):
            self.fail(t("a list is expected at {place}", place=self.place))
        for number, value in enumerate(self._value, 1):
            yield Node(value, f"{self.place}[{number}]")

    def text(self) -> str:
        """A text that can be kept as UTF-8."""
        if not isinstance(self._value, str):
            self.fail(t("a text is expected at {place}", place=self.place))
        try:
            self._value.encode()
        except UnicodeEncodeError:
            self.fail(t("the text at {place} has a broken character", place=self.place))
        return self._value

    def whole(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        value = self._value
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fail(
                t(
                    "a whole number from {least} to {most} is expected at {place}",
                    least=least,
                    most=most,
                    place=self.place,
                )
            )
        return value

    def yes(self) -> bool:
        """True or false."""
        if not isinstance(self._value, bool):
            self.fail(t("true or false is expected at {place}", place=self.place))
        return self._value

    def moment(self) -> dt.datetime:
        """An aware time, given in UTC."""
        try:
            moment = dt.datetime.fromisoformat(self.text())
            if moment.tzinfo is None:
                self.fail(t("the time at {place} has no zone", place=self.place))
            return moment.astimezone(dt.UTC)
        except (ValueError, OverflowError) as error:
            why = t("a time is expected at {place}", place=self.place)
            raise Unreadable(self.place, why) from error

    def one_of(self, kind: type[E]) -> E:
        """One of the values of an enumeration."""
        try:
            return kind(self.text())
        except ValueError as error:
            values = ", ".join(str(member.value) for member in kind)
            why = t("one of {values} is expected at {place}", values=values, place=self.place)
            raise Unreadable(self.place, why) from error

    def as_json(self) -> str:
        """The value as canonical JSON: sorted keys, no blanks."""
        return json.dumps(self._value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def fail(self, why: str) -> NoReturn:
        """Say what is wrong here."""
        raise Unreadable(self.place, why)


def read_json(path: Path) -> Node:
    """The value that a file holds. Raises `Unreadable`, another `UserError` where it is no file."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(path.name, t("it is larger than any export"))
        raw = path.read_bytes()
    except OSError as error:
        raise UserError(
            t("This file cannot be opened."), t("See whether it is still there."), str(error)
        ) from error
    try:
        return Node(json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number), "")
    except UnicodeDecodeError as error:
        where = f"byte {error.start}"
        raise Unreadable(where, t("it is not text in UTF-8")) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
        why = t("line {line} is not JSON", line=error.lineno)
        raise Unreadable(where, why) from error
    except RecursionError as error:
        raise Unreadable(path.name, t("it is nested too deeply")) from error
    except ValueError as error:
        raise Unreadable(str(error), t("it has a number that is none")) from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
