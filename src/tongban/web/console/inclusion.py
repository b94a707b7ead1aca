"""Everything on the platform (应上尽上): departments' matters and systems against it, exceptions, named gaps. R-137."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.queries import cards
from tongban.registers.entrances.commands import except_matter, plan_matter, write_matter
from tongban.registers.entrances.models import DepartmentMatter, Entrance
from tongban.registers.entrances.queries import (
    MatterLine,
    behind_own_login,
    department_matter,
    department_matters,
    entrances,
    inclusion_counts,
)
from tongban.registers.entrances.rules import EntranceKind, Ground, Inclusion, inclusion_of
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import wrong_of
from .frame import CATALOG_ROLES, READERS, show
from .narrowing import narrowed, text

PAGE = 60
TAGS = {
    Inclusion.INCLUDED: "done",
    Inclusion.EXCEPTED: "plain",
    Inclusion.PLANNED: "info",
    Inclusion.LATE: "bad",
    Inclusion.GAP: "warn",
}
_STANDS = [(each.value, each.label) for each in Inclusion]
_GROUNDS = [(each.value, each.label) for each in Ground]


@require_safe
@staff(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """The register with how each matter stands, by body; and the systems that keep a login of their own."""
    asked = narrowed(request, "console-inclusion", "stands", "agency")
    lines = department_matters(on=local_day(now()))
    agencies = {each.matter.agency.key: each.matter.agency.short_name for each in lines}
    fitting = [
        _row(each)
        for each in lines
        if asked["stands"] in ("", each.stands.value) and asked["agency"] in ("", each.matter.agency.key)
    ]
    start = next((place + 1 for place, row in enumerate(fitting) if str(row["pk"]) == asked.after), 0)
    counts = inclusion_counts(lines)
    context = {
        "page": asked.page(fitting[start : start + PAGE + 1], PAGE),
        "total": sum(counts.values()),
        "counts": counts,
        "gaps": sum(number for each, number in counts.items() if each.is_gap),
        "own_login": behind_own_login(),
        "systems": entrances().filter(kind=EntranceKind.SYSTEM).count(),
        "filters": [
            ("状态", asked.chips("stands", _STANDS)),
            ("部门", asked.chips("agency", sorted(agencies.items(), key=lambda pair: pair[1]))),
        ],
        "may_write": bool(actor_of(request).roles & set(CATALOG_ROLES)),
    }
    return show(request, "console/inclusion.html", context, current="inclusion")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*CATALOG_ROLES)
@done_once
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a matter: an editor for the own body, the bureau for any."""
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            made = _written(request, None)
        except Declined as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-inclusion-one", pk=made.pk)
    return _form(request, None, problems)


