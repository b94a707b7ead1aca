"""A census of data (数据资源普查): what a body says that it has, what differs from the last time, what stands twice."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import Fault
from tongban.foundation.kernel.flow import Ask, Flow, step

from .flow import DEPARTMENT
from .kinds import Sensitivity, ShareType, UpdateCycle

MOST_ROWS = 200
MOST_ITEMS = 60
LONGEST_ITEM = 40
_LIMITS = {"name": ("资源名称", 2, 80), "summary": ("有什么内容", 2, 300), "system": ("所在系统", 2, 60)}
_LOOSE = re.compile(r"[\s（）()《》“”·、，。的信息数据]|样例")
BASIS = "实施方案 五(二): 加强数据资源普查，实现全市数据规范化管理"


class SheetStatus(StrEnum):
    """How far a body is with its sheet (普查表状态)."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    TAKEN_IN = "taken_in"

    @property
    def label(self) -> str:
        return {"open": "填报中", "handed_in": "已报送，待核对", "taken_in": "已编入目录"}[self.value]


S = SheetStatus
CENSUS = Flow(
    "数据资源普查",
    S,
    step("begin", {S.OPEN}, S.OPEN, by={Role.SUPERVISOR}, label="发普查表", basis=BASIS),
    step("fill", {S.OPEN}, None, by=DEPARTMENT, label="填报", basis=BASIS),
    step("hand_in", {S.OPEN}, S.HANDED_IN, by=DEPARTMENT, label="报送", basis=BASIS),
    step(
        "send_back",
        {S.HANDED_IN},
        S.OPEN,
        by={Role.SUPERVISOR},
        label="退回修改",
        basis=BASIS,
        asks=(Ask("reason", "哪里要改", "long_text"),),
    ),
    step("take_in", {S.HANDED_IN}, S.TAKEN_IN, by={Role.SUPERVISOR}, label="编入目录", basis=BASIS),
)


@dataclass(frozen=True, slots=True)
class CensusRow:
    """One resource as it is reported; `code` is empty for one that is not in the catalogue yet.

    `note` is the condition of sharing, or the basis for not sharing.
    """

    code: str
    name: str
    summary: str
    system: str
    sensitivity: str
    share: str
    note: str
    cycle: str
    items: tuple[str, ...]

    def plain(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "summary": self.summary,
            "system": self.system,
            "sensitivity": self.sensitivity,
            "share": self.share,
            "note": self.note,
            "cycle": self.cycle,
            "items": list(self.items),
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One difference to the last survey (和上一次的差异)."""

    kind: str
    name: str
    words: str


def row_of(plain: Mapping[str, Any]) -> CensusRow:
    return CensusRow(**{**plain, "items": tuple(plain["items"])})


def faults_of(row: CensusRow) -> list[Fault]:
    """Everything that is wrong with one reported resource, by its fields."""
    faults = []
    for name, (label, least, most) in _LIMITS.items():
        if not least <= len(getattr(row, name)) <= most:
            faults.append(Fault(f"/{name}", "required", f"请填写{label}，{least}到{most}个字。"))
    if row.sensitivity not in set(Sensitivity):
        faults.append(Fault("/sensitivity", "required", "请选敏感级别。"))
    if row.cycle not in set(UpdateCycle):
        faults.append(Fault("/cycle", "required", "请选更新周期。"))
    if row.share not in set(ShareType):
        faults.append(Fault("/share", "required", "请选共享类型。"))
    elif row.share != ShareType.UNCONDITIONAL and not 4 <= len(row.note) <= 300:
        faults.append(Fault("/note", "required", "有条件共享写条件，不予共享写法律依据，4到300个字。"))
    if not row.items or len(row.items) > MOST_ITEMS or len(set(row.items)) != len(row.items):
        faults.append(Fault("/items", "required", f"信息项一行一个，1到{MOST_ITEMS}个，不要重复。"))
    elif max(len(each) for each in row.items) > LONGEST_ITEM:
        faults.append(Fault("/items", "too_long", f"一个信息项不超过{LONGEST_ITEM}个字。"))
    return faults


def alike(name: str) -> str:
    """A name without what varies in writing: two resources that are alike may be one."""
    return _LOOSE.sub("", name)


def twice(rows: Sequence[CensusRow]) -> list[str]:
    """Names that stand more than once in one sheet."""
    counted = Counter(alike(each.name) for each in rows)
    return [each.name for each in rows if counted[alike(each.name)] > 1]


def twins(rows: Iterable[CensusRow], others: Mapping[str, str]) -> list[tuple[str, str]]:
    """Reported resources whose name another body has too, with that body: one of them is the source (数源部门)."""
    return [(each.name, others[alike(each.name)]) for each in rows if not each.code and alike(each.name) in others]


def differences(before: Sequence[CensusRow], after: Sequence[CensusRow]) -> list[Change]:
    """What is new, gone or otherwise than the last time; a resource is known by its code, else by its name."""
    was = {_key(each): each for each in before}
    now = {_key(each): each for each in after}
    found = [Change("added", each.name, f"信息项{len(each.items)}个") for key, each in now.items() if key not in was]
    found += [Change("removed", each.name, "这次没有报") for key, each in was.items() if key not in now]
    for key in was.keys() & now.keys():
        words = _changed(was[key], now[key])
        if words:
            found.append(Change("changed", now[key].name, words))
    return sorted(found, key=lambda each: (each.kind, each.name))


def _changed(was: CensusRow, now: CensusRow) -> str:
    words = []
    if was.name != now.name:
        words.append(f"原名“{was.name}”")
    for label, name, of in (
        ("共享类型", "share", ShareType),
        ("敏感级别", "sensitivity", Sensitivity),
        ("更新周期", "cycle", UpdateCycle),
    ):
        old, new = getattr(was, name), getattr(now, name)
        if old != new:
            words.append(f"{label}：{of(old).label}改为{of(new).label}")
    more = [each for each in now.items if each not in was.items]
    less = [each for each in was.items if each not in now.items]
    words += [f"增加{'、'.join(more)}"] if more else []
    words += [f"去掉{'、'.join(less)}"] if less else []
    if (was.summary, was.system, was.note) != (now.summary, now.system, now.note):
        words.append("说明有改动")
    return "；".join(words)


def _key(row: CensusRow) -> str:
    return row.code or f"new:{alike(row.name)}"
