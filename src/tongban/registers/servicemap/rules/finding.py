"""Which places fit (查找网点): by words, level, facilities, matter and hours; the nearest one that can do it now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tongban.foundation.worktime.rules.calendar import WorkCalendar
from tongban.registers.agencies.rules import VenueLevel

from .distance import Point, distance_words, metres_between
from .opening import Opening, Weekly, opening

FACILITIES = {
    "ramp": "无障碍坡道",
    "low_counter": "低位柜台",
    "accessible_toilet": "无障碍卫生间",
    "wheelchair": "轮椅",
    "hearing_loop": "助听设备",
    "reading_glasses": "老花镜",
    "parking": "停车位",
    "accessible_parking": "无障碍停车位",
    "kiosk": "自助终端",
}
"""What a place may have for those who need it, by its name in the data (无障碍和便民设施)."""

_LEVELS = {level.value: place for place, level in enumerate(VenueLevel)}
_FAR = float("inf")


@dataclass(frozen=True, slots=True)
class Site:
    """A place on the map (网点): everything that is known of it."""

    key: str
    name: str
    level: str
    agency: str
    address: str
    hours: str
    weekly: Weekly
    phone: str
    point: Point | None
    has_sample_position: bool
    facilities: frozenset[str]
    division_code: str
    division: str
    area_code: str
    area: str
    floors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Floors, the entrance first, each with what is on it (各楼层)."""

    @property
    def level_label(self) -> str:
        return VenueLevel(self.level).label

    @property
    def facility_labels(self) -> tuple[str, ...]:
        return tuple(label for name, label in FACILITIES.items() if name in self.facilities)


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for; `keys` are the places that handle a matter, None where no matter was chosen."""

    words: str = ""
    level: str = ""
    area: str = ""
    facilities: frozenset[str] = frozenset()
    is_open_now: bool = False
    keys: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A place that fits: its number in the list and on the map, whether it is open, how far it is."""

    number: int
    site: Site
    opening: Opening
    metres: float | None

    @property
    def distance(self) -> str:
        return "" if self.metres is None else distance_words(self.metres)


def found(
    sites: Iterable[Site], sought: Sought, *, origin: Point | None, at: datetime, calendar: WorkCalendar
) -> tuple[Found, ...]:
    """The places that fit, nearest first where a position is known, else from the city's centre down."""
    rows = [_row(each, origin, at, calendar) for each in sites if _fits(each, sought)]
    kept = [each for each in rows if each.opening.is_open or not sought.is_open_now]
    kept.sort(key=lambda each: (_far(each), _LEVELS[each.site.level], each.site.division_code))
    return tuple(replace(each, number=number) for number, each in enumerate(kept, 1))


def nearest_open(rows: Sequence[Found]) -> Found | None:
    """The nearest place that is open (现在能办的最近一处); None without a position, or when all are closed."""
    return min((each for each in rows if each.opening.is_open and each.metres is not None), key=_far, default=None)


def first_to_open(rows: Sequence[Found]) -> Found | None:
    """When all are closed: the one that opens first, the nearest of those that open together."""
    waiting = [(each.opening.opens_at, _far(each), each.number, each) for each in rows if each.opening.opens_at]
    return min(waiting, default=(None, 0.0, 0, None))[3]


def _row(site: Site, origin: Point | None, at: datetime, calendar: WorkCalendar) -> Found:
    metres = metres_between(origin, site.point) if origin is not None and site.point is not None else None
    return Found(0, site, opening(site.weekly, at, calendar), metres)


def _fits(site: Site, sought: Sought) -> bool:
    said = f"{site.name} {site.address} {site.division} {site.area} {site.agency}"
    return (
        (sought.keys is None or site.key in sought.keys)
        and (not sought.level or site.level == sought.level)
        and (not sought.area or sought.area in (site.area_code, site.division_code))
        and sought.facilities <= site.facilities
        and all(word in said for word in sought.words.split())
    )


def _far(each: Found) -> float:
    return _FAR if each.metres is None else each.metres
