"""Beginning the next edition of a list (动态调整): change, suspend, resume, cancel, split, merge; or a new item."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.kinds import ItemKind, ServiceField
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.light import light_option
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.queries import document_of, list_of
from tongban.registers.compiling import commands
from tongban.registers.compiling.models import ListDraft
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import day_of, word, wrong_of
from .frame import show
from .items import OPERATIONS

_NAMES = (
    "effective_on",
    "reason",
    "legal_source",
    "until_on",
    "basic_code",
    "name",
    "ancestors",
    "ends",
    "kind",
    "field",
    "light",
)
_LONGEST = 500


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.CATALOG_EDITOR)
@done_once
def adjust(request: HttpRequest, code: str, operation: str) -> HttpResponse:
    """The form of one operation on a list, and what it begins: a draft."""
    of = list_of(code)
    if operation not in set(OPERATIONS):
        raise NotFound("没有这种调整方式。")
    doing, typed = Operation(operation), _typed(request)
    problems, status = [], 200
    if request.method == "POST":
        try:
            draft = _begun(of, doing, typed, request)
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("console-draft", draft.pk)
    context = {
        "of": of,
        "operation": doing,
        "typed": typed,
        "problems": problems,
        "wrong": wrong_of(problems),
        "today": local_day(now()),
    }
    return show(request, "console/adjust.html", context, current="items", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.CATALOG_EDITOR)
@done_once
def add(request: HttpRequest) -> HttpResponse:
    """A new item that nothing pushed: its code, name and kind; everything else is written in the draft."""

    def begun(document: dict[str, Any]) -> ListDraft:
        return commands.begin(Operation.ADD, document=document, by=actor_of(request), at=now())

    return new_item(request, begun, back=reverse("console-items"))


def new_item(
    request: HttpRequest,
    begin: Callable[[dict[str, Any]], ListDraft],
    *,
    back: str,
    heading: str = "新增事项",
    caption: str = "先写明是什么事项，其余要素在文稿里填",
) -> HttpResponse:
    """The form of a new item; what was typed stays until it is a draft."""
    typed, problems, status = _typed(request), [], 200
    if request.method == "POST":
        try:
            draft = begin(_new_item(typed))
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("console-draft-edit", draft.pk, "basic")
    context = {
        "heading": heading,
        "caption": caption,
        "typed": typed,
        "problems": problems,
        "wrong": wrong_of(problems),
        "kinds": [(each.value, each.label) for each in ItemKind],
        "fields": [("", "不是公共服务"), *((each.value, each.label) for each in ServiceField)],
        "back": back,
        "today": local_day(now()),
    }
    return show(request, "console/add.html", context, current="drafts", status=status)


def _begun(of: ImplementationList, doing: Operation, typed: Mapping[str, str], request: HttpRequest) -> ListDraft:
    note, by, at = _note(typed), actor_of(request), now()
    ancestors = tuple(dict.fromkeys(typed["ancestors"].upper().split()))[:20]
    if doing is Operation.SPLIT:
        before = msgspec.to_builtins(document_of(of, note=msgspec.convert({**_BLANK, **note}, VersionNote)))
        part = {**before, "basic_code": typed["basic_code"].upper(), "name": typed["name"], "version": note}
        faults = [
            Fault(f"/{name}", "blank", said)
            for name, said in (("basic_code", "请填写拆出事项的基本编码。"), ("name", "请填写拆出事项的名称。"))
            if not typed[name]
        ]
        if faults:
            raise Invalid(faults=faults)
        return commands.begin(
            doing, document=part, ancestors=(of.code,), ends_ancestors=typed["ends"] == "on", by=by, at=at
        )
    if doing is Operation.MERGE:
        known = set(ImplementationList.objects.filter(code__in=ancestors).values_list("code", flat=True))
        if not ancestors or set(ancestors) - known or of.code in ancestors:
            raise Invalid(
                faults=[Fault("/ancestors", "unknown", "请填写要并入的清单的实施编码，一行一个，不含这份清单。")]
            )
    else:
        ancestors = ()
    return commands.begin(doing, standing=of, document={"version": note}, ancestors=ancestors, by=by, at=at)


_BLANK = {"effective_on": "2026-01-01", "reason": "", "legal_source": ""}


def _note(typed: Mapping[str, str]) -> dict[str, Any]:
    """The announcement; every fault of it at once."""
    days = {name: typed[name] for name in ("effective_on", "until_on") if typed[name]}
    faults = [
        Fault(f"/{name}", "format", "日期要写成 2026-11-23 这样。")
        for name, text in days.items()
        if day_of(text) is None or len(text) != len("2026-11-23")
    ]
    words = (("reason", "请写明原因。"), ("legal_source", "请写明依据的文件。"))
    faults += [Fault(f"/{name}", "blank", said) for name, said in words if not typed[name]]
    if faults:
        raise Invalid(faults=faults)
    return {"reason": typed["reason"][:200], "legal_source": typed["legal_source"][:200], **days}


def _new_item(typed: Mapping[str, str]) -> dict[str, Any]:
    faults = [
        Fault(f"/{name}", "blank", said)
        for name, said in (
            ("basic_code", "请填写基本编码。"),
            ("name", "请填写事项名称。"),
            ("kind", "请选择事项类型。"),
        )
        if not typed[name]
    ]
    if faults:
        raise Invalid(faults=faults)
    code = typed["basic_code"].upper()
    about = {"name": typed["name"], "kind": typed["kind"], "field": typed["field"]}
    is_light = typed["light"] == "on" and typed["kind"] == ItemKind.PUBLIC_SERVICE
    options = {"01": light_option(typed["name"]) if is_light else {"name": typed["name"]}}
    return {"basic_code": code, "department_code": code[4:6], **about, "options": options, "version": _note(typed)}


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: word(request.POST, name, _LONGEST) for name in _NAMES}
