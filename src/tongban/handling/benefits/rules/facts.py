"""Facts by which a policy finds whom it fits (匹配事实): what each is called, where it comes from, who has it; pure.

A fact that is not on record is not known, which is neither yes nor no. A licence that is not in the register says no
only where its type is electronic as a whole (已电子化); else it may be on paper.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from .states import Audience

HAS, MONTHS = "has_", "months_"
DONE = "done"
REGISTER, LICENCES, CASES, CREDIT, OWN_WORD = "申请人登记", "电子证照", "本市办件", "信用记录", "自己填的"
Value = int | bool | str | tuple[str, ...]
_BOTH: Final = frozenset(Audience)


class Sort(StrEnum):
    """What may stand in a fact (取值)."""

    NUMBER = "number"
    YES_NO = "yes_no"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: the name that conditions use, the label that people read, the register that it comes from."""

    name: str
    label: str
    source: str
    sort: Sort
    audiences: frozenset[Audience]
    unit: str = ""

    @property
    def is_own_word(self) -> bool:
        """Only the party says so: enough for a hint, not for a grant that nobody asked for."""
        return self.source == OWN_WORD

    def said(self, value: Value) -> str:
        """The value as people read it."""
        if self.sort is Sort.YES_NO:
            return "有" if value and self.name.startswith(HAS) else "没有" if self.name.startswith(HAS) else _yes(value)
        if isinstance(value, tuple):
            return f"{len(value)}件"
        # A code of a district says nothing to people; the condition beside it does.
        return "已登记" if self.sort is Sort.TEXT else f"{value}{self.unit}"


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of one party (已知事实): its value and as of when it is on record."""

    value: Value
    as_of: str = ""


Facts = Mapping[str, Known]

_FIXED: Final = (
    FactKind("age", "年龄", REGISTER, Sort.NUMBER, frozenset({Audience.PERSON}), "周岁"),
    FactKind("has_disability", "残疾人登记", REGISTER, Sort.YES_NO, frozenset({Audience.PERSON})),
    FactKind("district", "登记地区划", REGISTER, Sort.TEXT, _BOTH),
    FactKind("is_barred", "失信限制，还没有修复", CREDIT, Sort.YES_NO, _BOTH),
    FactKind(DONE, "在本市准予的办件", CASES, Sort.LIST, _BOTH),
    FactKind("employees", "从业人数", OWN_WORD, Sort.NUMBER, frozenset({Audience.ENTERPRISE}), "人"),
    FactKind("new_hires", "今年新招用的人数", OWN_WORD, Sort.NUMBER, frozenset({Audience.ENTERPRISE}), "人"),
    FactKind("is_small", "小微企业", OWN_WORD, Sort.YES_NO, frozenset({Audience.ENTERPRISE})),
)
_OF_TYPE: Final = re.compile(r"(?:has|months)_([a-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every kind of fact by its name (事实词汇); licences by the types that the register knows."""

    kinds: Mapping[str, FactKind]

    def of(self, audience: Audience) -> list[FactKind]:
        return [each for each in self.kinds.values() if audience in each.audiences]

    def own_words(self, names: Iterable[str] = ()) -> list[FactKind]:
        """What a party may say of itself; with names only those of them."""
        wanted = set(names)
        return [each for each in self.kinds.values() if each.is_own_word and (not wanted or each.name in wanted)]


def vocabulary(types: Iterable[tuple[str, str, Collection[str]]]) -> Vocabulary:
    """The fixed kinds, and two for each type of licence: its key, its name, the kinds of holders."""
    kinds = {each.name: each for each in _FIXED}
    for key, name, holders in types:
        audiences = frozenset(Audience(each) for each in holders if each in set(Audience)) or _BOTH
        for kind in (
            FactKind(f"{HAS}{key}", name, LICENCES, Sort.YES_NO, audiences),
            FactKind(f"{MONTHS}{key}", f"{name}已有", LICENCES, Sort.NUMBER, audiences, "个月"),
        ):
            kinds.setdefault(kind.name, kind)
    return Vocabulary(kinds)


def types_in(names: Iterable[str]) -> set[str]:
    """The types of licences that these facts are of; `has_disability` is a fact of its own and no type."""
    fixed = {each.name for each in _FIXED}
    found = (_OF_TYPE.fullmatch(each) for each in names if each not in fixed)
    return {each.group(1) for each in found if each is not None}


def own_word(kind: FactKind, typed: Any) -> Value | None:
    """What somebody typed for a fact of their own; None when it is none."""
    said = str(typed).strip()
    if kind.sort is Sort.YES_NO:
        return {"yes": True, "no": False}.get(said)
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 7 else None


def _yes(value: object) -> str:
    return "是" if value else "不是"
