"""What could not be delivered or digested (没有送到的、没有处理好的): again by a person, or closed with the reason."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.lines.systems import BOUND
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger import parked, undelivered
from tongban.foundation.ledger.models import Outgoing, Parked
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import Narrowed, narrowed, text
from .stepping import NOT_SENT, Refused, refused, typed

_ITSELF = {"message": "站内消息", "text": "短信", "credit_batch": "信用信息批量报送", "redress-desk": "差评整改"}
"""Channels that are no line to one system."""
_LINES = {"item_library": "provincial_catalogue"}
"""Channels that are called otherwise than their line."""
HEARD = "heard"
"""The other half of the page: what came in and could not be digested."""
PARTS = {
    "cases": "办件",
    "halls": "大厅",
    "reimbursements": "报销",
    "bundle_cases": "一件事",
    "projects": "工程项目",
    "posting": "寄送",
    "dossiers": "档案",
    "contacts": "首问",
    "financing": "融资",
    "intermediaries": "中介超市",
    "regulation": "审管协同",
    "licenses": "电子证照",
    "crossing": "跨省通办",
    "evaluations": "好差评",
    "workforce": "窗口人员",
    "reading": "查看审计",
    "credit_platform": "信用平台",
    "provincial_catalogue": "省事项库",
    "provincial_supervision": "省互联网+监管",
    "provincial_rectification": "省差评整改",
    "provincial_code": "省一码通",
    "provincial_hotline": "省12345",
    "provincial_ratings": "省好差评",
}
"""Which part of the house a subscriber belongs to, by the first word of its name."""


@require_safe
@staff(*undelivered.KEEPERS)
def letters(request: HttpRequest) -> HttpResponse:
    """What waits for a person, the newest first: by where it goes, or by who could not digest it (three statements)."""
    return _page(request, NOT_SENT, is_heard=request.GET.get("kind") == HEARD)


@require_POST
@staff(*undelivered.KEEPERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Send it anew, or close it with the reason."""
    acts: dict[str, Callable[..., Any]] = {"resend": undelivered.resend, "close": undelivered.close}
    return _taken(request, Outgoing.objects.filter(pk=pk), acts, verb, is_heard=False)


@require_POST
@staff(*undelivered.KEEPERS)
@done_once
def take_parked(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Have it heard again, or close it with the reason."""
    acts: dict[str, Callable[..., Any]] = {"replay": parked.replay, "close": parked.close}
    return _taken(request, Parked.objects.filter(pk=pk), acts, verb, is_heard=True)


@require_POST
@staff(*undelivered.KEEPERS)
@done_once
def replay_all(request: HttpRequest) -> HttpResponse:
    """Have everything heard again that one subscriber could not digest."""
    named = text(request.POST, "subscriber")
    try:
        parked.replay_all(named, by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(request, refused("all", refusal, {}), is_heard=True)
    return redirect(f"{reverse('console-undelivered')}?kind={HEARD}")


def _taken(
    request: HttpRequest, rows: QuerySet[Any], acts: Mapping[str, Callable[..., Any]], verb: str, *, is_heard: bool
) -> HttpResponse:
    """What waits is dealt with by one of the acts; only to close takes a reason."""
    actor, sent = actor_of(request), typed(request.POST, "reason")
    found = rows.first() if actor.roles & undelivered.KEEPERS else None
    if found is None or verb not in acts:
        raise NotFound("没有找到这一条。")
    try:
        acts[verb](found, by=actor, at=now(), **(sent if verb == "close" else {}))
    except Declined as refusal:
        return _page(request, refused(f"close{found.pk}", refusal, sent), is_heard=is_heard)
    return redirect(f"{reverse('console-undelivered')}?kind={HEARD}" if is_heard else "console-undelivered")


def _page(request: HttpRequest, sent: Refused, *, is_heard: bool = False) -> HttpResponse:
    actor = actor_of(request)
    asked = narrowed(request, "console-undelivered", "kind", "channel")
    if is_heard:
        asked = Narrowed(asked.address, asked.chosen | {"kind": HEARD}, asked.after)
    counts = parked.by_subscriber(actor) if is_heard else undelivered.by_channel(actor)
    rows: Any = parked.visible_to(actor).select_related("entry") if is_heard else undelivered.visible_to(actor)
    if asked["channel"]:
        rows = rows.filter(**{"subscriber" if is_heard else "channel": asked["channel"]})
    if asked.after_key:
        rows = rows.filter(pk__lt=asked.after_key)
    shown = [_heard(each) if is_heard else _row(each) for each in rows.order_by("-pk")[: undelivered.PAGE + 1]]
    named = _subscriber if is_heard else _name
    choices = [(key, f"{named(key)}（{number}）") for key, number in sorted(counts.items())]
    kinds = Narrowed(asked.address, {"kind": asked["kind"]}).chips(
        "kind", [(HEARD, "收到了没有处理好的")], whole="没有送到的"
    )
    by_whom = "谁没有处理好" if is_heard else "送到哪里"
    context = {
        "page": asked.page(shown, undelivered.PAGE),
        "is_heard": is_heard,
        "filters": [("哪一类", kinds), *([(by_whom, asked.chips("channel", choices))] if choices else [])],
        "subscriber": (asked["channel"], _subscriber(asked["channel"])) if is_heard and asked["channel"] else None,
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


def _heard(found: Parked) -> dict[str, Any]:
    """The same of an entry: which one, who could not digest it and why; nothing of what stands in it."""
    return {
        "pk": found.pk,
        "number": f"{found.pk}号",
        "by": _subscriber(found.subscriber),
        "entry": found.entry_id,
        "happened_at": found.entry.at,
        "at": found.at,
        "replays": found.replays,
        "asked_at": found.asked_at,
        "why": found.error.partition(": ")[2] or found.error or "没有说明",
    }


def _name(channel: str) -> str:
    line = _LINES.get(channel, channel.replace("-", "_"))
    found = next((each.name for each in BOUND.registry.systems if each.connector == line), "")
    return found or _ITSELF.get(channel, "其他系统")


def _subscriber(name: str) -> str:
    part, _, act = name.partition(".")
    return f"{PARTS.get(part, '其他部分')}（{act}）" if act else PARTS.get(part, "其他部分")
