"""The report on a quiz as a teacher reads it, on the page and in its files, held against counts."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from openpyxl import load_workbook

from tests.journeys.counts import SECOND, Counts
from tests.ui.person import Person
from trainer.core.glossary import verdict_name
from trainer.core.rubric import Verdict
from trainer.ui.places import Where
from trainer.ui.widgets.tables import GridTable

PATIENCE = 60_000
Line = dict[str, str]
"""A row of a table by the titles of its columns."""


def table(person: Person, name: str) -> list[Line]:
    """The rows of the table with this name."""
    (found,) = (
        one
        for one in person.visible()
        if isinstance(one, GridTable) and one.accessibleName() == name
    )
    grid = found.rows.grid
    return [dict(zip(grid.columns, row, strict=True)) for row in grid.rows]


def page_agrees(person: Person, counts: Counts) -> None:
    """Read the report that is open, its questions and its pupils."""
    person.waits_until(lambda: person.is_on(Where.CLASS_REPORT), PATIENCE)
    lead = f"{len(counts.names)} pupils · {counts.answers} answers"
    person.waits_until(lambda: lead in person.sees(), PATIENCE)
    person.presses("Questions")
    lines = table(person, "Questions")
    assert len(lines) == len(counts.truths)
    for position, line in zip(sorted(counts.truths), lines, strict=True):
        assert line["Question"].startswith(f"{position + 1}. ")
        assert line["It is"] == verdict_name(counts.truths[position])
        assert line["Votes"] == " · ".join(map(str, counts.votes(position)))
        assert line["Right"].endswith(", {} of {}".format(*counts.right(position)))
        if "Second vote" in line:
            assert line["Second vote"].replace("–", "") == second_vote(counts, position)
    person.presses("Pupils")
    asked = len(counts.truths)
    pupils = {line["Name"]: (line["Answered"], line["Right"]) for line in table(person, "Pupils")}
    assert pupils.keys() == counts.names
    for name, (answered, right) in pupils.items():
        part, whole = counts.of(name)
        assert answered == f"{whole} of {asked}"
        assert right.endswith(f", {part} of {whole}"), name


def second_vote(counts: Counts, position: int) -> str:
    """What stands of a second vote, "" where there was none."""
    if not any(counts.votes(position, SECOND)):
        return ""
    part, whole = counts.right(position, SECOND)
    gained, lost = counts.moved(position)
    return f"{round(100 * part / whole)}\u00a0%, ↑{gained} ↓{lost}"


def files_agree(person: Person, counts: Counts, folder: Path) -> None:
    """Have the report written as a workbook and as a table, and read them as a spreadsheet does."""
    book, sheet = folder / "quiz.xlsx", folder / "quiz.csv"
    for button, place in (("Excel workbook", book), ("CSV table", sheet)):
        person.presses(button)
        person.chooses_file(place)
        written = f"Written to {place}"
        person.waits_until(partial(shows, person, written), PATIENCE)
    workbook = load_workbook(book)
    sheets = {one.title: list(lines_of(one.iter_rows(values_only=True))) for one in workbook}
    with sheet.open(encoding="utf-8-sig", newline="") as lines:
        table_ = list(csv.DictReader(lines))
    answers_agree(sheets["Answers"], counts)
    answers_agree(table_, counts)
    questions_agree(sheets["Questions"], counts)
    pupils_agree(sheets["Pupils"], counts)
    about = {line["What"]: line["Is"] for line in sheets["About"]}
    assert about["Players"] == str(len(counts.names))
    assert about["Answers"] == str(counts.answers)
    assert about["Raised hands"] == str(sum(map(sum, counts.hands.values())))


def shows(person: Person, words: str) -> bool:
    return words in person.sees()


def lines_of(rows: Iterator[Sequence[object]]) -> Iterator[Line]:
    head = [str(title) for title in next(rows)]
    for row in rows:
        yield {
            title: "" if cell is None else str(cell) for title, cell in zip(head, row, strict=True)
        }


def answers_agree(lines: Iterable[Line], counts: Counts) -> None:
    """Each vote that counts stands there once, with who gave it, and hands with their number."""
    found = Counter(
        (line["Name"], line["Question"], line["Vote"], line["Answered with"], line["Right"])
        for line in lines
        for _ in range(int(line["Answers"]))
    )

    def written(name: str, position: int, round_: int, verdict: Verdict) -> tuple[str, ...]:
        right = "yes" if counts.truths[position] is verdict else "no"
        return name, str(position + 1), str(round_), verdict_name(verdict), right

    wanted = Counter(
        written(one.name, one.position, one.round, one.verdict)
        for one in counts.given
        if one.position in counts.truths
    )
    for (position, round_), hands in counts.hands.items():
        for verdict, up in zip(Verdict, hands, strict=True):
            wanted[written("", position, round_, verdict)] += up
    assert found == +wanted


def questions_agree(lines: Sequence[Line], counts: Counts) -> None:
    assert [line["Question"] for line in lines] == [str(at + 1) for at in sorted(counts.truths)]
    for line in lines:
        position = int(line["Question"]) - 1
        said = [line[f"Said {verdict_name(verdict)}"] for verdict in Verdict]
        assert said == list(map(str, counts.votes(position)))
        assert (line["Right"], line["Answers"]) == texts(*counts.right(position))
        assert line["Verdict"] == verdict_name(counts.truths[position])
        again = [line["Second vote: right"], line["Second vote: answers"]]
        if any(counts.votes(position, SECOND)):
            assert tuple(again) == texts(*counts.right(position, SECOND))
            moved = (line["From wrong to right"], line["From right to wrong"])
            assert moved == texts(*counts.moved(position))
        else:
            assert again == ["", ""]


def pupils_agree(lines: Sequence[Line], counts: Counts) -> None:
    found = {line["Name"]: (line["Right"], line["Answered"]) for line in lines}
    assert found == {name: texts(*counts.of(name)) for name in counts.names}


def texts(*numbers: int) -> tuple[str, ...]:
    return tuple(map(str, numbers))
