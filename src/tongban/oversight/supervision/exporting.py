"""Figures as files (指标导出): a workbook or CSV in which nothing that somebody wrote is ever run as a formula."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title of at most 31 characters, heads and rows; numbers stay numbers."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_csv(sheets: Sequence[Sheet]) -> bytes:
    """The tables one after the other, each under its title; with the mark that spreadsheets need for Chinese."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    for place, sheet in enumerate(sheets):
        if place:
            writer.writerow([])
        writer.writerow([_text(sheet.title)])
        writer.writerow([_text(each) for each in sheet.heads])
        writer.writerows([[_text(each) if isinstance(each, str) else each for each in row] for row in sheet.rows])
    return "\ufeff".encode() + made.getvalue().encode()


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """One sheet for each table."""
    made = Workbook(write_only=True)
    for sheet in sheets:
        page: Any = made.create_sheet(sheet.title)
        for row in (sheet.heads, *sheet.rows):
            page.append([_cell(page, each) for each in row])
    blob = io.BytesIO()
    made.save(blob)
    return blob.getvalue()


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_BEGINS_FORMULA) else value


def _cell(page: Any, value: Cell) -> Any:
    made = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        made.data_type = "s"
    return made
