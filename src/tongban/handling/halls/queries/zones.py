"""Zones and what one waits for at a place (功能专区、当前业务): kiosk, screen and map read the same here. R-079."""

from datetime import datetime

from django.db.models import Q

from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Zone
from tongban.handling.halls.rules.policy import Line
from tongban.handling.halls.rules.zoning import ZoneHours, in_force, line_at
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.queries import guide_in_force
from tongban.registers.servicemap.ports import WindowFace


def zones_of(venue_id: int, *, at: datetime) -> tuple[ZoneHours, ...]:
    """All zones of a place that are set up at this moment, whatever the hour (one statement)."""
    return tuple(each.hours for each in standing(venue_id, at=at))


def standing(venue_id: int, *, at: datetime) -> list[Zone]:
    """The same, as rows, in the order of their windows (one statement)."""
    there = Q(until__isnull=True) | Q(until__gt=at)
    return list(Zone.objects.filter(there, venue_id=venue_id, since__lte=at).order_by("line", "opens", "pk"))


def lines_at(zones: tuple[ZoneHours, ...], *, at: datetime) -> tuple[Line, ...]:
    """What one can wait for at this moment: the general kinds, and the domains that have a zone now."""
    zoned = {each.line for each in in_force(zones, at)}
    return tuple(each for each in BOUND.policy.lines if not each.is_domain or each.code in zoned)


def domain_of_option(option_code: str) -> str:
    """The domain of a matter; the line for all matters where it has none, or is not in force."""
    found = guide_in_force(option_code)
    return BOUND.policy.domain_of(found.agency_key) if found is not None else BOUND.policy.matters


def line_now(domain: str, venue_id: int, *, at: datetime) -> str:
    """Where a matter of this domain is waited for now (one statement, none for matters without a domain)."""
    policy = BOUND.policy
    if domain == policy.matters:
        return domain
    return line_at(domain, policy.matters, zones_of(venue_id, at=at), at)


def window_faces(key: str, *, at: datetime) -> list[WindowFace]:
    """The zones of a place for the map, bound by `config/wiring.py`: what a number drawn now goes by (two statements).

    Those of other hours stand there with their hours; «now» is said of those that are in force.
    """
    venue_id = Venue.objects.filter(key=key).values_list("pk", flat=True).first()
    if venue_id is None:
        return []
    zones = zones_of(venue_id, at=at)
    current = set(in_force(zones, at))
    return [WindowFace(_place(each), _serves(each, is_now=each in current)) for each in zones]


def _place(zone: ZoneHours) -> str:
    return f"{zone.floor}{zone.name}" if zone.floor else zone.name


def _serves(zone: ZoneHours, *, is_now: bool) -> str:
    said = f"{BOUND.policy.name_of(zone.line)}：{'、'.join(zone.windows)}（{zone.words}）"
    return said if is_now else f"{said}，现在不开，到综合窗口办"
