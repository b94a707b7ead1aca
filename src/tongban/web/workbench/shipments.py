"""Results by post at the issuing window (结果寄送): to be sent, on the way, come back. R-205."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound, NotYours
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.models import Case
from tongban.handling.posting.bound import BOUND
from tongban.handling.posting.commands import sending, wishing
from tongban.handling.posting.models import Shipment
from tongban.handling.posting.queries.shipments import (
    PAGE,
    READERS,
    READY,
    at_the_window,
    open_shipment,
    recipient_of,
    shipment_for,
)
from tongban.handling.posting.rules.addresses import Recipient
from tongban.handling.posting.rules.flow import FLOW
from tongban.handling.posting.rules.states import ShipmentStatus
from tongban.handling.posting.rules.tracking import is_late
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import show

SHOWN = (ShipmentStatus.WANTED, ShipmentStatus.SENT, ShipmentStatus.RETURNED)
_LONGEST_KEY = 9


def shipment_part(found: Case) -> Shipment | None:
    """For the case page: a parcel that is wanted or on its way; one statement where a result may be sent."""
    return open_shipment(found) if found.state in READY else None


@require_safe
@staff(*sorted(READERS))
def shipments(request: HttpRequest) -> HttpResponse:
    """What the window has in hand, the newest first, a page at a time (two statements)."""
    chosen = request.GET.get("show", "")
    after = request.GET.get("after", "")
    before = int(after) if after.isascii() and after.isdigit() and len(after) <= _LONGEST_KEY else 0
    actor, today = actor_of(request), local_day(now())
    asked = chosen if chosen in set(SHOWN) else ""
    rows = at_the_window(actor, show=asked, before=before, size=PAGE + 1)
    context = {
        "rows": [(each, guide_of(each.case.option_version_id).name) for each in rows[:PAGE]],
        "following": rows[PAGE - 1].pk if len(rows) > PAGE else 0,
        "late": {
            each.pk
            for each in rows
            if each.status == "sent" and each.sent_at and is_late(local_day(each.sent_at), today)
        },
        "chosen": asked,
        "filters": [("", "全部"), *((each.value, each.label) for each in SHOWN)],
        "line": BOUND.line,
    }
    return show(request, "workbench/shipments.html", context, current="shipments")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(READERS))
@done_once
def shipment(request: HttpRequest, code: UUID) -> HttpResponse:
    """One parcel; a POST takes a step of it, or shows to whom it goes, on record."""
    actor, at = actor_of(request), now()
    found = shipment_for(actor, code)
    if request.method != "POST":
        return _page(request, found)
    verb, tracking = request.POST.get("do", ""), plain(request.POST.get("tracking", ""))[:60]
    if verb == "reveal":
        return _page(request, found, recipient=_reveal(found, by=actor, at=at))
    if verb not in _ACTS:
        raise NotFound("没有这一步。")
    try:
        _ACTS[verb](found, tracking, actor, at)
    except Declined as refusal:
        problems = [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)]
        problems = problems or [Problem("", typeset(refusal.message))]
        return _page(request, shipment_for(actor, code), problems, tracking=tracking, status=int(refusal.status))
    return redirect("desk-shipment", code=code)


def _order(found: Shipment, _: str, by: Actor, at: datetime) -> None:
    """邮政下单并寄出: the label first, the result after it; asked again, the same label."""
    label = sending.order(found, by=by, at=at)
    sending.send(found, tracking=label.tracking, is_ordered=True, by=by, at=at)


def _send(found: Shipment, tracking: str, by: Actor, at: datetime) -> None:
    sending.send(found, tracking=tracking, by=by, at=at)


def _follow(found: Shipment, _: str, __: Actor, at: datetime) -> None:
    sending.follow(found, at=at)


_ACTS: Mapping[str, Callable[[Shipment, str, Actor, datetime], object]] = {
    "order": _order,
    "send": _send,
    "follow": _follow,
    "sign_for": lambda found, _, by, at: sending.end_by_hand(found, verb="sign_for", by=by, at=at),
    "come_back": lambda found, _, by, at: sending.end_by_hand(found, verb="come_back", by=by, at=at),
    "pick_up": lambda found, _, by, at: sending.pick_up(found, by=by, at=at),
    "cancel": lambda found, _, by, at: wishing.cancel(found, by=by, at=at),
}


def _reveal(found: Shipment, *, by: Actor, at: datetime) -> Recipient:
    """To whom it goes, in full, for who writes it on the parcel: on record before it is shown."""
    if found.state not in SHOWN:
        raise NotYours("这件已经寄到或者不寄了，收件信息不再给看。")
    about = f"party:{found.case.applicant_id}"
    fields = ["name", "phone", "address"]
    record_read(about, by=by, at=at, purpose="寄送结果", subject=found.case.chain, fields=fields)
    return recipient_of(found)


def _page(
    request: HttpRequest,
    found: Shipment,
    problems: list[Problem] | None = None,
    *,
    recipient: Recipient | None = None,
    tracking: str = "",
    status: int = 200,
) -> HttpResponse:
    by = actor_of(request)
    context = {
        "found": found,
        "case": found.case,
        "guide": guide_of(found.case.option_version_id),
        "events": found.events.order_by("-at", "-id"),
        "may": {each.verb for each in FLOW.open_to(found, by=by)},
        "may_see": found.state in SHOWN,
        "recipient": recipient,
        "line": BOUND.line,
        "tracking": tracking,
        "problems": problems or [],
        "wrong": {each.anchor: each.text for each in problems or [] if each.anchor},
    }
    return show(request, "workbench/shipment.html", context, current="shipments", status=status)
