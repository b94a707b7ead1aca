"""Reading the service map (政务地图): places, positions to start from, what a place handles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.agencies.models import Division, Venue
from tongban.registers.agencies.queries import GROUPS
from tongban.registers.agencies.rules import DivisionLevel
from tongban.registers.catalog.guides import Card, Guide
from tongban.registers.catalog.queries import cards
from tongban.registers.catalog.windows import open_window, window_words

from .ports import BOUND, Load, WindowFace
from .rules.distance import Point, middle
from .rules.finding import Site

_AT_PLACES = frozenset({"window", "station"})


@dataclass(frozen=True, slots=True)
class Start:
    """A position that somebody can choose instead of telling where they are: a community, a village, a street."""

    code: str
    name: str
    point: Point


def sites() -> tuple[Site, ...]:
    """All active places, by key of the register (one statement)."""
    return tuple(_site(each) for each in _venues())


def site(key: str) -> Site:
    """One active place (one statement), or `NotFound`."""
    found = _venues().filter(key=key).first()
    if found is None:
        raise NotFound("没有找到这个网点，可能已经撤并。请从政务地图里找。")
    return _site(found)


def starts(known: Sequence[Site]) -> tuple[Start, ...]:
    """Positions to start from, by code: where a community's own place stands, the middle of a street or a town."""
    names: dict[str, str] = {}
    points: dict[str, list[Point]] = {}
    for each in known:
        for code, name in {each.area_code: each.area, each.division_code: each.division}.items():
            names[code] = name
            points.setdefault(code, []).extend([each.point] if each.point is not None else [])
    found = ((code, names[code], middle(points[code])) for code in sorted(names))
    return tuple(Start(code, name, point) for code, name, point in found if point is not None)


def keys_for(guide: Guide) -> frozenset[str]:
    """The places where a matter is handled over the counter; none for one that is online only."""
    return frozenset(each.key for each in guide.places) if guide.has_offline_way else frozenset()


def handled_at(site: Site) -> tuple[Card, ...]:
    """The matters that a place handles, by department (no statement once the catalogue is warm)."""
    found = [each for each in cards() if _is_at(each, site) and _AT_PLACES & set(each.channels)]
    return tuple(sorted(found, key=lambda each: (each.agency, each.name)))


def taken_on(guide: Guide, on: date) -> tuple[bool, str]:
    """Whether a matter is taken at all on this day, and what to know of it: its times of the year, a suspension."""
    if not guide.is_open:
        return False, "这个事项现在暂停办理。"
    windows = guide.option.acceptance_windows
    return not windows or open_window(windows, on) is not None, window_words(guide.option, on)


def loads(keys: Collection[str], *, at: datetime) -> Mapping[str, Load]:
    """How busy these places are; nothing where no queue is connected."""
    return BOUND.load(keys, at=at) if BOUND.load is not None else {}


def windows_at(key: str, *, at: datetime) -> Sequence[WindowFace]:
    """The windows of a place; none where nobody knows them."""
    return BOUND.windows(key, at=at) if BOUND.windows is not None else ()


def _is_at(card: Card, site: Site) -> bool:
    return any(name == site.key or GROUPS.get(name) == site.level for name in card.venues)


def _venues() -> QuerySet[Venue]:
    rows = Venue.objects.filter(is_active=True).select_related("agency", "division__parent__parent")
    return rows.order_by("division__code", "id")


def _site(venue: Venue) -> Site:
    area = _area(venue.division)
    is_known = venue.latitude is not None and venue.longitude is not None
    return Site(
        key=venue.key,
        name=venue.name,
        level=venue.level,
        agency=venue.agency.name,
        address=venue.address,
        hours=venue.hours,
        weekly=venue.week,
        phone=venue.phone,
        point=Point(float(venue.latitude or 0), float(venue.longitude or 0)) if is_known else None,
        has_sample_position=venue.has_sample_position,
        facilities=frozenset(name for name, has in venue.accessibility.items() if has),
        division_code=venue.division.code,
        division=venue.division.name,
        area_code=area.code,
        area=area.name,
        floors=tuple((each["name"], tuple(each["has"])) for each in venue.floors),
    )


def _area(division: Division) -> Division:
    """The street or town that a place lies in; the city itself for the city's centre."""
    parent = division.parent
    return parent if parent is not None and parent.level != DivisionLevel.CITY else division
