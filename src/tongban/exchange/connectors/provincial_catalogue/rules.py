"""Comparing what the city published with what the province holds (数据一致性比对, plan 二(三)); pure.

By code, version and hash. One list gives at most one difference: what cannot be read comes before what stands twice,
that before another version, that before another content.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from tongban.foundation.worktime.rules import WorkCalendar, add_workdays
from tongban.registers.catalog.item import ItemDocument, NotOnApplication, VersionNote, refuse_ex_officio
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.compiling.rules.pushed import PushedItem

from .ports import Raw

LATE_AFTER_WORKDAYS = 1
CHANNEL = "item_library"


class Kind(StrEnum):
    """How a list can differ (差异类型)."""

    MISSING_THERE = "missing_there"
    MISSING_HERE = "missing_here"
    VERSION = "version"
    CONTENT = "content"
    BAD_RECORD = "bad_record"
    DUPLICATE = "duplicate"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def repairs(self) -> tuple["Repair", ...]:
        """What can be done, the usual way first."""
        return _REPAIRS[self]


class Repair(StrEnum):
    """What is done about a difference (处理方式)."""

    PUSH = "push"
    PULL = "pull"
    ASK = "ask"

    @property
    def label(self) -> str:
        return {"push": "重新汇聚", "pull": "收进认领收件箱", "ask": "请省里核对更正"}[self]


_LABELS = {
    Kind.MISSING_THERE: "省库没有",
    Kind.MISSING_HERE: "本地没有",
    Kind.VERSION: "版本不一致",
    Kind.CONTENT: "内容不一致",
    Kind.BAD_RECORD: "省库记录读不出来",
    Kind.DUPLICATE: "省库重复",
}
_REPAIRS = {
    Kind.MISSING_THERE: (Repair.PUSH,),
    Kind.MISSING_HERE: (Repair.ASK, Repair.PULL),
    Kind.VERSION: (Repair.PUSH, Repair.ASK),
    Kind.CONTENT: (Repair.PUSH, Repair.ASK),
    Kind.BAD_RECORD: (Repair.PUSH, Repair.ASK),
    Kind.DUPLICATE: (Repair.PUSH, Repair.ASK),
}

_FIELDS = {
    "list_code": "实施编码",
    "version": "版本号",
    "hash": "校验值",
    "name": "事项名称",
    "kind": "事项类型",
    "source_ref": "推送编号",
    "item": "清单内容",
    "uscc": "承办部门的统一社会信用代码",
    "body_name": "承办部门",
    "due_on": "办理期限",
    "paths": "统一要素",
}


class Record(msgspec.Struct, frozen=True):
    """One list as the province holds it (省库记录)."""

    list_code: str
    version: int
    hash: str
    name: str = ""
    kind: str = ""
    effective_on: date | None = None

    def as_pushed(self) -> PushedItem | None:
        """The list as an item to be claimed: what its code and its record say; None if they say too little."""
        if not self.name or self.kind not in set(ItemKind) or self.effective_on is None:
            return None
        note = VersionNote(effective_on=self.effective_on, reason="省事项库已有", legal_source="省事项库")
        item = ItemDocument(
            basic_code=self.list_code[19:],
            name=self.name,
            kind=self.kind,
            agency="",
            level=int(self.list_code[18]),
            version=note,
            options={},
        )
        return PushedItem(source_ref=f"library:{self.list_code}", item=item, uscc=self.list_code[:18])


@dataclass(frozen=True, slots=True)
class Local:
    """One list as it was published here: its newest edition."""

    list_code: str
    version: int
    hash: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """One difference (一处差异), with both sides; empty where a side has nothing."""

    kind: Kind
    list_code: str
    name: str
    here_version: int | None = None
    there_version: int | None = None
    here_hash: str = ""
    there_hash: str = ""
    words: str = ""


def edition_hash(state: str, effective_on: date, hashes: Mapping[str, str]) -> str:
    """SHA-256 over an edition: its state, its day and its options' hashes by number."""
    plain = [state, effective_on.isoformat(), sorted(hashes.items())]
    return hashlib.sha256(msgspec.json.encode(plain)).hexdigest()


def batch_of(list_code: str, version: int, turn: int) -> str:
    """The number of a batch: the same edition sent the same time over is the same batch (批次号)."""
    return f"{list_code}-{version:04}-{turn:02}"


def late_from(published_on: date, *, calendar: WorkCalendar) -> date:
    """The last day on which the province's receipt is in time: one working day after publication (R-023)."""
    return add_workdays(published_on, LATE_AFTER_WORKDAYS, calendar=calendar)


