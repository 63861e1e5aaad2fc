"""The words on each page of a PDF that Qt wrote, as somebody who copies them would get them."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)> Tj|(BT)")


def pages_of(raw: bytes) -> list[str]:
    """What is written on each page, one line for each piece of text."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(raw)}
    faces = {
        f"F{number}".encode(): _letters(_content(objects[_reference(body, b"ToUnicode")]))
        for number, body in objects.items()
        if b"/Type0" in body
    }
    return [
        _words(_content(objects[_reference(body, b"Contents")]), faces)
        for body in objects.values()
        if re.search(rb"/Type /Page\s", body)
    ]


def _reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found is not None, name
    return int(found[1])


def _content(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found is not None
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def _letters(table: bytes) -> dict[int, str]:
    """The letters of a face's glyphs, from its table of runs."""
    letters: dict[int, str] = {}
    for first, last, rest in re.findall(rb"<(\w{4})> <(\w{4})> (\[[^\]]*\]|<\w+>)", table):
        codes = [int(code, 16) for code in re.findall(rb"<(\w+)>", rest)]
        for step, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
            letters[glyph] = chr(codes[step] if len(codes) > 1 else codes[0] + step)
    return letters


def _words(content: bytes, faces: dict[bytes, dict[int, str]]) -> str:
    face: dict[int, str] = {}
    written = ""
    for name, glyphs, begins in _SHOWN.findall(content):
        if begins:
            written += "\n"
        elif name:
            face = faces[name]
        else:
            codes = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
            written += "".join(face.get(code, "?") for code in codes)
    # Tab and space are one glyph, and Qt tells the first of its letters.
    return written.replace("\t", " ")
