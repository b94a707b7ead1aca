"""Terminals in the city (终端现状): the public list, how far people have, which are missed, and faults; R-135."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.handling.devices.models import Fault, Placement
from tongban.handling.devices.rules.coverage import Coverage, coverage
from tongban.handling.devices.rules.states import KEEPERS, FaultStatus
from tongban.handling.devices.rules.watching import SILENT_AFTER, is_missed
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.rules.states import KioskStatus
from tongban.registers.servicemap.queries import sites
from tongban.registers.servicemap.rules.distance import Point, metres_between
from tongban.registers.servicemap.rules.opening import Opening, opening


@dataclass(frozen=True, slots=True)
class Device:
    """A terminal where it stands: can it be used now, and how far it is from where somebody asked."""

    placement: Placement
    opening: Opening
    is_running: bool
    has_fault: bool
    metres: float | None

    @property
    def is_usable(self) -> bool:
        return self.is_running and not self.has_fault and self.opening.is_open


def devices(*, at: datetime, origin: Point | None = None) -> list[Device]:
    """Every terminal that is not out of use, the nearest first where a position is known (two statements)."""
    rows = Placement.objects.exclude(kiosk__status=KioskStatus.RETIRED).select_related("kiosk__venue")
    open_faults = Fault.objects.exclude(status=FaultStatus.CLOSED).values_list("kiosk_id", flat=True)
    faulty = set(open_faults)
    found = [
        Device(
            placement=each,
            opening=opening_of(each, at=at),
            is_running=each.kiosk.state is KioskStatus.RUNNING,
            has_fault=each.kiosk_id in faulty,
            metres=metres_between(origin, point_of(each)) if origin is not None else None,
        )
        for each in rows
    ]
    return sorted(found, key=lambda each: (each.metres or 0.0, each.placement.pk))


def opening_of(placement: Placement, *, at: datetime) -> Opening:
    """Can one go to it now: at any hour, or while its hall is open."""
    if placement.is_all_day:
        return Opening(True, "24小时都能用", at)
    return opening(placement.kiosk.venue.week, at, calendar())


def point_of(placement: Placement) -> Point:
    return Point(float(placement.latitude), float(placement.longitude))


def coverage_now() -> Coverage:
    """From every community and village to the nearest terminal that is not out of use (two statements)."""
    rows = Placement.objects.exclude(kiosk__status=KioskStatus.RETIRED)
    homes = [
        (each.division_code, each.division, each.point)
        for each in sites()
        if each.point is not None and len(each.division_code) == 12
    ]
    return coverage(homes, [point_of(each) for each in rows])


def missed(*, at: datetime) -> list[Kiosk]:
    """Terminals in use that should run and were not heard of for more than ten minutes (one statement)."""
    rows = Kiosk.objects.filter(status=KioskStatus.RUNNING).select_related("venue", "placement").order_by("pk")
    return [each for each in rows if _is_missed(each, at)]


def faults_for(actor: Actor) -> QuerySet[Fault]:
    """Those who keep terminals see all faults, others none."""
    rows = Fault.objects.select_related("kiosk__venue", "taken_by")
    return rows if actor.roles & KEEPERS else rows.none()


def fault_for(actor: Actor, code: UUID) -> Fault:
    """One by its code, or `NotFound` (one statement)."""
    found = faults_for(actor).filter(code=code).first()
    if found is None:
        raise NotFound("没有这张故障单。")
    return found


def _is_missed(kiosk: Kiosk, at: datetime) -> bool:
    assert kiosk.bound_at is not None, "in use means bound"
    placement: Placement | None = getattr(kiosk, "placement", None)
    is_all_day = placement is not None and placement.is_all_day
    is_on, was_on = (
        is_all_day or opening(kiosk.venue.week, each, calendar()).is_open for each in (at, at - SILENT_AFTER)
    )
    return is_missed(kiosk.seen_at, kiosk.bound_at, at=at, is_on=is_on, was_on=was_on)
