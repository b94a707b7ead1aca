"""What must be in the halls and is (应进必进, R-067): by body, and the matters behind each number."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.queries.stationing import stationing_on
from tongban.oversight.supervision.rules.stationing import Stationed, Stationing
from tongban.web.ui.audience import staff

from .choosing import day_of
from .figures import link
from .frame import WATCHERS, show
from .narrowing import Narrowed, narrowed

PAGE = 50
_NAME = "console-stationing"
_SHOWN = {"outside": "应进未进", "on_site": "已进驻", "exempt": "负面清单", "decided": "当场能决定"}


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """The registry of today, or of the day in the address (four statements)."""
    asked, today = narrowed(request, _NAME, "on", "show", "agency", "q"), local_day(now())
    on = day_of(asked["on"]) or today
    found = stationing_on(on)
    by_agency = found.by_agency()
    shown = asked["show"] if asked["show"] in _SHOWN else "on_site"
    mine = by_agency.get(asked["agency"], Stationing(())) if asked["agency"] else found
    wanted = [each for each in getattr(mine, shown) if asked["q"] in each.guide.name]
    first = asked.after_key
    rows = [_matter(at, each) for at, each in enumerate(wanted, start=1) if at > first]
    context = {
        "asked": asked,
        "on": on,
        "is_today": on == today,
        "kpis": [
            ("应进未进", str(len(found.outside)), "既没进驻、也不在负面清单", asked.href(show="outside", agency="")),
            ("已进驻", str(len(found.on_site)), f"全市{len(found.matters)}项", asked.href(show="on_site", agency="")),
            ("当场能决定", str(len(found.decided)), "授权到了大厅", asked.href(show="decided", agency="")),
            ("负面清单", str(len(found.exempt)), "可以不进驻", asked.href(show="exempt", agency="")),
        ],
        "departments": [_department(asked, name, each) for name, each in by_agency.items()],
        "filters": asked.chips("show", [pair for pair in _SHOWN.items() if pair[0] != "on_site"], whole="已进驻"),
        "shown": _SHOWN[shown],
        "agency": asked["agency"],
        "page": asked.page(rows[: PAGE + 1], PAGE, key="at"),
    }
    return show(request, "console/stationing.html", context, current="places")


def _department(asked: Narrowed, name: str, each: Stationing) -> dict[str, Any]:
    def cell(what: str) -> Mapping[str, Any]:
        count = len(getattr(each, what))
        return link(count, asked.href(agency=name, show=what) + "#matters" if count else "")

    return {"agency": link(name), "all": link(len(each.matters)), **{what: cell(what) for what in _SHOWN}}


def _matter(at: int, each: Stationed) -> dict[str, Any]:
    guide = each.guide
    authority = "当场能决定" if each.may_decide else "收件受理，部门决定"
    return {
        "at": at,
        "name": link(guide.name, reverse("console-item", args=[guide.implementation_code])),
        "agency": link(guide.agency_short_name),
        "places": link(each.place_words or "没有"),
        "authority": link(authority if each.is_on_site else each.exempt or "要进驻，或者列入负面清单"),
    }