def read_records(raws: Sequence[Raw]) -> tuple[list[Record], list[tuple[str, str]]]:
    """The records that can be read, and of the others the code, if there is one, and what is wrong."""
    good: list[Record] = []
    bad: list[tuple[str, str]] = []
    for place, raw in enumerate(raws, start=1):
        try:
            record = msgspec.convert(raw, Record)
        except msgspec.ValidationError as error:
            bad.append((_code(raw), f"第{place}条：{_said(error)}"))
            continue
        is_code = len(record.list_code) == 31 and record.list_code[18].isdecimal()
        if not is_code or record.version < 1 or len(record.hash) != 64:
            bad.append((_code(raw), f"第{place}条：编码、版本号或者校验值的长度不对"))
        else:
            good.append(record)
    return good, bad


def read_pushed(raws: Sequence[Raw]) -> tuple[list[PushedItem], list[tuple[str, str]]]:
    """The pushed items that can be read and claimed, and of the others the reference and what is wrong."""
    good: list[PushedItem] = []
    bad: list[tuple[str, str]] = []
    for place, raw in enumerate(raws, start=1):
        try:
            pushed = msgspec.convert(raw, PushedItem)
            refuse_ex_officio(pushed.item.kind, pushed.item.basic_code)
        except msgspec.ValidationError as error:
            bad.append((str(raw.get("source_ref", ""))[:120], f"第{place}条：{_said(error)}"))
        except NotOnApplication as refusal:
            bad.append((str(raw.get("source_ref", ""))[:120], f"第{place}条：{refusal.message}"))
        else:
            good.append(pushed)
    return good, bad


def compare(
    local: Sequence[Local],
    records: Sequence[Record],
    bad: Sequence[tuple[str, str]] = (),
    *,
    in_hand: Collection[str] = frozenset(),
) -> list[Found]:
    """Every difference, by code; lists that are being dealt with (`in_hand`) are left out."""
    here = {each.list_code: each for each in local}
    there: dict[str, list[Record]] = {}
    for record in records:
        there.setdefault(record.list_code, []).append(record)
    unreadable = {code: words for code, words in bad if code}
    found = [Found(Kind.BAD_RECORD, "", "", words=words) for code, words in bad if not code]
    for code in sorted({*here, *there, *unreadable} - set(in_hand)):
        found += _of(code, here.get(code), there.get(code, []), unreadable.get(code, ""))
    return found


def _of(code: str, here: Local | None, there: Sequence[Record], unreadable: str) -> Iterator[Found]:
    newest = max(there, key=lambda each: each.version, default=None)
    kind = _kind(here, there, newest, unreadable)
    if kind is not None:
        yield Found(
            kind=kind,
            list_code=code,
            name=(here.name if here else "") or (newest.name if newest else ""),
            here_version=here.version if here else None,
            there_version=newest.version if newest else None,
            here_hash=here.hash if here else "",
            there_hash=newest.hash if newest else "",
            words=unreadable or _words(kind, here, newest, len(there)),
        )


def _kind(here: Local | None, there: Sequence[Record], newest: Record | None, unreadable: str) -> Kind | None:
    if unreadable:
        return Kind.BAD_RECORD
    if here is None:
        return Kind.MISSING_HERE
    if newest is None:
        return Kind.MISSING_THERE
    if len(there) > 1:
        return Kind.DUPLICATE
    if newest.version != here.version:
        return Kind.VERSION
    return None if newest.hash == here.hash else Kind.CONTENT


def _words(kind: Kind, here: Local | None, newest: Record | None, times: int) -> str:
    if kind is Kind.DUPLICATE:
        return f"省库里有{times}条相同编码的记录"
    if kind is Kind.VERSION and here and newest:
        return f"本地是第{here.version}版，省库是第{newest.version}版"
    return {
        Kind.MISSING_THERE: "本地已经发布，省库里没有",
        Kind.MISSING_HERE: "省库里有，本地没有发布过",
    }.get(kind, "版本相同，内容的校验值不同")


def _code(raw: Raw) -> str:
    code: Any = raw.get("list_code", "")
    return code if isinstance(code, str) and len(code) == 31 else ""


def _said(error: msgspec.ValidationError) -> str:
    """Which element of a record is not as it should be, in words."""
    path = str(error).partition(" - at `$.")[2].rstrip("`").split(".")[0].split("[")[0]
    missing = str(error).partition("missing required field `")[2].rstrip("`")
    name = _FIELDS.get(path or missing, "内容")
    return f"缺少{name}" if missing else f"{name}不合要求"