@require_safe
@staff(*READERS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter with what may be decided on it."""
    return _form(request, _matter(pk), [])


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Correct it, plan it, or find that it need not be on the platform."""
    found = _matter(pk)
    if verb not in _TAKEN:
        raise NotFound("没有这一步。")
    try:
        after = _TAKEN[verb](request, found)
    except Declined as refusal:
        return _form(request, _matter(pk), problems_of(refusal))
    return redirect("console-inclusion-one", pk=after.pk)


def _written(request: HttpRequest, found: DepartmentMatter | None) -> DepartmentMatter:
    typed, actor = _typed(request), actor_of(request)
    key = typed["agency"] if found is None else found.agency.key
    agency = Agency.objects.filter(key=key).first() or Agency.objects.filter(pk=actor.agency_id or 0).first()
    if agency is None:
        raise NotFound("没有这个部门。")
    entrance = Entrance.objects.filter(key=typed["entrance"]).first() if typed["entrance"] else None
    code = typed["basic_code"]
    return write_matter(
        found, agency=agency, name=typed["name"], basic_code=code, entrance=entrance, by=actor, at=now()
    )


def _planned(request: HttpRequest, found: DepartmentMatter) -> DepartmentMatter:
    try:
        until = date.fromisoformat(text(request.POST, "planned_on"))
    except ValueError:
        until = None
    return plan_matter(found, planned_on=until, by=actor_of(request), at=now())


def _excepted(request: HttpRequest, found: DepartmentMatter) -> DepartmentMatter:
    typed = _typed(request)
    said = {name: typed[name] for name in ("ground", "basis", "reason")}
    return except_matter(found, **said, by=actor_of(request), at=now())


_TAKEN: dict[str, Callable[[HttpRequest, DepartmentMatter], DepartmentMatter]] = {
    "write": _written,
    "plan": _planned,
    "except": _excepted,
}


def _typed(request: HttpRequest) -> dict[str, str]:
    names = ("agency", "name", "basic_code", "entrance", "planned_on", "ground", "basis", "reason")
    return {each: text(request.POST, each, 300) for each in names}


def _kept(found: DepartmentMatter) -> dict[str, str]:
    return {
        "agency": found.agency.key,
        "name": found.name,
        "basic_code": found.basic_code,
        "entrance": found.entrance.key if found.entrance else "",
        "planned_on": found.planned_on.isoformat() if found.planned_on else "",
        "ground": found.ground,
        "basis": found.basis,
        "reason": found.reason,
    }


def _matter(pk: int) -> DepartmentMatter:
    found = department_matter(pk)
    if found is None:
        raise NotFound("没有登记这个事项。")
    return found


def _form(request: HttpRequest, found: DepartmentMatter | None, problems: list[Problem]) -> HttpResponse:
    actor = actor_of(request)
    reviews = Role.CATALOG_REVIEWER in actor.roles
    bodies = Agency.objects.filter(is_active=True) if reviews else Agency.objects.filter(pk=actor.agency_id or 0)
    platform = frozenset(each.basic_code for each in cards())
    line = MatterLine(found, _stands(found, platform)) if found is not None else None
    is_own = found is None or reviews or (Role.CATALOG_EDITOR in actor.roles and actor.agency_id == found.agency_id)
    typed = _typed(request) if request.method == "POST" else {}
    items = {each.basic_code: f"{each.item_name}（{each.agency}）" for each in cards()}
    context = {
        "matter": found,
        "row": _row(line) if line is not None else None,
        "typed": (_kept(found) if found is not None else {}) | {key: said for key, said in typed.items() if said},
        "bodies": [("", "请选择"), *((each.key, each.short_name) for each in bodies.order_by("pk"))],
        "items": [("", "目录里还没有"), *items.items()],
        "systems": [("", "没有专门的系统"), *((each.key, each.name) for each in entrances().exclude(agency=None))],
        "grounds": _GROUNDS,
        "may_write": is_own and bool(actor.roles & set(CATALOG_ROLES)) and (found is None or not found.ground),
        "may_except": reviews and found is not None and line is not None and line.stands.is_gap,
        "may_plan": is_own and line is not None and line.stands.is_gap and bool(actor.roles & set(CATALOG_ROLES)),
        "problems": problems,
        "wrong": wrong_of(problems),
        "once": once_input(),
    }
    return show(request, "console/inclusion_one.html", context, current="inclusion", status=422 if problems else 200)


def _stands(found: DepartmentMatter, platform: frozenset[str]) -> Inclusion:
    return inclusion_of(found.standing, platform, on=local_day(now()))


def _row(line: MatterLine) -> dict[str, Any]:
    matter = line.matter
    return {
        "pk": matter.pk,
        "name": matter.name,
        "agency": matter.agency.short_name,
        "system": matter.entrance.name if matter.entrance else "",
        "number": matter.number,
        "stands": line.stands.label,
        "tag": TAGS[line.stands],
        "planned_on": matter.planned_on if line.stands.is_gap else None,
        "ground": f"{Ground(matter.ground).label}，{matter.basis}" if matter.ground else "",
        "reason": matter.reason,
    }
