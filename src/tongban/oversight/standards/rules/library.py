"""The library of applicable standards (标准库) as data: each clause is checked by the house, shown by evidence, or not
applicable with a reason; pure."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import msgspec


class About(StrEnum):
    """What a standard speaks of (适用对象): the city as a whole, each place, each matter."""

    CITY = "city"
    VENUE = "venue"
    MATTER = "matter"

    @property
    def label(self) -> str:
        return {"city": "全市", "venue": "每个服务场所", "matter": "每个办理项"}[self.value]


class Way(StrEnum):
    """How a clause is looked at (检查方式)."""

    AUTOMATED = "automated"
    EVIDENCE = "evidence"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return {"automated": "系统自动检查", "evidence": "人工检查，要有证据", "not_applicable": "不适用"}[self.value]


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One clause in the city's own words (条款要点): exactly one of `check`, `evidence`, `not_applicable` is said.

    `check` names a check of the house, `evidence` what shows it, good for `valid_days`; `not_applicable` says why.
    """

    number: str
    asks: str
    check: str = ""
    evidence: str = ""
    valid_days: int = 365
    not_applicable: str = ""

    @property
    def way(self) -> Way:
        if self.check:
            return Way.AUTOMATED
        return Way.EVIDENCE if self.evidence else Way.NOT_APPLICABLE


class Standard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A standard that the city keeps (标准): its number and title, of what it speaks, its clauses."""

    key: str
    number: str
    title: str
    clauses: tuple[Clause, ...]
    about: About = About.CITY
    is_security: bool = False

    def clause(self, number: str) -> Clause | None:
        return next((each for each in self.clauses if each.number == number), None)


class Library(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All standards that the city keeps, in its order."""

    standards: tuple[Standard, ...] = ()

    def standard(self, key: str) -> Standard | None:
        return next((each for each in self.standards if each.key == key), None)


class _Bound:
    """Which library is bound: `config/wiring.py` binds the city's at start."""

    library = Library()


BOUND = _Bound()


def library_from(plain: Any, checks: Collection[tuple[About, str]]) -> Library:
    """The library of a city's file; a clause that is looked at in no way, in two, or by no check stops the start."""
    found = msgspec.convert(plain, Library)
    keys = [each.key for each in found.standards]
    assert len(set(keys)) == len(keys), "a standard stands twice"
    for standard in found.standards:
        numbers = [each.number for each in standard.clauses]
        assert numbers, f"{standard.key} has no clauses"
        assert len(set(numbers)) == len(numbers), f"a clause of {standard.key} stands twice"
        for clause in standard.clauses:
            place = f"{standard.key} {clause.number}"
            said = [each for each in (clause.check, clause.evidence, clause.not_applicable) if each.strip()]
            assert len(said) == 1, f"{place} is looked at in exactly one way"
            is_known = not clause.check or (standard.about, clause.check) in checks
            assert is_known, f"{place}: there is no check {clause.check}"
    return found
