"""Coverage by comprehensive windows (综合窗口覆盖): the share, what is missing and why, on any day."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.queries.windows import window_coverage
from tongban.oversight.supervision.rules.windows import Taken, WindowCoverage
from tongban.web.ui.audience import staff

from .choosing import day_of
from .figures import link, percent
from .frame import WATCHERS, show
from .narrowing import Narrowed, narrowed

SHOWN = {"gaps": "缺口", "taken": "已覆盖", "exempt": "负面清单"}


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """The coverage of today, or of the day in the address, by body, and the matters behind each number."""
    asked = narrowed(request, "console-windows", "on", "show", "agency")
    today = local_day(now())
    on = day_of(asked["on"]) or today
    found = window_coverage(on)
    by_agency = found.by_agency()
    shown = asked["show"] if asked["show"] in SHOWN else "gaps"
    mine = by_agency.get(asked["agency"], WindowCoverage(())) if asked["agency"] else found
    context = {
        "asked": asked,
        "on": on,
        "is_today": on == today,
        "kpis": _kpis(asked, found),
        "departments": [_department(asked, name, each) for name, each in by_agency.items()],
        "filters": asked.chips("show", [(key, label) for key, label in SHOWN.items() if key != "gaps"], whole="缺口"),
        "shown": SHOWN[shown],
        "agency": asked["agency"],
        "matters": [_matter(each) for each in _those(mine, shown)],
        "reasons": Counter(each.gap.label for each in found.gaps if each.gap is not None).most_common(),
    }
    return show(request, "console/windows.html", context, current="windows")


def _those(found: WindowCoverage, shown: str) -> tuple[Taken, ...]:
    if shown == "taken":
        return tuple(each for each in found.required if each.gap is None)
    return found.exempt if shown == "exempt" else found.gaps


def _kpis(asked: Narrowed, found: WindowCoverage) -> list[tuple[str, str, str, str]]:
    return [
        ("覆盖率", percent(found.share), f"{found.taken}/{len(found.required)}项", asked.href(show="taken", agency="")),
        ("缺口", str(len(found.gaps)), "应当能办、办不了", asked.href(show="", agency="") if found.gaps else ""),
        (
            "负面清单",
            str(len(found.exempt)),
            "可以不进综合窗口",
            asked.href(show="exempt", agency="") if found.exempt else "",
        ),
    ]


def _department(asked: Narrowed, name: str, each: WindowCoverage) -> dict[str, Any]:
    return {
        "agency": link(name),
        "required": link(len(each.required)),
        "taken": link(each.taken, asked.href(agency=name, show="taken") + "#matters"),
        "gaps": link(len(each.gaps), asked.href(agency=name, show="") + "#matters"),
        "share": link(percent(each.share)),
    }


def _matter(each: Taken) -> dict[str, Any]:
    guide = each.guide
    more = f"等{len(each.at)}处" if len(each.at) > 2 else ""
    return {
        "name": link(guide.name, reverse("console-item", args=[guide.implementation_code])),
        "agency": link(guide.agency_short_name),
        "at": link("、".join(each.at[:2]) + more if each.at else "没有"),
        "why": link(each.exempt or (each.gap.label if each.gap is not None else "—")),
    }
