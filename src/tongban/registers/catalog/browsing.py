"""Filters over the catalogue and how many each choice would leave (筛选与计数); pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from .guides import Card

ONLINE = {"online": "可网上办", "fully_online": "全程网办", "once": "最多跑一次"}
COSTS = {"free": "不收费"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader chose (筛选条件); empty means all. `topic` is person:075, enterprise:010, or the digits alone."""

    audience: str = ""
    topic: str = ""
    agency: str = ""
    kind: str = ""
    field: str = ""
    life_event: str = ""
    online: str = ""
    venue: str = ""
    cost: str = ""

    def fits(self, card: Card) -> bool:
        return all(not chosen or chosen in _offers(card, name) for name, chosen in self.chosen())

    def chosen(self) -> Iterable[tuple[str, str]]:
        return ((name, getattr(self, name)) for name in NAMES)


NAMES = tuple(each.name for each in fields(Filters))


@dataclass(frozen=True, slots=True)
class Browsed:
    """The options that fit, and for every filter how many each of its values would give with the others kept."""

    cards: tuple[Card, ...]
    counts: Mapping[str, Mapping[str, int]]

    @property
    def total(self) -> int:
        return len(self.cards)


def sift(cards: Sequence[Card], filters: Filters) -> Browsed:
    """Apply the filters and count."""
    counts: dict[str, dict[str, int]] = {}
    for name, chosen in filters.chosen():
        others = replace(filters, **{name: ""}) if chosen else filters
        counted = Counter(value for each in cards if others.fits(each) for value in set(_told(each, name)))
        counts[name] = dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    return Browsed(tuple(each for each in cards if filters.fits(each)), counts)


def _offers(card: Card, name: str) -> tuple[str, ...]:
    """Everything that may be chosen to find this card."""
    if name == "topic":
        return (*card.topics, *(each.partition(":")[2] for each in card.topics))
    return _told(card, name)


def _told(card: Card, name: str) -> tuple[str, ...]:
    match name:
        case "audience":
            return card.audience
        case "topic":
            return card.topics
        case "agency":
            return (card.agency_key,)
        case "kind":
            return (card.kind.value,)
        case "field":
            return (card.field,) if card.field else ()
        case "life_event":
            return card.life_events
        case "venue":
            return card.venues
        case "cost":
            return ("free",) if card.is_free else ()
        case _:
            return _online(card)


def _online(card: Card) -> tuple[str, ...]:
    is_online = "web" in card.channels or "mobile" in card.channels
    return (
        *(["online"] if is_online else []),
        *(["fully_online"] if is_online and card.visits_required == 0 else []),
        *(["once"] if card.visits_required <= 1 else []),
    )
