"""The frame of every console page (管理后台框架): who works here, where one can go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor, Role
from tongban.web.ui.sessions import actor_of

CATALOG_ROLES = (Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER)
READERS = (*CATALOG_ROLES, Role.SUPERVISOR)
CHECKERS = (Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.SUPERVISOR)
ANSWERERS = (Role.DECIDER, Role.SUPERVISOR, Role.AUDIT_ADMIN)
LOOK_AUDITORS = (Role.AUDIT_ADMIN, Role.SUPERVISOR)
WATCHERS = (Role.SUPERVISOR, Role.CATALOG_REVIEWER)
_FROM_DESK = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


@dataclass(frozen=True, slots=True)
class Entrance:
    """One entry of the navigation: for whom it is there."""

    key: str
    label: str
    name: str
    roles: frozenset[Role] = frozenset(READERS)


ENTRANCES = (
    Entrance("home", "首页", "console"),
    Entrance("inbox", "收件箱", "console-inbox"),
    Entrance("drafts", "文稿", "console-drafts"),
    Entrance("items", "事项目录", "console-items"),
    Entrance("rounds", "集中梳理", "console-rounds"),
    Entrance("import", "导入导出", "console-import"),
    Entrance("lists", "清单公布", "console-lists"),
    Entrance("upkeep", "指南维护", "console-upkeep", frozenset((*READERS, Role.EXAMINER))),
    Entrance("words", "同义词", "console-words"),
    Entrance("norms", "法规", "console-norms"),
    Entrance("parity", "同标准比对", "console-parity"),
    Entrance("library", "省事项库", "console-library"),
    Entrance("entrances", "入口", "console-entrances"),
    Entrance("late", "红黄灯", "console-late", frozenset({Role.SUPERVISOR})),
    Entrance("cards", "黄牌红牌", "console-cards", frozenset({Role.SUPERVISOR})),
    Entrance("spent", "时限与暂停", "console-spent", frozenset(WATCHERS)),
    Entrance("indicators", "网办指标", "console-indicators", frozenset(WATCHERS)),
    Entrance("channels", "线上线下对照", "console-channels", frozenset(WATCHERS)),
    Entrance("costs", "办事成本", "console-costs", frozenset(WATCHERS)),
    Entrance("contacts", "首问登记", "console-contacts", frozenset({Role.SUPERVISOR})),
    Entrance("tellings", "一次告知", "console-tellings", frozenset(WATCHERS)),
    Entrance("unshared", "未共享代价账", "console-unshared", frozenset(WATCHERS)),
    Entrance("radar", "加码雷达", "console-radar", frozenset(WATCHERS)),
    Entrance("deferrals", "容缺与承诺", "console-deferrals", frozenset(WATCHERS)),
    Entrance("crossings", "跨省通办", "console-crossings", frozenset(WATCHERS)),
    Entrance("specials", "特殊环节", "console-specials", frozenset(WATCHERS)),
    Entrance("dispatch", "分派规则", "console-dispatch", frozenset((*READERS, Role.DECIDER))),
    Entrance("checks", "承诺核查", "console-checks", frozenset(CHECKERS)),
    Entrance("credit", "信用记录", "console-credit", frozenset(CHECKERS)),
    Entrance("credit-platform", "信用平台", "console-credit-platform", frozenset(CHECKERS)),
    Entrance("renewals", "到期和延续", "console-renewals", frozenset(CHECKERS)),
    Entrance("questions", "查看质询", "console-questions", frozenset(ANSWERERS)),
    Entrance("looks", "用途审计", "console-looks", frozenset(LOOK_AUDITORS)),
    Entrance("look-policy", "敏感查询策略", "console-look-policy", frozenset({Role.SECURITY_ADMIN})),
    Entrance("limits", "时限试算", "console-limits"),
    Entrance("flows", "流程", "console-flows"),
    Entrance("papers", "文书样张", "console-papers"),
)


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, current: str = "", status: int = 200
) -> HttpResponse:
    """A page of the console."""
    return render(request, template, {**frame_of(request, current), **context}, status=status)


def frame_of(request: HttpRequest, current: str = "") -> dict[str, Any]:
    """What the header and the navigation show."""
    actor = actor_of(request)
    nav = nav_of(actor, current)
    home = nav[0]["href"] if nav else reverse("workbench")
    return {"desk_nav": nav, "desk_home": home, "desk_facts": [actor.agency, actor.post, actor.name]}


def nav_of(actor: Actor, current: str = "") -> list[dict[str, Any]]:
    """The entries that this actor may open; who comes from the workbench finds the way back."""
    back = (
        [{"label": "回工作台", "href": reverse("workbench"), "is_current": False}] if _FROM_DESK & actor.roles else []
    )
    return [
        {"label": each.label, "href": reverse(each.name), "is_current": each.key == current}
        for each in ENTRANCES
        if each.roles & actor.roles
    ] + back
