"""The city's catalogue as it is written (编目文件): each resource in a few lines, each field in one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from .gate import Described, Item
from .kinds import Sensitivity, ShareType, Stage, UpdateCycle

OWNER = "owner"
"""In the plan of stages: whoever answers for the resource."""


class Duty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for a stage, and for what (环节责任); no agency is an empty cell."""

    agency: str
    words: str


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A resource as the file has it. A field is «code name column [sensitivity [share type]]»."""

    code: str
    name: str
    summary: str
    owner: str
    sensitivity: Sensitivity
    share: ShareType
    cycle: UpdateCycle
    fields: tuple[str, ...]
    system: str = "通办平台"
    condition: str = ""
    basis: str = ""
    tables: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    stages: dict[Stage, Duty] = {}

    def items(self) -> tuple[Item, ...]:
        return tuple(self._item(each) for each in self.fields)

    def _item(self, line: str) -> Item:
        code, name, column, *rest = line.split()
        sensitivity = Sensitivity(rest[0]) if rest else self.sensitivity
        share = ShareType(rest[1]) if len(rest) > 1 else self.share
        return Item(code, name, "" if column == "-" else column, sensitivity, share, self.owner)


class Technical(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tables and operations that hold no business data (技术性数据), and why."""

    why: str
    tables: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()


class Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    stages: dict[Stage, Duty]
    officers: dict[str, tuple[str, ...]]
    technical: tuple[Technical, ...]
    resources: tuple[Written, ...]

    def duties_of(self, written: Written) -> Mapping[Stage, Duty]:
        """The five cells: the city's plan of stages, and what the resource says otherwise; empty cells are left out."""
        found = {}
        for stage in Stage:
            duty = written.stages.get(stage, self.stages[stage])
            agency = written.owner if duty.agency == OWNER else duty.agency
            if agency:
                found[stage] = Duty(agency, duty.words)
        return found

    def described(self, written: Written) -> Described:
        duties = {stage: duty.agency for stage, duty in self.duties_of(written).items()}
        return Described(written.owner, written.share, written.condition, written.basis, written.items(), duties)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """What stands in this house and in no entry (没有编目的表和接口)."""

    tables: tuple[str, ...]
    operations: tuple[str, ...]


def uncovered(book: Book, *, tables: set[str], operations: set[str]) -> Uncovered:
    """Tables and operations that neither a resource nor the technical part names."""
    named = {each for part in book.resources for each in part.tables}
    named |= {each for part in book.technical for each in part.tables}
    called = {each for part in book.resources for each in part.operations}
    called |= {each for part in book.technical for each in part.operations}
    return Uncovered(tuple(sorted(tables - named)), tuple(sorted(operations - called)))


def read_book(plain: Mapping[str, Any]) -> Book:
    """The file as it was read; `msgspec.ValidationError` names what is wrong."""
    return msgspec.convert(plain, Book)
