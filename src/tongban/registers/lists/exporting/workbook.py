"""An edition as a workbook (xlsx): every cell is text, so that nothing in it is ever run as a formula."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from tongban.registers.lists.queries.editions import View
from tongban.registers.lists.rules.rows import words

WIDTH_OF_SHARE = 2.2
HEAD_ROWS = 5
_TOP = Alignment(vertical="top", wrap_text=True)


def workbook(view: View) -> bytes:
    """The rows under a head that names the edition, its date, number and hash."""
    head = view.head
    made = Workbook(write_only=True)
    made.properties.title = f"{head.kind.title} {head.label}"
    made.properties.creator = head.agency
    made.properties.created = made.properties.modified = head.published_at.replace(tzinfo=None)
    sheet: Any = made.create_sheet("清单")
    sheet.freeze_panes = f"A{HEAD_ROWS + 1}"
    for place, column in enumerate(head.kind.columns):
        letter = chr(ord("A") + place + 1)
        sheet.column_dimensions[letter].width = max(8.0, column.share * WIDTH_OF_SHARE)
    for line in _head_lines(view):
        sheet.append([_cell(sheet, line, is_bold=line == head.kind.title)])
    labels = ["序号", *(each.label for each in head.kind.columns)]
    sheet.append([_cell(sheet, each, is_bold=True) for each in labels])
    for ordinal, row in enumerate(view.rows, start=1):
        sheet.append(
            [_cell(sheet, str(ordinal)), *(_cell(sheet, words(row.get(each.key))) for each in head.kind.columns)]
        )
    blob = io.BytesIO()
    made.save(blob)
    return blob.getvalue()


def _head_lines(view: View) -> list[str]:
    head = view.head
    whose = f"{head.institution} " if head.institution else ""
    told = f"{whose}{head.label}，{head.dated_on.isoformat()}公布，共{head.row_count}项"
    if head.withheld:
        told += f"，另有涉及国家秘密的{head.withheld}项不公开内容"
    return [head.kind.title, told, f"公告文号：{head.notice_number}", f"清单文件SHA-256：{head.content_hash}"]


def _cell(sheet: Any, text: str, *, is_bold: bool = False) -> Cell:
    """A cell that is text whatever its first letter is (公式注入)."""
    cell: Cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    cell.alignment = _TOP
    if is_bold:
        cell.font = Font(bold=True)
    return cell
