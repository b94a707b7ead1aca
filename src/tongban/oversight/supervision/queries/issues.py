"""Issues and gatherings as they are seen (问题台账、督查): supervision sees all, others what is theirs."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import next_workday
from tongban.oversight.supervision.models import Gathering, Issue
from tongban.oversight.supervision.rules.issues import RAISERS, IssueStatus, Level
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.agencies.queries import staff_in_post
from tongban.registers.lists.queries import lead

PAGE = 50
MOST_AT_ONCE = 200
MOST_ON_TODAY = 12
SEES_ALL = frozenset({Role.SUPERVISOR, Role.SYSTEM})


def visible_issues(actor: Actor) -> QuerySet[Issue]:
    """What this actor may see: supervision all; others what they raised, own, lead or had put before them."""
    rows = Issue.objects.exclude(status=IssueStatus.WRITTEN).select_related(
        "lead", "owner", "raised_by", "escalated_to", "gathering"
    )
    if actor.roles & SEES_ALL:
        return rows
    if actor.staff_id is None:
        return rows.none()
    own = Q(raised_by_id=actor.staff_id) | Q(owner_id=actor.staff_id) | Q(escalated_to_id=actor.staff_id)
    return rows.filter(own | Q(lead_id=actor.agency_id))


def issue_for(actor: Actor, pk: int) -> Issue:
    """The issue, if this actor may see it; else `NotFound`."""
    found = visible_issues(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这个问题，或者它和您的部门无关。")
    return found


def issues(
    actor: Actor, *, on: date, show: str = "", level: str = "", before: int = 0, most: int = PAGE
) -> Sequence[Issue]:
    """A page of issues, the newest first (one statement); `show`: a status, or what is over, mine, put before me."""
    rows = visible_issues(actor)
    if show in set(IssueStatus):
        rows = rows.filter(status=show)
    chosen = {
        "over": Q(status=IssueStatus.OPEN, due_on__lt=on),
        "mine": Q(owner_id=actor.staff_id, status=IssueStatus.OPEN),
        "escalated": Q(escalated_to_id=actor.staff_id, status=IssueStatus.OPEN),
    }
    if show in chosen:
        rows = rows.filter(chosen[show])
    if level in set(Level):
        rows = rows.filter(level=level)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:most])


def issues_to(actor: Actor, *, on: date) -> list[Issue]:
    """What this person is reminded of (提醒): their own issues near their day or over, and those put before them.

    One statement, none for who can have no issue.
    """
    if not actor.roles & RAISERS or actor.staff_id is None:
        return []
    until = next_workday(on, calendar=calendar())
    mine = Q(owner_id=actor.staff_id, due_on__lte=until) | Q(escalated_to_id=actor.staff_id)
    rows = Issue.objects.filter(mine, status=IssueStatus.OPEN).select_related("lead", "owner")
    return list(rows.order_by("due_on", "pk")[:MOST_ON_TODAY])


def open_issues(actor: Actor, *, lead: Agency) -> list[Issue]:
    """What a body has to solve, as far as this actor sees it, the nearest day first (one statement)."""
    rows = visible_issues(actor).filter(lead=lead, status=IssueStatus.OPEN)
    return list(rows.order_by("due_on", "pk")[:MOST_AT_ONCE])


def due_for_reminder(*, on: date) -> list[Issue]:
    """The open ones whose day is today or the next workday, and whose owner was not reminded (one statement)."""
    until = next_workday(on, calendar=calendar())
    rows = Issue.objects.filter(status=IssueStatus.OPEN, due_on__gte=on, due_on__lte=until, reminded_on=None)
    return list(rows.order_by("due_on", "pk")[:MOST_AT_ONCE])


def overdue(*, on: date) -> list[Issue]:
    """The open ones whose day is over and that nobody above knows of (one statement)."""
    rows = Issue.objects.filter(status=IssueStatus.OPEN, due_on__lt=on, escalated_at=None)
    return list(rows.order_by("due_on", "pk")[:MOST_AT_ONCE])


def leader(*, on: date) -> Staff | None:
    """Who decides in the body that leads the plan (市政管局负责人); None while nobody is in that post."""
    return staff_in_post(Role.DECIDER, on=on, agency=lead()).order_by("number").first()


def gatherings(*, before: int = 0, most: int = PAGE) -> list[Gathering]:
    """Inspections and meetings, the newest first (one statement)."""
    rows = Gathering.objects.select_related("recorded_by")
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:most])


def gathering_with(pk: int) -> Gathering:
    """One of them, or `NotFound`."""
    found = Gathering.objects.select_related("recorded_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这次督查或者会议。")
    return found
