"""Attendance (考勤): the duties of a stretch of days against signing on and off, which windows keep anyhow. R-187."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.contacts.models import Shift
from tongban.oversight.workforce.models import Duty, Leave
from tongban.oversight.workforce.rules.attendance import Presence, Stay, attended
from tongban.oversight.workforce.rules.leave import LeaveStatus
from tongban.oversight.workforce.rules.rostering import RosterStatus, span_of
from tongban.registers.agencies.models import Venue


@dataclass(frozen=True, slots=True)
class Attended:
    """One duty and how it was attended."""

    duty: Duty
    presence: Presence


def attendance(duties: Iterable[Duty], *, at: datetime) -> list[Attended]:
    """How these duties were attended, as of an instant (two statements)."""
    rows = list(duties)
    if not rows:
        return []
    people = {each.staff_id for each in rows}
    first, last = min(each.day for each in rows), max(each.day for each in rows)
    stays: dict[tuple[int, int | None], list[Stay]] = {}
    begins = datetime.combine(first, datetime.min.time(), LOCAL)
    shifts = Shift.objects.filter(
        staff_id__in=people, signed_on_at__gte=begins, signed_on_at__lt=begins + (last - first) + timedelta(days=1)
    )
    for staff, venue, on_at, off_at in shifts.values_list("staff_id", "venue_id", "signed_on_at", "signed_off_at"):
        stays.setdefault((staff, venue), []).append(Stay(on_at, off_at))
    away = _away(people, first, last)
    return [_one(each, stays.get((each.staff_id, each.roster.venue_id), []), away, at) for each in rows]


def _away(people: set[int], first: date, last: date) -> list[tuple[int, date, date]]:
    rows = Leave.objects.filter(
        staff_id__in=people, status=LeaveStatus.GRANTED, starts_on__lte=last, ends_on__gte=first
    )
    return list(rows.values_list("staff_id", "starts_on", "ends_on"))


def _one(duty: Duty, stays: list[Stay], away: list[tuple[int, date, date]], at: datetime) -> Attended:
    span = span_of(duty.day, duty.session, duty.roster.venue.weekly_hours)
    if span is None:
        return Attended(duty, Presence.COMING)
    begins, ends = (datetime.combine(duty.day, edge, LOCAL) for edge in span)
    is_away = any(who == duty.staff_id and since <= duty.day <= until for who, since, until in away)
    return Attended(duty, attended(begins, ends, stays, at=at, is_on_leave=is_away))


def attendance_at(venue: Venue, *, day: date, at: datetime) -> list[Attended]:
    """A day of a place, by window (three statements)."""
    rows = Duty.objects.filter(roster__venue=venue, roster__status=RosterStatus.PUBLISHED, day=day)
    found = rows.select_related("roster__venue", "post", "staff", "instead_of").order_by("session", "post__window")
    return attendance(found, at=at)


def counted(venue: Venue, *, first: date, last: date, at: datetime) -> list[tuple[str, dict[Presence, int]]]:
    """Each person's attendance over some days, by name (three statements)."""
    rows = Duty.objects.filter(
        roster__venue=venue, roster__status=RosterStatus.PUBLISHED, day__gte=first, day__lte=last
    ).select_related("roster__venue", "staff")
    found: dict[str, dict[Presence, int]] = {}
    for each in attendance(rows.order_by("staff__number"), at=at):
        sums = found.setdefault(each.duty.staff.name, {})
        sums[each.presence] = sums.get(each.presence, 0) + 1
    return list(found.items())
