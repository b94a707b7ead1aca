"""The seven services that must be in the centre and on the platform (七类公共服务进驻, R-170), and what each lacks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.queries.period import month_of, recent_months
from tongban.oversight.supervision.queries.public_services import public_services
from tongban.oversight.supervision.rules.public_services import Offered
from tongban.registers.catalog.vocabulary import ONLINE_DEPTHS
from tongban.web.ui.audience import staff

from .frame import WATCHERS, show
from .narrowing import narrowed


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Each of the seven in the month of the address, or in this one (four statements, warm)."""
    asked, at = narrowed(request, "console-public-services", "month"), now()
    months = recent_months(local_day(at))
    month = month_of(asked["month"])
    month = month if month in months else months[0]
    found = public_services(month, at=at)
    context = {
        "month": month,
        "months": [(f"{each:%Y-%m}", f"{each.year}年{each.month}月") for each in months],
        "chosen": f"{month:%Y-%m}",
        "rows": [(each, [_matter(one) for one in each.matters]) for each in found],
        "online": sum(bool(each.online) for each in found),
        "at_centre": sum(bool(each.at_centre and each.windows) for each in found),
        "whole": sum(not each.gaps for each in found),
        "cases": sum(each.lodged.total for each in found),
        "cases_online": sum(each.lodged.online for each in found),
    }
    return show(request, "console/public_services.html", context, current="places")


def _matter(each: Offered) -> dict[str, Any]:
    card = each.card
    return {
        "name": card.name,
        "href": reverse("console-item", args=[card.implementation_code]),
        "agency": card.agency,
        "online": ONLINE_DEPTHS.get(card.online_depth, "") if each.is_online else "",
        "is_at_centre": each.is_at_centre,
        "bundles": each.bundles,
        "total": each.lodged.total,
        "from_afar": each.lodged.online,
    }
