"""The library: the packs that came with the program, those that were added, and open folders."""

import contextlib
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path

from trainer.core.catalogue import Entry, PackCard
from trainer.core.errors import UserError
from trainer.core.questions import Pack
from trainer.core.revisions import Revision
from trainer.core.words import t
from trainer.packs.atomic import write_atomically
from trainer.packs.cache import Cache, Shelved
from trainer.packs.caps import HEAD_FILE, Mark, is_ignored
from trainer.packs.marks import marks_of
from trainer.services.folders import OpenFolders
from trainer.services.shelf import Shelf, arranged, held, stored

PackMarks = tuple[Mark, ...] | None
"""What tells one state of a pack from another; None where it cannot be looked at."""


class Whose(Enum):
    """How a pack came into the library."""

    PROGRAM = "program"
    OPENED = "opened"
    ADDED = "added"


class AlreadyThereError(UserError):
    """A pack with this id was added before; `present` and `offered` are the two versions.

    `title` is that of the one which is there.
    """

    def __init__(self, title: str, present: str, offered: str) -> None:
        super().__init__(
            t(
                "“{title}” is already in your library, in version {version}.",
                title=title,
                version=present,
            ),
            t("Replace it by version {version}, or keep the one you have.", version=offered),
        )
        self.title = title
        self.present = present
        self.offered = offered


class Library:
    """All packs at hand; it satisfies `core.catalogue.Catalogue`.

    `shipped` and `added` are folders whose folders and zip files are packs, `cache` holds what can
    be made again, and `open_folders` is the file that remembers which folders are open for writing
    (None: they are forgotten at the end). It is empty until `load` was called. Calls that change it
    may come from any thread; readers see the state before or after, never one between.
    """

    def __init__(
        self, shipped: Path, added: Path, cache: Path, open_folders: Path | None = None
    ) -> None:
        self._shipped = shipped
        self._added = added
        self._cache = Cache(cache)
        self._open = OpenFolders(open_folders)
        self._changing = threading.Lock()
        self._shelf = Shelf()
        self._read: dict[Path, PackMarks] = {}
        self._rescued: dict[str, Revision] = {}

    @property
    def cards(self) -> Sequence[PackCard]:
        """One card a pack, broken ones too: those that came with the program, then the added."""
        return self._shelf.cards

    @property
    def entries(self) -> Sequence[Entry]:
        """The questions of all sound packs, in the order of their packs."""
        return self._shelf.entries

    def revision(self, content_hash: str) -> Revision:
        """The full question with this content hash; `KeyError` where no pack at hand has it."""
        shelf = self._shelf
        pack, entry = shelf.revisions[content_hash]
        shelved = shelf.packs[pack]
        return stored(shelved, entry, content_hash) or self._rescue(shelved, content_hash)

    def questions(self, entries: Iterable[Entry]) -> tuple[Revision, ...]:
        """The full questions of these entries; those that are gone by now are left out."""
        found = []
        for entry in entries:
            with contextlib.suppress(KeyError):
                found.append(self.revision(entry.revision))
        return tuple(found)

    def load(self) -> None:
        """Find all packs again. A broken one becomes a card with its problems, never an error.

        What has not changed on the disk is not read again. A pack that was sound and has errors now
        keeps its questions until it is sound again, or until the program ends.
        """
        with self._changing:
            self._load()

    @property
    def as_read(self) -> Mapping[Path, PackMarks]:
        """What the packs that a person can change were like when they were read last."""
        return self._read

    def on_disk(self) -> Mapping[Path, PackMarks]:
        """What the packs that a person can change are like now, told without reading them."""
        return {
            place: marks_of(place) for place, whose in self._places() if whose is not Whose.PROGRAM
        }

    def open_folder(self, place: Path) -> PackCard:
        """Have the folder at `place` in the library as it is, while somebody writes in it.

        Nothing is copied; what is wrong with it is on its card. It stays open until it is closed,
        also at the next start. Raises `UserError` where it is no folder, or one of the library's.
        """
        place = place.absolute()
        with self._changing:
            _refuse_own(place, self._shipped, self._added)
            self._open.add(place)
            self._load()
            return next(card for card in self.cards if card.opened and card.place == str(place))

    def close_folder(self, place: Path) -> None:
        """Have an open folder no longer in the library; nothing in it is touched."""
        with self._changing:
            self._open.remove(place)
            self._load()

    def add(self, place: Path, *, replace: bool = False) -> PackCard:
        """Copy the pack at `place` into the library and give its card.

        A pack that was added before under the same id is replaced where `replace` says so.
        Raises `UserError` where the pack is broken, comes with the program or cannot be saved, and
        `AlreadyThereError` where `replace` has to be asked for. Then the library is as it was.
        """
        with self._changing:
            from trainer.services.intake import arrival  # noqa: PLC0415 - see that module

            new = arrival(place)
            before = self._present(new.pack, replace=replace)
            target = self._added / f"{new.pack.id}.zip"
            try:
                self._added.mkdir(parents=True, exist_ok=True)
                # What was checked is what is kept, even if the place changes meanwhile.
                write_atomically(target, new.archive, lasting=True)
            except OSError as error:
                raise _unsaved(new.pack, error) from error
            if before is not None and Path(before.place) != target:
                _delete(Path(before.place))
            self._load()
            return next(card for card in self.cards if card.place == str(target))

    def remove(self, pack_id: str) -> None:
        """Take an added pack out of the library; the last one where several have this id.

        Raises `UserError` where there is none, or it came with the program, or cannot be deleted.
        """
        with self._changing:
            cards = [card for card in self.cards if card.id == pack_id]
            # A folder of packs that cannot be listed has a card as well, but is no pack.
            added = [card for card in cards if Path(card.place).parent == self._added]
            if not added:
                raise _not_removable(cards, pack_id)
            _delete(Path(added[-1].place))
            self._load()

    def _load(self) -> None:
        before = {Path(one.card.place): one for one in self._shelf.packs}
        places = tuple(self._places())
        marks = {place: marks_of(place) for place, _ in places}
        packs = []
        for place, whose in places:
            known = before.get(place)
            if known is None or marks[place] is None or marks[place] != self._read.get(place):
                known = self._shelved(place, marks[place], whose, known)
            packs.append(known)
        self._shelf = arranged(packs)
        self._read = {place: marks[place] for place, whose in places if whose is not Whose.PROGRAM}
        self._rescued = {}
        self._cache.forget_all_but(place for place, _ in places)

    def _places(self) -> Iterator[tuple[Path, Whose]]:
        """Where packs are; those that came with the program first, so that none can hide them."""
        for place in pack_places(self._shipped):
            yield place, Whose.PROGRAM
        for place in self._open.places:
            yield place, Whose.OPENED
        for place in pack_places(self._added):
            yield place, Whose.ADDED

    def _shelved(
        self, place: Path, marks: PackMarks, whose: Whose, before: Shelved | None
    ) -> Shelved:
        """The pack at `place`, from the cache where it is there; `before` is what it was."""
        shipped = whose is Whose.PROGRAM
        kept = None if marks is None else self._cache.find(place, marks, shipped=shipped)
        if kept is None:
            from trainer.services.intake import card_and_revisions  # noqa: PLC0415 - see there

            card, revisions = card_and_revisions(place, shipped=shipped)
            if card.faulty and before is not None and before.entries:
                return held(before, card)
            # A pack without marks cannot be recognised again; it is read at every start.
            kept = self._cache.keep(place, marks or (), card, revisions)
        return replace(kept, card=replace(kept.card, opened=whose is Whose.OPENED))

    def _rescue(self, shelved: Shelved, wanted: str) -> Revision:
        """A question whose cached text is damaged, from the pack itself."""
        if wanted not in self._rescued:
            from trainer.services.intake import card_and_revisions  # noqa: PLC0415 - see that module

            place = Path(shelved.card.place)
            self._cache.forget(place)
            # It is to be read and kept anew the next time.
            self._read = {one: marks for one, marks in self._read.items() if one != place}
            _, again = card_and_revisions(place, shipped=shelved.card.shipped)
            self._rescued = {**self._rescued, **{revision.hash: revision for revision in again}}
        return self._rescued[wanted]

    def _present(self, pack: Pack, *, replace: bool) -> PackCard | None:
        """The added pack that `pack` would replace, if that is allowed."""
        cards = [card for card in self.cards if card.id == pack.id]
        if any(card.shipped for card in cards):
            raise UserError(
                t("A pack with the id `{id}` comes with the program.", id=pack.id),
                t("Give yours another id in {file}, then add it again.", file=HEAD_FILE),
            )
        if any(card.opened for card in cards):
            raise UserError(
                t("The folder of “{title}” is open in your library.", title=cards[0].title),
                t("Close the folder first, then add the pack."),
            )
        if not cards:
            return None
        if not replace:
            raise AlreadyThereError(cards[0].title, cards[0].version, pack.version)
        return cards[0]


