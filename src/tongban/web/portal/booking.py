"""The time of a special procedure, as the applicant picks it (约时间): one of the offered, cancelled with a reason."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.commands.slots import book_slot, cancel_slot
from tongban.handling.cases.models import Slot, SlotStatus
from tongban.handling.cases.queries.visible import case_for
from tongban.registers.catalog.queries import guide_of
from tongban.web.portal import inputs
from tongban.web.portal.papers import calendar_text, ics
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

LARGEST = 2**63 - 1


@applicants
@require_POST
@done_once
def book(request: HttpRequest, number: str) -> HttpResponse:
    """Pick one of the offered times."""
    actor = actor_of(request)
    text = inputs.text(request.POST, "slot")[:19]
    key = int(text) if text.isascii() and text.isdigit() else 0
    book_slot(case_for(actor, number), slot=min(key, LARGEST), by=actor, at=now())
    return redirect("case", number=number)


@applicants
@require_POST
@done_once
def cancel(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """The booked time does not suit any more; the body offers other ones."""
    actor = actor_of(request)
    reason = inputs.text(request.POST, "reason")
    cancel_slot(case_for(actor, number), slot=min(key, LARGEST), reason=reason, by=actor, at=now())
    return redirect("case", number=number)


@applicants
@require_safe
def calendar_file(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """The booked time for one's own calendar (RFC 5545)."""
    case = case_for(actor_of(request), number)
    found = Slot.objects.select_related("run").filter(case=case, status=SlotStatus.BOOKED, pk=min(key, LARGEST)).first()
    if found is None:
        raise NotFound("没有找到这个约定的时间，可能已经改期。请看办件页面。")
    name = f"{guide_of(case.option_version_id).name}：{found.run.name}"
    text = calendar_text(
        uid=f"{case.number}-slot{found.pk}",
        times=(f"DTSTART:{_utc(found.starts_at)}", f"DTEND:{_utc(found.ends_at)}"),
        summary=name,
        description=f"地点：{found.place}。办件编号 {case.number}，咨询 12345",
        at=now(),
    )
    return ics(text, f"{number}-{found.pk}")


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
