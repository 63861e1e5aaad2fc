"""The library: the packs that came with the program and those that were added."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from trainer.core.catalogue import Entry, PackCard
from trainer.core.errors import UserError
from trainer.core.problems import Problem
from trainer.core.questions import Pack
from trainer.core.revisions import Revision, content_hash, revision_from
from trainer.core.words import t
from trainer.packs.atomic import write_atomically
from trainer.packs.cache import Cache, Shelved
from trainer.packs.caps import HEAD_FILE, is_ignored
from trainer.packs.marks import marks_of


class AlreadyThereError(UserError):
    """A pack with this id was added before; `present` and `offered` are the two versions."""

    def __init__(self, title: str, present: str, offered: str) -> None:
        super().__init__(
            t(
                "“{title}” is already in your library, in version {version}.",
                title=title,
                version=present,
            ),
            t("Replace it by version {version}, or keep the one you have.", version=offered),
        )
        self.present = present
        self.offered = offered


class _Where(NamedTuple):
    """Which pack of the shelf has a question, and which of its entries it is."""

    pack: int
    entry: int


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The whole library at one moment."""

    packs: tuple[Shelved, ...] = ()
    cards: tuple[PackCard, ...] = ()
    entries: tuple[Entry, ...] = ()
    revisions: dict[str, _Where] = field(default_factory=dict)


class Library:
    """All packs at hand; it satisfies `core.catalogue.Catalogue`.

    `shipped` and `added` are folders whose folders and zip files are packs, `cache` holds what can
    be made again. It is empty until `load` was called. Calls that change it may come from any
    thread; readers see the state before or after, never one between.
    """

    def __init__(self, shipped: Path, added: Path, cache: Path) -> None:
        self._shipped = shipped
        self._added = added
        self._cache = Cache(cache)
        self._changing = threading.Lock()
        self._shelf = _Shelf()
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
        return _stored(shelved, entry, content_hash) or self._rescue(shelved, content_hash)

    def load(self) -> None:
        """Find all packs again. A broken one becomes a card with its problems, never an error."""
        with self._changing:
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
        places = [
            *((place, True) for place in pack_places(self._shipped)),
            *((place, False) for place in pack_places(self._added)),
        ]
        packs = [self._shelved(place, shipped=shipped) for place, shipped in places]
        self._shelf = _arranged(packs)
        self._rescued = {}
        self._cache.forget_all_but(place for place, _ in places)

    def _shelved(self, place: Path, *, shipped: bool) -> Shelved:
        marks = marks_of(place)
        kept = None if marks is None else self._cache.find(place, marks, shipped=shipped)
        if kept is not None:
            return kept
        from trainer.services.intake import card_and_revisions  # noqa: PLC0415 - see that module

        card, revisions = card_and_revisions(place, shipped=shipped)
        # A pack without marks cannot be recognised again; it is read at every start.
        return self._cache.keep(place, marks or (), card, revisions)

    def _rescue(self, shelved: Shelved, wanted: str) -> Revision:
        """A question whose cached text is damaged, from the pack itself."""
        if wanted not in self._rescued:
            from trainer.services.intake import card_and_revisions  # noqa: PLC0415 - see that module

            place = Path(shelved.card.place)
            self._cache.forget(place)
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


def _arranged(packs: Sequence[Shelved]) -> _Shelf:
    """The library of these packs; of two sound ones with one id, the second counts as broken."""
    cards: list[PackCard] = []
    entries: list[Entry] = []
    revisions: dict[str, _Where] = {}
    first: dict[str, PackCard] = {}
    for number, shelved in enumerate(packs):
        card = shelved.card
        if not card.broken and card.id in first:
            card = _second(card, first[card.id])
        elif not card.broken:
            first[card.id] = card
            entries += shelved.entries
            for index, entry in enumerate(shelved.entries):
                revisions[entry.revision] = _Where(number, index)
        cards.append(card)
    return _Shelf(tuple(packs), tuple(cards), tuple(entries), revisions)


def _second(card: PackCard, first: PackCard) -> PackCard:
    problem = Problem(
        HEAD_FILE,
        0,
        t(
            "Another pack has the id `{id}` too: “{title}”, version {version}.",
            id=card.id,
            title=first.title,
            version=first.version,
        ),
        t("Give one of them another id, or remove one."),
    )
    return replace(card, problems=(problem, *card.problems))


def _stored(shelved: Shelved, index: int, wanted: str) -> Revision | None:
    """The revision as it was cached, None where it is not what its hash says."""
    try:
        body = shelved.bodies.body(index)
        return revision_from(body) if content_hash(body) == wanted else None
    except (OSError, ValueError):
        return None


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
