"""Reading what the province handed down (省里交办单), and whether both sides say the same of each (对账)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.oversight.evaluations.rules.states import RedressStatus

from .bound import BOUND
from .models import ProvincialTask
from .ports import RectificationUnavailable
from .rules import status_of

PAGE = 50
READERS = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})
_THERE = {status_of(each): each.label for each in RedressStatus}


@dataclass(frozen=True, slots=True)
class Handed:
    """One task in a list: how it stands here and there; `theirs` is empty while the system does not answer."""

    pk: int
    number: str
    redress: int | None
    name: str
    agency: str
    due_on: date | None
    ours: str
    theirs: str
    is_equal: bool
    waiting: int
    faults: Sequence[str]
    collected_at: datetime


def visible_to(actor: Actor) -> QuerySet[ProvincialTask]:
    """The tasks: for the bureau and whoever runs the platform."""
    rows = ProvincialTask.objects.select_related("redress__agency", "redress__evaluation__invitation")
    return rows if actor.roles & READERS else rows.none()


def handed(actor: Actor, *, before: int = 0, most: int = PAGE, at: datetime) -> list[Handed]:
    """Tasks, the newest first, a page at a time (one statement, and one call)."""
    rows = visible_to(actor).annotate(waiting=Count("reports", filter=Q(reports__received_at=None))).order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[:most])
    theirs = statuses(at=at) if found else {}
    return [_told(each, each.waiting, theirs) for each in found]


def differing(*, at: datetime) -> list[str]:
    """对账: the numbers of which both sides do not say the same; raises when the system does not answer."""
    assert BOUND.system is not None, "asked only where a system is bound"
    theirs = BOUND.system.statuses(at=at)
    rows = ProvincialTask.objects.filter(redress__isnull=False).select_related("redress").order_by("pk")
    return [each.number for each in rows if each.redress and theirs.get(each.number) != _status(each)]


def statuses(*, at: datetime) -> Mapping[str, str]:
    """How each task stands there; nothing while the system does not answer."""
    if BOUND.system is None:
        return {}
    try:
        return BOUND.system.statuses(at=at)
    except RectificationUnavailable:
        return {}


def _status(task: ProvincialTask) -> str:
    return status_of(task.redress.state) if task.redress is not None else ""


def _told(task: ProvincialTask, waiting: int, theirs: Mapping[str, str]) -> Handed:
    redress = task.redress
    there = theirs.get(task.number, "")
    return Handed(
        pk=task.pk,
        number=task.number,
        redress=redress.pk if redress is not None else None,
        name=redress.evaluation.invitation.name if redress is not None else "",
        agency=redress.agency.short_name if redress is not None else "",
        due_on=task.due_on,
        ours=redress.state.label if redress is not None else "没有收下",
        theirs=_THERE.get(there, there),
        is_equal=redress is not None and there == _status(task),
        waiting=waiting,
        faults=task.faults,
        collected_at=task.collected_at,
    )
