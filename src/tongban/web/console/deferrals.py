"""容缺与承诺 (S08): deferrals that are open, near their day or over it, by department; each opens its case."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.queries.deferrals import Group, by_agency, deferrals
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .frame import WATCHERS, show

PAGE = 30


@require_safe
@staff(*WATCHERS)
def register(request: HttpRequest) -> HttpResponse:
    """Where the deferrals stand, by department, and those of one group."""
    actor, on = actor_of(request), local_day(now())
    departments = by_agency(actor, on=on)
    agency = _number(request.GET.get("agency", ""))
    agency = agency if agency in {each.agency_id for each in departments} else None
    group = _group(request.GET.get("show", ""))
    rows = deferrals(
        actor, group, on=on, agency_id=agency, before=_number(request.GET.get("before", "")), size=PAGE + 1
    )
    shown = [each for each in departments if agency in (None, each.agency_id)]
    context = {
        "departments": [
            {"agency": each.agency, "href": _href(group, each.agency_id)}
            | {found.value: each.counts[found] for found in Group}
            for each in departments
        ],
        "groups": [
            {
                "label": each.label,
                "href": _href(each, agency),
                "count": sum(one.counts[each] for one in shown),
                "is_current": each is group,
            }
            for each in Group
        ],
        "columns": [(each.value, each.label) for each in Group],
        "group": group,
        "agency": next((each.agency for each in departments if each.agency_id == agency), ""),
        "everywhere": _href(group, None),
        "rows": rows[:PAGE],
        "next_href": _href(group, agency, before=rows[PAGE - 1].pk) if len(rows) > PAGE else "",
        "at": now(),
    }
    return show(request, "console/deferrals.html", context, current="deferrals")


def _href(group: Group, agency: int | None, *, before: int | None = None) -> str:
    asked = {"show": group.value, "agency": agency, "before": before}
    return f"{reverse('console-deferrals')}?{urlencode({name: value for name, value in asked.items() if value})}"


def _group(typed: str) -> Group:
    return Group(typed) if typed in set(Group) else Group.OPEN


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None