def pack_places(folder: Path) -> Iterator[Path]:
    """What may be a pack in a folder of packs, in the order of names; other files are passed by."""
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError:
        # Reading it as a pack tells the person on a card that it cannot be read.
        yield folder
        return
    for place in found:
        if not is_ignored(place.name) and (place.suffix.lower() == ".zip" or place.is_dir()):
            yield place


def _refuse_own(place: Path, shipped: Path, added: Path) -> None:
    if not place.is_dir():
        raise UserError(
            t("There is no folder at {place}.", place=place),
            t("Choose the folder that holds pack.toml."),
        )
    real = place.resolve()
    if real.is_relative_to(shipped.resolve()):
        raise UserError(
            t("This folder comes with the program."),
            t("Copy it to another place, give the pack another id, and open that."),
        )
    if real.is_relative_to(added.resolve()):
        raise UserError(
            t("This folder is in your library already."),
            t("What you change in it is checked and shown as it is."),
        )


def _unsaved(pack: Pack, error: OSError) -> UserError:
    return UserError(
        t("“{title}” could not be saved in your library.", title=pack.title),
        t("See whether the disk is full or the folder is write-protected, then try again."),
        str(error),
    )


def _not_removable(cards: Sequence[PackCard], pack_id: str) -> UserError:
    if cards:
        return UserError(
            t("“{title}” comes with the program and stays.", title=cards[0].title),
            t("You can leave it aside when you choose a pack."),
        )
    return UserError(
        t("There is no pack `{id}` in your library.", id=pack_id), t("It may be gone already.")
    )


def _delete(place: Path) -> None:
    """Delete an added pack, a link itself and not what it points to."""
    try:
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            t("The pack at {place} could not be deleted.", place=place),
            t("See whether another program has it open, then try again."),
            str(error),
        ) from error
