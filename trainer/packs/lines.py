"""On which line of a TOML text each table, key and array element stands.

The TOML parser gives lines for syntax errors alone. This scanner walks a text that has already
been parsed without fault, so it only has to tell strings, brackets and keys apart.
"""

import re
from bisect import bisect_right

Where = tuple[str | int, ...]
"""The way to a value in a TOML document: keys, and positions in arrays from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*+")
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\]++|\\.)*+"'
    r"|'[^']*+'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_UNTIL_TOKEN = re.compile(r"[^\"'\[\]{}#]*+(?:#[^\n]*)?")
_DEEPEST = 8
"""No field of a pack lies deeper; what does is skipped without being noted."""
_MOST_ELEMENTS = 1_000
"""Elements of an array written inline that are noted."""


class Lines:
    """The lines of a TOML text by the way to each value; lines count from 1."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._offsets: dict[Where, int] = {}
        self._counts: dict[Where, int] = {}
        self._scan()

    def of(self, where: Where) -> int:
        """The line of the value, or of the nearest table around it that is written out."""
        for length in range(len(where), 0, -1):
            offset = self._offsets.get(where[:length])
            if offset is not None:
                return bisect_right(self._starts, offset)
        return 1

    def _scan(self) -> None:
        text, at, table = self._text, 0, Where()
        while True:
            at = self._past_blank(at)
            if at >= len(text):
                return
            before = at
            if text.startswith("[[", at):
                start, (keys, at) = at, self._keys(self._past_blank(at + 2))
                table = self._next_of(keys)
                self._note(table[:-1], start)
                self._note(table, start)
                at = text.find("]]", at) + 2
            elif text[at] == "[":
                start, (keys, at) = at, self._keys(self._past_blank(at + 1))
                table = self._inside(keys)
                self._note(table, start)
                at = text.find("]", at) + 1
            else:
                at = self._pair(at, table, 0)
            if at <= before:
                return

    def _pair(self, at: int, table: Where, depth: int) -> int:
        start, (keys, at) = at, self._keys(at)
        where = table
        for key in keys[:_DEEPEST]:
            where = (*where, key)
            self._note(where, start)
        equals = _EQUALS.match(self._text, at)
        return self._value(equals.end(), where, depth) if equals and keys else len(self._text)

    def _value(self, at: int, where: Where, depth: int) -> int:
        text = self._text
        if string := _STRING.match(text, at):
            return string.end()
        opening = text[at : at + 1]
        if not opening or opening not in "[{":
            scalar = _SCALAR.match(text, at)
            return scalar.end() if scalar else at
        if depth >= _DEEPEST:
            return self._past_brackets(at)
        return self._members(at + 1, where, depth + 1, is_array=opening == "[")

    def _members(self, at: int, where: Where, depth: int, *, is_array: bool) -> int:
        text, closing, position = self._text, "]" if is_array else "}", 0
        opened = at - 1
        while True:
            at = self._past_blank(at)
            if at >= len(text) or text[at] == closing:
                return at + 1
            before = at
            if text[at] == ",":
                at += 1
                continue
            if is_array:
                if position == _MOST_ELEMENTS:
                    return self._past_brackets(opened)
                self._note((*where, position), at)
                at = self._value(at, (*where, position), depth)
                position += 1
            else:
                at = self._pair(at, where, depth)
            if at <= before:
                return len(text)

    def _past_brackets(self, at: int) -> int:
        text, open_brackets = self._text, 0
        while at < len(text):
            if string := _STRING.match(text, at):
                at = string.end()
                continue
            if text[at] in "[{":
                open_brackets += 1
            elif text[at] in "]}":
                open_brackets -= 1
                if not open_brackets:
                    return at + 1
            rest = _UNTIL_TOKEN.match(text, at + 1)
            at = rest.end() if rest else at + 1
        return at

    def _keys(self, at: int) -> tuple[list[str], int]:
        keys: list[str] = []
        while True:
            if string := _STRING.match(self._text, at):
                keys.append(string.group()[1:-1])
                at = string.end()
            elif bare := _BARE_KEY.match(self._text, at):
                keys.append(bare.group())
                at = bare.end()
            dot = _DOT.match(self._text, at)
            if dot is None:
                return keys, at
            at = dot.end()

    def _past_blank(self, at: int) -> int:
        blank = _BLANK.match(self._text, at)
        return blank.end() if blank else at

    def _inside(self, keys: list[str]) -> Where:
        """The way to a table, through the latest element of each array of tables on it."""
        where = Where()
        for key in keys[:_DEEPEST]:
            where = (*where, key)
            if where in self._counts:
                where = (*where, self._counts[where] - 1)
        return where

    def _next_of(self, keys: list[str]) -> Where:
        array = (*self._inside(keys[:-1]), *keys[-1:])
        position = self._counts.get(array, 0)
        self._counts[array] = position + 1
        return (*array, position)

    def _note(self, where: Where, offset: int) -> None:
        self._offsets.setdefault(where, offset)
