"""Findings as files to take away (发现清单): CSV and a workbook; no cell is ever a formula; pure."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Font

from tongban.registers.catalog.findings import Finding

from .remarks import field_of, file_of

HEADERS = ("文件", "办理项", "位置", "程度", "发现", "现在按什么处理")
WIDTHS = (28, 22, 24, 8, 60, 28)
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def as_csv(findings: Iterable[Finding]) -> bytes:
    """For any spreadsheet: UTF-8 with its mark, so that Chinese is read as such."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADERS)
    rows.writerows([_harmless(each) for each in row] for row in _rows(findings))
    return text.getvalue().encode("utf-8-sig", "replace")


def as_workbook(findings: Iterable[Finding]) -> bytes:
    """The same as a workbook whose cells are all text."""
    made = Workbook(write_only=False)
    sheet = made.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = "发现"
    for number, row in enumerate([HEADERS, *_rows(findings)], 1):
        for place, said in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = _printable(said)
            cell.data_type = "s"
            cell.number_format = "@"
            if said.startswith(_RISKY):
                cell.quotePrefix = True
            if number == 1:
                cell.font = Font(bold=True)
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    blob = BytesIO()
    made.save(blob)
    return blob.getvalue()


def _rows(findings: Iterable[Finding]) -> Iterator[tuple[str, ...]]:
    for each in findings:
        yield (file_of(each), each.option_code, field_of(each), each.severity.label, each.message, each.assumed)


def _harmless(said: str) -> str:
    """A spreadsheet takes what begins so for a formula, unless a quotation mark stands before it."""
    text = _printable(said)
    return f"'{text}" if text.lstrip(" ").startswith(_RISKY) else text


def _printable(said: str) -> str:
    """Without what no spreadsheet can keep."""
    return "".join(each for each in said if each >= " " or each in "\t\n")
