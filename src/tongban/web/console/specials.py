"""Special procedures under supervision (特殊环节): how long each kind takes, and what runs over now. R-049."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import pretty
from tongban.oversight.supervision.queries.specials import OVER, SQL, running_over, step_types
from tongban.web.ui.audience import staff
from tongban.web.ui.filters import short_day

from .figures import asked_of, decimal, link
from .frame import WATCHERS, show


@require_safe
@staff(*WATCHERS)
def specials(request: HttpRequest) -> HttpResponse:
    """The kinds of some months, and below them every procedure that should have ended (three statements)."""
    asked = asked_of(request)
    today = local_day(asked.at)
    kinds = [
        {
            "name": each.name,
            "started": each.started,
            "ended": each.ended,
            "p50": decimal(each.p50, 1),
            "p90": decimal(each.p90, 1),
            "over": each.over,
            "booked": each.booked,
        }
        for each in step_types(asked.months, today=today)
    ]
    over = [
        {
            "number": link(pretty(each.number), reverse("desk-case", args=[each.number]) if asked.may_open else ""),
            "name": each.name,
            "agency": each.agency,
            "started": short_day(each.started_on),
            "expected": short_day(each.expected_on),
            "days": (today - each.expected_on).days,
        }
        for each in running_over(today=today)
    ]
    context = {"asked": asked, "kinds": kinds, "over": over, "sql": f"{SQL.strip()};\n{OVER.strip()}"}
    return show(request, "console/specials.html", context, current="specials")
