"""The radar of asks beyond the list (加码雷达): who was about to ask for more, and which steps were added."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.handling.cases.rules.flow import FLOW
from tongban.oversight.supervision.queries.beyond import (
    SOURCES,
    STOPPED,
    Finding,
    MonthOfSteps,
    Stopped,
    findings,
    steps_by_month,
    stopped,
)
from tongban.oversight.supervision.rules.beyond import FEWEST_ASKS, FLOOR
from tongban.oversight.supervision.rules.comparing import FALSE_DISCOVERIES
from tongban.registers.agencies.models import Agency, Venue
from tongban.registers.catalog.queries import guide_in_force
from tongban.web.ui.audience import staff

from .figures import Asked, asked_of, link, percent
from .frame import WATCHERS, show


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """What was asked for, by department or by window; what stands out first; and the steps added, by month."""
    asked = asked_of(request)
    by_venue = request.GET.get("by") == "venue"
    found, steps = findings(asked.months, by_venue=by_venue), steps_by_month(asked.months)
    departments = dict(Agency.objects.values_list("pk", "short_name"))
    names = dict(Venue.objects.values_list("pk", "name")) if by_venue else departments
    context = {
        "asked": asked,
        "by_venue": by_venue,
        "filters": [
            {"label": label, "href": asked.address("console-radar", by=key), "is_current": by_venue is (key == "venue")}
            for key, label in (("", "按部门"), ("venue", "按窗口所在大厅"))
        ],
        "rows": [_row(asked, each, names, by_venue=by_venue) for each in found],
        "out": sum(each.judged.stands_out for each in found),
        "steps": [_month(each, departments) for each in steps],
        "rate": f"{FALSE_DISCOVERIES:.0%}",
        "floor": f"{FLOOR:.1%}",
        "fewest": FEWEST_ASKS,
    }
    return show(request, "console/radar.html", context, current="radar")


@require_safe
@staff(Role.SUPERVISOR)
def texts(request: HttpRequest) -> HttpResponse:
    """The texts that were stopped, behind one number."""
    asked = asked_of(request)
    agency, term = request.GET.get("agency", ""), request.GET.get("term", "").replace("\x00", "")[:40]
    agency_id = int(agency) if agency.isascii() and agency.isdigit() and len(agency) < 10 else None
    after = request.GET.get("after", "")[:20]
    found = stopped(asked.by, asked.months, agency_id=agency_id, term=term, after=after)
    kept: dict[str, str | int] = {"agency": agency_id or "", "term": term}
    context = {
        "asked": asked,
        "title": f"拦下的文字：{term}" if term else "拦下的文字",
        "rows": [_text(each) for each in found.rows],
        "is_first": not after,
        "first_href": asked.address("console-radar-texts", **kept),
        "next_href": asked.address("console-radar-texts", **kept, after=found.next) if found.next else "",
    }
    return show(request, "console/radar_texts.html", context, current="radar")


def _row(asked: Asked, each: Finding, names: dict[int, str], *, by_venue: bool) -> dict[str, Any]:
    count, is_text = each.judged.count, each.source == STOPPED and not by_venue
    opens = asked.address("console-radar-texts", agency=each.body, term=each.term)
    href = opens if is_text and asked.may_open else ""
    guide = guide_in_force(each.option_code) if each.option_code else None
    word, kind = ("明显偏多", "bad") if each.judged.stands_out else ("", "")
    return {
        "body": {"text": names.get(each.body, "—"), "note": guide.name if guide is not None else ""},
        "source": {"text": SOURCES[each.source]},
        "term": {"text": each.term, "word": word, "kind": kind},
        "asks": link(count.asks, href),
        "cases": {"text": str(count.cases)},
        "rate": {"text": percent(each.judged.rate)},
        "elsewhere": {"text": percent(each.judged.elsewhere)},
    }


def _month(each: MonthOfSteps, names: dict[int, str]) -> dict[str, Any]:
    return {"month": each.month, "agency": names.get(each.agency_id, "—"), "steps": each.steps, "open": each.open}


def _text(each: Stopped) -> dict[str, Any]:
    guide, step = guide_in_force(each.option_code), FLOW.steps.get(each.verb)
    return {
        "at": each.at,
        "number": each.number,
        "option": guide.name if guide is not None else "—",
        "agency": each.agency,
        "post": each.post or "—",
        "act": step.label if step is not None else "在线帮办",
        "terms": "、".join(each.terms),
    }
