"""Filters over the catalogue and how many each choice would leave (筛选与计数); pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from .guides import Card

SORTS = {"": "按部门", "fast": "办得快的在前", "near": "少跑腿的在前", "name": "按名称"}
LIFE = (
    *("出生", "生育", "入学", "上学", "毕业", "就业", "创业", "开办企业", "经营", "参保", "失业"),
    *("结婚", "租房", "置业", "迁居", "出行", "就医", "残疾", "困难救助", "维权", "养老", "退休", "注销", "身后"),
)
"""The events of a life in the order in which they come; others follow."""
LIFE_WAY = ("出生", "入学", "就业", "置业", "退休", "身后")
GLYPHS = dict(zip((*LIFE_WAY, "person", "enterprise"), "生学业房休后个企", strict=True))
"""The eight entrances to the catalogue (八个入口): six events of a life, and who one is, each with its sign."""

_HOURS = {"on_the_spot": 0, "hour": 1, "day": 24, "workday": 34, "month": 730, "year": 8760}
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
        return all(chosen in _offers(card, name) for name, chosen in self.chosen() if chosen)

    def those_that_fit(self, cards: Sequence[Card]) -> Sequence[Card]:
        """Only what was chosen is asked of the cards; nothing, when nothing was."""
        asked = [(name, chosen) for name, chosen in self.chosen() if chosen]
        if not asked:
            return cards
        return [each for each in cards if all(chosen in _offers(each, name) for name, chosen in asked)]

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
    """Apply the filters and count; what was not chosen is counted in the cards that fit."""
    fitting = filters.those_that_fit(cards)
    counts: dict[str, dict[str, int]] = {}
    for name, chosen in filters.chosen():
        others = replace(filters, **{name: ""}).those_that_fit(cards) if chosen else fitting
        counted = Counter(value for each in others for value in set(_told(each, name)))
        counts[name] = dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    counts["life_event"] = dict(sorted(counts["life_event"].items(), key=lambda pair: _by_life(pair[0])))
    return Browsed(tuple(fitting), counts)


def ordered(cards: Sequence[Card], sort: str) -> tuple[Card, ...]:
    """In the order that the reader chose (排序); equal ones stay as the catalogue has them."""
    if sort == "fast":
        return tuple(sorted(cards, key=_hours))
    if sort == "near":
        return tuple(sorted(cards, key=lambda each: ("web" not in each.channels, each.visits_required)))
    return tuple(sorted(cards, key=lambda each: each.name)) if sort == "name" else tuple(cards)


def _hours(card: Card) -> int:
    """A promised limit as hours, to compare units by; a workday is a little more than a day."""
    limit = card.promised_limit
    return limit.value * _HOURS.get(limit.unit, _HOURS["workday"])


def _by_life(event: str) -> tuple[int, str]:
    return (LIFE.index(event) if event in LIFE else len(LIFE), event)


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
