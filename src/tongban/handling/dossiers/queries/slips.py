"""The city's report from its slips (办事成本): sums over slips and nothing else, so that they add up exactly."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from tongban.handling.dossiers.models import ArchiveRecord, Slip

SUMMED = (
    "office_seconds", "applicant_seconds", "third_party_seconds", "province_seconds",
    "trips", "papers_asked", "papers_given", "papers_spared", "papers_told",
)  # fmt: skip
PAGE = 50


@dataclass(frozen=True, slots=True)
class Totals:
    """What the cases of a body, or of the city, cost (合计): counts, and whole seconds."""

    agency: str
    slips: int
    no_trip: int
    late: int
    office_seconds: int
    applicant_seconds: int
    third_party_seconds: int
    province_seconds: int
    trips: int
    papers_asked: int
    papers_given: int
    papers_spared: int
    papers_told: int


def by_agency(*, from_on: date, to_on: date) -> list[Totals]:
    """The totals of each body whose cases ended in these days, both included (one statement)."""
    rows = _within(from_on, to_on).values("agency__short_name").annotate(**_sums()).order_by("agency__short_name")
    return [_totals(str(row["agency__short_name"]), dict(row)) for row in rows]


def of_city(*, from_on: date, to_on: date) -> Totals:
    """The same for the whole city, counted from the slips anew (one statement)."""
    return _totals("全市", _within(from_on, to_on).aggregate(**_sums()))


def unsound() -> QuerySet[ArchiveRecord]:
    """The archive packages in which the last check found something, oldest first, at most a page."""
    return (
        ArchiveRecord.objects.exclude(finding="").filter(destroyed_at=None).select_related("case").order_by("pk")[:PAGE]
    )


def due_for_appraisal(*, on: date) -> QuerySet[ArchiveRecord]:
    """The archives whose term is over on a day (到期待鉴定), the longest over first, at most a page (one statement)."""
    rows = ArchiveRecord.objects.filter(retain_until__lt=on, destroyed_at=None).select_related("case")
    return rows.order_by("retain_until", "pk")[:PAGE]


def archive_figures(*, on: date) -> dict[str, int]:
    """How many packages there are, how large, how long they are kept; unsound, over, destroyed ones (one statement)."""
    kept = Q(destroyed_at=None)
    found = ArchiveRecord.objects.aggregate(
        count=Count("pk", kept),
        bytes=Sum("size", filter=kept),
        unsound=Count("pk", kept & ~Q(finding="")),
        permanent=Count("pk", kept & Q(retention="永久")),
        thirty=Count("pk", kept & Q(retention="30年")),
        ten=Count("pk", kept & Q(retention="10年")),
        over=Count("pk", kept & Q(retain_until__lt=on)),
        destroyed=Count("pk", ~kept),
    )
    return {name: value or 0 for name, value in found.items()}


def _within(from_on: date, to_on: date) -> QuerySet[Slip]:
    return Slip.objects.filter(closed_on__gte=from_on, closed_on__lte=to_on)


def _sums() -> dict[str, Any]:
    sums: dict[str, Any] = {f"sum_{name}": Sum(name) for name in SUMMED}
    late = Q(promised_days__isnull=False, used_days__gt=F("promised_days"))
    return sums | {"slips": Count("pk"), "no_trip": Count("pk", Q(trips=0)), "late": Count("pk", late)}


def _totals(agency: str, row: dict[str, Any]) -> Totals:
    sums = {name: int(row[f"sum_{name}"] or 0) for name in SUMMED}
    return Totals(agency, row["slips"], row["no_trip"], row["late"], **sums)
