"""What the library page shows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.core import glossary
from trainer.core.catalogue import Entry, PackCard, Source
from trainer.core.checkups import reserved
from trainer.core.dates import long_date
from trainer.core.problems import Problem, Severity
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Verdict
from trainer.core.words import t, tn
from trainer.services.library import AlreadyThereError

TOLD = 12
"""Problems shown of one pack; the check on the command line tells all."""
_THEMES_TOLD = 4
_SOURCES_TOLD = 3


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack.

    `problems` is empty for a sound one, `standing` for one in which nobody writes. `may_practise`
    is false for a broken one, `browsable` where there is nothing to look at. `counts` are the
    questions of each verdict, told in words by `balance`.
    """

    id: str
    place: str
    title: str
    about: str
    facts: str
    counts: Mapping[Verdict, int]
    balance: str
    seen: str
    sources: str
    licence: str
    standing: str
    problems_title: str
    problems: tuple[str, ...]
    may_practise: bool
    browsable: bool
    discussions: int
    removable: bool
    opened: bool


@dataclass(frozen=True, slots=True)
class Replacing:
    """The question whether a pack takes the place of another one, with its two answers."""

    title: str
    words: str
    replace: str
    keep: str


@dataclass(frozen=True, slots=True)
class LibraryState:
    """All packs: the open folders first, then the sound ones, then those that cannot be played.

    `empty` says what to do when there is none. `lacking` says what check-ups need, "" when nothing
    is missing, and `replacing` is None while nothing is asked.
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
        rows=tuple(sorted(rows, key=lambda row: (not row.opened, not row.may_practise))),
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
    entries = () if card.broken else tuple(entries)
    scored = [entry for entry in entries if entry.practicable]
    seen = sum(entry.ref in sights for entry in scored)
    counts = Counter(entry.truth for entry in scored)
    discussions = sum(not entry.verdict for entry in entries)
    problems = _worth_telling(card)
    return PackRow(
        id=card.id,
        place=card.place,
        title=card.title or card.id,
        about="" if card.broken else card.about,
        facts=_broken_facts(card) if card.broken else _facts(card, entries, discussions),
        counts={verdict: counts[verdict] for verdict in Verdict if scored},
        balance=" · ".join(
            t("{number} {verdict}", number=counts[verdict], verdict=_lower(verdict))
            for verdict in Verdict
            if scored
        ),
        seen=t("{seen} of {total} seen so far", seen=seen, total=len(scored)) if scored else "",
        sources="" if card.broken else _sources(card),
        licence="" if card.broken else " · ".join((", ".join(card.authors), card.licence)),
        standing=_standing(card) if card.opened or card.stale else "",
        problems_title=_problems_title(problems),
        problems=tuple(_told(problem) for problem in problems[:TOLD])
        + (
            (t("and {number} more: main.py check lists them all", number=len(problems) - TOLD),)
            if len(problems) > TOLD
            else ()
        ),
        may_practise=bool(scored),
        browsable=any(not entry.reserved for entry in entries),
        discussions=discussions,
        removable=not card.shipped and not card.opened,
        opened=card.opened,
    )


def _facts(card: PackCard, entries: Sequence[Entry], discussions: int) -> str:
    scored = sum(entry.practicable for entry in entries)
    held = len(reserved(entries))
    parts = (
        _themes(entries),
        tn("one question", "{number} questions", scored) if scored else "",
        tn("one to argue about", "{number} to argue about", discussions) if discussions else "",
        tn("one held back for check-ups", "{number} held back for check-ups", held) if held else "",
        t("level {level}", level=card.level),
        t("version {version}", version=card.version),
    )
    return " · ".join(part for part in parts if part)


def _themes(entries: Iterable[Entry]) -> str:
    themes = list(dict.fromkeys(entry.topic for entry in entries if entry.topic))
    if not themes:
        return ""
    told = ", ".join(themes[:_THEMES_TOLD])
    if len(themes) > _THEMES_TOLD:
        told = t("{themes} and {number} more", themes=told, number=len(themes) - _THEMES_TOLD)
    return t("theme: {themes}", themes=told)


def _broken_facts(card: PackCard) -> str:
    if card.opened:
        return t("This pack cannot be played until it is mended.")
    return t("This pack cannot be played until it is mended. It is at {place}", place=card.place)


def _standing(card: PackCard) -> str:
    """How an open folder stands, and how a pack does whose last save broke it."""
    said = []
    if card.opened:
        said.append(
            t("Open while you write: each save is checked. It is at {place}", place=card.place)
        )
    if card.stale:
        said.append(t("Its last good state is played until what is on the disk now is mended."))
    elif not card.problems:
        said.append(t("No problem was found."))
    return "\n".join(said)


def _worth_telling(card: PackCard) -> list[Problem]:
    """The errors; the one who writes is told the warnings too."""
    errors = [problem for problem in card.problems if problem.severity is Severity.ERROR]
    return errors if errors or not card.opened else list(card.problems)


def _problems_title(problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    if problems[0].severity is Severity.ERROR:
        return tn("One thing to mend", "{number} things to mend", len(problems))
    return tn("One thing could be better", "{number} things could be better", len(problems))


def _told(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    said = f"{problem.message} {problem.hint}".strip()
    return f"{place} — {said}" if place else said


def _lower(verdict: Verdict) -> str:
    return glossary.verdict_plain(verdict)


def _sources(card: PackCard) -> str:
    said = [
        tn(
            "One text written for this trainer; its people and places are invented.",
            "{number} texts written for this trainer; their people and places are invented.",
            card.invented,
        )
        if card.invented
        else "",
        _quoted(card.sources),
    ]
    return " ".join(one for one in said if one)


def _quoted(sources: Sequence[Source]) -> str:
    if not sources:
        return ""
    told = "; ".join(_source(source) for source in sources[:_SOURCES_TOLD])
    if len(sources) > _SOURCES_TOLD:
        told = t("{sources} and {number} more", sources=told, number=len(sources) - _SOURCES_TOLD)
    return t("Quoted from {sources}. The quoted words remain their owner’s.", sources=told)


def _source(source: Source) -> str:
    if source.date is None:
        return t("“{title}”, {outlet}", title=source.title, outlet=source.outlet)
    return t(
        "“{title}”, {outlet}, {date}",
        title=source.title,
        outlet=source.outlet,
        date=long_date(source.date),
    )
