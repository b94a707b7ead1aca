"""The frame of every console page (管理后台框架): who works here, where one can go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor, Role
from tongban.oversight.evaluations.rules.flow import HANDLERS
from tongban.web.ui.sessions import actor_of

CATALOG_ROLES = (Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER)
READERS = (*CATALOG_ROLES, Role.SUPERVISOR)
CHECKERS = (Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.SUPERVISOR)
INTERPLAY = (Role.INSPECTOR, *CHECKERS)
ANSWERERS = (Role.DECIDER, Role.SUPERVISOR, Role.AUDIT_ADMIN)
ARCHIVE_KEEPERS = (Role.SUPERVISOR, Role.AUDIT_ADMIN)
LOOK_AUDITORS = (Role.AUDIT_ADMIN, Role.SUPERVISOR)
SCENE_KEEPERS = (Role.SECURITY_ADMIN, Role.SUPERVISOR)
INCIDENT_READERS = (Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
WATCHERS = (Role.SUPERVISOR, Role.CATALOG_REVIEWER)
DATA_ROLES = frozenset((*READERS, Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN))
GRANT_ROLES = (Role.EXAMINER, Role.DECIDER, Role.SUPERVISOR)
_FROM_DESK = HANDLERS | {Role.INSPECTOR, Role.SECURITY_ADMIN}


@dataclass(frozen=True, slots=True)
class Entrance:
    """One entry of the navigation: for whom it is there."""

    key: str
    label: str
    name: str
    roles: frozenset[Role] = frozenset(READERS)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one subject; one that stands alone is its own group."""

    label: str
    entrances: tuple[Entrance, ...]

    def open_to(self, actor: Actor) -> list[Entrance]:
        return [each for each in self.entrances if each.roles & actor.roles]


