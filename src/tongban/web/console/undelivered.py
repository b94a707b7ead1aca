"""What could not be delivered to other systems and people (没有送到的): sent anew, or closed with the reason."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.lines.systems import BOUND
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger import undelivered
from tongban.foundation.ledger.models import Outgoing
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, refused, typed

_ITSELF = {"message": "站内消息", "text": "短信", "credit_batch": "信用信息批量报送", "redress-desk": "差评整改"}
"""Channels that are no line to one system."""
_LINES = {"item_library": "provincial_catalogue"}
"""Channels that are called otherwise than their line."""


@require_safe
@staff(*undelivered.KEEPERS)
def letters(request: HttpRequest) -> HttpResponse:
    """What waits for a person, the newest first, by where it goes (two statements)."""
    return _page(request, NOT_SENT)


@require_POST
@staff(*undelivered.KEEPERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Send it anew, or close it with the reason."""
    actor, at, sent = actor_of(request), now(), typed(request.POST, "reason")
    found = Outgoing.objects.filter(pk=pk).first() if actor.roles & undelivered.KEEPERS else None
    if found is None or verb not in ("resend", "close"):
        raise NotFound("没有找到这一条。")
    try:
        if verb == "resend":
            undelivered.resend(found, by=actor, at=at)
        else:
            undelivered.close(found, reason=sent["reason"], by=actor, at=at)
    except Declined as refusal:
        return _page(request, refused(f"close{pk}", refusal, sent))
    return redirect("console-undelivered")


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    asked, actor = narrowed(request, "console-undelivered", "channel"), actor_of(request)
    counts = undelivered.by_channel(actor)
    rows = undelivered.visible_to(actor).order_by("-pk")
    if asked["channel"]:
        rows = rows.filter(channel=asked["channel"])
    if asked.after_key:
        rows = rows.filter(pk__lt=asked.after_key)
    choices = [(channel, f"{_name(channel)}（{number}）") for channel, number in sorted(counts.items())]
    context = {
        "page": asked.page([_row(each) for each in rows[: undelivered.PAGE + 1]], undelivered.PAGE),
        "filters": [("送到哪里", asked.chips("channel", choices))] if choices else [],
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/undelivered.html", context, current="systems", status=sent.status)


def _row(parcel: Outgoing) -> dict[str, Any]:
    """What stands in a line of the list; nothing of what is said in it."""
    return {
        "pk": parcel.pk,
        "number": f"{parcel.pk}号",
        "to": _name(parcel.channel),
        "attempts": parcel.attempts,
        "dead_at": parcel.dead_at,
        "why": parcel.last_error.partition(": ")[2] or "没有说明",
    }


def _name(channel: str) -> str:
    line = _LINES.get(channel, channel.replace("-", "_"))
    found = next((each.name for each in BOUND.registry.systems if each.connector == line), "")
    return found or _ITSELF.get(channel, "其他系统")
