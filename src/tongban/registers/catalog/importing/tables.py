"""The rows of a workbook by the tables of the template (工作表的行): any order of columns, other words for a header."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from . import cells
from .cells import CellFault
from .columns import INSTRUCTIONS, ITEMS, REFERENCE, REFERENCE_OTHERS, TABLES, Column, Table
from .remarks import Remarks
from .sheets import Cell, Sheet, letters

WORDS_SHEET = "取值"
SEARCHED_FOR_HEADER = 15
MOST_KEPT = 5000
_ORNAMENT = re.compile(r"[\s*＊※（）()【】\[\]：:.．、_\-—\d]+|必填|选填|可不填|可以不填")
REFERENCE_COLUMN = Column(REFERENCE, ("#reference",), others=REFERENCE_OTHERS)


@dataclass(slots=True)
class Row:
    """One row: its place, what it says by column, and what stands in columns that nobody knows."""

    sheet: str
    number: int
    values: dict[tuple[str, ...], Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str, ...], str] = field(default_factory=dict)
    limits: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        return str(self.values.get(REFERENCE_COLUMN.path, ""))

    def at(self, path: tuple[str, ...] = ()) -> str:
        return f"{self.sheet}!{self.places.get(path, f'第{self.number}行')}"

    @property
    def kept(self) -> dict[str, Any]:
        return {"#row": self.number, **self.texts}


@dataclass(slots=True)
class Rows:
    """The rows of all tables, and the sheets that are none."""

    by_table: dict[str, list[Row]] = field(default_factory=dict)
    others: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def read(sheets: list[Sheet], remarks: Remarks) -> Rows:
    """Every row of every sheet; what cannot be placed is told and kept."""
    found = Rows()
    chosen = _chosen(sheets)
    for sheet in sheets:
        table = chosen.get(sheet.name)
        if table is not None:
            header = _header(sheet, table)
            if header is None:
                message = f"工作表“{sheet.name[:30]}”里找不到列名，应有：{'、'.join(_needed(table))}。"
                remarks.add("column_missing", sheet.name, message, assumed="这张表没有导入，原样保留")
                found.others[sheet.name] = _plain(sheet)
                continue
            found.by_table.setdefault(table.name, []).extend(_rows(sheet, table, header, remarks))
        elif sheet.rows and _bare(sheet.name) not in (INSTRUCTIONS, WORDS_SHEET):
            remarks.add("sheet_unknown", sheet.name, f"不认识工作表“{sheet.name[:30]}”。", assumed="没有导入，原样保留")
            found.others[sheet.name] = _plain(sheet)
    if ITEMS.name not in found.by_table:
        named = "、".join(each.name for each in sheets)[:200]
        remarks.add("sheet_missing", ITEMS.name, f"缺少“{ITEMS.name}”工作表，现有：{named}。", assumed="没有导入")
    return found


def _chosen(sheets: list[Sheet]) -> dict[str, Table]:
    """The table of each sheet by its name; a sheet of items under another name is known by its columns."""
    names = {_bare(name): table for table in TABLES for name in (table.name, *table.others)}
    chosen = {each.name: names[_bare(each.name)] for each in sheets if _bare(each.name) in names}
    if ITEMS not in chosen.values():
        for each in sheets:
            header = _header(each, ITEMS) if each.name not in chosen else None
            if header is not None and len(header[1]) >= 4:
                return {**chosen, each.name: ITEMS}
    return chosen


def _header(sheet: Sheet, table: Table) -> tuple[int, dict[int, Column], dict[int, str]] | None:
    """The row of the column names, its known columns, and the names of the others."""
    names = _names(table)
    best: tuple[int, dict[int, Column], dict[int, str]] | None = None
    for number in sorted(sheet.rows)[:SEARCHED_FOR_HEADER]:
        known: dict[int, Column] = {}
        others: dict[int, str] = {}
        for place, cell in sheet.rows[number].items():
            column = names.get(_bare(cell.text))
            if column is not None and column not in known.values():
                known[place] = column
            else:
                others[place] = cell.text.strip()
        if len(known) >= 2 and (best is None or len(known) > len(best[1])):
            best = number, known, others
    return best


def _names(table: Table) -> dict[str, Column]:
    """Headers to columns; a header proper goes before another's synonym."""
    columns = table.columns if table is ITEMS else (REFERENCE_COLUMN, *table.columns)
    found = {_bare(other): column for column in reversed(columns) for other in column.others}
    return found | {_bare(column.header): column for column in columns}


