"""Lists written into the template's workbook (导出工作簿), safe to open: no cell is ever a formula."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tongban.foundation.kernel.errors import Declined, Fault
from tongban.registers.catalog.item import ItemDocument

from . import cells
from .columns import DETAILS, INSTRUCTIONS, ITEM, ITEMS, NUMBER, OPTION, TABLES, Column, Table, Words
from .sheets import letters
from .tables import REFERENCE_COLUMN, WORDS_SHEET

LONGEST_CELL = 32_000
VALIDATED_ROWS = 2_000
_LONGEST_HEADER = 200
_RISKY = "=+-@\t|%"
_HEAD = PatternFill("solid", start_color="FFE8EEF7")
_NEEDED = Font(bold=True, color="FFB00020")
_BOLD = Font(bold=True)
_WRAP = Alignment(wrap_text=True, vertical="top")
YES_NO: Words = {"yes": "是", "no": "否"}
RowOf = dict[Column, str | int]


class CannotWrite(Declined):
    """Something does not fit into a workbook's cell (写不进表格)."""

    code = "cannot_write"
    status = 422
    sentence = "有的内容放不进表格。"


def write(items: Iterable[ItemDocument], *, mark: str = "") -> bytes:
    """The workbook of these lists; reading it gives the same lists again. `mark` is printed on every page (水印)."""
    documents = list(items)
    references = _references(documents)
    rows: dict[str, list[RowOf]] = {table.name: [] for table in TABLES}
    for document in documents:
        for number, option in document.options.items():
            plain = msgspec.to_builtins(option)
            rows[ITEMS.name].append(_item_row(document, number, plain))
            reference = references[id(document)].format(number)
            for table in DETAILS:
                for each in plain.get(table.element, ()):
                    rows[table.name].append({REFERENCE_COLUMN: reference, **_row(table.columns, each)})
    return book(rows, mark=mark)


def book(rows: dict[str, list[RowOf]], *, mark: str = "") -> bytes:
    """The workbook of these rows, with names of columns, choices and instructions."""
    made = Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    lists = _Lists()
    _check(rows)
    for table in TABLES:
        sheet = made.create_sheet(table.name)
        columns = table.columns if table is ITEMS else (REFERENCE_COLUMN, *table.columns)
        _head(sheet, columns)
        for number, row in enumerate(rows.get(table.name, ()), 2):
            for place, column in enumerate(columns, 1):
                if column in row:
                    _fill(sheet, number, place, row[column])
        _validate(sheet, columns, lists)
    _instruct(made.create_sheet(INSTRUCTIONS))
    lists.write(made.create_sheet(WORDS_SHEET))
    if mark:
        _mark(made, mark)
    blob = BytesIO()
    made.save(blob)
    return blob.getvalue()


def _mark(made: Workbook, mark: str) -> None:
    """Who took it out, on top of every printed page and in the file's own description."""
    made.properties.description = mark
    for sheet in made.worksheets:
        head, foot = sheet.oddHeader, sheet.oddFooter
        assert head is not None, "a sheet has a header"
        assert foot is not None, "a sheet has a footer"
        head.center.text = mark.replace("&", "&&")[:_LONGEST_HEADER]
        head.center.size, head.center.color = 16, "BFBFBF"
        foot.center.text = "第&P页 共&N页"


def _references(documents: list[ItemDocument]) -> dict[int, str]:
    """How rows name their option: with the agency only where two agencies have the same item."""
    codes = [each.basic_code for each in documents]
    return {
        id(each): f"{each.basic_code}-{{}}@{each.agency}"
        if codes.count(each.basic_code) > 1
        else f"{each.basic_code}-{{}}"
        for each in documents
    }


def _item_row(document: ItemDocument, number: str, option: dict[str, Any]) -> RowOf:
    head = msgspec.to_builtins(document)
    head.pop("options")
    return {**_row(ITEM, {"item": head}), NUMBER: number, **_row(OPTION, option)}


def _row(columns: Iterable[Column], plain: dict[str, Any]) -> RowOf:
    found: RowOf = {}
    for column in columns:
        above, value = _value(plain, column.path)
        if value is None and above is not None and column.explicit is not None:
            value = column.explicit
        if value is not None:
            found[column] = cells.write(column, value)
    return found