GROUPS = (
    Group(
        "首页与现场",
        (
            Entrance("home", "首页", "console"),
            Entrance("places", "场所和渠道", "console-places", frozenset({Role.DECIDER, Role.SUPERVISOR})),
            Entrance("workforce", "窗口人员", "console-workforce", frozenset({Role.SUPERVISOR})),
            Entrance("kiosks", "自助终端", "console-kiosks", frozenset({Role.SUPERVISOR})),
            Entrance("payments", "支付对账", "console-payment-days", frozenset({Role.SUPERVISOR})),
            Entrance("plates", "门楼牌码", "console-plates", frozenset({Role.SUPERVISOR})),
            Entrance("inclusion", "应上尽上", "console-inclusion"),
            Entrance("mobile", "掌上办", "console-mobile", frozenset(WATCHERS)),
            Entrance("partners", "第三方平台", "console-partners", frozenset(INCIDENT_READERS)),
        ),
    ),
    Group(
        "事项与指南",
        (
            Entrance("items", "事项目录", "console-items"),
            Entrance("inbox", "收件箱", "console-inbox"),
            Entrance("drafts", "文稿", "console-drafts"),
            Entrance("rounds", "集中梳理", "console-rounds"),
            Entrance("import", "导入导出", "console-import"),
            Entrance("library", "省事项库", "console-library"),
            Entrance("upkeep", "指南维护", "console-upkeep", frozenset((*READERS, Role.EXAMINER))),
            Entrance("words", "同义词", "console-words"),
            Entrance("entrances", "入口", "console-entrances"),
        ),
    ),
    Group(
        "清单与规则",
        (
            Entrance("bundles", "一件事", "console-bundles"),
            Entrance("lists", "清单公布", "console-lists"),
            Entrance("norms", "法规", "console-norms"),
            Entrance("parity", "同标准比对", "console-parity"),
            Entrance("limits", "时限试算", "console-limits"),
            Entrance("dispatch", "分派规则", "console-dispatch", frozenset((*READERS, Role.DECIDER))),
            Entrance("flows", "流程", "console-flows"),
            Entrance("papers", "文书模板", "console-papers"),
            Entrance("standards", "标准库", "console-standards", frozenset(WATCHERS)),
        ),
    ),
    Group(
        "监督",
        (
            Entrance("late", "红黄灯", "console-late", frozenset({Role.SUPERVISOR})),
            Entrance("cards", "黄牌红牌", "console-cards", frozenset({Role.SUPERVISOR})),
            Entrance("spent", "时限与暂停", "console-spent", frozenset(WATCHERS)),
            Entrance("specials", "特殊环节", "console-specials", frozenset(WATCHERS)),
            Entrance("tellings", "一次告知", "console-tellings", frozenset(WATCHERS)),
            Entrance("radar", "加码雷达", "console-radar", frozenset(WATCHERS)),
            Entrance("deferrals", "容缺与承诺", "console-deferrals", frozenset(WATCHERS)),
            Entrance("targets", "方案目标", "console-targets", frozenset(WATCHERS)),
            Entrance("issues", "问题台账", "console-issues", frozenset((*READERS, *CHECKERS))),
        ),
    ),
    Group(
        "评价与监管",
        (
            Entrance("ratings", "好差评", "console-ratings", frozenset({Role.SUPERVISOR})),
            Entrance("redresses", "差评整改", "console-redresses", frozenset({Role.SUPERVISOR, *HANDLERS})),
            Entrance("hotline", "12345热线", "console-hotline", frozenset({Role.SUPERVISOR})),
            Entrance("pushes", "审管协同", "console-pushes", frozenset(INTERPLAY)),
            Entrance("responsibility", "监管责任", "console-responsibility", frozenset({*READERS, Role.INSPECTOR})),
            Entrance("grants", "免申即享", "console-grants", frozenset(GRANT_ROLES)),
            Entrance("policies", "惠企政策", "console-policies"),
            Entrance("interpretations", "政策解读", "console-interpretations"),
            Entrance("intermediaries", "中介服务", "console-intermediaries"),
        ),
    ),
    Group(
        "指标与考核",
        (
            Entrance("indicators", "网办指标", "console-indicators", frozenset(WATCHERS)),
            Entrance("appraisal", "考核", "console-appraisal", frozenset(WATCHERS)),
            Entrance("windows", "综合窗口覆盖", "console-windows", frozenset(WATCHERS)),
            Entrance("venues", "高频同标准", "console-venues", frozenset(WATCHERS)),
            Entrance("channels", "线上线下对照", "console-channels", frozenset(WATCHERS)),
            Entrance("costs", "办事成本", "console-costs", frozenset(WATCHERS)),
            Entrance("licences", "免证办", "console-licences", frozenset(WATCHERS)),
            Entrance("unshared", "未共享代价账", "console-unshared", frozenset(WATCHERS)),
            Entrance("frozen", "报告和通报", "console-frozen", frozenset(WATCHERS)),
        ),
    ),
    Group(
        "登记与信用",
        (
            Entrance("contacts", "首问登记", "console-contacts", frozenset({Role.SUPERVISOR})),
            Entrance("crossings", "跨省通办", "console-crossings", frozenset(WATCHERS)),
            Entrance("renewals", "到期和延续", "console-renewals", frozenset(CHECKERS)),
            Entrance("delegations", "授权登记", "console-delegations", frozenset({Role.DECIDER, Role.SUPERVISOR})),
            Entrance("checks", "承诺核查", "console-checks", frozenset(CHECKERS)),
            Entrance("credit", "信用记录", "console-credit", frozenset(CHECKERS)),
            Entrance("credit-platform", "信用平台", "console-credit-platform", frozenset(CHECKERS)),
            Entrance("scenes", "用码场景", "console-scenes", frozenset(SCENE_KEEPERS)),
            Entrance("financing", "金融普惠", "console-financing", frozenset({Role.SUPERVISOR})),
        ),
    ),
    Group(
        "数据与安全",
        (
            Entrance("incidents", "安全事件", "console-incidents", frozenset(INCIDENT_READERS)),
            Entrance("protection", "等级保护", "console-protection", frozenset(INCIDENT_READERS)),
            Entrance("questions", "查看质询", "console-questions", frozenset(ANSWERERS)),
            Entrance("looks", "用途审计", "console-looks", frozenset(LOOK_AUDITORS)),
            Entrance("destructions", "档案销毁", "console-destructions", frozenset(ARCHIVE_KEEPERS)),
            Entrance("look-policy", "敏感查询策略", "console-look-policy", frozenset({Role.SECURITY_ADMIN})),
            Entrance("systems", "对接系统", "console-systems", frozenset({*INCIDENT_READERS, *CATALOG_ROLES})),
            Entrance("keys", "密钥", "console-keys", frozenset({Role.SECURITY_ADMIN})),
            Entrance("resources", "数据资源", "console-resources", DATA_ROLES),
        ),
    ),
)
ENTRANCES = tuple(each for group in GROUPS for each in group.entrances)
ONE_ROW = 8
Link = dict[str, Any]


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, current: str = "", status: int = 200
) -> HttpResponse:
    """A page of the console."""
    return render(request, template, {**frame_of(request, current), **context}, status=status)


def frame_of(request: HttpRequest, current: str = "") -> dict[str, Any]:
    """What the header and the navigation show."""
    actor = actor_of(request)
    rows = nav_of(actor, current)
    home = rows[0][0]["href"] if rows[0] else reverse("workbench")
    return {"desk_rows": rows, "desk_home": home, "desk_facts": [actor.agency, actor.post, actor.name]}


def nav_of(actor: Actor, current: str = "") -> tuple[list[Link], list[Link]]:
    """The groups, and the entries of the group one is in; few entries stand in one row.

    Only what this actor may open; who comes from the workbench finds the way back.
    """
    back = [_link("回工作台", "workbench")] if _FROM_DESK & actor.roles else []
    groups = [(group.label, found) for group in GROUPS if (found := group.open_to(actor))]
    every = [each for _, found in groups for each in found]
    if len(every) <= ONE_ROW:
        return [_entry(each, current) for each in every] + back, []
    here = next((found for _, found in groups if any(each.key == current for each in found)), [])
    heads = [
        _entry(found[0], current) if len(found) == 1 else _link(label, found[0].name, is_within=found is here)
        for label, found in groups
    ]
    return heads + back, [_entry(each, current) for each in here] if len(here) > 1 else []


def _entry(entrance: Entrance, current: str) -> Link:
    return _link(entrance.label, entrance.name, is_current=entrance.key == current)


def _link(label: str, name: str, *, is_current: bool = False, is_within: bool = False) -> Link:
    return {"label": label, "href": reverse(name), "is_current": is_current, "is_within": is_within}
