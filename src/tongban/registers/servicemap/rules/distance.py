"""How far it is (直线距离): along the great circle, because the city has no road network of its own to ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""

_NEAR, _KILOMETRE, _STEP = 50, 1000, 50


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees, WGS 84 (经纬度)."""

    latitude: float
    longitude: float


def metres_between(one: Point, other: Point) -> float:
    """The great-circle distance in metres (haversine, which keeps its digits for places close together)."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    share = sin(north / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(share)))


def distance_words(metres: float) -> str:
    """The distance as people say it; never more exact than a position that was chosen from a list can be."""
    if metres < _NEAR:
        return "不到50米"
    steps = round(metres / _STEP) * _STEP
    return f"约{steps}米" if steps < _KILOMETRE else f"约{metres / _KILOMETRE:.1f}公里"


def middle(points: Iterable[Point]) -> Point | None:
    """The mean of some positions; None of none. Good enough within one city, which crosses no date line."""
    found = list(points)
    if not found:
        return None
    count = len(found)
    return Point(sum(each.latitude for each in found) / count, sum(each.longitude for each in found) / count)
