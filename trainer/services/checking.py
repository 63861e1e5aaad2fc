"""A check of packs for the command line: what is wrong, where, and how balanced they are."""

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.core.problems import Problem, Severity
from trainer.core.questions import Pack
from trainer.core.rubric import Verdict
from trainer.core.words import t, tn
from trainer.packs.reading import Reading, check_packs


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found.

    `text` has a line for each problem and a summary line for each pack, and ends in a line break.
    `errors` and `warnings` count over all packs.
    """

    text: str
    errors: int
    warnings: int

    @property
    def exit_code(self) -> int:
        """0 where every pack can be played, warnings or not; 1 otherwise."""
        return 1 if self.errors else 0


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody named to be checked: packs, and plain files that stand beside them."""

    packs: tuple[Path, ...]
    aside: tuple[Path, ...]


def packs_among(places: Sequence[Path]) -> Named:
    """The packs among `places`, so that a shell's `questions/*` may hold a plain file as well.

    A file that is no zip file is left aside only where there are packs beside it: alone, it was
    meant to be one.
    """
    aside = tuple(place for place in places if _is_plain_file(place))
    if len(aside) == len(places):
        return Named(tuple(places), ())
    return Named(tuple(place for place in places if place not in aside), aside)


def _is_plain_file(place: Path) -> bool:
    try:
        return place.is_file() and place.suffix.lower() != ".zip" and not zipfile.is_zipfile(place)
    except (OSError, ValueError):
        return False


def report(places: Sequence[Path]) -> CheckReport:
    """Check the packs at `places`, each a folder or a zip file."""
    named = packs_among(places)
    readings = check_packs(named.packs)
    problems = [problem for reading in readings for problem in reading.problems]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    lines = [line for reading in readings for line in _lines(reading)]
    lines += [t("{place}: no pack, left aside.", place=printable(place)) for place in named.aside]
    return CheckReport(
        text="".join(f"{line}\n" for line in lines),
        errors=errors,
        warnings=len(problems) - errors,
    )


def _lines(reading: Reading) -> Iterator[str]:
    for problem in reading.problems:
        yield told(reading.place, problem)
    yield f"{printable(reading.place)}: {_summary(reading)}"


def told(place: Path, problem: Problem) -> str:
    """One problem of the pack at `place` as one line of text."""
    where = printable(place / problem.file if problem.file else place)
    line = f":{problem.line}" if problem.line else ""
    way_out = f" — {problem.hint}" if problem.hint else ""
    return f"{where}{line}: {problem.severity.value}: {problem.message}{way_out}"


def printable(path: Path) -> str:
    """A path that any terminal can be given, also where its name is no proper text."""
    return str(path).encode(errors="backslashreplace").decode()


def _summary(reading: Reading) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
    if reading.pack is None:
        return tn(
            "{number} error; this pack cannot be played yet.",
            "{number} errors; this pack cannot be played yet.",
            errors,
        )
    warnings = len(reading.problems)
    if not warnings:
        return t("{balance}; no problems.", balance=_balance(reading.pack))
    return tn(
        "{balance}; {number} warning.",
        "{balance}; {number} warnings.",
        warnings,
        balance=_balance(reading.pack),
    )


def _balance(pack: Pack) -> str:
    questions = [
        question
        for article in pack.articles
        for excerpt in article.excerpts
        for question in excerpt.questions
    ]
    scored = [(question, question.key) for question in questions if question.key is not None]
    counts = _by_verdict(key.verdict for _, key in scored)
    discussed = len(questions) - len(scored)
    if discussed:
        told = tn("{number} for discussion", "{number} for discussion", discussed)
        counts = f"{counts}, {told}"
    balance = tn(
        "{number} question ({counts})",
        "{number} questions ({counts})",
        len(questions),
        counts=counts,
    )
    held = [key.verdict for question, key in scored if question.reserved]
    if not held:
        return balance
    kept = tn(
        "{number} of them held back for check-ups ({counts})",
        "{number} of them held back for check-ups ({counts})",
        len(held),
        counts=_by_verdict(held),
    )
    return f"{balance}, {kept}"


def _by_verdict(verdicts: Iterable[Verdict]) -> str:
    counts = Counter(verdicts)
    return ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict)
