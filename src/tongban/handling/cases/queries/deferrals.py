"""Deferrals as those see them who watch over them (容缺台账): open, near their day, over it, and how they ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.models import Deferral
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.deferral import GRACE, Choice, Lapse

from .visible import visible_to

SOON = 7


class Group(StrEnum):
    """Where a deferral stands (容缺状态)."""

    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"
    WITHHELD = "withheld"
    SUSPENDED = "suspended"
    ENDED = "ended"
    MADE_GOOD = "made_good"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    "open": "未补齐",
    "soon": "七天内到期",
    "overdue": "已过期限",
    "withheld": "逾期，暂不交付",
    "suspended": "逾期，中止办理",
    "ended": "逾期，撤回或退件",
    "made_good": "已补齐",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One deferral of the register."""

    pk: int
    number: str
    agency: str
    status: str
    materials: int
    way: str
    signed_on: date
    due_on: date | None
    lapse: str
    lapsed_on: date | None
    made_good_on: date | None


@dataclass(frozen=True, slots=True)
class ByAgency:
    """How many deferrals of one body stand where."""

    agency_id: int
    agency: str
    counts: dict[Group, int]


def deferrals(
    actor: Actor, group: Group, *, on: date, agency_id: int | None = None, before: int | None = None, size: int
) -> list[Line]:
    """The deferrals of a group, newest first; `before` is the key of the last one seen (one statement)."""
    rows = _rows(actor).filter(_GROUPS[group](on))
    if agency_id is not None:
        rows = rows.filter(case__agency_id=agency_id)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [
        Line(
            pk=row.pk,
            number=row.case.number,
            agency=row.case.agency.short_name,
            status=row.case.state.label,
            materials=len(row.materials),
            way=row.get_way_display(),
            signed_on=row.signed_at.date(),
            due_on=vars(row)["runs_until"],
            lapse=row.get_lapse_display() if row.lapse else "",
            lapsed_on=row.lapsed_on,
            made_good_on=row.made_good_at.date() if row.made_good_at is not None else None,
        )
        for row in rows.select_related("case__agency").order_by("-pk")[:size]
    ]


def by_agency(actor: Actor, *, on: date) -> Sequence[ByAgency]:
    """For each body with deferrals how many stand where (one statement)."""
    counts = {group.value: Count("pk", filter=made(on)) for group, made in _GROUPS.items()}
    found: Any = _rows(actor).values("case__agency_id", "case__agency__short_name").annotate(**counts).order_by()
    lines = [
        ByAgency(
            row["case__agency_id"], row["case__agency__short_name"], {group: row[group.value] for group in _GROUPS}
        )
        for row in found
    ]
    return sorted(lines, key=lambda each: (-each.counts[Group.OVERDUE], -each.counts[Group.OPEN], each.agency))


def _rows(actor: Actor) -> QuerySet[Deferral]:
    """Every deferral that was chosen, with the day that runs for it: the term, or what was given after it."""
    running = Q(case__clocks__ended_at=None) & (
        Q(case__clocks__kind=ClockKind.SUPPLEMENT) | Q(case__clocks__code=GRACE)
    )
    rows = Deferral.objects.filter(choice=Choice.DEFERRED, case__in=visible_to(actor))
    return rows.annotate(term=FilteredRelation("case__clocks", condition=running), runs_until=F("term__due_on"))


_OPEN = Q(made_good_at=None, case__ended_at=None)
_GROUPS: dict[Group, Callable[[date], Q]] = {
    Group.OPEN: lambda on: _OPEN,
    Group.SOON: lambda on: _OPEN & Q(term__due_on__range=(on, on + timedelta(days=SOON))),
    Group.OVERDUE: lambda on: _OPEN & (Q(term__due_on__lt=on) | ~Q(lapse="")),
    Group.WITHHELD: lambda on: _OPEN & Q(lapse=Lapse.WITHHELD),
    Group.SUSPENDED: lambda on: _OPEN & Q(lapse=Lapse.SUSPENDED),
    Group.ENDED: lambda on: Q(lapse__in=[Lapse.WITHDRAWN, Lapse.RETURNED]),
    Group.MADE_GOOD: lambda on: Q(made_good_at__isnull=False),
}