def _value(plain: dict[str, Any], path: tuple[str, ...]) -> tuple[dict[str, Any] | None, Any]:
    """What stands above the element when it is a record of its own, and the element."""
    found: Any = plain
    for part in path[:-1]:
        found = found.get(part)
        if found is None:
            return None, None
    return (found if len(path) > 1 else None), found.get(path[-1])


def _check(rows: dict[str, list[RowOf]]) -> None:
    faults = [
        Fault(f"{name}!第{number}行", "cell", f"“{column.header}”有{len(value)}个字，或有控制字符，单元格放不下。")
        for name, each in rows.items()
        for number, row in enumerate(each, 2)
        for column, value in row.items()
        if isinstance(value, str) and (len(value) > LONGEST_CELL or not _is_printable(value))
    ]
    if faults:
        raise CannotWrite(f"有{len(faults)}处内容放不进表格。", faults=faults)


def _is_printable(text: str) -> bool:
    return all(each >= " " or each in "\t\n" for each in text)


def _fill(sheet: Worksheet, row: int, place: int, value: str | int) -> None:
    """Text stays text: a spreadsheet must not take what somebody wrote for a formula."""
    cell = sheet.cell(row, place)
    cell.value = value
    cell.alignment = _WRAP
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
        if value[:1] in _RISKY:
            cell.quotePrefix = True


def _head(sheet: Worksheet, columns: Iterable[Column]) -> None:
    for place, column in enumerate(columns, 1):
        cell = sheet.cell(1, place)
        cell.value = column.header
        cell.fill = _HEAD
        cell.font = _NEEDED if column.is_needed else _BOLD
        sheet.column_dimensions[get_column_letter(place)].width = (
            28 if column.kind in ("lines", "text", "choices") else 14
        )
    sheet.freeze_panes = "B2"


class _Lists:
    """The fixed words on a sheet of their own: a list inside the cell's rule may have 255 characters only."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], int] = {}

    def formula(self, words: Words) -> str:
        labels = tuple(words.values())
        place = letters(self._columns.setdefault(labels, len(self._columns) + 1))
        return f"{quote_sheetname(WORDS_SHEET)}!${place}$1:${place}${len(labels)}"

    def write(self, sheet: Worksheet) -> None:
        for labels, place in self._columns.items():
            for row, label in enumerate(labels, 1):
                sheet.cell(row, place).value = label
        sheet.sheet_state = "hidden"


def _validate(sheet: Worksheet, columns: Iterable[Column], lists: _Lists) -> None:
    for place, column in enumerate(columns, 1):
        words = YES_NO if column.kind == "yes_no" else column.words if column.kind == "word" else None
        if words:
            rule = DataValidation(type="list", formula1=lists.formula(words), allow_blank=True)
            rule.errorTitle, rule.error = "请从列表里选", f"“{column.header}”只能选列表里的内容。"
            rule.add(f"{letters(place)}2:{letters(place)}{VALIDATED_ROWS}")
            sheet.add_data_validation(rule)


def _instruct(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 90
    for number, (title, words) in enumerate(_instructions(), 1):
        sheet.cell(number, 1).value = title
        sheet.cell(number, 2).value = words
        sheet.cell(number, 1).font = _BOLD
        sheet.cell(number, 2).alignment = _WRAP


def _instructions() -> Iterator[tuple[str, str]]:
    yield "怎么填", "“事项”表每个办理项一行；其他表的第一列写它属于哪个办理项，例如 000131024000-01。红色的列必须填。"
    yield "样例行", "以“样例”开头的行只作示范，导入时跳过，可以删掉。"
    yield "时限", "时限和单位分两列写。没有单位的时限不会替您猜，会退回请您补上。"
    yield "多个内容", "一格里写多个的，每行一个。选项写成 值|名称|提示。"
    yield "条件", '用“情形问题”的代码写，例如 married == "yes"、area >= 300、kind in ("a", "b")。'
    yield "公式", "请粘贴成数值。带宏、加密、引用别的文件的工作簿不能导入。"
    for table in TABLES:
        needed = "、".join(each.header for each in table.columns if each.is_needed)
        yield table.name, f"{table.purpose}必填：{needed or '无'}。"
    for table in TABLES:
        yield from _choices(table)


def _choices(table: Table) -> Iterator[tuple[str, str]]:
    for column in table.columns:
        if column.words:
            yield f"{table.name}·{column.header}", "、".join(column.words.values())
