"""What a list leaves open (清单覆盖): permits without a norm, frequent matters not offered across provinces; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tongban.registers.catalog.guides import Guide

from .kinds import KINDS
from .rows import Row, is_empty, key_of, words

NORM_PARTS = ("conditions", "materials", "procedure", "limits", "fees", "special", "supervision", "results")


@dataclass(frozen=True, slots=True)
class Lacking:
    """A listed permit whose norm is missing or not complete, and which parts are (缺实施规范)."""

    code: str
    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many listed permits have a complete norm (实施规范覆盖), and those that have none, by department."""

    listed: int
    covered: int
    missing: Mapping[str, tuple[Lacking, ...]]

    @property
    def is_complete(self) -> bool:
        return self.covered == self.listed


def norm_coverage(permits: Sequence[Row], norms: Sequence[Row]) -> Coverage:
    """Every listed permit against the norms (R-028)."""
    by_code = {key_of(row): row for row in norms}
    missing: dict[str, list[Lacking]] = {}
    for row in permits:
        parts = _missing_parts(by_code.get(key_of(row)))
        if parts:
            missing.setdefault(words(row.get("agency")), []).append(Lacking(key_of(row), words(row.get("name")), parts))
    lacking = sum(len(each) for each in missing.values())
    grouped = {agency: tuple(each) for agency, each in sorted(missing.items())}
    return Coverage(listed=len(permits), covered=len(permits) - lacking, missing=grouped)


def _missing_parts(norm: Row | None) -> tuple[str, ...]:
    """The labels of the parts that are empty; all of them when there is no norm."""
    columns = {each.key: each.label for each in KINDS["permit_norm"].columns}
    return tuple(columns[part] for part in NORM_PARTS if norm is None or is_empty(norm.get(part)))


def frequent_missing(volumes: Mapping[str, int], listed: frozenset[str], *, most: int) -> list[tuple[str, int]]:
    """Of the `most` frequent options of twelve months those that are not on the list, most frequent first (R-005)."""
    ranked = sorted(volumes.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return [(code, count) for code, count in ranked if count > 0 and code not in listed]


def unlisted_services(guides: Iterable[Guide], listed: frozenset[str]) -> list[tuple[Guide, str]]:
    """Guides that ask for an intermediary service which is not on the list, and which (R-058)."""
    return [
        (guide, each.name)
        for guide in guides
        for each in guide.option.intermediaries
        if f"{guide.option_code}/{each.name}" not in listed
    ]
