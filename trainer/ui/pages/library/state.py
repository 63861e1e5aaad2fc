"""What the library page shows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.core import glossary
from trainer.core.catalogue import Entry, PackCard
from trainer.core.checkups import reserved
from trainer.core.problems import Problem, Severity
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Verdict
from trainer.core.words import t, tn
from trainer.services.library import AlreadyThereError

TOLD = 12
"""Problems shown of one pack; the check on the command line tells all."""


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack. `problems` is empty for a sound one; `may_practise` is false for a broken one."""

    id: str
    title: str
    about: str
    facts: str
    balance: str
    seen: str
    licence: str
    problems_title: str
    problems: tuple[str, ...]
    may_practise: bool
    discussions: int
    removable: bool


@dataclass(frozen=True, slots=True)
class Replacing:
    """The question whether a pack takes the place of another one, with its two answers."""

    title: str
    words: str
    replace: str
    keep: str


@dataclass(frozen=True, slots=True)
class LibraryState:
    """All packs, sound ones first. `empty` says what to do when there is none.

    `lacking` says what check-ups need, "" when nothing is missing. `replacing` is None while
    nothing is asked.
    """

    rows: tuple[PackRow, ...]
    empty: str
    lacking: str
    replacing: Replacing | None = None


def library_state(
    cards: Sequence[PackCard],
    entries: Sequence[Entry],
    sights: Mapping[QuestionRef, int],
    lacking: str = "",
    there: AlreadyThereError | None = None,
) -> LibraryState:
    """The library for these packs; `sights` are the questions that the learner has answered.

    `there` is what stands in the way of a pack that was to be added.
    """
    by_pack: dict[str, list[Entry]] = {}
    for entry in entries:
        by_pack.setdefault(entry.pack, []).append(entry)
    rows = [_row(card, by_pack.get(card.id, []), sights) for card in cards]
    return LibraryState(
        rows=tuple(sorted(rows, key=lambda row: not row.may_practise)),
        empty="" if rows else t("No pack was found. Add one from a folder or a zip file."),
        lacking=lacking if rows else "",
        replacing=None if there is None else _replacing(there),
    )


def _replacing(there: AlreadyThereError) -> Replacing:
    same = there.present == there.offered
    if same:
        comes = t(
            "You have version {present}, and the one you chose is the same version.",
            present=there.present,
        )
    elif there.present:
        comes = t(
            "You have version {present}; the one you chose is version {offered}.",
            present=there.present,
            offered=there.offered,
        )
    else:
        comes = t(
            "The one you have cannot be played; the one you chose is version {offered}.",
            offered=there.offered,
        )
    stays = t("All answers given so far stay, each with its question as it was seen.")
    return Replacing(
        title=t("Replace “{title}”?", title=there.title),
        words=f"{comes} {stays}",
        replace=t("Replace it"),
        keep=t("Keep it"),
    )


def _row(card: PackCard, entries: Iterable[Entry], sights: Mapping[QuestionRef, int]) -> PackRow:
    if card.broken:
        return _broken_row(card)
    entries = list(entries)
    scored = [entry for entry in entries if entry.practicable]
    held = len(reserved(entries))
    seen = sum(entry.ref in sights for entry in scored)
    counts = Counter(entry.verdict for entry in scored)
    discussions = sum(not entry.verdict for entry in entries)
    return PackRow(
        id=card.id,
        title=card.title,
        about=card.about,
        facts=" · ".join(
            part
            for part in (
                tn("one question", "{number} questions", len(scored)) if scored else "",
                tn("one to argue about", "{number} to argue about", discussions)
                if discussions
                else "",
                tn("one held back for check-ups", "{number} held back for check-ups", held)
                if held
                else "",
                t("level {level}", level=card.level),
                t("version {version}", version=card.version),
            )
            if part
        ),
        balance=" · ".join(
            t("{number} {verdict}", number=counts[verdict.value], verdict=_lower(verdict))
            for verdict in Verdict
            if scored
        ),
        seen=t("{seen} of {total} seen so far", seen=seen, total=len(scored)) if scored else "",
        licence=_licence(card),
        problems_title="",
        problems=(),
        may_practise=bool(scored),
        discussions=discussions,
        removable=not card.shipped,
    )


def _broken_row(card: PackCard) -> PackRow:
    errors = [problem for problem in card.problems if problem.severity is Severity.ERROR]
    told = [_told(problem) for problem in errors[:TOLD]]
    if len(errors) > TOLD:
        told.append(t("and {number} more: main.py check lists them all", number=len(errors) - TOLD))
    return PackRow(
        id=card.id,
        title=card.title or card.id,
        about="",
        facts=t(
            "This pack cannot be played until it is mended. It is at {place}", place=card.place
        ),
        balance="",
        seen="",
        licence="",
        problems_title=tn("One thing to mend", "{number} things to mend", len(errors)),
        problems=tuple(told),
        may_practise=False,
        discussions=0,
        removable=not card.shipped,
    )


def _told(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place} — {problem.message} {problem.hint}".strip()


def _lower(verdict: Verdict) -> str:
    return glossary.verdict_plain(verdict)


def _licence(card: PackCard) -> str:
    return " · ".join((", ".join(card.authors), card.licence))
