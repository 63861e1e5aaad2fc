"""Tables as spreadsheet files: one CSV, or one XLSX workbook with a sheet for each."""

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.services.exchange.tables import Cell, Row, Table, guarded, printable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_CELL = 32_767
_ROWS_A_SHEET = 1_048_575
"""Rows that a sheet of a workbook can hold below its head."""

_WIDEST = 60


def write_csv(table: Table, path: Path) -> None:
    """Write one table as UTF-8 with a byte order mark, which spreadsheets go by. Raises `OSError`.

    Text that a spreadsheet would run as a formula has an apostrophe put before it.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.head)
        for row in table.rows:
            writer.writerow([_as_text(cell) for cell in row])


def _as_text(cell: Cell) -> str:
    if isinstance(cell, dt.datetime):
        return cell.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, str):
        return guarded(printable(cell))
    return "" if cell is None else str(cell)


def write_xlsx(tables: Sequence[Table], path: Path) -> None:
    """Write a workbook with a sheet for each table, more where one is too long. Raises `OSError`.

    Text is written as text, so that nothing in it runs as a formula or becomes a link.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  it is needed only where somebody exports
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415  for exports alone

    workbook = Workbook(
        path,
        # Rows go to the disk as they come, beside the workbook, where there is room for it too.
        {"constant_memory": True, "tmpdir": str(path.parent), "remove_timezone": True},
    )
    try:
        for table in tables:
            _write_table(workbook, table)
    finally:
        try:
            workbook.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error


def _write_table(workbook: "Workbook", table: Table) -> None:
    head = workbook.add_format({"bold": True, "bottom": 1})
    moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for number, rows in enumerate(_portions(table.rows), 1):
        sheet = workbook.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
        sheet.freeze_panes(1, 0)
        for column, words in enumerate(table.head):
            sheet.set_column(column, column, min(max(len(words) + 2, 14), _WIDEST))
            sheet.write_string(0, column, words, head)
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                _write_cell(sheet, line, column, cell, moment)


def _portions(rows: Iterator[Row]) -> Iterator[Iterator[Row]]:
    """The rows in portions of a sheet each; one empty portion where there are none."""
    yield islice(rows, _ROWS_A_SHEET)
    for first in rows:
        yield _behind(first, islice(rows, _ROWS_A_SHEET - 1))


def _behind(first: Row, others: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from others


def _write_cell(sheet: "Worksheet", line: int, column: int, cell: Cell, moment: "Format") -> None:
    if isinstance(cell, dt.datetime):
        sheet.write_datetime(line, column, cell.astimezone(dt.UTC), moment)
    elif isinstance(cell, str):
        sheet.write_string(line, column, _fitting(printable(cell)))
    elif cell is not None:
        sheet.write_number(line, column, cell)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"
