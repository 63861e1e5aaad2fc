"""What the page of a quiz on paper shows."""

from dataclasses import dataclass

from trainer.core.words import t, tn
from trainer.services.classroom.paper import Grid
from trainer.ui.entries import EntryRow, quoted


@dataclass(frozen=True, slots=True)
class PaperState:
    """The page in words. `add_class` is empty where nobody of a class lacks a sheet."""

    title: str
    count: str
    saving: str
    add_class: str
    statements: tuple[str, ...]
    rows: tuple[EntryRow, ...]


def paper_state(grid: Grid, *, overdue: bool) -> PaperState:
    """The page for these sheets; `overdue` says that the disk had its time."""
    questions = len(grid.revisions)
    rows = tuple(
        EntryRow(
            player.number,
            player.name,
            tuple(grid.ticks.get((player.number, position)) for position in range(questions)),
        )
        for player in grid.players
    )
    return PaperState(
        title=grid.title,
        count=count_words(rows, questions),
        saving=""
        if grid.saved or not overdue
        else t("Not all of it is saved yet; the disk is busy."),
        add_class=(
            t(
                "Add all of {name} ({number})",
                name=grid.class_name,
                number=len(grid.without),
            )
            if grid.without
            else ""
        ),
        statements=tuple(quoted(revision.question.statement.text) for revision in grid.revisions),
        rows=rows,
    )


def count_words(rows: tuple[EntryRow, ...], questions: int) -> str:
    """How much was entered."""
    if not rows:
        return t("No sheet yet. Write the name that stands on the first one.")
    entered = sum(tick is not None for row in rows for tick in row.ticks)
    return t(
        "{entered} of {boxes} boxes are entered, on {sheets}.",
        entered=entered,
        boxes=len(rows) * questions,
        sheets=tn("one sheet", "{number} sheets", len(rows)),
    )
