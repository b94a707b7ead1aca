"""Which clauses of a list quote which file (引用): every basis, and every 《title》 in any sentence; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from tongban.registers.catalog.content import Basis, Option
from tongban.registers.catalog.guides import Guide

from .titles import named, normal

_ELEMENTS = {
    "legal_basis": "设定依据",
    "conditions": "受理条件",
    "refusal_grounds": "不予受理情形",
    "questions": "情形问题",
    "form": "申请表",
    "materials": "申请材料",
    "stages": "办理流程",
    "special_procedures": "特别程序",
    "fees": "收费",
    "results": "办理结果",
    "faqs": "常见问题",
    "intermediaries": "中介服务",
    "prerequisites": "前置事项",
    "online_exception": "不上网例外",
    "deferral": "容缺受理",
    "commitment": "告知承诺",
    "rights": "权利",
    "duties": "义务",
    "remedy": "救济途径",
    "summary": "简介",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One place in an option that quotes a file (引用处): where, how the title is written there, which article."""

    pointer: str
    law: str
    article: str
    where: str

    @property
    def title(self) -> str:
        return normal(self.law)

    @property
    def is_legal_basis(self) -> bool:
        return self.pointer.startswith("/legal_basis/")


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause with the list it stands in."""

    option_code: str
    implementation_code: str
    item_name: str
    option_name: str
    agency_id: int
    agency: str
    clause: Clause


def clauses(option: Option) -> Iterator[Clause]:
    """Every place in an option that quotes a file."""
    for name in option.__struct_fields__:
        yield from _below(getattr(option, name), f"/{name}", _ELEMENTS.get(name, "其他要素"))


def citations(guides: Iterable[Guide]) -> Iterator[Citation]:
    """Every citation of the guides, in their order."""
    for guide in guides:
        for clause in clauses(guide.option):
            yield Citation(
                option_code=guide.option_code,
                implementation_code=guide.implementation_code,
                item_name=guide.item_name,
                option_name=guide.name,
                agency_id=guide.agency_id,
                agency=guide.agency_short_name,
                clause=clause,
            )


def _below(value: Any, pointer: str, where: str) -> Iterator[Clause]:
    if isinstance(value, Basis):
        yield Clause(pointer, value.law, value.article, where)
        for title in named(value.gist):
            yield Clause(f"{pointer}/gist", title, "", where)
    elif isinstance(value, str):
        for title in named(value):
            yield Clause(pointer, title, "", where)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _below(getattr(value, name), f"{pointer}/{name}", where)
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            key = getattr(each, "code", "") or str(place)
            name = "" if isinstance(each, Basis) else _name(each)
            yield from _below(each, f"{pointer}/{key}", f"{where}“{name}”" if name else where)


def _name(entry: Any) -> str:
    return str(getattr(entry, "name", "") or getattr(entry, "label", "") or getattr(entry, "text", ""))
