"""The same matter at every place (高频同标准): what last night's comparison found, and the frequent matters."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.codes import pretty
from tongban.oversight.supervision.models import VenueFinding
from tongban.oversight.supervision.queries.indicators import volumes
from tongban.oversight.supervision.queries.period import period
from tongban.oversight.supervision.queries.reports import names
from tongban.oversight.supervision.queries.venues import MOST, difference_counts, findings, latest_run
from tongban.oversight.supervision.rules.comparing import FALSE_DISCOVERIES, FEWEST
from tongban.oversight.supervision.rules.frequent import RULE
from tongban.oversight.supervision.rules.venues import RECENT_DAYS, What
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .figures import decimal, link, percent
from .frame import WATCHERS, show
from .narrowing import narrowed


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """The differences of the last run, what no list has first; and each frequent matter with how many it has."""
    asked = narrowed(request, "console-venues", "option", "what")
    run, called = latest_run(), names()
    option = asked["option"]
    shown = findings(run, option_code=option, what=asked["what"]) if run is not None else []
    may_open = Role.SUPERVISOR in actor_of(request).roles
    counts = difference_counts(run) if run is not None else {}
    cases = volumes(period("", "", on=run.day)) if run is not None else {}
    context = {
        "asked": asked,
        "run": run,
        "rows": [_row(each, called, may_open=may_open) for each in shown],
        "filters": [("比对项", asked.chips("what", [(each.value, each.label) for each in What]))],
        "most": MOST if len(shown) == MOST else 0,
        "option": called.get(option, ""),
        "frequent": [
            {
                "name": link(called.get(code, code), asked.href(option=code)),
                "place": link(place),
                "cases": link(cases.get(code, 0)),
                "differences": link(counts.get(code, 0), asked.href(option=code)),
            }
            for place, code in enumerate(run.frequent if run is not None else [], 1)
        ],
        "rule": RULE,
        "days": RECENT_DAYS,
        "fewest": FEWEST,
        "rate": f"{FALSE_DISCOVERIES:.0%}",
    }
    return show(request, "console/venues.html", context, current="venues")


def _row(each: VenueFinding, called: Mapping[str, str], *, may_open: bool) -> dict[str, Any]:
    href = reverse("desk-case", args=[each.case_number]) if each.case_number and may_open else ""
    clerk = "" if each.clerk is None else each.clerk.name if may_open else each.clerk.post
    return {
        "what": {"text": each.measure.label, "note": each.material},
        "option": link(called.get(each.option_code, each.option_code)),
        "venue": {"text": each.venue.name, "note": "，".join(filter(None, (each.window, clerk)))},
        "here": {"text": _value(each, each.here), "note": f"{each.cases_here}件"},
        "elsewhere": _elsewhere(each),
        "case": link(pretty(each.case_number), href) if each.case_number else link("—"),
    }


def _elsewhere(each: VenueFinding) -> dict[str, str]:
    if each.measure is What.UNLISTED:
        return {"text": "清单没有这份材料"}
    chance = "p<0.001" if each.p < 0.001 else f"p={each.p:.3f}"
    return {"text": _value(each, each.elsewhere), "note": f"{each.cases_elsewhere}件，{chance}"}


def _value(each: VenueFinding, value: float) -> str:
    if each.measure is What.UNLISTED:
        return f"{value:.0f}次"
    return percent(value) if each.measure.is_share else decimal(value, 1)
