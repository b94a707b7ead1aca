"""What departments' own supervision systems deliver (部门监管系统的数据), made one: pure; plan 三(一)3; R-052.

A file is CSV with the labels of the data standard, or JSON with its keys. Every row comes out as the record that the
province takes, or with all that is wrong with it.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .rules import ACT_FIELDS, RecordKind, faults_of

LARGEST: Final = 5_000_000
MOST_ROWS: Final = 5_000
REF: Final = "记录编号"
RESULTS: Final = {
    "合格": "passed",
    "责令改正": "to_mend",
    "行政处罚": "penalty",
    "列入名单": "listed",
    "投诉属实": "complaint",
}
_KEYS: Final = {each.label: each.key for each in ACT_FIELDS} | {REF: "ref"}


@dataclass(frozen=True, slots=True)
class Delivered:
    """One row of a file: its number in the department's system, the record, and everything that is wrong with it."""

    place: int
    ref: str
    content: dict[str, str]
    faults: tuple[str, ...]


class NotDelivered(ValueError):  # noqa: N818 - it says what the file is
    """The file as a whole cannot be read (读不懂的文件); the sentence says what to do."""


def read(data: bytes, *, agency: str) -> list[Delivered]:
    """The rows of a file of this department; `NotDelivered` for a file that is none."""
    if len(data) > LARGEST:
        raise NotDelivered("文件太大，最多5MB，请分成几个。")
    rows = list(_rows(data))
    if not 1 <= len(rows) <= MOST_ROWS:
        raise NotDelivered(f"一个文件要有1到{MOST_ROWS}条，这个有{len(rows)}条。")
    return [_delivered(place, row, agency) for place, row in enumerate(rows, start=1)]


def _delivered(place: int, row: Mapping[str, str], agency: str) -> Delivered:
    content = {each.key: row.get(each.key, "") for each in ACT_FIELDS} | {"agency": agency}
    content["code"], content["subject_code"] = content["code"].upper(), content["subject_code"].upper()
    content["result"] = RESULTS.get(content["result"], content["result"])
    content["found_on"] = content["found_on"].replace("/", "-").replace(".", "-")
    ref = row.get("ref", "")[:60]
    faults = [each.message.rstrip("。") for each in faults_of(RecordKind.ACT, content)]
    return Delivered(place, ref, content, tuple(([] if ref else [f"没有“{REF}”"]) + faults))


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
    except ValueError as error:
        raise NotDelivered("JSON文件读不出来，请重新导出。") from error
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise NotDelivered("JSON文件要是一组记录。")
    for each in found:
        yield {str(key): "" if value is None else str(value).strip() for key, value in each.items()}


def _of_table(text: str) -> Iterator[dict[str, str]]:
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [_KEYS.get(each.strip(), "") for each in next(rows, [])]
    if "ref" not in header or "code" not in header:
        raise NotDelivered("列名和数据标准不一样：要有“记录编号”“事项编码”等列。")
    for cells in rows:
        if any(each.strip() for each in cells):
            yield dict(zip(header, (each.strip() for each in cells), strict=False))
