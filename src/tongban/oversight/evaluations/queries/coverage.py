"""Is everybody asked (三个全覆盖): matters, those who serve, channels; who was not asked in thirty days. R-103.

Where something was served and nobody was asked, asking failed: that number has to be 0. What served nobody in the
period asks nobody; it is listed apart, so that a window without a single rating is seen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from tongban.handling.cases.models import Case
from tongban.handling.cases.models.case import Channel
from tongban.handling.contacts.models import Shift
from tongban.handling.halls.models import Kiosk, Ticket
from tongban.oversight.evaluations.models import Invitation
from tongban.oversight.evaluations.rules.flow import HANDLERS
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.queries import cards

WITHIN: Final = timedelta(days=30)
_ENDS = ("closed", "rejected", "returned", "terminated", "transferred")
Counts = dict[Any, int]


@dataclass(frozen=True, slots=True)
class Covered:
    """One matter, body, person, window, terminal or channel: how often it served, asked, and was rated."""

    name: str
    served: int
    invited: int
    rated: int

    @property
    def is_gap(self) -> bool:
        """Served, and not all were asked."""
        return self.served > self.invited

    @property
    def is_silent(self) -> bool:
        """Nobody was asked in the period (零邀请)."""
        return self.invited == 0


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the coverages (全覆盖), the gaps first."""

    label: str
    rows: tuple[Covered, ...]

    @property
    def gaps(self) -> tuple[Covered, ...]:
        return tuple(each for each in self.rows if each.is_gap)

    @property
    def silent(self) -> tuple[Covered, ...]:
        return tuple(each for each in self.rows if each.is_silent)

    @property
    def covered(self) -> int:
        return len(self.rows) - len(self.silent)


def coverage(*, at: datetime) -> tuple[Dimension, ...]:
    """Every coverage of the last thirty days (at most twenty statements, however many services there were)."""
    since = at - WITHIN
    asked = Invitation.objects.filter(served_at__gte=since, served_at__lte=at)
    cases = Case.objects.filter(ended_at__gte=since, ended_at__lte=at, status__in=_ENDS)
    visits = Ticket.objects.filter(ended_at__gte=since, ended_at__lte=at, status="ended", began_at__isnull=False)
    of_cases, of_visits = asked.filter(service="case"), asked.filter(service="visit")
    listed = cards()
    bodies = {each.agency_key: each.agency for each in listed}
    people = Staff.objects.filter(_serves(), is_active=True).select_related("agency")
    windows = Shift.objects.filter(signed_on_at__gte=since).order_by("window").values_list("window", flat=True)
    kiosks = Kiosk.objects.filter(status="running", window="").select_related("venue")
    return (
        _dimension("事项", {each.option_code: each.name for each in listed}, cases, "option_code", of_cases),
        _dimension("单位", bodies, cases, "agency__key", of_cases),
        _people({each.pk: f"{each.name}（{each.agency.short_name}）" for each in people}, cases, visits, asked),
        _dimension("窗口", {each: each for each in windows}, visits, "window", of_visits),
        _dimension("自助终端", {each.pk: str(each) for each in kiosks}, visits, "kiosk_id", of_visits),
        _dimension("申办渠道", dict(Channel.choices), cases, "channel", of_cases),
    )


def _serves() -> Q:
    found = Q()
    for role in HANDLERS:
        found |= Q(roles__contains=[role.value])
    return found


def _dimension(
    label: str, names: Mapping[Any, str], served: QuerySet[Any], key: str, asked: QuerySet[Invitation]
) -> Dimension:
    return _joined(label, names, _counts(served, key), asked, key)


def _people(
    names: Mapping[Any, str], cases: QuerySet[Case], visits: QuerySet[Ticket], asked: QuerySet[Invitation]
) -> Dimension:
    """A case is its examiner's, a visit that of who had it in hand."""
    served = _counts(visits, "clerk_id")
    for key, count in _counts(cases.filter(examiner__isnull=False), "examiner_id").items():
        served[key] = served.get(key, 0) + count
    return _joined("人员", names, served, asked, "staff_id")


def _joined(label: str, names: Mapping[Any, str], served: Counts, asked: QuerySet[Invitation], key: str) -> Dimension:
    grouped = asked.order_by().values(key).annotate(n=Count("pk"), rated=Count("pk", filter=Q(status="rated")))
    found = {each[key]: (each["n"], each["rated"]) for each in grouped}
    rows = (Covered(name, served.get(each, 0), *found.get(each, (0, 0))) for each, name in names.items())
    return Dimension(label, tuple(_ordered(rows)))


def _ordered(rows: Iterable[Covered]) -> list[Covered]:
    return sorted(rows, key=lambda each: (not each.is_gap, not each.is_silent, each.name))


def _counts(rows: QuerySet[Any], key: str) -> Counts:
    return dict(rows.order_by().values(key).annotate(n=Count("pk")).values_list(key, "n"))
