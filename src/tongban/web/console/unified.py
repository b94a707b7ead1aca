"""One measure for every place (一体化管理): the city, its centre and the sub-centres that are not merged. R-070."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.queries.unified import unified
from tongban.oversight.supervision.rules.unified import KPIS
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .choosing import day_of
from .frame import show

LOOKERS = (Role.SUPERVISOR, Role.DECIDER)


@require_safe
@staff(*LOOKERS)
def overview(request: HttpRequest) -> HttpResponse:
    """A day by the same formulas for all (seven statements)."""
    at = now()
    today = local_day(at)
    day = min(day_of(request.GET.get("day", "")[:10]) or today, today)
    found = unified(day=day)
    context = {
        "found": found,
        "places": [found.city, *found.rows],
        "kpis": KPIS,
        "columns": [
            {"key": place, "label": each.name, "num": True} for place, each in enumerate([found.city, *found.rows])
        ],
        "day": day,
        "at": at,
        "is_today": day == today,
        "is_bureau": Role.SUPERVISOR in actor_of(request).roles,
    }
    return show(request, "console/unified.html", context, current="places")
