"""The frame of every staff page (工作台框架): where one sits, where one can go, the scan box."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor, Role
from tongban.handling.assistance.queries.sessions import policy
from tongban.handling.fees.rules.flow import CASHIERS
from tongban.registers.agencies.models import Venue
from tongban.web.ui.sessions import actor_of

LOOKERS = (Role.COUNTER, Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.ISSUER)
CASE_ROLES = (Role.COUNTER, Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.ISSUER, Role.SUPERVISOR)


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, current: str = "", status: int = 200
) -> HttpResponse:
    """A page of the workbench."""
    return render(request, template, {**frame_of(request, current), **context}, status=status)


def frame_of(request: HttpRequest, current: str = "") -> dict[str, Any]:
    """What the header and the navigation show."""
    actor = actor_of(request)
    handles_cases = bool(actor.roles & set(CASE_ROLES))
    links = [("today", "今日", reverse("workbench")), ("cases", "办件", reverse("desk-cases"))] if handles_cases else []
    if Role.SECURITY_ADMIN in actor.roles:
        links.append(("merge", "合并登记", reverse("desk-merge")))
        links.append(("keys", "密钥", reverse("console-keys")))
        links.append(("look-policy", "敏感查询策略", reverse("console-look-policy")))
    if actor.roles & {Role.AUDIT_ADMIN}:
        links.append(("looks", "用途审计", reverse("console-looks")))
    if Role.COUNTER in actor.roles:
        links.insert(1, ("intake", "收件", reverse("desk-intake")))
        links.append(("mandate", "核对委托码", reverse("desk-mandate")))
    if handles_cases:
        links.append(("contacts", "首问登记", reverse("desk-contacts")))
    if actor.roles & CASHIERS:
        links.append(("till", "钱箱", reverse("desk-till")))
    elif Role.SUPERVISOR in actor.roles:
        links.append(("till", "钱箱", reverse("desk-tills")))
    if policy().is_helper(actor):
        links.append(("assistance", "在线帮办", reverse("desk-assistance")))
    if actor.roles & {Role.COUNTER, Role.ISSUER, Role.SUPERVISOR}:
        links.append(("crossings", "跨区代收", reverse("desk-crossings")))
    if actor.roles & {Role.EXAMINER, Role.REVIEWER, Role.DECIDER}:
        links.append(("checks", "承诺核查", reverse("console-checks")))
        links.append(("renewals", "到期和延续", reverse("console-renewals")))
    if actor.roles & {Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.ISSUER}:
        links.append(("licenses", "证照登记簿", reverse("desk-licenses")))
    if Role.EXAMINER in actor.roles:
        links.append(("upkeep", "指南维护", reverse("console-upkeep")))
    if Role.DECIDER in actor.roles:
        links.append(("dispatch", "分派规则", reverse("console-dispatch")))
        links.append(("questions", "查看质询", reverse("console-questions")))
    if actor.roles & set(LOOKERS):
        links.append(("lookup", "用途登记查询", reverse("desk-lookup")))
    nav = [{"label": label, "href": href, "is_current": key == current} for key, label, href in links]
    place = _venue(actor.venue_id) if actor.venue_id else actor.agency
    return {
        "desk_nav": nav,
        "desk_facts": [place, actor.post, actor.name],
        "desk_home": links[0][2] if links else reverse("home"),
        "may_receive": is_counter(actor),
        "may_scan": handles_cases,
    }


def is_counter(actor: Actor) -> bool:
    return Role.COUNTER in actor.roles


@lru_cache(maxsize=256)
def _venue(venue_id: int) -> str:
    """The name of a place; read once a process, for places are renamed with a new release of the city's data."""
    return Venue.objects.values_list("name", flat=True).get(pk=venue_id)
