"""Whether the write-ahead log beside a history still holds everything that was acknowledged.

SQLite stops reading a log at the first frame whose checksum is wrong and says nothing, since a
power cut leaves such an end. Damage further up looks the same to it, and answers that were
acknowledged would silently be gone. The formats are those of "WAL-mode File Format" in the SQLite
documentation.
"""

import struct
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from trainer.store.connection import companions

_HEADER = 32
_FRAME_HEADER = 24
_MAGIC = (0x377F0682, 0x377F0683)
_LOG_VERSION = 3007000
_SMALLEST_PAGE, _LARGEST_PAGE = 512, 65536
_INDEX_COPY = 48
_INDEX_HEADER = 136
_MASK = 0xFFFFFFFF

Sums = tuple[int, int]


class _Witness(NamedTuple):
    """What the index of the log says was committed: it is written after the log is synced."""

    frames: int
    in_database: int
    salts: bytes


@dataclass(frozen=True, slots=True)
class _Log:
    """The bytes of a log, its page size and the order in which its checksums read words."""

    raw: bytes
    page_size: int
    big_endian: bool

    @property
    def frames(self) -> int:
        """How many whole frames there is room for."""
        return (len(self.raw) - _HEADER) // (_FRAME_HEADER + self.page_size)

    def start(self, index: int) -> int:
        """Where frame `index`, from 0, begins."""
        return _HEADER + index * (_FRAME_HEADER + self.page_size)

    def salts(self, index: int) -> bytes:
        return self.raw[self.start(index) + 8 : self.start(index) + 16]

    def sums(self, index: int) -> Sums:
        """The checksum that the frame bears, which the next one goes on from."""
        first, second = struct.unpack_from(">II", self.raw, self.start(index) + 16)
        return first, second

    def page(self, index: int) -> int:
        return int.from_bytes(self.raw[self.start(index) : self.start(index) + 4], "big")

    def content(self, index: int) -> bytes:
        begin = self.start(index) + _FRAME_HEADER
        return self.raw[begin : begin + self.page_size]

    def commits(self, index: int) -> bool:
        """Whether the frame says that it is the last of a transaction."""
        return self.raw[self.start(index) + 4 : self.start(index) + 8] != bytes(4)

    def follows(self, index: int, before: Sums) -> bool:
        """Whether the frame's checksum goes on from `before`."""
        begin = self.start(index)
        sums = _checksum(self.raw[begin : begin + 8], before, big_endian=self.big_endian)
        sums = _checksum(self.content(index), sums, big_endian=self.big_endian)
        return sums == self.sums(index)


def log_fault(database: Path) -> str:
    """What of the log was acknowledged and is lost; "" if nothing is.

    Must not be called while this process has a connection open on the file: closing the raw files
    would drop that connection's locks.
    """
    fault = _fault(database)
    # Another process may have been writing while the files were read; real damage stays.
    return fault and _fault(database)


def _fault(database: Path) -> str:
    log_path, index_path = companions(database)
    raw = _read(log_path)
    witness = _witness(_read(index_path)[:_INDEX_HEADER])
    if len(raw) < _HEADER:
        if witness is not None and witness.frames > witness.in_database:
            return f"the log is missing, which held {witness.frames} frames"
        return ""
    log = _from_header(raw)
    if log is None:
        return _fault_behind_header(raw, database)
    return _fault_in_frames(log, witness)


def _fault_in_frames(log: _Log, witness: _Witness | None) -> str:
    salts = log.raw[16:24]
    before: Sums = struct.unpack_from(">II", log.raw, 24)
    committed = index = 0
    while index < log.frames and log.salts(index) == salts and log.follows(index, before):
        before = log.sums(index)
        index += 1
        if log.commits(index - 1):
            committed = index
    if witness is not None and witness.salts == salts and witness.frames > committed:
        return f"{witness.frames} frames of the log were committed and {committed} can be read"
    if index < log.frames and _goes_on(log, index, salts):
        return f"frame {index} of the log is damaged, and later commits follow it"
    return ""


def _goes_on(log: _Log, damaged: int, salts: bytes) -> bool:
    """Whether a transaction began after the one that the damaged frame belongs to was committed.

    That one was synced then, so that this is no torn end: a transaction begins only after the one
    before it was acknowledged.
    """
    ended = log.salts(damaged) == salts and log.commits(damaged)
    for index in range(damaged + 1, log.frames):
        if log.salts(index) != salts or not log.follows(index, log.sums(index - 1)):
            continue
        if ended:
            return True
        ended = log.commits(index)
    return False


def _fault_behind_header(raw: bytes, database: Path) -> str:
    """What is lost where the header of the log is none, so that SQLite ignores all of it."""
    with database.open("rb") as file:
        page_size = int.from_bytes(file.read(18)[16:18], "big")
    page_size = _LARGEST_PAGE if page_size == 1 else page_size
    if not _SMALLEST_PAGE <= page_size <= _LARGEST_PAGE:
        return "the header of the log is damaged"
    log = _Log(raw, page_size, big_endian=sys.byteorder == "big")
    newest = _committed_pages(log)
    with database.open("rb") as file:
        for page, index in newest.items():
            file.seek((page - 1) * page_size)
            if file.read(page_size) != log.content(index):
                return "the header of the log is damaged, and commits that it held are lost"
    return ""


def _committed_pages(log: _Log) -> dict[int, int]:
    """For each page the last frame behind a damaged header that belongs to a whole commit."""
    newest: dict[int, int] = {}
    pending: dict[int, int] = {}
    for index in range(1, log.frames):
        same_run = log.salts(index) == log.salts(index - 1)
        if not same_run or not log.follows(index, log.sums(index - 1)):
            pending.clear()
            continue
        pending[log.page(index)] = index
        if log.commits(index):
            newest.update(pending)
            pending.clear()
    return newest


def _from_header(raw: bytes) -> _Log | None:
    magic, version, page_size = struct.unpack_from(">III", raw)
    if magic not in _MAGIC or version != _LOG_VERSION:
        return None
    if not _SMALLEST_PAGE <= page_size <= _LARGEST_PAGE or page_size & (page_size - 1):
        return None
    big_endian = bool(magic & 1)
    if _checksum(raw[:24], (0, 0), big_endian=big_endian) != struct.unpack_from(">II", raw, 24):
        return None
    return _Log(raw, page_size, big_endian)


def _witness(raw: bytes) -> _Witness | None:
    """The index's header where both copies agree and their checksum is right, else None."""
    if len(raw) < _INDEX_HEADER or raw[:_INDEX_COPY] != raw[_INDEX_COPY : 2 * _INDEX_COPY]:
        return None
    sums = _checksum(raw[:40], (0, 0), big_endian=sys.byteorder == "big")
    if not raw[12] or sums != struct.unpack_from("=II", raw, 40):
        return None
    (frames,) = struct.unpack_from("=I", raw, 16)
    (in_database,) = struct.unpack_from("=I", raw, 96)
    return _Witness(frames, in_database, raw[32:40])


def _checksum(piece: bytes, before: Sums, *, big_endian: bool) -> Sums:
    words = array("I", piece)
    if big_endian != (sys.byteorder == "big"):
        words.byteswap()
    first, second = before
    pairs = iter(words)
    for one, other in zip(pairs, pairs, strict=True):
        first = (first + one + second) & _MASK
        second = (second + other + first) & _MASK
    return first, second


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
