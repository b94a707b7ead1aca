"""Rosters, duties and leave as they are seen (排班、请假); the supervisor all, a clerk the own ones."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.workforce.models import Duty, Leave, Roster, Training, WindowPost
from tongban.oversight.workforce.rules.leave import LeaveStatus
from tongban.oversight.workforce.rules.rostering import (
    Person,
    RosterStatus,
    Session,
    monday_of,
    span_of,
    suggestions,
)
from tongban.registers.agencies.models import Staff, Venue

from .people import needs_of, people_at

PAGE = 50
WEEK = timedelta(days=7)
Cell = tuple[str, date, str]


def posts_at(venue: Venue, *, only_open: bool = True) -> list[WindowPost]:
    """The windows of a place (one statement)."""
    rows = WindowPost.objects.filter(venue=venue)
    return list((rows.filter(is_open=True) if only_open else rows).order_by("window"))


def roster_of(venue: Venue, week: date) -> Roster | None:
    """The roster of a place for the week of a day (one statement)."""
    return Roster.objects.select_related("venue").filter(venue=venue, week=monday_of(week)).first()


def in_force(venue_id: int, day: date) -> Roster | None:
    """The published roster that a day of a place stands in; None where none is kept (one statement)."""
    rows = Roster.objects.select_related("venue")
    return rows.filter(venue_id=venue_id, week=monday_of(day), status=RosterStatus.PUBLISHED).first()


def duties_of(roster: Roster) -> dict[Cell, Duty]:
    """Who is on duty where and when (one statement)."""
    rows = roster.duties.select_related("staff", "instead_of", "post")
    return {(each.post.window, each.day, each.session): each for each in rows}


def cells_of(venue: Venue, week: date, posts: list[WindowPost]) -> list[Cell]:
    """Every session of every window that has to be filled in a week, by the hours of the place."""
    days = [monday_of(week) + timedelta(days=n) for n in range(7)]
    open_on = [(day, each.value) for day in days for each in Session if span_of(day, each, venue.weekly_hours)]
    return [(post.window, day, session) for post in posts for day, session in open_on]


def duty_with(actor: Actor, pk: int) -> Duty:
    """One duty; the supervisor's alone (one statement)."""
    found = None
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        rows = Duty.objects.select_related("roster__venue", "post", "staff", "instead_of")
        found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这一班。")
    return found


def course_names() -> dict[str, str]:
    """The courses that were ever planned, by code (one statement)."""
    rows = Training.objects.filter(kind="course").order_by("pk").values_list("course", "title")
    return dict(rows)


def could_stand_in(duty: Duty) -> list[Person]:
    """Who is qualified, there, and free for this session, the least rostered first (five statements)."""
    people = people_at(duty.roster.venue, on=duty.day, session=duty.session)
    others = [each for each in people if each.staff_id != duty.staff_id]
    return suggestions(others, needs_of(duty.post, course_names()))


def duties_for(staff_id: int, *, week: date) -> list[Duty]:
    """Somebody's own duties of a week in rosters that are published (one statement)."""
    first = monday_of(week)
    rows = Duty.objects.filter(
        staff_id=staff_id, day__gte=first, day__lt=first + WEEK, roster__status=RosterStatus.PUBLISHED
    )
    return list(rows.select_related("post", "roster__venue", "instead_of").order_by("day", "session"))


def leaves_for(actor: Actor) -> QuerySet[Leave]:
    """The supervisor sees all requests, everybody else the own ones."""
    rows = Leave.objects.select_related("staff", "decided_by")
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        return rows
    return rows.filter(staff_id=actor.staff_id or 0)


def leave_for(actor: Actor, pk: int) -> Leave:
    """One request, or `NotFound` (one statement)."""
    found = leaves_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这张请假单，或者它不是您的。")
    return found


def leaves(actor: Actor, *, status: str = "", before: int = 0, most: int = PAGE) -> list[Leave]:
    """A page of requests, the newest first (one statement)."""
    rows = leaves_for(actor)
    if status in set(LeaveStatus):
        rows = rows.filter(status=status)
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:most])


def touched_by(leave: Leave) -> list[Duty]:
    """The published duties that fall into a leave and need somebody else (缺班, one statement)."""
    rows = Duty.objects.filter(
        staff_id=leave.staff_id, day__gte=leave.starts_on, day__lte=leave.ends_on, roster__status=RosterStatus.PUBLISHED
    )
    return list(rows.select_related("post", "roster__venue").order_by("day", "session"))


def away_in(week: date, staff_ids: Collection[int]) -> set[tuple[int, date]]:
    """Who is on granted leave on which day of a week (one statement): their sessions need somebody else."""
    first = monday_of(week)
    days = [first + timedelta(days=n) for n in range(7)]
    rows = Leave.objects.filter(
        staff_id__in=staff_ids, status=LeaveStatus.GRANTED, starts_on__lte=days[-1], ends_on__gte=first
    ).values_list("staff_id", "starts_on", "ends_on")
    return {(staff, day) for staff, since, until in rows for day in days if since <= day <= until}


def venues_with_posts() -> list[Venue]:
    """The places where somebody works, the city's first (one statement)."""
    staffed = Staff.objects.filter(is_active=True, venue__isnull=False).values("venue")
    return list(Venue.objects.filter(pk__in=staffed, is_active=True).order_by("pk"))
