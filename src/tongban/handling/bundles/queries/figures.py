"""What joint applications really took (实际用时): of those of a bundle in a year, from their cases; R-124."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import workdays_between
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.rules.states import Status

MOST = 1000
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Actual:
    """The whole in practice (实际情况): `days` workdays from acceptance until the last result was made, on average.

    `papers` are files that were really handed in per application, `online` those that came without a visit to apply.
    """

    applications: int
    ended: int
    days: float | None
    longest: int | None
    kept: int
    papers: float | None
    online: int

    @property
    def kept_percent(self) -> int | None:
        return round(self.kept * 100 / self.ended) if self.ended else None


def actual(code: str, *, promised: int, at: datetime) -> Actual:
    """Of the bundle's applications of the last year, the newest thousand (two statements)."""
    rows = list(
        BundleCase.objects.filter(edition__bundle__code=code, received_at__gt=at - A_YEAR)
        .annotate(made_at=Max("children__case__delivery__issued_at"), members=Count("children", distinct=True))
        .order_by("-pk")
        .values("pk", "status", "channel", "accepted_at", "received_at", "made_at", "ended_at")[:MOST]
    )
    took = [
        _workdays(each["accepted_at"] or each["received_at"], each["made_at"])
        for each in rows
        if each["status"] == Status.ENDED and each["made_at"] is not None
    ]
    papers = _papers([each["pk"] for each in rows])
    return Actual(
        applications=len(rows),
        ended=len(took),
        days=round(sum(took) / len(took), 1) if took else None,
        longest=max(took, default=None),
        kept=sum(each <= promised for each in took),
        papers=round(papers / len(rows), 1) if rows else None,
        online=sum(each["channel"] == "web" for each in rows),
    )


def _workdays(since: datetime, until: datetime) -> int:
    first, last = local_day(since), local_day(until)
    return 0 if first == last else _between(first, last)


def _between(first: date, last: date) -> int:
    return workdays_between(first, last, calendar=calendar())


def _papers(bundles: list[int]) -> int:
    """How many different papers were handed in with these applications: one that serves several counts once."""
    wanted = BundleCase.objects.filter(pk__in=bundles)
    content = "children__case__materials__files__file__sha256"
    counted = wanted.values("pk").annotate(papers=Count(content, distinct=True)).values_list("papers", flat=True)
    return sum(counted)
