"""Matters in the places that serve people (应进必进): at which, may it be decided there, or why it need not be. Pure.

A matter is on site (已进驻) when its list lets it be applied for at a window of a place of the three levels. What is
neither on site nor on a negative list has to come in; plan 三(二)2, R-067.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.catalog.guides import Guide

from .windows import AT_WINDOWS

DECIDING = frozenset({"finish_on_the_spot", "grant"})
"""The powers with which a place, or somebody in it, decides in a body's name."""


@dataclass(frozen=True, slots=True)
class Stationed:
    """One matter: how many places of each level take it, may they decide, and on what ground it may stay outside."""

    guide: Guide
    places: Mapping[str, int]
    may_decide: bool
    exempt: str

    @property
    def is_on_site(self) -> bool:
        return bool(self.places)

    @property
    def must_come(self) -> bool:
        """Neither on site nor excused (应进未进)."""
        return not self.is_on_site and not self.exempt

    @property
    def place_words(self) -> str:
        """The places in words: 政务服务中心、便民服务站48个."""
        told = [(level.label, self.places.get(level, 0), level) for level in VenueLevel]
        return "、".join(
            label if level is VenueLevel.CITY else f"{label}{count}个" for label, count, level in told if count
        )


@dataclass(frozen=True, slots=True)
class Stationing:
    """How far the matters of the city, or of one body, are in (进驻情况)."""

    matters: tuple[Stationed, ...]

    @property
    def on_site(self) -> tuple[Stationed, ...]:
        return tuple(each for each in self.matters if each.is_on_site)

    @property
    def exempt(self) -> tuple[Stationed, ...]:
        return tuple(each for each in self.matters if each.exempt and not each.is_on_site)

    @property
    def outside(self) -> tuple[Stationed, ...]:
        return tuple(each for each in self.matters if each.must_come)

    @property
    def decided(self) -> tuple[Stationed, ...]:
        return tuple(each for each in self.on_site if each.may_decide)

    def by_agency(self) -> dict[str, "Stationing"]:
        """The same for each body, by its short name."""
        found: dict[str, list[Stationed]] = {}
        for each in self.matters:
            found.setdefault(each.guide.agency_short_name, []).append(each)
        return {name: Stationing(tuple(found[name])) for name in sorted(found)}


def stationing(
    guides: Iterable[Guide],
    *,
    levels: Mapping[str, str],
    exempt: Mapping[str, str],
    deciding: frozenset[str],
) -> Stationing:
    """Every matter that is open; `levels` are the places in use by key, `deciding` scopes in which powers were given.

    `exempt` is the negative list: a code or a name, and on what ground.
    """
    return Stationing(tuple(_stationed(each, levels, exempt, deciding) for each in guides if each.is_open))


def _stationed(
    guide: Guide, levels: Mapping[str, str], exempt: Mapping[str, str], deciding: frozenset[str]
) -> Stationed:
    names = (guide.option_code, guide.implementation_code, guide.name, guide.item_name)
    at = [levels[place.key] for place in guide.places if place.key in levels]
    has_window = bool(AT_WINDOWS & set(guide.option.channels))
    return Stationed(
        guide=guide,
        places=Counter(at) if has_window else {},
        may_decide=not deciding.isdisjoint({f"agency:{guide.agency_key}", f"option:{guide.option_code}"}),
        exempt=next((exempt[each] for each in names if each in exempt), ""),
    )
