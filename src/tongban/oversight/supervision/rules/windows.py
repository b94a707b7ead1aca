"""Comprehensive windows (综合窗口全覆盖): which matters one of them takes, which must be taken, what is missing. Pure.

A comprehensive window is a place where somebody in the post 综合窗口 works; a matter is taken there when its list lets
it be applied for at a window of that place. Plan 一, 三(二)2, 三(二)4; R-003.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tongban.registers.catalog.guides import Guide

AT_WINDOWS = frozenset({"window", "station"})


class Gap(StrEnum):
    """Why no comprehensive window takes a matter (缺口)."""

    NO_WINDOW = "no_window"
    NO_PLACE = "no_place"
    DEPARTMENT_ONLY = "department_only"

    @property
    def label(self) -> str:
        return {
            "no_window": "清单没有开窗口办理",
            "no_place": "清单没有写办理地点",
            "department_only": "只能到部门自己的窗口",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Taken:
    """One matter (事项) and how it stands: which comprehensive windows take it, why none does, why none need."""

    guide: Guide
    at: tuple[str, ...]
    gap: Gap | None
    exempt: str = ""

    @property
    def must(self) -> bool:
        return not self.exempt


@dataclass(frozen=True, slots=True)
class WindowCoverage:
    """How far the windows cover the matters (覆盖率): taken ÷ those that must be; and what is missing."""

    matters: tuple[Taken, ...]

    @property
    def required(self) -> tuple[Taken, ...]:
        return tuple(each for each in self.matters if each.must)

    @property
    def gaps(self) -> tuple[Taken, ...]:
        return tuple(each for each in self.required if each.gap is not None)

    @property
    def exempt(self) -> tuple[Taken, ...]:
        return tuple(each for each in self.matters if not each.must)

    @property
    def taken(self) -> int:
        return len(self.required) - len(self.gaps)

    @property
    def share(self) -> float | None:
        return self.taken / len(self.required) if self.required else None

    def by_agency(self) -> dict[str, "WindowCoverage"]:
        """The same for each body, by its short name."""
        found: dict[str, list[Taken]] = {}
        for each in self.matters:
            found.setdefault(each.guide.agency_short_name, []).append(each)
        return {name: WindowCoverage(tuple(found[name])) for name in sorted(found)}


def coverage(guides: Iterable[Guide], *, windows: frozenset[str], exempt: Mapping[str, str]) -> WindowCoverage:
    """Every matter that is open, against the places with a comprehensive window.

    `exempt` is the negative list (进驻事项负面清单): a code or a name, and on what ground.
    """
    return WindowCoverage(tuple(_taken(each, windows, exempt) for each in guides if each.is_open))


def _taken(guide: Guide, windows: frozenset[str], exempt: Mapping[str, str]) -> Taken:
    at = tuple(place.name for place in guide.places if place.key in windows)
    names = (guide.option_code, guide.implementation_code, guide.name, guide.item_name)
    ground = next((exempt[each] for each in names if each in exempt), "")
    if not AT_WINDOWS & set(guide.option.channels):
        return Taken(guide, (), Gap.NO_WINDOW, ground)
    if not guide.places:
        return Taken(guide, (), Gap.NO_PLACE, ground)
    return Taken(guide, at, None if at else Gap.DEPARTMENT_ONLY, ground)
