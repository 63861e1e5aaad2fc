"""A disk that forgets in a power cut what was not synced, and histories written through it.

Everything that was written since a file was last synced survives or not, sector by sector, by
chance and in any order, as on a drive with a cache. A file that was made is there after its first
sync. The index of the log is shared memory, so the system writes it back whenever it likes.
"""

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import apsw
from typing_extensions import Buffer

from tests.store.samples import NOON, answer, clock, revision
from trainer.core.paths import DataPaths
from trainer.core.revisions import Revision
from trainer.core.sessions import Item, Session
from trainer.store.connection import Executor, companions, prepare_writer
from trainer.store.history import Damaged, open_history
from trainer.store.schema import create
from trainer.store.statements import add_answer, add_session

SECTOR = 512
_names = itertools.count()


class _Write(NamedTuple):
    path: str
    offset: int
    content: bytes


class _Resize(NamedTuple):
    path: str
    size: int


class ForgetfulDisk(apsw.VFS):
    """SQLite's way to the files, which remembers what is safe and what is not yet."""

    def __init__(self, cut_after: int, chance: random.Random) -> None:
        self.vfs_name = f"forgetful-{next(_names)}"
        super().__init__(self.vfs_name, "")
        self.safe: dict[str, bytearray] = {}
        self.pending: list[_Write | _Resize] = []
        self.after_cut: dict[str, bytes] | None = None
        self._writes_left = cut_after
        self._chance = chance

    def xOpen(self, name: "str | apsw.URIFilename | None", flags: list[int]) -> "_File":
        return _File(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001 -- apsw's own
        super().xDelete(filename, syncdir)
        self.pending = [one for one in self.pending if one.path != filename]
        self.safe.pop(filename, None)

    def note(self, change: _Write | _Resize) -> None:
        """Remember a change that no sync has made safe, and cut the power when it is time."""
        self.pending.append(change)
        self._writes_left -= 1
        if self._writes_left == 0:
            self.after_cut = self._survivors()

    def sync(self, path: str) -> None:
        """What was written to a file until now is safe."""
        for change in self.pending:
            if change.path == path:
                _apply(self.safe, change)
        self.pending = [one for one in self.pending if one.path != path]

    def _survivors(self) -> dict[str, bytes]:
        files = {path: bytearray(content) for path, content in self.safe.items()}
        share = self._chance.choice([0.0, 0.5, 0.9, 1.0])
        for change in self.pending:
            for piece in _sectors(change):
                if self._chance.random() < share:
                    _apply(files, piece)
        return {path: bytes(content) for path, content in files.items()}


class _File(apsw.VFSFile):
    def __init__(
        self, disk: ForgetfulDisk, name: "str | apsw.URIFilename | None", flags: list[int]
    ) -> None:
        super().__init__("", name, flags)
        self._disk = disk
        self._path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)

    def xWrite(self, data: "Buffer", offset: int) -> None:
        super().xWrite(data, offset)
        self._disk.note(_Write(self._path, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._disk.note(_Resize(self._path, newsize))

    def xSync(self, flags: int) -> None:  # noqa: ARG002 -- apsw's own
        self._disk.sync(self._path)


def _sectors(change: _Write | _Resize) -> list[_Write | _Resize]:
    if isinstance(change, _Resize):
        return [change]
    pieces: list[_Write | _Resize] = []
    begin = change.offset
    end = begin + len(change.content)
    while begin < end:
        stop = min(end, (begin // SECTOR + 1) * SECTOR)
        content = change.content[begin - change.offset : stop - change.offset]
        pieces.append(_Write(change.path, begin, content))
        begin = stop
    return pieces


def _apply(files: dict[str, bytearray], change: _Write | _Resize) -> None:
    content = files.setdefault(change.path, bytearray())
    if isinstance(change, _Resize):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.content)] = change.content


@dataclass(frozen=True, slots=True)
class Cut:
    """What a power cut did to one history."""

    lost: int
    """Acknowledged answers that are gone."""
    said: str
    """What was noticed at the next start, "" if nothing."""


def power_cut(
    folder: Path, chance: random.Random, prepare: Callable[[Executor], None] = prepare_writer
) -> Cut:
    """Answer through a forgetful disk until the power goes, and look at what is left."""
    before, after = DataPaths(folder / "before"), DataPaths(folder / "after")
    before.root.mkdir(parents=True)
    after.root.mkdir()
    create(before.database, clock())
    # The session's own commit takes the first writes of the log.
    disk = ForgetfulDisk(chance.randint(150, 900), chance)
    disk.safe[str(before.database)] = bytearray(before.database.read_bytes())
    acknowledged = _answer_until_cut(disk, before, prepare)
    assert disk.after_cut is not None
    for path, content in disk.after_cut.items():
        (after.root / Path(path).name).write_bytes(content)
    index = companions(before.database)[1]
    if chance.random() < 0.5 and index.exists():
        companions(after.database)[1].write_bytes(index.read_bytes())
    return _look_at(after, acknowledged)


def _answer_until_cut(
    disk: ForgetfulDisk, paths: DataPaths, prepare: Callable[[Executor], None]
) -> list[int]:
    connection = apsw.Connection(str(paths.database), vfs=disk.vfs_name)
    prepare(connection)
    # So that checkpoints fall into the short time before the cut.
    connection.execute("PRAGMA wal_autocheckpoint = 40")
    session, questions = _two_hundred()
    acknowledged: list[int] = []
    with connection:
        add_session(connection, session, questions, NOON)
    for position in range(len(questions)):
        connection.execute("BEGIN IMMEDIATE")
        add_answer(connection, answer(session, position))
        connection.execute("COMMIT")
        if disk.after_cut is not None:
            break
        acknowledged.append(position)
    connection.close()
    return acknowledged


def _two_hundred() -> tuple[Session, list[Revision]]:
    questions = [revision(number) for number in range(200)]
    items = tuple(
        Item(one.ref, one.hash, one.question.path.verdict, first_sight=True) for one in questions
    )
    return Session(1, 1, "Two hundred", items), questions


def _look_at(paths: DataPaths, acknowledged: list[int]) -> Cut:
    try:
        history = open_history(paths, clock())
    except Damaged as damaged:
        return Cut(0, damaged.found)
    kept = {past.answer.position for past in history.past_answers(1)}
    history.close()
    return Cut(len(set(acknowledged) - kept), "")
