"""The rows of a list (清单条目): plain cells under a key, what must stand in them, and the row as one text; pure.

A cell is one text or a list of texts; the key tells the same row from edition to edition.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tongban.foundation.kernel.errors import Fault, Invalid

from .kinds import SUPERVISED_TOGETHER, Column, Kind, Origin

Cell = str | list[str]
Row = dict[str, Cell]
KEY = "key"
MOST_ROWS = 20_000
LONGEST_CELL = 2000
LONGEST_KEY = 120
MOST_PARTS = 100
MOST_MONTHS = 120


def key_of(row: Row) -> str:
    """The key of a row."""
    return str(row[KEY])


def texts(cell: Cell | None) -> list[str]:
    """The texts of a cell, whether one or many."""
    if cell is None:
        return []
    return [cell] if isinstance(cell, str) else cell


def words(cell: Cell | None) -> str:
    """A cell as one text: several stand on a line each."""
    return "\n".join(texts(cell))


def is_empty(cell: Cell | None) -> bool:
    return not any(each.strip() for each in texts(cell))


def carried(kind: Kind, fresh: Sequence[Row], before: Sequence[Row]) -> list[Row]:
    """Fresh rows of the catalogue with the words that an editor wrote in the same rows before."""
    known = {key_of(row): row for row in before}
    kept = [each.key for each in kind.columns if each.is_kept]
    return [
        {**row, **{key: known[key_of(row)][key] for key in kept if key in known.get(key_of(row), {})}} for row in fresh
    ]


def read_row(kind: Kind, key: str, cells: Mapping[str, Any], *, into: Row | None) -> Row:
    """What an editor wrote as a row, over the row that stands; `Invalid` names every column that cannot be written."""
    writable = {each.key for each in kind.kept_columns}
    faults = []
    if not key.strip() or len(key) > LONGEST_KEY:
        faults.append(Fault("/key", "key", f"请填写编号或者名称，不超过{LONGEST_KEY}个字。"))
    for name, value in cells.items():
        column = kind.column(name)
        label = column.label if column else name
        if column is None or name not in writable:
            faults.append(Fault(f"/{name}", "not_writable", f"“{label}”由事项目录生成，请在事项里修改。"))
        elif not _is_cell(value):
            faults.append(Fault(f"/{name}", "cell", f"“{label}”太长，一格不超过{LONGEST_CELL}个字。"))
    if faults:
        raise Invalid(faults=faults)
    return {**(into or {KEY: key.strip()}), **{name: _tidy(value) for name, value in cells.items()}}


def faults_of(kind: Kind, rows: Sequence[Row]) -> list[Fault]:
    """Everything that keeps these rows from being published, told at once."""
    found = [each for row in rows for each in _row_faults(kind, row)]
    counts = Counter(key_of(row) for row in rows)
    found += [Fault(f"/{key}", "twice", f"“{key}”有{n}条，请只留一条。") for key, n in counts.items() if n > 1]
    if len(rows) > MOST_ROWS:
        found.append(Fault("", "too_many", f"一份清单最多{MOST_ROWS}条。"))
    return found


def ordered(kind: Kind, rows: Sequence[Row]) -> list[Row]:
    """Rows as they are published: derived ones in the order of the catalogue, kept ones by key."""
    return list(rows) if kind.origin is not Origin.KEPT else sorted(rows, key=key_of)


def codes_in(rows: Sequence[Row]) -> frozenset[str]:
    """Everything by which a row may be asked for: its key, and the option that it is about."""
    return frozenset(code for row in rows for code in (key_of(row), words(row.get("option_code"))) if code)


def _row_faults(kind: Kind, row: Row) -> Iterator[Fault]:
    known: Collection[str] = {KEY, "option_code", *(each.key for each in kind.columns)}
    name = words(row.get("name")) or key_of(row)
    for column in kind.columns:
        yield from _cell_faults(column, row, f"/{key_of(row)}/{column.key}", name)
    if kind.code == "responsibility":
        yield from _mode_faults(row, name)
    for key in sorted(set(row) - set(known)):
        yield Fault(f"/{key_of(row)}/{key}", "unknown", f"“{name}”有多余的一栏“{key}”，请删去。")


def _mode_faults(row: Row, name: str) -> Iterator[Fault]:
    """One body for both is 审管一体, two are 审管分离: the mode says what the names say."""
    supervisor, mode = words(row.get("supervisor")), words(row.get("mode"))
    is_one = supervisor == words(row.get("agency"))
    if supervisor and mode and is_one is not (mode == SUPERVISED_TOGETHER):
        told = "审批和监管是同一个部门，请选审管一体" if is_one else "审批和监管是两个部门，请选审管分离"
        yield Fault(f"/{key_of(row)}/mode", "mode", f"“{name}”{told}。")


def _cell_faults(column: Column, row: Row, pointer: str, name: str) -> Iterator[Fault]:
    cell = row.get(column.key)
    if is_empty(cell):
        if column.is_needed:
            yield Fault(pointer, "missing", f"“{name}”还没有写“{column.label}”。")
        return
    if column.choices and words(cell) not in column.choices:
        yield Fault(pointer, "choice", f"“{name}”的“{column.label}”请从这些里选：{'、'.join(column.choices)}。")
    if column.is_day and not _is_day(words(cell)):
        yield Fault(pointer, "day", f"“{name}”的“{column.label}”请写成日期，例如2026-12-31。")
    if column.is_number and not is_count(words(cell)):
        yield Fault(pointer, "number", f"“{name}”的“{column.label}”请写1到120的整数。")


def is_count(text: str) -> bool:
    """A whole number from 1 to 120."""
    return text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= MOST_MONTHS


def _is_cell(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_CELL and "\0" not in value
    return (
        isinstance(value, list)
        and len(value) <= MOST_PARTS
        and all(isinstance(each, str) and _is_cell(each) for each in value)
    )


def _tidy(value: Cell) -> Cell:
    return value.strip() if isinstance(value, str) else [each.strip() for each in value if each.strip()]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
