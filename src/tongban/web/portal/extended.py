"""The public calendar of service outside office hours (延时错时服务): where, when, for what. R-166."""

from datetime import UTC, datetime
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.queries.sessions import session_with, to_come
from tongban.handling.halls.rules.states import SessionStatus
from tongban.web.portal.pages import page, public
from tongban.web.portal.papers import calendar_text, ics
from tongban.web.ui.audience import everybody


@everybody
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What is announced, by day (one statement)."""
    rows = to_come(at=now())
    days = [(day, list(each)) for day, each in groupby(rows, key=lambda each: local_day(each.starts_at))]
    return public(page(request, "extended", {"days": days, "line_name": BOUND.policy.name_of}))


@everybody
@require_safe
def calendar_file(request: HttpRequest, code: UUID) -> HttpResponse:
    """One of them for one's own calendar (RFC 5545)."""
    found = session_with(code)
    if found.state is not SessionStatus.PLANNED:
        raise NotFound("这一场已经取消了。")
    lines = "、".join(BOUND.policy.name_of(each) for each in found.lines)
    text = calendar_text(
        uid=f"session-{found.code.hex}",
        times=(f"DTSTART:{_utc(found.starts_at)}", f"DTEND:{_utc(found.ends_at)}"),
        summary=f"{found.venue.name}延时服务",
        description=f"{found.sort.label}，办{lines}。{found.venue.address}。不用预约，来了就能取号。咨询 12345",
        at=now(),
    )
    return ics(text, f"session-{found.pk}")


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
