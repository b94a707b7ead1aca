"""What departments' own supervision systems deliver (部门监管系统的数据), made one: pure; plan 三(一)3; R-052.

A file is CSV with the labels of the data standard, or JSON with its keys; the API has its keys, the front table either.
Every row comes out as the record that the province takes, or with all that is wrong with it.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from .rules import ACT_FIELDS, RESULTS, RecordKind, faults_of

LARGEST: Final = 5_000_000
LARGEST_ROW: Final = 16_384
MOST_ROWS: Final = 5_000
REF: Final = "记录编号"
LONGEST_REF: Final = 60
LOGIN: Final = "drop_"
_KEYS: Final = {each.label: each.key for each in ACT_FIELDS} | {REF: "ref"}


@dataclass(frozen=True, slots=True)
class Delivered:
    """One row of a file: its number in the department's system, the record, and everything that is wrong with it."""

    place: int
    ref: str
    content: dict[str, str]
    faults: tuple[str, ...]


class Way(StrEnum):
    """How a department's system delivers (交付方式)."""

    FILE = "file"
    API = "api"
    TABLE = "table"

    @property
    def label(self) -> str:
        return {"file": "文件", "api": "接口", "table": "前置表"}[self]


class NotDelivered(ValueError):  # noqa: N818 - it says what the file is
    """The file as a whole cannot be read (读不懂的文件); the sentence says what to do."""


def read(data: bytes, *, agency: str) -> list[Delivered]:
    """The rows of a file of this department; `NotDelivered` for a file that is none."""
    if len(data) > LARGEST:
        raise NotDelivered("文件太大，最多5MB，请分成几个。")
    rows = list(_rows(data))
    if not 1 <= len(rows) <= MOST_ROWS:
        raise NotDelivered(f"一个文件要有1到{MOST_ROWS}条，这个有{len(rows)}条。")
    return made_one(rows, agency=agency)


def made_one(rows: Iterable[Mapping[str, str]], *, agency: str) -> list[Delivered]:
    """Rows by the keys of the data standard, from wherever they come, as the records of this department."""
    return [_delivered(place, row, agency) for place, row in enumerate(rows, start=1)]


def plain_row(given: Any) -> dict[str, str]:
    """One row of JSON, by the keys of the data standard or by its labels; what is no row has nothing in it."""
    if not isinstance(given, dict):
        return {}
    return {_KEYS.get(str(key), str(key)): "" if each is None else _text(each) for key, each in given.items()}


def _text(given: object) -> str:
    """A value as text, without what no database can keep."""
    return str(given).replace("\x00", "").encode("utf-8", "replace").decode().strip()


def _delivered(place: int, row: Mapping[str, str], agency: str) -> Delivered:
    content = {each.key: row.get(each.key, "") for each in ACT_FIELDS} | {"agency": agency}
    content["code"], content["subject_code"] = content["code"].upper(), content["subject_code"].upper()
    content["result"] = RESULTS.get(content["result"], content["result"])
    content["found_on"] = content["found_on"].replace("/", "-").replace(".", "-")
    ref = row.get("ref", "")
    faults = [] if ref else [f"没有“{REF}”"]
    if len(ref) > LONGEST_REF:
        faults.append(f"“{REF}”最多{LONGEST_REF}个字")
    faults += [each.message.rstrip("。") for each in faults_of(RecordKind.ACT, content)]
    return Delivered(place, ref[:LONGEST_REF], content, tuple(faults))


def _rows(data: bytes) -> Iterator[dict[str, str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    text = text.replace("\x00", "")
    yield from _of_json(text) if text.lstrip().startswith(("[", "{")) else _of_table(text)


def _of_json(text: str) -> Iterator[dict[str, str]]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotDelivered("JSON文件读不出来，请重新导出。") from error
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise NotDelivered("JSON文件要是一组记录。")
    yield from map(plain_row, found)


def _of_table(text: str) -> Iterator[dict[str, str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise NotDelivered("CSV文件读不出来，请重新导出。") from error
    header = [_KEYS.get(each.strip(), "") for each in rows[0]] if rows else []
    if "ref" not in header or "code" not in header:
        raise NotDelivered("列名和数据标准不一样：要有“记录编号”“事项编码”等列。")
    for cells in rows[1:]:
        if any(each.strip() for each in cells):
            yield dict(zip(header, (each.strip() for each in cells), strict=False))


def login_of(agency_key: str) -> str:
    """The database account by which a department's system writes into the front table (前置表账号)."""
    return (LOGIN + agency_key.replace("-", "_"))[:63]
