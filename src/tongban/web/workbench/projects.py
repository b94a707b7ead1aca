"""Construction projects for departments, windows and supervision (项目总览): lights, stages, critical path. R-080."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.projects.bound import BOUND
from tongban.handling.projects.queries.listed import PAGE, page_of
from tongban.handling.projects.queries.standing import standing_of
from tongban.handling.projects.queries.visible import project_for
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show

_SCOPES = (("open", "在办"), ("ended", "全部阶段办完"), ("closed", "不再推进"), ("", "全部"))
_LIGHTS = (("", "不限"), ("red", "有超期"), ("yellow", "快到期"), ("green", "正常"))
LIGHT_TAGS = {"red": ("bad", "有超期"), "yellow": ("warn", "快到期"), "green": ("plain", "正常")}


@require_safe
@staff(*CASE_ROLES)
def projects(request: HttpRequest) -> HttpResponse:
    """The list, the newest first: the stage, the light and what each hangs on (four statements)."""
    today = local_day(now())
    stages = tuple((each.key, each.title) for each in BOUND.programme.stages)
    choices = {"scope": _SCOPES, "light": _LIGHTS, "stage": (("", "不限"), *stages)}
    chosen = {name: request.GET.get(name, pairs[0][0])[:20] for name, pairs in choices.items()}
    chosen = {name: value if value in dict(choices[name]) else choices[name][0][0] for name, value in chosen.items()}
    text = request.GET.get("before", "")[:18]
    found = page_of(
        actor_of(request),
        status=chosen["scope"],
        light=chosen["light"],
        stage=chosen["stage"],
        before=int(text) if text.isascii() and text.isdigit() else 0,
        today=today,
        size=PAGE + 1,
    )
    filters = [
        (title, [_chip(chosen, name, value, label) for value, label in choices[name]])
        for name, title in (("scope", "范围"), ("light", "时限"), ("stage", "正在审批的阶段"))
    ]
    last = found[PAGE - 1].project.pk if len(found) > PAGE else 0
    context = {
        "rows": found[:PAGE],
        "filters": filters,
        "lights": LIGHT_TAGS,
        "next": "?" + urlencode({**chosen, "before": last}) if last else "",
    }
    return show(request, "workbench/projects.html", context, current="projects")


@require_safe
@staff(*CASE_ROLES)
def project(request: HttpRequest, number: str) -> HttpResponse:
    """One project: every stage with its cases and days, the critical path, and what the project waits for."""
    found = project_for(actor_of(request), number)
    seen = standing_of(found, {}, today=local_day(now()))
    context = {"found": found, "seen": seen, "lights": LIGHT_TAGS, "typeset": typeset}
    return show(request, "workbench/project.html", context, current="projects")


def _chip(chosen: dict[str, str], name: str, value: str, label: str) -> dict[str, object]:
    href = "?" + urlencode({**chosen, name: value})
    return {"label": label, "href": href, "is_current": chosen[name] == value}
