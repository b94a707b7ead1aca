"""Reading a workbook's cells (读取工作簿): bounded, no macros, no links to elsewhere; a refusal is a sentence.

An .xlsx is a zip of XML. It is read here directly, because a stranger's file must be bounded before it is opened, a
formula must be told from its last value, and merged cells must be known: libraries give one of the three at a time.
"""

import re
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from tongban.foundation.kernel.errors import Declined

LARGEST = 40_000_000
LARGEST_OPEN = 400_000_000
HIGHEST_RATIO = 400
MOST_PARTS = 2_000
MOST_ROWS = 120_000
MOST_CELLS = 3_000_000
MOST_SHEETS = 60
MOST_COLUMNS = 400
MOST_MERGED = 200_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58})
"""The built-in formats that show a day (ECMA-376 18.8.30, with the Chinese ones)."""
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIRST_DAY = datetime(1899, 12, 30)
_LAST_SERIAL = 2_958_465
_CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f])_")
_READ_ERRORS = (ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError, KeyError)


class WorkbookRefused(Declined):
    """The workbook cannot be taken in, and why (工作簿不能导入)."""

    code = "workbook_refused"
    status = 422
    sentence = "这个工作簿不能导入，请用模板另存为.xlsx。"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text ("" when empty), whether a formula gave it, a merged range spread it, it is shown as a day."""

    text: str
    is_formula: bool = False
    is_merged: bool = False
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What all sheets of a workbook refer to by number: shared texts, and the styles that show a day."""

    texts: list[str]
    dated: frozenset[str]


@dataclass(slots=True)
class Sheet:
    """One worksheet: rows by number, each with its cells by column number; both count from 1."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read(blob: bytes) -> list[Sheet]:
    """The visible and hidden worksheets in order; `WorkbookRefused` says why not."""
    archive = _opened(blob)
    try:
        known = Known(_shared(archive), _dated(archive))
        return [_sheet(archive, name, part, known) for name, part in _parts(archive)]
    except _READ_ERRORS as error:
        raise WorkbookRefused("工作簿已损坏，读不出来。请用Excel或WPS打开，另存为.xlsx再导入。") from error


def letters(column: int) -> str:
    """3 → C, 28 → AB."""
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def _opened(blob: bytes) -> zipfile.ZipFile:
    if len(blob) > LARGEST:
        raise WorkbookRefused(f"工作簿太大，最多{LARGEST // 1_000_000}MB，请分成几个。")
    if blob.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in blob:
            raise WorkbookRefused("工作簿加了密码，请取消密码后另存再导入。")
        raise WorkbookRefused("这是旧格式.xls，请用Excel或WPS另存为.xlsx再导入。")
    try:
        archive = zipfile.ZipFile(BytesIO(blob))
        names = {each.filename.lstrip("/").lower() for each in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise WorkbookRefused("这不是Excel工作簿，或者已损坏。请用模板填写，另存为.xlsx。") from error
    _bounded(archive, len(blob))
    if any(each.endswith("vbaproject.bin") or "/macrosheets/" in each for each in names):
        raise WorkbookRefused("工作簿里有宏。为了安全不能导入，请另存为不带宏的.xlsx。")
    if any("externallinks/" in each for each in names):
        raise WorkbookRefused("工作簿引用了别的文件。请断开链接（数据、编辑链接），只留数值，再导入。")
    if "xl/workbook.xml" not in names:
        what = "WPS或Word文档" if "word/document.xml" in names else "Excel工作簿"
        raise WorkbookRefused(f"这不是能读的工作簿（像是{what}的另一种格式），请另存为.xlsx。")
    return archive


def _bounded(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    total = sum(each.file_size for each in parts)
    if len(parts) > MOST_PARTS or total > LARGEST_OPEN or (total > 20_000_000 and total > size * HIGHEST_RATIO):
        raise WorkbookRefused("工作簿展开后太大，不能导入。请删掉空白的行列和图片，或分成几个。")
    if any(each.flag_bits & 1 for each in parts):
        raise WorkbookRefused("工作簿加了密码，请取消密码后另存再导入。")


def _bytes(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part by its name, whatever the case; never longer than it was announced."""
    wanted = part.lstrip("/").lower()
    found = next((each for each in archive.infolist() if each.filename.lstrip("/").lower() == wanted), None)
    if found is None:
        raise KeyError(part)
    try:
        with archive.open(found) as file:
            blob = file.read(found.file_size + 1)
    except (RuntimeError, NotImplementedError) as error:
        raise WorkbookRefused("工作簿用了不认识的压缩方法，请另存为.xlsx再导入。") from error
    if len(blob) > found.file_size:
        raise WorkbookRefused("工作簿的内容与目录不符，不能导入。")
    return blob


