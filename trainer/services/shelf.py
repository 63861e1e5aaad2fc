"""The whole library at one moment: its packs, their questions, and the way to each full text."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from trainer.core.catalogue import Entry, PackCard
from trainer.core.problems import Problem
from trainer.core.revisions import Revision, content_hash, revision_from
from trainer.core.words import t
from trainer.packs.cache import Shelved
from trainer.packs.caps import HEAD_FILE


class Where(NamedTuple):
    """Which pack of the shelf has a question, and which of its entries it is."""

    pack: int
    entry: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The whole library at one moment."""

    packs: tuple[Shelved, ...] = ()
    """As each was read, with the place on its card; `cards` are these seen side by side."""
    cards: tuple[PackCard, ...] = ()
    entries: tuple[Entry, ...] = ()
    revisions: dict[str, Where] = field(default_factory=dict)


def arranged(packs: Sequence[Shelved]) -> Shelf:
    """The library of these packs; of two sound ones with one id, the second counts as broken."""
    cards: list[PackCard] = []
    entries: list[Entry] = []
    revisions: dict[str, Where] = {}
    first: dict[str, PackCard] = {}
    for number, shelved in enumerate(packs):
        card = shelved.card
        if not card.broken and card.id in first:
            card = _second(card, first[card.id])
        elif not card.broken:
            first[card.id] = card
            entries += shelved.entries
            for index, entry in enumerate(shelved.entries):
                revisions[entry.revision] = Where(number, index)
        cards.append(card)
    return Shelf(tuple(packs), tuple(cards), tuple(entries), revisions)


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
    return replace(card, problems=(problem, *card.problems), stale=False)


def held(before: Shelved, now: PackCard) -> Shelved:
    """A pack that was sound `before` and has errors `now`: its last questions, its new problems."""
    return replace(before, card=replace(before.card, problems=now.problems, stale=True))


def stored(shelved: Shelved, index: int, wanted: str) -> Revision | None:
    """The revision as it was cached, None where it is not what its hash says."""
    try:
        body = shelved.bodies.body(index)
        return revision_from(body) if content_hash(body) == wanted else None
    except (OSError, ValueError):
        return None
