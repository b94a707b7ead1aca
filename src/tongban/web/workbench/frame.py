"""The frame of every staff page (工作台框架): where one sits, where one can go, the scan box."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.foundation.kernel.actors import STAFF_ROLES, Actor, Role
from tongban.handling.assistance.queries.sessions import policy
from tongban.handling.fees.rules.flow import CASHIERS
from tongban.handling.halls.rules.flow import CLERKS
from tongban.oversight.evaluations.rules.flow import HANDLERS
from tongban.registers.agencies.models import Venue
from tongban.web.ui.jinja import url
from tongban.web.ui.sessions import actor_of

LOOKERS = (Role.COUNTER, Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.ISSUER)
CASE_ROLES = (Role.COUNTER, Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.ISSUER, Role.SUPERVISOR)


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, current: str = "", status: int = 200
) -> HttpResponse:
    """A page of the workbench."""
    frame = {} if "desk_nav" in context else frame_of(request, current)
    return render(request, template, {**frame, **context}, status=status)


_BODY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})
# Key, label, address and for whom; of two with the same key the first that is open stands.
_LINKS: tuple[tuple[str, str, str, frozenset[Role]], ...] = (
    ("today", "今日", "workbench", frozenset(CASE_ROLES)),
    ("window", "叫号", "desk-window", frozenset(CLERKS)),
    ("window", "号票", "desk-tickets", frozenset({Role.SUPERVISOR})),
    ("guiding", "全程导引", "desk-guiding", frozenset(CLERKS)),
    ("halls", "大厅管理", "desk-halls", frozenset({Role.SUPERVISOR})),
    ("intake", "收件", "desk-intake", frozenset({Role.COUNTER})),
    ("cases", "办件", "desk-cases", frozenset(CASE_ROLES)),
    ("merge", "合并登记", "desk-merge", frozenset({Role.SECURITY_ADMIN})),
    ("keys", "密钥", "console-keys", frozenset({Role.SECURITY_ADMIN})),
    ("look-policy", "敏感查询策略", "console-look-policy", frozenset({Role.SECURITY_ADMIN})),
    ("scenes", "用码场景", "console-scenes", frozenset({Role.SECURITY_ADMIN})),
    (
        "incidents",
        "安全事件",
        "console-incidents",
        frozenset({Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN}),
    ),
    (
        "protection",
        "等级保护",
        "console-protection",
        frozenset({Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN}),
    ),
    ("looks", "用途审计", "console-looks", frozenset({Role.AUDIT_ADMIN})),
    ("destructions", "档案销毁", "console-destructions", frozenset({Role.AUDIT_ADMIN})),
    ("mandate", "核对委托码", "desk-mandate", frozenset({Role.COUNTER})),
    ("contacts", "首问登记", "desk-contacts", frozenset(CASE_ROLES)),
    ("duties", "我的班", "desk-duties", frozenset(CLERKS)),
    ("trainings", "业务培训", "console-trainings", _BODY),
    ("clerk-questions", "业务问答", "desk-questions", _BODY),
    ("daily-checks", "考核申诉", "console-daily-checks", frozenset({Role.DECIDER})),
    ("exams", "等级认定", "console-exams", frozenset({Role.DECIDER})),
    ("till", "钱箱", "desk-till", frozenset(CASHIERS)),
    ("till", "钱箱", "desk-tills", frozenset({Role.SUPERVISOR})),
    ("assistance", "在线帮办", "desk-assistance", STAFF_ROLES),
    ("outreach", "上门帮办", "desk-outreach", frozenset({Role.COUNTER, Role.SUPERVISOR})),
    ("hotline", "12345工单", "desk-hotline", _BODY | {Role.HOTLINE, Role.SUPERVISOR}),
    ("rating-entry", "录入评价", "console-rating-entry", frozenset({Role.HOTLINE})),
    ("bundles", "一件事", "desk-bundles", frozenset(CASE_ROLES)),
    ("projects", "项目", "desk-projects", frozenset(CASE_ROLES)),
    ("crossings", "跨区代收", "desk-crossings", frozenset({Role.COUNTER, Role.ISSUER, Role.RECEIVER, Role.SUPERVISOR})),
    ("parcels", "邮寄跟踪", "desk-crossing-parcels", frozenset({Role.RECEIVER})),
    ("shipments", "结果寄送", "desk-shipments", frozenset({Role.ISSUER, Role.SUPERVISOR})),
    ("intermediaries", "中介机构", "desk-intermediaries", _BODY | {Role.SUPERVISOR}),
    ("checks", "承诺核查", "console-checks", _BODY),
    ("pushes", "审管协同", "console-pushes", _BODY | {Role.INSPECTOR}),
    ("redresses", "差评整改", "console-redresses", HANDLERS),
    ("renewals", "到期和延续", "console-renewals", _BODY),
    ("grants", "免申即享", "console-grants", frozenset({Role.EXAMINER, Role.DECIDER})),
    ("licenses", "证照登记簿", "desk-licenses", _BODY | {Role.ISSUER}),
    ("upkeep", "指南维护", "console-upkeep", frozenset({Role.EXAMINER})),
    ("dispatch", "分派规则", "console-dispatch", frozenset({Role.DECIDER})),
    ("questions", "查看质询", "console-questions", frozenset({Role.DECIDER})),
    ("resources", "数据共享", "console-resources", _BODY),
    ("lookup", "用途登记查询", "desk-lookup", frozenset(LOOKERS)),
)


def frame_of(request: HttpRequest, current: str = "") -> dict[str, Any]:
    """What the header and the navigation show."""
    actor = actor_of(request)
    nav = _nav(actor, current)
    place = _venue(actor.venue_id) if actor.venue_id else actor.agency
    return {
        "desk_nav": nav,
        "desk_facts": [place, actor.post, actor.name],
        "desk_home": nav[0]["href"] if nav else url("home"),
        "may_receive": is_counter(actor),
        "may_scan": bool(actor.roles & set(CASE_ROLES)),
    }


def _nav(actor: Actor, current: str) -> list[dict[str, Any]]:
    """The links that this actor may open."""
    found: dict[str, dict[str, Any]] = {}
    for key, label, name, roles in _LINKS:
        is_open = policy().is_helper(actor) if key == "assistance" else bool(roles & actor.roles)
        if is_open and key not in found:
            found[key] = {"label": label, "href": url(name), "is_current": key == current}
    return list(found.values())


def is_counter(actor: Actor) -> bool:
    return Role.COUNTER in actor.roles


@lru_cache(maxsize=256)
def _venue(venue_id: int) -> str:
    """The name of a place; read once a process, for places are renamed with a new release of the city's data."""
    return Venue.objects.values_list("name", flat=True).get(pk=venue_id)