def _parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Names and parts of the worksheets, in order."""
    targets = {}
    for each in fromstring(_bytes(archive, "xl/_rels/workbook.xml.rels")):
        target = each.get("Target", "")
        targets[each.get("Id", "")] = target if target.startswith("/") else f"xl/{target}"
    found = []
    for each in fromstring(_bytes(archive, "xl/workbook.xml")).iter():
        if _local(each) == "sheet":
            key = next((value for name, value in each.attrib.items() if name.rpartition("}")[2] == "id"), "")
            target = targets.get(key, "")
            if "worksheets/" in target:
                found.append((each.get("name", ""), target))
    if not found or len(found) > MOST_SHEETS:
        raise WorkbookRefused(f"工作簿里没有工作表，或者超过{MOST_SHEETS}张。")
    return found


def _shared(archive: zipfile.ZipFile) -> list[str]:
    try:
        blob = _bytes(archive, "xl/sharedStrings.xml")
    except KeyError:
        return []
    found = []
    for _, each in iterparse(BytesIO(blob)):
        if _local(each) == "si":
            found.append(_string(each))
            each.clear()
    return found


def _dated(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a day."""
    try:
        root = fromstring(_bytes(archive, "xl/styles.xml"))
    except KeyError:
        return frozenset()
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iter() if _local(each) == "numFmt"}
    days = {key for key, code in own.items() if _is_day(code)} | {str(each) for each in _DATE_FORMATS - own.keys()}
    styles = next((each for each in root if _local(each) == "cellXfs"), ())
    return frozenset(str(place) for place, each in enumerate(styles) if each.get("numFmtId") in days)


def _is_day(code: str) -> bool:
    """Does a format of somebody's own show a day? What stands in quotes and brackets is no letter of it."""
    bare = _NO_LETTERS.sub("", code[:200].lower()).replace("general", "")
    return "y" in bare or ("d" in bare and "m" in bare)


def _string(element: Element) -> str:
    """The text of a string, rich or plain, without its phonetic reading."""
    parts = []
    for each in element:
        if _local(each) == "t":
            parts.append(each.text or "")
        elif _local(each) == "r":
            parts += [below.text or "" for below in each if _local(below) == "t"]
    return _CONTROL.sub(lambda match: _character(match[1]), "".join(parts))


def _character(code: str) -> str:
    character = chr(int(code, 16))
    return {"\r": ""}.get(character, character if character in "\t\n" else "�")


def _sheet(archive: zipfile.ZipFile, name: str, part: str, known: Known) -> Sheet:
    sheet = Sheet(name)
    row, cells = 0, 0
    for _, each in iterparse(BytesIO(_bytes(archive, part))):
        kind = _local(each)
        if kind == "row":
            number = each.get("r", "")
            row = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else row + 1
            found = dict(_cells(each, known))
            cells += len(found)
            if found:
                sheet.rows[row] = found
            if len(sheet.rows) > MOST_ROWS or cells > MOST_CELLS:
                raise WorkbookRefused(f"工作表“{name[:30]}”的行太多，最多{MOST_ROWS}行，请分成几个工作簿。")
            each.clear()
        elif kind == "mergeCell":
            _note_merged(sheet, each.get("ref", ""))
    _spread(sheet)
    return sheet


def _cells(row: Element, known: Known) -> Iterator[tuple[int, Cell]]:
    column = 0
    for each in row:
        if _local(each) != "c":
            continue
        place = _PLACE.fullmatch(each.get("r", ""))
        column = _number(place[1]) if place else column + 1
        if column > MOST_COLUMNS:
            continue
        cell = _cell(each, known)
        if cell.text.strip() or cell.is_formula:
            yield column, cell


def _cell(element: Element, known: Known) -> Cell:
    value, inline, is_formula = "", "", False
    for each in element:
        kind = _local(each)
        if kind == "v":
            value = each.text or ""
        elif kind == "f":
            is_formula = True
        elif kind == "is":
            inline = _string(each)
    match element.get("t", "n"):
        case "s":
            place = int(value) if value.isascii() and value.isdigit() else -1
            return Cell(known.texts[place] if 0 <= place < len(known.texts) else "", is_formula)
        case "inlineStr":
            return Cell(inline, is_formula)
        case "b":
            return Cell({"1": "是", "0": "否"}.get(value, ""), is_formula)
        case "e":
            return Cell("", is_formula=True)
        case "n" if element.get("s") in known.dated and (day := _day(value)):
            return Cell(day, is_formula, is_date=True)
        case "n":
            return Cell(_plain_number(value), is_formula)
        case _:
            return Cell(value, is_formula)


def _plain_number(said: str) -> str:
    """20.0 and 2E1 as a person would type them."""
    try:
        number = float(said)
    except ValueError:
        return said
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number) if number - number == 0 else ""


def _day(said: str) -> str:
    """The day that a number stands for, as it is written; "" when it stands for none."""
    try:
        serial = float(said)
    except ValueError:
        return ""
    return (_FIRST_DAY + timedelta(days=int(serial))).date().isoformat() if 1 <= serial <= _LAST_SERIAL else ""


def _number(said: str) -> int:
    total = 0
    for each in said:
        total = total * 26 + ord(each) - 64
    return total


def _note_merged(sheet: Sheet, ref: str) -> None:
    first, _, last = ref.partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if start and end:
        sheet.merged.append((int(start[2]), _number(start[1]), int(end[2]), _number(end[1])))


def _spread(sheet: Sheet) -> None:
    """Every row of a merged range says what its first cell says; only rows that say something else count."""
    spread, numbers = 0, sorted(sheet.rows)
    for top, left, bottom, right in sheet.merged:
        source = sheet.rows.get(top, {}).get(left)
        if source is None or right < left:
            continue
        for row in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            for column in range(left, min(right, MOST_COLUMNS) + 1):
                spread += 1
                if spread > MOST_MERGED:
                    raise WorkbookRefused(f"工作表“{sheet.name[:30]}”的合并单元格太多，请取消合并再导入。")
                if (row, column) != (top, left):
                    sheet.rows[row][column] = Cell(source.text, source.is_formula, is_merged=True)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
