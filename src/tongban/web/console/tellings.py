"""Telling once and asking again (一次告知督查): second tellings and repeated asking by body and month."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.oversight.supervision.queries.period import Period
from tongban.oversight.supervision.queries.tellings import Tellings, second_tellings, tellings
from tongban.registers.agencies.models import Agency
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff

from .figures import asked_of, percent
from .frame import WATCHERS, show


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """The counts of some months, and the second tellings one by one for who may see cases."""
    asked = asked_of(request)
    found = tellings(asked.months)
    names = dict(Agency.objects.values_list("pk", "short_name"))
    total = _sum(found, asked.months)
    context = {
        "asked": asked,
        "total": total,
        "share": percent(_share(total)),
        "rows": [_row(each, names) for each in sorted(found, key=lambda row: (row.month, -row.second_tellings))[::-1]],
        "seconds": [
            {
                "number": each.number,
                "agency": each.agency,
                "by": each.by,
                "reason": typeset(each.reason),
                "given_at": each.given_at,
                "against": "预审结论" if each.is_against_precheck else "一次性告知书",
            }
            for each in (second_tellings(asked.by, asked.months) if asked.may_open else ())
        ],
    }
    return show(request, "console/tellings.html", context, current="tellings")


def _sum(found: list[Tellings], months: Period) -> Tellings:
    return Tellings(
        0,
        months.last,
        notices=sum(each.notices for each in found),
        second_tellings=sum(each.second_tellings for each in found),
        against_precheck=sum(each.against_precheck for each in found),
        asked=sum(each.asked for each in found),
        asked_again=sum(each.asked_again for each in found),
    )


def _share(each: Tellings) -> float | None:
    return each.asked_again / each.asked if each.asked else None


def _row(each: Tellings, names: dict[int, str]) -> dict[str, Any]:
    return {
        "month": f"{each.month.year}年{each.month.month}月",
        "agency": names.get(each.agency_id, ""),
        "notices": each.notices,
        "second": each.second_tellings,
        "against": each.against_precheck,
        "asked": each.asked,
        "again": each.asked_again,
        "share": percent(_share(each)),
    }
