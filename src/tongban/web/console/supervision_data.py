"""What went to the provincial supervision system (监管数据推送): counts that add up, what was rejected and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.connectors.provincial_supervision.commands.reporting import resend
from tongban.exchange.connectors.provincial_supervision.models import SupervisionReport
from tongban.exchange.connectors.provincial_supervision.queries import daily, files, reporting, reports, unread
from tongban.exchange.connectors.provincial_supervision.rules import RecordKind
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed

PAGE, FILES = 50, 20
_SHOWN = [("rejected", "被退回的"), ("waiting", "等回执的")]


@require_safe
@staff(Role.SUPERVISOR, Role.INSPECTOR)
def supervision_data(request: HttpRequest) -> HttpResponse:
    """The records, the newest first, what departments delivered, and the account of each day (six statements)."""
    asked = narrowed(request, "console-supervision-data", "show")
    rows = reports(show=asked["show"], before=asked.after_key, most=PAGE + 1)
    context = {
        "asked": asked,
        "page": asked.page([_row(each) for each in rows], PAGE),
        "filters": [("回执", asked.chips("show", _SHOWN))],
        "standing": reporting(),
        "days": daily(at=now()),
        "files": files(most=FILES),
        "unread": unread(),
        "may_resend": Role.SUPERVISOR in actor_of(request).roles,
        "once": once_input,
    }
    return show(request, "console/supervision_data.html", context, current="pushes")


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a record without a receipt anew."""
    found = SupervisionReport.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条数据。")
    resend(found, by=actor_of(request), at=now())
    return redirect("console-supervision-data")


def _row(each: SupervisionReport) -> dict[str, Any]:
    return {
        "pk": each.pk,
        "kind": RecordKind(each.kind).label,
        "number": each.number,
        "queued_at": each.queued_at,
        "receipt": each.receipt,
        "received_at": each.received_at,
        "rejected_at": each.rejected_at,
        "faults": [str(fault.get("message", "")) for fault in each.faults[:5]],
        "more": max(0, len(each.faults) - 5),
    }
