"""The seven services that the plan brings into halls and platform (七类公共服务进驻): what each has, and lacks; pure.

实施方案 四(七)2: 水、电、气、热、电信、公证、法律援助全面进驻政务服务中心和政务服务平台. Which matters are of which
service is the city's file `public_services.yaml`; everything else follows from the catalogue and the cases. R-170.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from tongban.registers.catalog.guides import Card

ONLINE = frozenset({"web", "mobile"})
ONLY_TOLD = "consult"
"""A matter of which the web only tells (网上咨询) cannot be applied for there."""


class PublicService(StrEnum):
    """The seven that the plan names (七类公共服务), in its order."""

    WATER = "water"
    POWER = "power"
    GAS = "gas"
    HEAT = "heat"
    TELECOM = "telecom"
    NOTARY = "notary"
    LEGAL_AID = "legal_aid"

    @property
    def label(self) -> str:
        return {
            "water": "供水",
            "power": "供电",
            "gas": "供气",
            "heat": "供热",
            "telecom": "电信",
            "notary": "公证",
            "legal_aid": "法律援助",
        }[self]


class Belongs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which matters are of a service: all of some bodies, or single items; `moved`: who reports a new holder."""

    agencies: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    moved: str = ""

    def has(self, card: Card) -> bool:
        return card.agency_key in self.agencies or card.basic_code in self.items


def read_services(plain: Any) -> dict[PublicService, Belongs]:
    """The city's file; ValueError where one of the seven is left out, or has nothing to be known by."""
    found: dict[PublicService, Belongs] = msgspec.convert(plain, dict[PublicService, Belongs])
    if missing := [each.label for each in PublicService if each not in found]:
        raise ValueError(f"public services without an entry: {', '.join(missing)}")
    if empty := [each.label for each, belongs in found.items() if not belongs.agencies and not belongs.items]:
        raise ValueError(f"public services that nothing belongs to: {', '.join(empty)}")
    return {each: found[each] for each in PublicService}


BOUND: dict[PublicService, Belongs] = {}
"""The city's file, bound at the start; empty for a city that has none."""


@dataclass(frozen=True, slots=True)
class Lodged:
    """Cases of a month: all, and those that came from afar."""

    total: int = 0
    online: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """One matter of a service (进驻事项): can it be had online and at the centre, in which bundles it stands."""

    card: Card
    is_at_centre: bool
    bundles: tuple[str, ...]
    lodged: Lodged

    @property
    def is_online(self) -> bool:
        return bool(ONLINE & set(self.card.channels)) and self.card.online_depth != ONLY_TOLD


@dataclass(frozen=True, slots=True)
class Line:
    """The line to the system that moves accounts (户名变更接入): its name, and whether it only is a simulator."""

    name: str
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class Onboarded:
    """One of the seven as it stands (一类服务的进驻情况); `windows` at the centre, `line` where accounts are moved."""

    service: PublicService
    moved: str
    matters: tuple[Offered, ...]
    windows: tuple[str, ...]
    line: Line | None

    @property
    def online(self) -> tuple[Offered, ...]:
        return tuple(each for each in self.matters if each.is_online)

    @property
    def at_centre(self) -> tuple[Offered, ...]:
        return tuple(each for each in self.matters if each.is_at_centre)

    @property
    def lodged(self) -> Lodged:
        return Lodged(sum(each.lodged.total for each in self.matters), sum(each.lodged.online for each in self.matters))

    @property
    def bundles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(title for each in self.matters for title in each.bundles))

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is still to be done, in words; nothing for one that is wholly in."""
        if not self.matters:
            return ("还没有公布事项",)
        told = (
            (not self.online, "没有能在网上申请的事项"),
            (not self.at_centre, "没有事项进驻市政务服务中心"),
            (bool(self.at_centre) and not self.windows, "市政务服务中心没有窗口收件"),
            (bool(self.moved) and self.line is None, "改户名的系统没有接入"),
        )
        return tuple(words for is_so, words in told if is_so)


def onboarded(
    cards: Collection[Card],
    services: Mapping[PublicService, Belongs],
    *,
    centre: str,
    bundles: Mapping[str, tuple[str, ...]],
    lodged: Mapping[str, Lodged],
    windows: Mapping[str, tuple[str, ...]],
    lines: Mapping[str, Line],
) -> tuple[Onboarded, ...]:
    """All seven. `bundles` and `lodged` go by the code of an option, `windows` at the place `centre` by body."""
    return tuple(
        _one(service, belongs, _of(cards, belongs), centre, bundles, lodged, windows, lines)
        for service, belongs in services.items()
    )


def _one(
    service: PublicService,
    belongs: Belongs,
    cards: Iterable[Card],
    centre: str,
    bundles: Mapping[str, tuple[str, ...]],
    lodged: Mapping[str, Lodged],
    windows: Mapping[str, tuple[str, ...]],
    lines: Mapping[str, Line],
) -> Onboarded:
    matters = tuple(
        Offered(
            card=each,
            is_at_centre="window" in each.channels and centre in each.venues,
            bundles=bundles.get(each.option_code, ()),
            lodged=lodged.get(each.option_code, Lodged()),
        )
        for each in cards
    )
    known = dict.fromkeys(window for each in matters for window in windows.get(each.card.agency_key, ()))
    return Onboarded(service, belongs.moved, matters, tuple(known), lines.get(belongs.moved))


def _of(cards: Iterable[Card], belongs: Belongs) -> list[Card]:
    return sorted((each for each in cards if belongs.has(each)), key=lambda each: each.option_code)
