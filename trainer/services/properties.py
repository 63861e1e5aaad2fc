"""The check of all packs together: a table of properties, and what to mend where one fails."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from trainer.core.checkups import forms
from trainer.core.problems import Severity
from trainer.core.properties import Property, State, properties_of
from trainer.core.revisions import revisions_of
from trainer.core.words import t, tn
from trainer.packs import echo
from trainer.packs.cache import entry_of
from trainer.packs.contents import contents_of
from trainer.packs.reading import Reading, documents_of, reading_of
from trainer.services.checking import packs_among, printable, told
from trainer.services.surface import surface_property

_LONGEST_TOLD = 12
"""Words of an echo that are printed; the place is told anyway."""


@dataclass(frozen=True, slots=True)
class PropertiesReport:
    """The table as text that ends in a line break, and whether every property holds."""

    text: str
    holds: bool

    @property
    def exit_code(self) -> int:
        """0 where every property holds, else 1."""
        return 0 if self.holds else 1


def report_on_all(places: Sequence[Path]) -> PropertiesReport:
    """Look at the packs at `places` together, each a folder or a zip file."""
    readings: list[Reading] = []
    wordings: list[echo.Wording] = []
    for place in packs_among(places).packs:
        contents = contents_of(place)
        readings.append(reading_of(contents, place))
        wordings += chain.from_iterable(
            echo.wordings_of(document, place) for document in documents_of(contents)
        )
    revisions = [one for r in readings if r.pack is not None for one in revisions_of(r.pack)]
    found = (
        _soundness(readings),
        *properties_of(revisions, forms(map(entry_of, revisions))),
        surface_property(revisions),
        _echoes(wordings),
        _openings(wordings),
    )
    return PropertiesReport(
        text="".join(f"{line}\n" for line in _lines(found)),
        holds=all(one.state is State.HOLDS for one in found),
    )


def _soundness(readings: Sequence[Reading]) -> Property:
    errors = [
        told(reading.place, problem)
        for reading in readings
        for problem in reading.problems
        if problem.severity is Severity.ERROR
    ]
    sound = sum(reading.pack is not None for reading in readings)
    return Property(
        t("packs without an error"),
        t("all, and at least one"),
        t("{number} of {whole}", number=sound, whole=len(readings)),
        State.HOLDS if readings and sound == len(readings) else State.FAILS,
        tuple(errors) if readings else (t("There is no pack here."),),
    )


def _echoes(wordings: Iterable[echo.Wording]) -> Property:
    found = echo.echoes(wordings)
    return Property(
        t("no echo: words running that two texts share"),
        t("at most {number}", number=echo.LONGEST_RUN),
        tn("{number} longer run", "{number} longer runs", len(found))
        if found
        else t("none longer"),
        State.FAILS if found else State.HOLDS,
        tuple(map(_echo, found)),
    )


def _echo(one: echo.Echo) -> str:
    words = " ".join(one.words[:_LONGEST_TOLD])
    return t(
        "{second} ({what}) repeats {number} words of {first} ({of_what}): {words}",
        second=_where(one.second),
        what=one.second.part.value,
        first=_where(one.first),
        of_what=one.first.part.value,
        number=len(one.words),
        words=f"{words} …" if len(one.words) > _LONGEST_TOLD else words,
    )


def _where(wording: echo.Wording) -> str:
    return f"{printable(wording.file)}:{wording.line}"


def _openings(wordings: Sequence[echo.Wording]) -> Property:
    stock = echo.stock_openings(wordings)
    commonest = echo.commonest_opening(wordings)
    return Property(
        t("no stock phrase: explanations that open alike"),
        t("at most {share} %", share=f"{echo.LARGEST_OPENING * 100:.0f}"),
        t("{share} % the most", share=f"{commonest.share * 100:.1f}") if commonest else t("none"),
        State.FAILS if stock else State.HOLDS,
        tuple(
            t(
                "“{words} …” opens {number} of {whole}: {places}",
                words=" ".join(opening.words),
                number=len(opening.wordings),
                whole=opening.whole,
                places=", ".join(map(_where, opening.wordings)),
            )
            for opening in stock
        ),
    )


def _lines(found: Sequence[Property]) -> Iterator[str]:
    """The table, then what to mend in the order of the table, then what else is worth knowing."""
    states = {State.HOLDS: t("holds"), State.FAILS: t("FAILS")}
    rows = [(states[one.state], one.name, one.asked, one.found) for one in found]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    for title, told_of in (
        (t("To mend"), [(one.name, one.lacking) for one in found]),
        (t("To know"), [(one.name, one.told) for one in found]),
    ):
        if any(lines for _, lines in told_of):
            yield ""
            yield title
        for name, lines in told_of:
            if lines:
                yield f"  {name}"
                yield from (f"    {line}" for line in lines)
