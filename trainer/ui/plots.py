"""What charts show, as values: no chart decides anything by itself."""

from dataclasses import dataclass

from trainer.core.rubric import Verdict
from trainer.ui.figures import ShareFigure


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words: the twin of a chart. Each row has a word for each column."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A long list, or its first rows. `empty` says what to do while there is nothing to show."""

    lead: str
    empty: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a curve with its interval, from 0 to 1; `at` is a day as an ordinal number.

    `words` say all of it.
    """

    at: float
    value: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A share over time. `colour` names a token; a dashed curve is told apart by that as well."""

    label: str
    colour: str
    dashed: bool
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Shares over time, or single figures while there is too little for a curve.

    `says` is the sentence that says what it shows, `ticks` are days with their words, `chance` is
    what guessing gives, None for no line.
    """

    title: str
    says: str
    curves: tuple[Curve, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    chance: float | None = None
    figures: tuple[ShareFigure, ...] = ()
    grid: Grid = Grid()

    @property
    def has_drawing(self) -> bool:
        """Whether there is enough to draw."""
        return bool(self.curves or self.figures)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How often one verdict was taken for another. `shade`, 0 to 1, is its share of the row."""

    count: str
    shade: float
    right: bool
    words: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """What was taken for what: a row for each verdict that it was, a column for what was said."""

    title: str
    says: str
    names: tuple[tuple[Verdict, str], ...] = ()
    cells: tuple[tuple[MatrixCell, ...], ...] = ()
    grid: Grid = Grid()

    @property
    def has_drawing(self) -> bool:
        """Whether there is enough to draw."""
        return bool(self.cells)


@dataclass(frozen=True, slots=True)
class BarLine:
    """One share with its count and, where there is something to say, a word on it."""

    figure: ShareFigure
    of: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares below each other. `heads` are the words over label, bar, share and count."""

    title: str
    says: str
    heads: tuple[str, str, str] = ("", "", "")
    lines: tuple[BarLine, ...] = ()
    grid: Grid = Grid()

    @property
    def has_drawing(self) -> bool:
        """Whether there is enough to draw."""
        return bool(self.lines)


Chart = Plot | Matrix | Bars


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A chart as it is shown: as its table, where somebody wants that or nothing can be drawn."""

    chart: Chart
    in_words: bool

    @property
    def is_drawn(self) -> bool:
        """Whether it is shown as a drawing."""
        return self.chart.has_drawing and not self.in_words

    @property
    def is_table(self) -> bool:
        """Whether it is shown as a table; of some there is nothing but the sentence yet."""
        return bool(self.chart.grid.rows) and not self.is_drawn