def _needed(table: Table) -> list[str]:
    return [each.header for each in table.columns if each.is_needed]


def _rows(
    sheet: Sheet, table: Table, header: tuple[int, dict[int, Column], dict[int, str]], remarks: Remarks
) -> Iterator[Row]:
    top, known, others = header
    _tell_header(sheet, table, header, remarks)
    for number in sorted(each for each in sheet.rows if each > top):
        line = sheet.rows[number]
        row = Row(sheet.name, number)
        if _is_header_again(line, sheet.rows[top], known):
            remarks.add("row_header", row.at(), f"第{number}行又是列名，没有导入。")
            continue
        for place, column in known.items():
            if place in line:
                _take(row, column, place, line[place], remarks)
        for place, cell in line.items():
            if place not in known and cell.text.strip():
                row.unread[others.get(place) or letters(place)] = cell.text
                row.texts[others.get(place) or letters(place)] = cell.text
        if row.texts or row.values:
            yield row


def _is_header_again(line: dict[int, Cell], header: dict[int, Cell], known: dict[int, Column]) -> bool:
    """Does a row say in every column what the header says there?"""
    said = [(place, line[place].text) for place in known if place in line]
    return len(said) > 1 and all(_bare(text) == _bare(header[place].text) for place, text in said)


def _tell_header(
    sheet: Sheet, table: Table, header: tuple[int, dict[int, Column], dict[int, str]], remarks: Remarks
) -> None:
    top, known, others = header
    missing = [each.header for each in table.columns if each.is_needed and each not in known.values()]
    if missing:
        remarks.add("column_missing", f"{sheet.name}!第{top}行", f"缺少列：{'、'.join(missing)}。", assumed="留空")
    names = _names(table)
    for place, said in others.items():
        if said:
            twice = _bare(said) in names
            what = f"列“{said[:30]}”出现两次。" if twice else f"不认识列“{said[:30]}”。"
            assumed = "用第一列，这一列原样保留" if twice else "原样保留"
            where = f"{sheet.name}!{letters(place)}{top}"
            remarks.add("column_twice" if twice else "column_unknown", where, what, assumed=assumed)


def _take(row: Row, column: Column, place: int, cell: Cell, remarks: Remarks) -> None:
    where = f"{letters(place)}{row.number}"
    row.places[column.path] = where
    field_at = f"{row.sheet}!{where}"
    if cell.is_merged:
        remarks.add("cell_merged", row.sheet, "有合并单元格，合并处每一行都按相同内容读。", assumed="逐行填入")
    if cell.is_formula and not cell.text.strip():
        message = f"“{column.header}”是公式，没有算出的值（或公式出错）。请改成数值。"
        remarks.add("cell_formula_empty", field_at, message, assumed="按空白处理")
        return
    if cell.is_formula:
        remarks.add(
            "cell_formula",
            field_at,
            f"“{column.header}”是公式，取了上次算出的“{cell.text[:40]}”。",
            assumed=cell.text[:40],
        )
    if not cell.text.strip():
        return
    row.texts[column.header] = cell.text
    if cell.is_date and column.kind != "date":
        message = f"“{column.header}”被表格改成了日期{cell.text}，原来写的可能是“3-5”这样的字。"
        remarks.add("cell_date", field_at, message, assumed=f"按“{cell.text}”读，请核对")
    if column.is_limit:
        row.limits[column.path] = column.header, cell.text
    try:
        row.values[column.path] = cells.read(column, cell.text)
    except CellFault as fault:
        remarks.add("cell_invalid", field_at, f"第{row.number}行“{column.header}”：{fault}。", assumed="留空，原文保留")
        row.unread[column.header] = cell.text


def _plain(sheet: Sheet) -> list[dict[str, Any]]:
    """A sheet that is no table, as it stands."""
    found = []
    for number in sorted(sheet.rows)[:MOST_KEPT]:
        found.append({"#row": number, **{letters(place): cell.text for place, cell in sheet.rows[number].items()}})
    return found


def _bare(name: str) -> str:
    """A header without ornament: 材料名称（必填）* is 材料名称; units in brackets belong to the name."""
    return _ORNAMENT.sub("", cells.plain(name[:200]).replace("(元)", "元").replace("（元）", "元"))
