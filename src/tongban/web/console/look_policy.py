"""The policy of sensitive look-ups (A17 敏感查询策略): purposes, thresholds, the watch list; all on record."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.foundation.kernel.masks import mask_name
from tongban.oversight.reading.commands import policing
from tongban.oversight.reading.models import WatchedParty
from tongban.oversight.reading.queries.policies import editions, policy, watch_list
from tongban.oversight.reading.rules.policy import LookPolicy, lines_of, purposes_from
from tongban.oversight.reading.rules.states import WatchKind
from tongban.registers.parties.queries import find_party
from tongban.registers.parties.rules import IdKind
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import whole
from .stepping import NOT_SENT, Refused, refused, typed

_NUMBERS = ("answer_workdays", "burst_least", "day_from", "day_to")
_WATCHED = ("name", "id_number", "kind", "reason")
_KINDS = [(each.value, each.label) for each in WatchKind]
_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SECURITY_ADMIN)
@done_once
def policy_page(request: HttpRequest) -> HttpResponse:
    """What holds, its history, who is watched; a change is a new edition."""
    if request.method != "POST":
        return _page(request, NOT_SENT)
    sent = typed(request.POST, *_NUMBERS, "burst_factor", "purposes", "reason")
    try:
        policing.change_policy(_policy(sent), reason=sent["reason"], by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(request, refused("policy", refusal, sent))
    return redirect("console-look-policy")


@require_POST
@staff(Role.SECURITY_ADMIN)
@done_once
def watch(request: HttpRequest) -> HttpResponse:
    """Put somebody on the list: found by name and number together, so that nobody browses people here."""
    sent = typed(request.POST, *_WATCHED, most=300)
    try:
        _watch(request, sent)
    except Declined as refusal:
        kept = {name: value for name, value in sent.items() if name != "id_number"} | {"id_number": ""}
        return _page(request, refused("watch", refusal, kept))
    return redirect("console-look-policy")


@require_POST
@staff(Role.SECURITY_ADMIN)
def unwatch(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    found = WatchedParty.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("名单上没有这一条。")
    if found.ended_at is None:
        policing.unwatch(found, by=actor_of(request), at=now())
    return redirect("console-look-policy")


def _watch(request: HttpRequest, sent: dict[str, str]) -> None:
    party = find_party(id_kind=IdKind.ID_CARD, id_number=sent["id_number"])
    faults = []
    if party is None or party.name != sent["name"]:
        faults.append(Fault("/name", "unknown", "没有找到这个人，请核对姓名和身份证号。"))
    if sent["kind"] not in set(WatchKind):
        faults.append(Fault("/kind", "required", "请选择类别。"))
    if faults or party is None:
        raise Invalid(faults=faults)
    policing.watch(party, WatchKind(sent["kind"]), reason=sent["reason"], by=actor_of(request), at=now())


def _policy(sent: dict[str, str]) -> LookPolicy:
    """The policy as it was typed; a number that is none is as wrong as one out of bounds."""
    numbers = {name: whole(sent[name]) if sent[name] else -1 for name in _NUMBERS}
    return LookPolicy(burst_factor=_factor(sent["burst_factor"]), purposes=purposes_from(sent["purposes"]), **numbers)


def _factor(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 0.0


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    standing = policy()
    context: dict[str, Any] = {
        "policy": standing,
        "purposes": lines_of(standing.purposes),
        "editions": editions()[:_SHOWN],
        "watched": [_row(each) for each in watch_list()[:_SHOWN]],
        "kinds": _KINDS,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/look_policy.html", context, current="look-policy", status=sent.status)


def _row(watched: WatchedParty) -> dict[str, Any]:
    return {
        "pk": watched.pk,
        "name": mask_name(watched.party.name),
        "kind": WatchKind(watched.kind).label,
        "reason": watched.reason,
        "added": watched.added_at,
        "by": watched.added_by.name,
        "ended": watched.ended_at,
    }
