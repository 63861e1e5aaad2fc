"""Ways in which a pack can be spoilt, chosen by a seed."""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.packs.samples import ARTICLE, HEAD
from trainer.packs.archive import archived, unpacked
from trainer.packs.caps import PackFile
from trainer.packs.reading import reading_of
from trainer.services.checking import told

_VALUES = (
    "true",
    "nan",
    "-inf",
    "0x7f",
    "1e400",
    "9" * 5_000,
    "2022-03-03",
    "2022-13-45",
    "10:00:00",
    '""',
    '"   "',
    "''",
    "[]",
    "{}",
    "[[]]",
    '[{ kind = "source" }]',
    '{ verified = 1, claim = "x" }',
    '"\\uD800"',
    '"\\u0000"',
    '"\\u202E\\u200B"',
    '"' + "giant " * 40_000 + '"',
    '"' + "“" * 3_000 + '"',
    '"' + "“a” " * 2_000 + '"',
    '"""' + "\n" * 5_000 + '"""',
    "[" * 300 + "]" * 300,
    "[" * 5_000 + "]" * 5_000,
    "{ a = " * 200 + "1" + " }" * 200,
    ".".join("a" * 900) + " = 1",
)
_KEYS = (".".join("k" * 1_500), '""', '"\\u0000"', "id", "why_not.verified.more", "excerpt.text")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of spoilt packs; `slowest` in seconds."""

    verdicts: tuple[bool, ...]
    slowest: float

    @property
    def sound(self) -> int:
        """Packs that could still be played."""
        return sum(self.verdicts)

    @property
    def broken(self) -> int:
        """Packs that could not."""
        return len(self.verdicts) - self.sound


def read_spoilt(seeds: Iterable[int]) -> Outcome:
    """Read one pack for each seed, spoilt in one to four ways."""
    verdicts: list[bool] = []
    slowest = 0.0
    for seed in seeds:
        files, data = _spoilt(random.Random(seed))
        begun = time.perf_counter()
        contents = unpacked(data)
        reading = reading_of(contents, Path(f"spoilt-{seed}.zip"))
        for problem in reading.problems:
            assert problem.message
            assert problem.line >= 0
            told(reading.place, problem).encode()
        slowest = max(slowest, time.perf_counter() - begun)
        assert (reading.pack is None) == any(p.severity.value == "error" for p in reading.problems)
        assert files
        verdicts.append(reading.pack is not None)
    return Outcome(tuple(verdicts), slowest)


def _spoilt(chance: random.Random) -> tuple[list[PackFile], bytes]:
    texts = {"pack.toml": HEAD.encode(), "crane.toml": ARTICLE.encode()}
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(("pack.toml", "crane.toml", "crane.toml"))
        texts[name] = chance.choice(_WAYS)(texts[name], chance)
    files = [PackFile(name, data) for name, data in texts.items()]
    data = archived(files)
    return files, _flip(data, chance) if chance.random() < 0.1 else data


def _flip(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _lines(data: bytes, change: Callable[[list[bytes]], None]) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        change(lines)
    return b"".join(lines)


def _drop(data: bytes, chance: random.Random) -> bytes:
    return _lines(data, lambda lines: lines.remove(chance.choice(lines)))


def _double(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(1_000)
    return _lines(
        data, lambda lines: lines.insert(place % len(lines), lines[(place * 7) % len(lines)])
    )


def _swap(data: bytes, chance: random.Random) -> bytes:
    return _lines(data, chance.shuffle) if chance.random() < 0.1 else _swap_two(data, chance)


def _swap_two(data: bytes, chance: random.Random) -> bytes:
    def change(lines: list[bytes]) -> None:
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]

    return _lines(data, change)


def _retype(data: bytes, chance: random.Random) -> bytes:
    def change(lines: list[bytes]) -> None:
        keyed = [i for i, line in enumerate(lines) if b" = " in line]
        if keyed:
            place = chance.choice(keyed)
            key = lines[place].split(b" = ", 1)[0]
            lines[place] = key + b" = " + chance.choice(_VALUES).encode() + b"\n"

    return _lines(data, change)


def _rename(data: bytes, chance: random.Random) -> bytes:
    def change(lines: list[bytes]) -> None:
        place = chance.randrange(len(lines))
        lines[place] = chance.choice(_KEYS).encode() + b" = " + chance.choice(_VALUES).encode()
        lines[place] += b"\n"

    return _lines(data, change)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _insert(data: bytes, chance: random.Random) -> bytes:
    pieces = (b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"'''", b'"""', b"\xe2\x80\x8b", b"]]", b"\r")
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(pieces) + data[place:]


def _word(data: bytes, chance: random.Random) -> bytes:
    words = data.split(b" ")
    words[chance.randrange(len(words))] = chance.choice(words)
    return b" ".join(words)


def _headers(data: bytes, chance: random.Random) -> bytes:
    old, new = chance.sample(
        (b"[[excerpt]]", b"[excerpt]", b"[[excerpt.question]]", b"[article]", b"[[article]]"), 2
    )
    return data.replace(old, new, chance.choice((1, -1)))


_WAYS = (
    _flip,
    _drop,
    _double,
    _swap,
    _retype,
    _retype,
    _rename,
    _cut,
    _insert,
    _word,
    _word,
    _headers,
)
