"""A pack read from its place, with everything that is wrong with it; it never raises."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import tomli

from trainer.core.problems import Problem, Severity
from trainer.core.questions import Pack
from trainer.core.words import t, tn
from trainer.packs.balance import advice_on
from trainer.packs.build import outline, pack_from
from trainer.packs.caps import HEAD_FILE, MAX_QUESTIONS, Contents, PackFile, shown
from trainer.packs.contents import contents_of
from trainer.packs.file_checks import check_file, check_head
from trainer.packs.findings import MOST_PROBLEMS, Findings, Patience
from trainer.packs.walk import record_of
from trainer.packs.written import WrittenFile, WrittenHead


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a pack.

    `pack` is None where an error keeps it from being played. `problems` holds errors before
    warnings, each in the order of files and lines. `outline` is a pack without articles: what
    could be read of `pack.toml`, with the name of the place for an id or title that is missing.
    """

    place: Path
    pack: Pack | None
    problems: tuple[Problem, ...]
    outline: Pack


@dataclass(frozen=True, slots=True)
class Document:
    """One article file as its author wrote it; `name` is relative to the pack."""

    name: str
    text: str
    written: WrittenFile


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One article file as far as it could be read, and what was found in it."""

    written: WrittenFile | None
    findings: Findings
    syntax: tuple[Problem, ...] = ()


def read_pack(place: Path) -> Reading:
    """The pack at `place`, a folder or a zip file, and all its problems."""
    return reading_of(contents_of(place), place)


def check_packs(places: Iterable[Path]) -> tuple[Reading, ...]:
    """Each pack read, in the order of `places`."""
    return tuple(read_pack(place) for place in places)


def documents_of(contents: Contents) -> Iterator[Document]:
    """Each article file that is TOML, with what is written in it; what is wrong is not told."""
    for file in contents.files:
        table, text, _ = _parsed(file)
        if table is not None and file.name != HEAD_FILE:
            findings = Findings(file.name, text, Patience())
            yield Document(file.name, text, record_of(WrittenFile, table, findings))


def reading_of(contents: Contents, place: Path) -> Reading:
    """The pack that files in memory make up; `place` says where they were."""
    patience = Patience()
    problems = list(contents.problems)
    head, head_problems = _head(contents, patience)
    problems += head_problems
    sheets = [_sheet(file, patience) for file in contents.files if file.name != HEAD_FILE]
    written = [sheet.written for sheet in sheets if sheet.written is not None]
    count = _count_questions(written)
    if count > MAX_QUESTIONS:
        message = tn(
            "This pack has {number} question; {most} are the most.",
            "This pack has {number} questions; {most} are the most.",
            count,
            most=MAX_QUESTIONS,
        )
        problems.append(Problem("", 0, message, t("Split it into several packs.")))
    else:
        _check_sheets(sheets)
        problems += [problem for sheet in sheets for problem in sheet.findings.problems()]
        problems += _advice(written)
        if head is not None and not contents.problems:
            problems += _emptiness(sheets, count)
    problems += [problem for sheet in sheets for problem in sheet.syntax]
    if patience.spent:
        problems.append(_enough())
    problems.sort(key=lambda problem: (problem.severity is not Severity.ERROR, problem))
    sound = head is not None and not any(p.severity is Severity.ERROR for p in problems)
    name = shown(place.name.removesuffix(".zip")) or "pack"
    return Reading(
        place=place,
        pack=pack_from(head, written) if head is not None and sound else None,
        problems=tuple(problems),
        outline=outline(head, name),
    )


def _enough() -> Problem:
    return Problem(
        "",
        0,
        tn(
            "This pack has {number} problem or more; the rest of it was not looked at.",
            "This pack has {number} problems or more; the rest of it was not looked at.",
            MOST_PROBLEMS,
        ),
        t("Mend these first, then check it again."),
    )


def _head(contents: Contents, patience: Patience) -> tuple[WrittenHead | None, list[Problem]]:
    file = next((file for file in contents.files if file.name == HEAD_FILE), None)
    if file is None:
        if contents.problems and not contents.files:
            return None, []
        hint = t("Every pack has one beside its articles; see the example in the README.")
        return None, [Problem(HEAD_FILE, 0, t("There is no pack.toml here."), hint)]
    table, text, syntax = _parsed(file)
    if table is None:
        return None, list(syntax)
    findings = Findings(file.name, text, patience)
    head = record_of(WrittenHead, table, findings)
    check_head(head, findings)
    return head, findings.problems()


def _sheet(file: PackFile, patience: Patience) -> _Sheet:
    table, text, syntax = _parsed(file)
    findings = Findings(shown(file.name), text, patience)
    written = None if table is None else record_of(WrittenFile, table, findings)
    return _Sheet(written, findings, syntax)


def _parsed(file: PackFile) -> tuple[dict[str, object] | None, str, tuple[Problem, ...]]:
    """The document in a file, its text, and what keeps it from being one."""
    name = shown(file.name)
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        hint = t("Save the file as UTF-8.")
        return None, "", (Problem(name, line, t("This line is not in UTF-8."), hint),)
    try:
        return tomli.loads(text), text, ()
    except tomli.TOMLDecodeError as error:
        line, fault = getattr(error, "lineno", 0), getattr(error, "msg", str(error))
    except (ValueError, RecursionError, OverflowError) as error:
        line, fault = 0, str(error)
    message = t("This is not TOML: {fault}.", fault=shown(fault, 200))
    hint = t("See that quotation marks and brackets are closed and that no key stands twice.")
    return None, "", (Problem(name, line, message, hint),)


def _count_questions(files: Iterable[WrittenFile]) -> int:
    return sum(len(excerpt.question or ()) for file in files for excerpt in file.excerpt or ())


def _check_sheets(sheets: Iterable[_Sheet]) -> None:
    excerpts: dict[str, str] = {}
    questions: dict[str, str] = {}
    for sheet in sheets:
        if sheet.written is None:
            continue
        check_file(sheet.written, sheet.findings)
        for i, excerpt in enumerate(sheet.written.excerpt or ()):
            at = ("excerpt", i)
            _once(_excerpt_again, excerpt.id, (*at, "id"), excerpts, sheet.findings)
            for j, question in enumerate(excerpt.question or ()):
                where = (*at, "question", j, "id")
                _once(_question_again, question.id, where, questions, sheet.findings)


def _once(
    again: Callable[[str, str], tuple[str, str]],
    name: str | None,
    where: tuple[str | int, ...],
    taken: dict[str, str],
    findings: Findings,
) -> None:
    """Note an id that another one in the pack already has."""
    if not name:
        return
    if name in taken:
        findings.error(where, *again(shown(name), taken[name]))
    taken.setdefault(name, findings.file)


def _excerpt_again(name: str, file: str) -> tuple[str, str]:
    return (
        t("There is another excerpt with the id `{name}`, in {file}.", name=name, file=file),
        t("Give each excerpt of the pack its own id."),
    )


def _question_again(name: str, file: str) -> tuple[str, str]:
    return (
        t("There is another question with the id `{name}`, in {file}.", name=name, file=file),
        t("Give each question of the pack its own id."),
    )


def _advice(files: list[WrittenFile]) -> Iterator[Problem]:
    for advice in advice_on(files):
        yield Problem(HEAD_FILE, 0, advice.message, advice.hint, Severity.WARNING)


def _emptiness(sheets: list[_Sheet], count: int) -> Iterator[Problem]:
    if not sheets:
        hint = t("Put a TOML file for each article beside pack.toml.")
        yield Problem(HEAD_FILE, 0, t("This pack has no article."), hint)
    elif not count and all(sheet.written is not None for sheet in sheets):
        hint = t("Add an [[excerpt.question]] to an excerpt.")
        yield Problem(HEAD_FILE, 0, t("This pack has no question."), hint)
