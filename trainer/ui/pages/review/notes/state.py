"""What the list of notes shows, and how it is copied for the author of a pack."""

import datetime as dt

from trainer.core.dates import long_date, moment
from trainer.core.glossary import verdict_name
from trainer.core.inquiry import NoteLine
from trainer.core.words import t, tn
from trainer.ui.plots import Grid, Listing


def notes_state(lines: tuple[NoteLine, ...], now: dt.datetime, *, narrow: bool) -> Listing:
    """The list of these notes; `narrow` says that a pack was chosen."""
    if lines:
        empty = ""
    elif narrow:
        empty = t("There is no note on this pack. Choose all packs to see the others.")
    else:
        empty = t(
            "No notes yet. Where you see a question differently, press D after your answer: what "
            "you write is listed here for the author of the pack."
        )
    return Listing(
        lead=tn("One note", "{number} notes", len(lines)) if lines else "",
        empty=empty,
        grid=Grid(
            (t("When"), t("Note"), t("Statement"), t("Question"), t("Pack")),
            tuple(note_row(line, now) for line in lines),
        ),
    )


def note_row(line: NoteLine, now: dt.datetime) -> tuple[str, ...]:
    """A row for one note."""
    return (
        moment(line.written_at, now),
        " ".join(line.text.split()),
        " ".join(line.statement.split()),
        line.question,
        line.pack_title,
    )


def notes_text(lines: tuple[NoteLine, ...]) -> str:
    """All notes as plain text to be sent to the author of a pack."""
    return "\n\n".join(
        t(
            "{pack} ({pack_id}), question {question}\n“{statement}”\nThe key says {truth}, I said "
            "{chosen} ({date}):\n{note}",
            pack=line.pack_title,
            pack_id=line.pack,
            question=line.question,
            statement=line.statement,
            truth=verdict_name(line.truth),
            chosen=verdict_name(line.chosen),
            date=long_date(line.written_at.astimezone().date()),
            note=line.text,
        )
        for line in lines
    )
