"""Incidents as they are seen (信息安全事件): the three administrators and supervision see all, nobody else any."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.incidents.models import Incident, PlayMark
from tongban.oversight.incidents.rules.plan import BOUND, PlayStep
from tongban.oversight.incidents.rules.states import BEING_HANDLED, IncidentStatus

PAGE = 50
SEES_ALL = frozenset({Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR, Role.SYSTEM})
_OPEN = [each.value for each in BEING_HANDLED]
TO_AUTHORITY = Q(authority_by__isnull=False, authority_told_at__isnull=True)
TO_PERSONS = Q(persons_by__isnull=False, persons_told_at__isnull=True, spared_because="")


@dataclass(frozen=True, slots=True)
class StepSeen:
    """A step of the playbook beside what was done (预案步骤)."""

    step: PlayStep
    mark: PlayMark | None


def visible_to(actor: Actor) -> QuerySet[Incident]:
    """All incidents, for whoever may see any."""
    rows = Incident.objects.exclude(status=IncidentStatus.WRITTEN).select_related("reported_by")
    return rows if actor.roles & SEES_ALL else rows.none()


def incident_for(actor: Actor, pk: int) -> Incident:
    """One incident; `NotFound` whether it exists or not."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这个事件。")
    return found


def incidents(
    actor: Actor, *, at: datetime, status: str = "", show: str = "", before: int = 0, most: int = PAGE + 1
) -> Sequence[Incident]:
    """A page of incidents, the newest first (one statement); `show`: `late`, `real` or `drill`."""
    rows = visible_to(actor).order_by("-pk")
    if status in set(IncidentStatus):
        rows = rows.filter(status=status)
    if show == "late":
        rows = rows.filter(late(at))
    if show in ("real", "drill"):
        rows = rows.filter(is_drill=show == "drill")
    return list((rows.filter(pk__lt=before) if before else rows)[:most])


def late(at: datetime) -> Q:
    """Of whom somebody should have been told by now."""
    due = (TO_AUTHORITY & Q(authority_by__lt=at)) | (TO_PERSONS & Q(persons_by__lt=at))
    return Q(status__in=_OPEN) & due


def is_late(incident: Incident, *, at: datetime) -> bool:
    """Should the authority or the persons have been told by now?"""
    authority = incident.authority_by is not None and incident.authority_told_at is None and incident.authority_by < at
    owes = incident.persons_by is not None and incident.persons_told_at is None and not incident.spared_because
    is_open = incident.status in BEING_HANDLED
    return is_open and (authority or (owes and incident.persons_by is not None and incident.persons_by < at))


def steps_of(incident: Incident) -> list[StepSeen]:
    """The playbook of an incident with what was done of it (one statement)."""
    book = BOUND.plan.playbook(incident.playbook)
    if book is None:
        return []
    marks = {each.key: each for each in PlayMark.objects.select_related("done_by").filter(incident=incident)}
    return [StepSeen(each, marks.get(each.key)) for each in book.steps]


def count_open() -> dict[str, int]:
    """How many are open, and how many of them grave, for a report (one statement)."""
    rows = Incident.objects.filter(is_drill=False)
    return rows.aggregate(
        whole=Count("pk", filter=~Q(status="written")), open=Count("pk", filter=Q(ended_at__isnull=True))
    )
