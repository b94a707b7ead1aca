"""Reports and bulletins (报告和通报): those that were frozen, one with its numbers, and freezing another."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.oversight.supervision.commands.reporting import freeze
from tongban.oversight.supervision.models import FrozenReport
from tongban.oversight.supervision.queries.reports import PAGE, compose, report_with, reports
from tongban.oversight.supervision.queries.results import months_of
from tongban.oversight.supervision.rules.reports import ReportKind, about_of
from tongban.oversight.supervision.rules.results import source_of
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import WATCHERS, show
from .narrowing import Page, narrowed, text
from .stepping import NOT_SENT, Refused, refused

KINDS = [(each.value, each.label) for each in ReportKind]


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """The reports, the newest first; supervision may freeze one of today."""
    return _overview(request, NOT_SENT)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def freeze_now(request: HttpRequest) -> HttpResponse:
    """Freeze a report of today, or the bulletin of last month, as the figures are now."""
    kind = text(request.POST, "kind")
    if kind not in set(ReportKind):
        raise NotFound("没有这种报告。")
    at = now()
    try:
        made = freeze(ReportKind(kind), about_on=about_of(ReportKind(kind), local_day(at)), by=actor_of(request), at=at)
    except Declined as refusal:
        return _overview(request, refused("freeze", refusal, {"kind": kind}))
    return redirect("console-frozen-one", pk=made.pk)


@require_safe
@staff(*WATCHERS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its frozen lines beside what the same figures are now."""
    made = report_with(pk)
    frozen = made.frozen
    today = {each.label: each.value for each in compose(made.what, about_on=made.about_on, at=now()).lines}
    context = {
        "made": made,
        "title": made.what.label,
        "rows": [
            {
                "label": each.label,
                "value": each.value,
                "today": today.get(each.label, "—"),
                "source": _source(made, each.label, may_open=Role.SUPERVISOR in actor_of(request).roles),
            }
            for each in frozen.lines
        ],
        "notes": frozen.notes,
    }
    return show(request, "console/frozen_one.html", context, current="frozen")


def _source(made: FrozenReport, label: str, *, may_open: bool) -> dict[str, str]:
    """Where a number of the report of results can be looked at, and how it is counted; nothing for other reports."""
    found = source_of(label) if made.what is ReportKind.RESULTS else None
    if found is None:
        return {}
    months = months_of(made.about_on)
    asks = dict(found.asks)
    if found.by_months:
        asks |= {"from": f"{months.first:%Y-%m}", "to": f"{months.last:%Y-%m}"}
    href = reverse(found.page) + (f"?{urlencode(asks)}" if asks else "")
    return {"href": href if may_open else "", "how": found.how}


def _overview(request: HttpRequest, sent: Refused) -> HttpResponse:
    asked = narrowed(request, "console-frozen", "kind")
    rows = reports(kind=asked["kind"], before=asked.after_key, most=PAGE + 1)
    page: Page[FrozenReport] = asked.page(rows, PAGE)
    context = {
        "page": page,
        "filters": [("种类", asked.chips("kind", KINDS))],
        "kinds": KINDS,
        "may_freeze": Role.SUPERVISOR in actor_of(request).roles,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/frozen.html", context, current="frozen", status=sent.status)
