"""What is checked of data that comes back (回流质量规则): whole, mapped, in standard codes, once; else kept apart."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

BASIS = "实施方案 五(二): 完善数据回流机制，加速数据流动"
MOST_FAULTS = 200
LONGEST_VALUE = 500
LACKING, NO_CODE, NO_FORM, TWICE = "缺少", "不是标准代码", "格式不对", "这一批里重复"


class BatchStatus(StrEnum):
    """What became of a batch."""

    NEW = "new"
    TAKEN = "taken"
    APART = "apart"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return {"new": "收到", "taken": "已入库", "apart": "已隔离", "dropped": "已弃用"}[self.value]


S = BatchStatus
_REASON = Ask("reason", "核对情况和理由", "long_text")
BATCHES = Flow(
    "回流批次",
    S,
    step("take", {S.NEW}, S.TAKEN, by={Role.SYSTEM}, label="入库", basis=BASIS),
    step("set_apart", {S.NEW}, S.APART, by={Role.SYSTEM}, label="隔离", basis=BASIS),
    step("release", {S.APART}, S.TAKEN, by={Role.SUPERVISOR}, label="核对后入库", basis=BASIS, asks=(_REASON,)),
    step(
        "drop",
        {S.APART},
        S.DROPPED,
        by={Role.SUPERVISOR, Role.SYSTEM},
        label="弃用这一批",
        basis=BASIS,
        asks=(_REASON,),
    ),
)


class FieldRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field (字段映射): theirs, ours, whether it must be there, its form, and their codes in ours."""

    theirs: str
    ours: str
    name: str
    is_required: bool = True
    form: str = ""
    codes: dict[str, str] = {}


class SubjectFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which of our fields say about whom a row is (主体信息项); an empty name is a field that the dataset lacks."""

    code: str = ""
    name: str = ""
    address: str = ""
    founded_on: str = ""


class Dataset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subscription (回流订阅): `fresh_hours` is how old its newest batch may be, `most_bad` the share of bad rows.

    A dataset with `subject` is about enterprises, which are looked for in the other datasets too.
    """

    key: str
    name: str
    resource: str
    fresh_hours: int
    identity: str
    fields: tuple[FieldRule, ...]
    most_bad: float = 0.05
    subject: SubjectFields | None = None


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row that may be taken in: `line` is where it stands in its batch, `source` how it came."""

    line: int
    key: str
    content: dict[str, str]
    source: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row (质量问题), in words; nothing of its content."""

    line: int
    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The quality of a batch (数据质量分), each from 0 to 1.

    完整性 of what must be there, how much is; 规范性 of what is there, how much has its form and code; 唯一性 of the
    rows, how many stand once; 及时性 whether it came within the age that the city agreed, else that age by its own.
    """

    completeness: float
    validity: float
    uniqueness: float
    timeliness: float = 0.0

    @property
    def overall(self) -> float:
        return (self.completeness + self.validity + self.uniqueness + self.timeliness) / 4


@dataclass(frozen=True, slots=True)
class Checked:
    """A batch gone through: its good rows, its faults, and why it is kept apart as a whole, if it is.

    What is not whole was spoiled on the way and is asked for again; what is bad is bad at its source.
    """

    good: tuple[GoodRow, ...]
    faults: tuple[RowFault, ...]
    apart: str
    is_whole: bool
    score: float
    marks: Marks


def read_datasets(plain: Mapping[str, Any]) -> tuple[Dataset, ...]:
    return tuple(msgspec.convert(each, Dataset) for each in plain["datasets"])


def digest_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 over the rows as canonical JSON."""
    text = json.dumps(list(rows), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def checked(dataset: Dataset, rows: Sequence[Mapping[str, Any]], *, count: int, digest: str) -> Checked:
    """Go through a batch: whole first, then row by row; a key that stands twice is a fault of the later row."""
    good: list[GoodRow] = []
    faults: list[RowFault] = []
    seen: set[str] = set()
    for line, row in enumerate(rows, start=1):
        content, wrong = _mapped(dataset, row, line)
        key = content.get(dataset.identity, "")
        if key in seen:
            wrong.append(RowFault(line, dataset.identity, TWICE))
        if wrong:
            faults += wrong
            continue
        seen.add(key)
        good.append(GoodRow(line, key, content, dict(row)))
    score = len(good) / len(rows) if rows else 0.0
    spoiled = _spoiled(rows, count, digest)
    bad = f"有问题的行占{1 - score:.0%}，超过{dataset.most_bad:.0%}。" if 1 - score > dataset.most_bad else ""
    marks = _marks(dataset, rows, faults)
    return Checked(tuple(good), tuple(faults[:MOST_FAULTS]), spoiled or bad, not spoiled, score, marks)


def _marks(dataset: Dataset, rows: Sequence[Mapping[str, Any]], faults: Sequence[RowFault]) -> Marks:
    """By all of its faults; a batch of nothing has no quality."""
    if not rows:
        return Marks(0.0, 0.0, 0.0)
    told = Counter(each.words for each in faults)
    owed = len(rows) * sum(each.is_required for each in dataset.fields)
    there = sum(bool(_said(row, each)) for row in rows for each in dataset.fields)
    wrong = told[NO_CODE] + told[NO_FORM]
    return Marks(
        _share(owed - told[LACKING], owed), _share(there - wrong, there), _share(len(rows) - told[TWICE], len(rows))
    )


def _share(good: int, whole: int) -> float:
    return round(good / whole, 4) if whole else 1.0


def timeliness(dataset: Dataset, made_at: datetime, *, at: datetime) -> float:
    """1 for what came within the age that the city agreed (及时性); what is twice as old has a half."""
    age, agreed = at - made_at, timedelta(hours=dataset.fresh_hours)
    return 1.0 if age <= agreed else round(agreed / age, 4)


def _spoiled(rows: Sequence[Mapping[str, Any]], count: int, digest: str) -> str:
    if not rows or len(rows) != count:
        return f"应有{count}条，收到{len(rows)}条，不完整。"
    if digest_of(rows) != digest:
        return "内容和摘要对不上，可能在路上被改过。"
    return ""


def reached(after: int, whole: Iterable[int], *, first: int) -> int:
    """Up to which number everything came whole, from `first` on: what is under way or spoiled is asked for again."""
    numbers = set(whole)
    found = after or first - 1
    while found + 1 in numbers:
        found += 1
    return found


def _mapped(dataset: Dataset, row: Mapping[str, Any], line: int) -> tuple[dict[str, str], list[RowFault]]:
    content: dict[str, str] = {}
    wrong = []
    for rule in dataset.fields:
        said = _said(row, rule)
        if not said:
            if rule.is_required:
                wrong.append(RowFault(line, rule.ours, LACKING))
            continue
        if rule.codes and said not in rule.codes:
            wrong.append(RowFault(line, rule.ours, NO_CODE))
        elif rule.form and not re.fullmatch(rule.form, said):
            wrong.append(RowFault(line, rule.ours, NO_FORM))
        else:
            content[rule.ours] = rule.codes.get(said, said)
    return content, wrong


def _said(row: Mapping[str, Any], rule: FieldRule) -> str:
    value = row.get(rule.theirs)
    return str(value).replace("\x00", "").strip()[:LONGEST_VALUE] if value is not None else ""


def is_stale(dataset: Dataset, fresh_at: datetime | None, *, at: datetime) -> bool:
    """Is the newest batch older than the city agreed (新鲜度)? Nothing at all is stale."""
    return fresh_at is None or at - fresh_at > timedelta(hours=dataset.fresh_hours)
