"""The seven services of the plan as they stand in a month (七类公共服务进驻), from the data itself. R-170."""

from datetime import date, datetime

from django.db.models import Count, Q

from tongban.foundation.kernel.clock import local_day
from tongban.handling.bundles.bound import BOUND as SOURCES
from tongban.handling.cases.models import Case
from tongban.handling.halls.bound import BOUND as HALLS
from tongban.handling.halls.queries.zones import zones_of
from tongban.oversight.supervision.rules.public_services import BOUND, Line, Lodged, Onboarded, onboarded
from tongban.registers.agencies.models import Venue
from tongban.registers.agencies.queries.register import CITY_CENTER
from tongban.registers.bundles.queries.shelf import linked_to
from tongban.registers.catalog.guides import Card
from tongban.registers.catalog.queries import cards

from .period import of_month
from .windows import comprehensive_windows

COMPREHENSIVE = "综合窗口"
_ONLINE = ("web", "mobile", "api")


def public_services(month: date, *, at: datetime) -> tuple[Onboarded, ...]:
    """All seven, with the cases that were received in this month (four statements, warm)."""
    every = [each for each in cards() if any(belongs.has(each) for belongs in BOUND.values())]
    centre = Venue.objects.filter(key=CITY_CENTER, is_active=True).first()
    on = local_day(at)
    return onboarded(
        every,
        BOUND,
        centre=centre.key if centre is not None else "",
        bundles={each.option_code: _titles(each, on) for each in every},
        lodged=_lodged([each.option_code for each in every], month),
        windows=_windows(centre, every, at),
        lines={key: Line(each.name, each.is_simulated) for key, each in SOURCES.items()},
    )


def _titles(card: Card, on: date) -> tuple[str, ...]:
    return tuple(each.title for each in linked_to(card.option_code, on=on))


def _lodged(codes: list[str], month: date) -> dict[str, Lodged]:
    """Cases received in this month by option (one statement)."""
    span = of_month(month)
    rows = Case.objects.filter(option_code__in=codes, received_at__gte=span.since, received_at__lt=span.until)
    counted = rows.values_list("option_code").annotate(
        all=Count("pk"), online=Count("pk", filter=Q(channel__in=_ONLINE))
    )
    return {code: Lodged(total, online) for code, total, online in counted.order_by("option_code")}


def _windows(centre: Venue | None, every: list[Card], at: datetime) -> dict[str, tuple[str, ...]]:
    """Who takes the matters of a body at the centre: its zone's windows, else the comprehensive ones."""
    if centre is None:
        return {}
    zones = zones_of(centre.pk, at=at)
    general = (COMPREHENSIVE,) if centre.key in comprehensive_windows() else ()
    found = {}
    for agency in {each.agency_key for each in every}:
        domain = HALLS.policy.domain_of(agency)
        of_zone = tuple(f"{each.name}：{'、'.join(each.windows)}" for each in zones if each.line == domain)
        found[agency] = of_zone or general
    return found
