"""What the state has already and must not ask for again (已有的不得重复要): R-101; plan 三(四)2."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from tongban.registers.catalog.content import MaterialRequirement

# An earlier paper is offered for two years: an assumption of this house, since the lists give papers no term.
KEPT_FOR_DAYS = 730
_OF_ONE_MATTER = frozenset({"form"})


class Source(StrEnum):
    """Where the copy is (已有材料的来源)."""

    THIS_CASE = "this_case"
    EARLIER_CASE = "earlier_case"
    LICENSE = "license"
    DATA_CHECK = "data_check"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Source.THIS_CASE: "本件已经交过",
    Source.EARLIER_CASE: "以前办事交过",
    Source.LICENSE: "有电子证照",
    Source.DATA_CHECK: "部门数据能核验",
}


@dataclass(frozen=True, slots=True)
class Held:
    """A copy that was found: of which material, where, in words for the clerk, and what to take it in by."""

    code: str
    source: Source
    words: str
    since: date | None = None
    files: tuple[UUID, ...] = ()
    license_identifier: str = ""


def is_shared(asked: MaterialRequirement) -> bool:
    """Is there data that tells what this paper tells (可以共享核验)?"""
    return asked.spared_by is not None and asked.spared_by.way in ("data_check", "system_generated")


def license_type(asked: MaterialRequirement) -> str:
    """The type of the licence that spares this paper; empty when none does."""
    return asked.spared_by.license_type if asked.spared_by is not None and asked.spared_by.way == "license" else ""


def lasts(asked: MaterialRequirement) -> bool:
    """May a copy from an earlier case do? A form is of its matter and day, a plan of its application."""
    return asked.kind not in _OF_ONE_MATTER and not asked.single_use
