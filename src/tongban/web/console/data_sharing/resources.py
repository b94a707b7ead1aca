"""The catalogue (数据资源目录): search, one resource with its fields and its five stages, kept by its body."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.sharing.queries.requests import standing_of
from tongban.exchange.sharing.queries.sources import SOURCES
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.agencies.models import Agency
from tongban.registers.agencies.queries import agency_with_key, bodies
from tongban.registers.resources.commands import keeping
from tongban.registers.resources.models import DataResource
from tongban.registers.resources.queries import catalogue
from tongban.registers.resources.queries.catalogue import PAGE
from tongban.registers.resources.queries.officers import officer_of
from tongban.registers.resources.rules.flow import DEPARTMENT, RESOURCES, ResourceStatus
from tongban.registers.resources.rules.gate import lacks
from tongban.registers.resources.rules.kinds import Sensitivity, ShareType, Stage, UpdateCycle
from tongban.web.console.narrowing import narrowed, text
from tongban.web.console.stepping import NOT_SENT, Refused, refused, typed
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .framing import DATA_ROLES, data_page

TAGS = {ResourceStatus.LIVE: "done", ResourceStatus.OFF: "bad", ResourceStatus.DRAFT: "warn"}
SHARES = {ShareType.UNCONDITIONAL: "done", ShareType.CONDITIONAL: "info", ShareType.WITHHELD: "off"}
_SHARES = [(each.value, each.label) for each in ShareType]
_STATES = [(each.value, each.label) for each in ResourceStatus if each is not ResourceStatus.NEW]
_STAGES = [(each.value, each.label) for each in Stage]
_FORMS = {"duty": ("stage", "agency", "words"), "owner": ("agency",), "go_live": (), "take_off": ("reason",)}


@require_safe
@staff(*DATA_ROLES)
def resources(request: HttpRequest) -> HttpResponse:
    """The catalogue, searched and narrowed (two statements)."""
    actor = actor_of(request)
    asked = narrowed(request, "console-resources", "q", "share", "status", "agency")
    found = catalogue.resources(
        actor,
        words=asked["q"],
        agency=asked["agency"],
        share=asked["share"],
        status=asked["status"],
        after=asked.after_key,
        most=PAGE + 1,
    )
    context = {
        "asked": asked,
        "page": asked.page([_row(each) for each in found], PAGE),
        "filters": [("共享类型", asked.chips("share", _SHARES)), ("状态", asked.chips("status", _STATES))],
        "body": next((name for key, name in bodies() if key == asked["agency"]), "") if asked["agency"] else "",
        "whole_href": asked.href(agency=""),
    }
    return data_page(request, "console/data/resources.html", context, tab="console-resources")


@require_safe
@staff(*DATA_ROLES)
def resource(request: HttpRequest, code: str) -> HttpResponse:
    """One resource."""
    return _page(request, code, NOT_SENT)


@require_POST
@staff(*DATA_ROLES)
@done_once
def keep(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Name who is responsible, fill a cell of the matrix, put on line or take off."""
    actor, at = actor_of(request), now()
    found = catalogue.resource_for(actor, code)
    if form not in _FORMS:
        raise NotFound("没有这一步。")
    sent = typed(request.POST, *_FORMS[form], most=300)
    try:
        if form == "duty":
            stage, agency = _stage(sent["stage"]), _agency(sent["agency"])
            keeping.name_duty(found, stage=stage, agency=agency, words=sent["words"], by=actor, at=at)
        elif form == "owner":
            fields = [text(request.POST, "field", 40)] if text(request.POST, "field", 40) else []
            keeping.name_owner(found, agency=_agency(sent["agency"]), fields=fields, by=actor, at=at)
        elif form == "go_live":
            keeping.go_live(found, by=actor, at=at)
        else:
            keeping.take_off(found, reason=sent["reason"], by=actor, at=at)
    except Declined as refusal:
        return _page(request, code, refused(form, refusal, sent))
    return redirect("console-resource", code=code)


@require_safe
@staff(*DATA_ROLES)
def matrix(request: HttpRequest) -> HttpResponse:
    """The responsibility matrix (责任矩阵): every resource × five stages, empty cells marked (two statements)."""
    asked = narrowed(request, "console-data-matrix", "empty")
    rows = list(catalogue.visible_to(actor_of(request)).prefetch_related("duties__agency").order_by("pk"))
    lines = [_cells(each) for each in rows]
    shown = [each for each in lines if asked["empty"] != "1" or each["empty"]]
    context = {
        "rows": shown,
        "stages": list(Stage),
        "empty": sum(1 for each in lines if each["empty"]),
        "filters": [("看哪些", asked.chips("empty", [("1", "有空格的")]))],
    }
    return data_page(request, "console/data/matrix.html", context, tab="console-data-matrix")


def _cells(row: DataResource) -> dict[str, Any]:
    cells = {each.stage: each for each in row.duties.all()}
    return {
        "code": row.code,
        "name": row.name,
        "status": ResourceStatus(row.status).label,
        "tag": TAGS.get(ResourceStatus(row.status), "off"),
        "empty": len(cells) < len(Stage),
        **{stage.value: cells[stage.value].agency.short_name if stage.value in cells else "" for stage in Stage},
    }


def _page(request: HttpRequest, code: str, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    found = catalogue.resource_for(actor, code)
    may_keep = keeping.may_keep(found, actor)
    duties = catalogue.duties_of(found)
    steps = {each.verb for each in RESOURCES.open_to(found, by=actor)} if may_keep else set()
    is_others = bool(actor.roles & DEPARTMENT) and actor.agency_id != found.owner_id
    context = {
        "resource": found,
        "row": _row(found),
        "fields": [_field(each) for each in catalogue.fields_of(found)],
        "stages": [(each.label, duties.get(each)) for each in Stage],
        "officer": officer_of(found.owner_id),
        "missing": lacks(catalogue.described(found)),
        "has_source": found.code in SOURCES,
        "standing": standing_of(found, actor.agency_id) if is_others else None,
        "may_ask": is_others and found.status == ResourceStatus.LIVE and found.share_type != ShareType.WITHHELD,
        "may_keep": may_keep,
        "steps": steps,
        "bodies": [("", "请选择"), *bodies()] if may_keep else [],
        "stage_choices": _STAGES,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return data_page(request, "console/data/resource.html", context, tab="", status=sent.status)


def _row(found: DataResource) -> dict[str, Any]:
    status, share = ResourceStatus(found.status), ShareType(found.share_type)
    return {
        "pk": found.pk,
        "code": found.code,
        "name": found.name,
        "summary": found.summary,
        "owner": found.owner.short_name if found.owner else "",
        "share": share.label,
        "share_tag": SHARES[share],
        "sensitivity": Sensitivity(found.sensitivity).label,
        "cycle": UpdateCycle(found.cycle).label,
        "status": status.label,
        "tag": TAGS.get(status, "off"),
    }


def _field(each: Any) -> dict[str, Any]:
    return {
        "name": each.name,
        "code": each.code,
        "column": each.column,
        "owner": each.owner.short_name if each.owner else "",
        "sensitivity": Sensitivity(each.sensitivity).label,
        "share": ShareType(each.share_type).label,
        "share_tag": SHARES[ShareType(each.share_type)],
    }


def _stage(said: str) -> Stage:
    if said not in set(Stage):
        raise Invalid(faults=[Fault("/stage", "required", "请选一个环节。")])
    return Stage(said)


def _agency(key: str) -> Agency:
    try:
        return agency_with_key(key)
    except Invalid as refusal:
        raise Invalid(faults=[Fault("/agency", "required", "请选一个部门。")]) from refusal
