"""What goes by post between the cities (邮寄跟踪): who waits for which parcel, and the postage. R-073."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.handling.crossing.queries.parcels import parcels as parcels_of
from tongban.handling.crossing.queries.parcels import postage_since
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .crossings import READERS
from .frame import show


@require_safe
@staff(*READERS)
def parcels(request: HttpRequest) -> HttpResponse:
    """Those not signed for first; what this month's postage came to (two statements)."""
    actor, today = actor_of(request), local_day(now())
    first = today.replace(day=1)
    rows = parcels_of(actor)
    context = {
        "rows": rows,
        "late": {each.tracking for each in rows if each.is_late(today)},
        "waiting": sum(each.signed_at is None for each in rows),
        "first": first,
        "postage": postage_since(actor, datetime.combine(first, time.min, LOCAL)),
    }
    return show(request, "workbench/parcels.html", context, current="parcels")
