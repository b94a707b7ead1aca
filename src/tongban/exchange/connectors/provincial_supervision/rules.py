"""What a record to the province has to look like (数据标准): the contract that we propose as one table; pure.

The province's own standard is not public; where it turns out otherwise, this table and the adapter are what changes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from .ports import FieldFault

CHANNEL = "provincial-supervision"
BASIS = "实施方案 三(一)3 与省互联网+监管系统对接联通"
CHAINS = ("supervision-push", "list-draft")
VERBS = frozenset({"record", "publish"})
MOST_ROWS = 20_000


class RecordKind(StrEnum):
    """The two records (数据种类): who supervises each matter, and one act of supervision."""

    ITEMS = "items"
    ACT = "act"

    @property
    def label(self) -> str:
        return {"items": "监管事项目录", "act": "监管行为"}[self]


@dataclass(frozen=True, slots=True)
class DataField:
    """One field of a record (数据项): what it has to be; `named` are its choices in words."""

    key: str
    label: str
    most: int
    is_needed: bool = True
    shape: str = ""
    choices: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    is_day: bool = False


RESULTS: Final = {
    "合格": "passed",
    "责令改正": "to_mend",
    "行政处罚": "penalty",
    "列入名单": "listed",
    "投诉属实": "complaint",
}
_CODE = DataField("code", "事项编码", 33, shape=r"[0-9A-Z]{31}([0-9A-Z]{2})?")
ITEM_FIELDS = (
    _CODE,
    DataField("name", "事项名称", 200),
    DataField("agency", "审批部门", 80),
    DataField("supervisor", "监管部门", 80),
    DataField("mode", "审管关系", 8, choices=("审管一体", "审管分离")),
    DataField("basis", "监管依据", 2000),
    DataField("way", "监管方式", 2000, is_needed=False),
)
ACT_FIELDS = (
    _CODE,
    DataField("name", "事项名称", 200),
    DataField("agency", "监管部门", 80),
    DataField("subject_name", "监管对象", 120),
    DataField("subject_code", "监管对象证件号码", 18, shape=r"[0-9A-Z]{18}"),
    DataField("result", "监管结果", 12, choices=tuple(RESULTS.values()), named=tuple(RESULTS)),
    DataField("found_on", "检查日期", 10, is_day=True),
    DataField("words", "情况", 1000),
)


def faults_of(kind: RecordKind, content: Mapping[str, Any]) -> list[FieldFault]:
    """Everything that is wrong with a record, field by field; none for one that may be sent."""
    if kind is RecordKind.ACT:
        return list(_of_fields(ACT_FIELDS, content, ""))
    rows = content.get("rows")
    if not isinstance(rows, list) or not rows or len(rows) > MOST_ROWS:
        return [FieldFault("/rows", f"目录要有1到{MOST_ROWS}条。")]
    return [fault for place, row in enumerate(rows) for fault in _of_row(row, place)]


def number_of(entry_id: int) -> str:
    """The number of the record about one entry of the ledger: one entry, one record."""
    return f"SV-{entry_id}"


def _of_row(row: Any, place: int) -> Iterator[FieldFault]:
    if not isinstance(row, Mapping):
        yield FieldFault(f"/rows/{place}", "这一条读不懂。")
        return
    yield from _of_fields(ITEM_FIELDS, row, f"/rows/{place}")


def _of_fields(fields: Sequence[DataField], content: Mapping[str, Any], at: str) -> Iterator[FieldFault]:
    for each in fields:
        if (message := _wrong(each, content.get(each.key))) is not None:
            yield FieldFault(f"{at}/{each.key}", message)
    for name in sorted(set(content) - {each.key for each in fields}):
        yield FieldFault(f"{at}/{name}", f"没有“{name}”这个数据项。")


def _wrong(field: DataField, value: Any) -> str | None:
    """What is wrong with one value, in words."""
    if value is None or value == "":
        return f"“{field.label}”没有填。" if field.is_needed else None
    if not isinstance(value, str) or len(value) > field.most:
        return f"“{field.label}”要是不超过{field.most}个字的文字。"
    if field.shape and re.fullmatch(field.shape, value) is None:
        return f"“{field.label}”的格式不对。"
    if field.choices and value not in field.choices:
        choices = [f"{word}（{each}）" for each, word in zip(field.choices, field.named, strict=False)] or field.choices
        return f"“{field.label}”要是这些里的一个：{'、'.join(choices)}。"
    if field.is_day and not _is_day(value):
        return f"“{field.label}”要写成2026-12-31这样。"
    return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
