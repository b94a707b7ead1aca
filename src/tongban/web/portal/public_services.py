"""Water, power, gas, heat, telecom, notaries, legal aid (七类公共服务): everything of them in one place, R-170."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.queries.public_services import public_services
from tongban.oversight.supervision.rules.public_services import Offered
from tongban.registers.bundles.queries.shelf import linked_to
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody


@everybody
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Each of the seven that has a matter: where it is done, and in which bundles (four statements, warm)."""
    at = now()
    found = [each for each in public_services(local_day(at).replace(day=1), at=at) if each.matters]
    rows = [(each, [_matter(one) for one in each.matters]) for each in found]
    return public(page(request, "public_services", {"rows": rows}))


def _matter(each: Offered) -> dict[str, Any]:
    card = each.card
    return {
        "name": card.name,
        "href": reverse("item", args=[card.option_code]),
        "summary": card.summary,
        "promised": card.promised_limit.words,
        "is_online": each.is_online,
        "is_at_centre": each.is_at_centre,
        "bundles": linked_to(card.option_code, on=local_day(now())),
    }
